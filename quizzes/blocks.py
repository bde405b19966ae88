"""What a quiz is made of: draws from the bank and fixed questions."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.widgets.chooser import BaseChooser, BaseChooserAdapter

from courses.blocks.base import KeyBlock
from courses.fields import RangesInput
from quizzes.levels import Difficulty, Level

# How many questions a draw takes when nothing else is said.
USUAL_COUNT = 5
ANY = pgettext_lazy("level or difficulty", "any")


class CodesBlock(blocks.FieldBlock):
    """A list of concept codes, written with commas and ranges; nothing to translate."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = RangesInput(required=required, help_text=help_text)
        super().__init__(**kwargs)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Codes are the same in every language."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """The codes as they were."""
        return value

    def value_for_form(self, value: Any) -> Any:
        """A line with commas; what was typed stays as it was typed."""
        return value if isinstance(value, str) else ", ".join(value or [])

    def get_form_state(self, value: Any) -> Any:
        return self.value_for_form(value)


class QuestionKeyInput(BaseChooser):
    """Chooses a question of the bank and keeps its translation key: the same in all languages."""

    model = "quizzes.Question"
    icon = "help"
    chooser_modal_url_name = "question_key_chooser:choose"
    choose_one_text = _("Choose a question")
    choose_another_text = _("Choose another question")
    link_to_chosen_text = _("Edit this question")
    show_clear_link = False

    def get_instance(self, value: Any) -> Any:
        """The source's row; None where there is none any more."""
        if not value or isinstance(value, self.model_class):
            return value or None
        rows = self.model_class.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return rows.filter(translation_key=value).first() if is_uuid(value) else None

    def get_value_data(self, value: Any) -> Any:
        """A key whose question is gone stays visible, so that somebody can choose another."""
        found = super().get_value_data(value)
        return found or ({"id": value, "title": _("Not in the bank any more")} if value else None)

    def get_value_data_from_instance(self, instance: Any) -> dict[str, Any]:
        data: dict[str, Any] = super().get_value_data_from_instance(instance)
        return data | {"id": str(instance.translation_key)}


register(BaseChooserAdapter(), QuestionKeyInput)


def is_uuid(value: str) -> bool:
    """Whether a text is a translation key."""
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


class QuestionKeyBlock(KeyBlock):
    """One question of the bank, by its translation key."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        super().__init__(required=required, help_text=help_text, **kwargs)
        self.field = forms.CharField(
            required=required, help_text=help_text, widget=QuestionKeyInput()
        )

    def get_form_state(self, value: Any) -> Any:
        """What the chooser shows: the key, the first words, where it is edited."""
        return self.field.widget.get_value_data(value)

    class Meta:
        icon = "help"


def points_block() -> blocks.IntegerBlock:
    """What a question weighs in the score of its quiz."""
    return blocks.IntegerBlock(
        label=_("Points each"),
        min_value=1,
        max_value=20,
        default=1,
        usual=True,
        help_text=_("A question of 2 points weighs twice as much in the score as one of 1."),
    )


class DrawBlock(blocks.StructBlock):
    """So many questions on these concepts, of this level and difficulty."""

    count = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=50, default=USUAL_COUNT)
    concepts = CodesBlock(
        label=_("Concepts"),
        required=False,
        help_text=_("Codes separated by commas; C22-C27 means all between. Empty: any."),
    )
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("", ANY), *Level.choices], required=False
    )
    difficulty = blocks.ChoiceBlock(
        label=_("Difficulty"),
        choices=[("", ANY), *Difficulty.choices],
        required=False,
    )
    points = points_block()

    class Meta:
        icon = "order"
        label = _("Draw")
        description = _("Each attempt gets other questions of the bank on the same matter")
        label_format = "{count} · {level} · {difficulty} · {concepts}"
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
        description = _("One question of the bank that every attempt has")
        label_format = "{question}"
        form_classname = "struct-block"
