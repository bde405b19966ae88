"""The small parts of a scenario: names, conditions, moves."""

from typing import Any

from django.apps import apps
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import KeyBlock, PlainTextBlock
from roleplay.kinds import CONDITIONS, Quality

Choices = list[tuple[str, str]]
NAME = r"^[a-z0-9][a-z0-9-]{0,39}$"
NAME_WRONG = _("Use small letters without accents, digits and hyphens: “no-signal”.")


def label_in(texts: dict[str, str]) -> str:
    """A text of the package in the reader's language, else in Spanish."""
    return texts.get(get_language() or "") or texts.get("es", "")


def moves() -> Choices:
    """The moves, by stage, each with its name."""
    rows = apps.get_model("roleplay", "Playbook").part_of("moves")
    return [(row["key"], label_in(row["name"])) for row in rows]


def critical_errors() -> Choices:
    """The critical errors by code."""
    rubric = apps.get_model("roleplay", "Playbook").part_of("rubric")
    return [(row["code"], label_in(row["name"])) for row in rubric.get("critical", [])]


class NameBlock(KeyBlock):
    """A stable name, by which other parts of the scenario refer to this one."""

    def __init__(self, **kwargs: Any) -> None:
        only_plain = RegexValidator(NAME, NAME_WRONG)
        own = {"label": _("Name"), "max_length": 40, "validators": [only_plain]}
        super().__init__(**(own | kwargs))

    def clean(self, value: Any) -> Any:
        """Names are short and plain, so that they can be typed and never change by accident."""
        return super().clean((value or "").strip().lower())


class ReferenceBlock(KeyBlock):
    """The name of another part of the scenario; `of` says which names a script may suggest."""

    def __init__(self, of: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if of:
            self.field.widget.attrs["data-names-of"] = of


class TextBlock(PlainTextBlock):
    """A text that may be left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"required": False} | kwargs))


def _condition_fields() -> list[tuple[str, blocks.Block]]:
    # `is` is a word of Python, so the fields are listed instead of declared.
    about = blocks.ChoiceBlock(choices=CONDITIONS, label=_("What must hold"))
    return [("is", about), ("value", ReferenceBlock(label=_("Which, how much"), required=False))]


class ConditionBlock(blocks.StructBlock):
    """One thing that must hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_condition_fields(), **kwargs)

    class Meta:
        anonymous = True
        icon = "key"
        label = _("Condition")
        label_format = "{is} {value}"
        form_classname = "struct-block condition"


class ConditionsBlock(blocks.ListBlock):
    """Everything that must hold at once; none: always."""

    def __init__(self, **kwargs: Any) -> None:
        own = {"label": _("Only when"), "default": [], "required": False, "collapsed": True}
        super().__init__(ConditionBlock(), **(own | kwargs))


class MoveBlock(blocks.StructBlock):
    """A move the line makes. Its quality is the line's unless another is chosen."""

    move = blocks.ChoiceBlock(choices=moves, label=_("Move"))
    quality = blocks.ChoiceBlock(
        choices=Quality.choices,
        label=_("Quality"),
        required=False,
        default="",
        help_text=_("Empty: as the line."),
    )

    class Meta:
        anonymous = True
        icon = "pick"
        label = _("Move")
        label_format = "{move} {quality}"
        form_classname = "struct-block move"
