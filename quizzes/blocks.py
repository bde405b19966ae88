"""What a quiz is made of: draws from the bank and fixed questions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import KeyBlock
from courses.fields import CodesInput
from quizzes.levels import Difficulty, Level


class CodesBlock(blocks.FieldBlock):
    """A list of concept codes, written with commas; nothing to translate."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = CodesInput(required=required, help_text=help_text)
        super().__init__(**kwargs)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Codes are the same in every language."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """The codes as they were."""
        return value

    def value_for_form(self, value: Any) -> Any:
        return ", ".join(value or [])

    def get_form_state(self, value: Any) -> Any:
        return ", ".join(value or [])


class QuestionKeyBlock(KeyBlock):
    """One question of the bank, by its translation key."""


def points_block() -> blocks.IntegerBlock:
    """What a question weighs in the score of its quiz."""
    return blocks.IntegerBlock(
        label=_("Points each"), min_value=1, max_value=20, default=1, usual=True
    )


class DrawBlock(blocks.StructBlock):
    """So many questions on these concepts, of this level and difficulty."""

    count = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=50, default=5)
    concepts = CodesBlock(
        label=_("Concepts"),
        required=False,
        help_text=_("Codes separated by commas; C22-C27 means all between. Empty: any."),
    )
    level = blocks.ChoiceBlock(label=_("Level"), choices=Level.choices, required=False)
    difficulty = blocks.ChoiceBlock(
        label=_("Difficulty"), choices=Difficulty.choices, required=False
    )
    points = points_block()

    class Meta:
        icon = "order"
        label = _("Draw")
        label_format = "{count} · {level} · {concepts}"
        form_classname = "struct-block"


class FixedBlock(blocks.StructBlock):
    """One question that every attempt has."""

    question = QuestionKeyBlock(label=_("Question"))
    points = points_block()
    critical = blocks.BooleanBlock(
        label=_("Critical"),
        required=False,
        help_text=_("The quiz is not passed unless it is answered right, whatever the score."),
    )

    class Meta:
        icon = "help"
        label = _("Fixed question")
        label_format = "{question}"
        form_classname = "struct-block"
