"""The service triangle (Albrecht and Zemke): the customer, three corners, six relations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import KeyBlock, LessonBlock, LineBlock, PlainTextBlock

CORNERS = ("customer", "strategy", "people", "systems")
RELATIONS = (
    "customer_strategy",
    "customer_people",
    "customer_systems",
    "strategy_systems",
    "strategy_people",
    "systems_people",
)
PARTS = CORNERS + RELATIONS


class PartBlock(blocks.StructBlock):
    """A corner or a relation: what it means, what to ask, how it usually fails."""

    part = KeyBlock(label=_("Part"))
    name = LineBlock(label=_("Name"), max_length=60)
    meaning = PlainTextBlock(label=_("What it means"))
    question = PlainTextBlock(label=_("Control question"))
    failure = PlainTextBlock(label=_("Typical failure"))

    class Meta:
        label_format = "{name}"


class TriangleBlock(LessonBlock):
    """A triangle to explore by mouse, touch and keyboard."""

    focus = blocks.ChoiceBlock(
        label=_("What this screen explores"),
        choices=[
            ("all", _("Everything")),
            ("vertices", _("The three corners")),
            ("relations", _("The six relations")),
        ],
        default="all",
    )
    intro = PlainTextBlock(label=_("Introduction"))
    parts = blocks.ListBlock(PartBlock(), label=_("Parts"), min_num=10, max_num=10)

    class Meta:
        template = "courses/blocks/triangle.html"
        icon = "site"
        label = _("Service triangle")
        description = _("The triangle, explored part by part")
        preview_value = {
            "focus": "all",
            "intro": "Toque cada parte.",
            "parts": [
                {
                    "part": part,
                    "name": part.replace("_", "–").capitalize(),
                    "meaning": "Qué significa.",
                    "question": "¿Qué conviene preguntar?",
                    "failure": "Cómo suele fallar.",
                }
                for part in PARTS
            ],
        }

    def clean(self, value: Any) -> Any:
        """All ten parts, each once, so that the drawing has no hole."""
        cleaned = super().clean(value)
        named = [part["part"] for part in cleaned["parts"]]
        if sorted(named) != sorted(PARTS):
            message = _("The triangle needs each of its ten parts once: %(parts)s.")
            raise blocks.StructBlockValidationError(
                block_errors={"intro": ValidationError(message % {"parts": ", ".join(PARTS)})}
            )
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The parts by name, for the drawing."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        by_name = {part["part"]: part for part in value["parts"]}
        corners = [by_name[name] for name in CORNERS if name in by_name]
        relations = [by_name[name] for name in RELATIONS if name in by_name]
        return context | {"parts_by_name": by_name, "corners": corners, "relations": relations}
