"""What a quiz is made of: draws from the bank."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.fields import CodesInput
from quizzes.levels import Level


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


class DrawBlock(blocks.StructBlock):
    """So many questions on these concepts at this level."""

    count = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=50, default=5)
    concepts = CodesBlock(
        label=_("Concepts"), required=False, help_text=_("Codes separated by commas. Empty: any.")
    )
    level = blocks.ChoiceBlock(label=_("Level"), choices=Level.choices, required=False)

    class Meta:
        icon = "order"
        label = _("Draw")
        label_format = "{count} · {level} · {concepts}"
        form_classname = "struct-block"
