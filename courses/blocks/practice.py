"""An unscored try inside a lesson. The answer comes from the server, never before it is asked."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import LessonBlock, PlainTextBlock


class PracticeOptionBlock(blocks.StructBlock):
    """One choice, with what it teaches."""

    text = PlainTextBlock(label=_("Option"))
    right = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = PlainTextBlock(label=_("What it teaches"))

    class Meta:
        label_format = "{text}"


class PracticeBlock(LessonBlock):
    """Pick one and read why."""

    prompt = PlainTextBlock(label=_("Question"))
    options = blocks.ListBlock(PracticeOptionBlock(), label=_("Options"), min_num=2, max_num=5)

    class Meta:
        template = "courses/blocks/practice.html"
        icon = "pick"
        label = _("Practice")
        description = _("An unscored question: pick one and read why")
        preview_value = {
            "prompt": "La caja no puede registrar el cambio prometido. ¿Qué falla?",
            "options": [
                {"text": "El sistema", "right": True, "feedback": "La herramienta no lo permite."},
                {"text": "La persona", "right": False, "feedback": "Quiso, pero no pudo."},
            ],
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the options without their key, and the feedback of the one tried, if one was.

        The address says which: `?try=<block>:<option>`.
        """
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        block_id, _colon, option_id = context.get("tried", "").partition(":")
        chosen = option_id if block_id == context.get("block_id") else ""
        option = next((each for each in value["options"].bound_blocks if each.id == chosen), None)
        options = [
            {"id": each.id, "letter": letter, "text": each.value["text"]}
            for letter, each in zip("ABCDE", value["options"].bound_blocks, strict=False)
        ]
        chosen_option = option.value if option else None
        return context | {"options": options, "chosen": chosen, "chosen_option": chosen_option}
