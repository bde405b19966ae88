"""The vocabulary beside the beats: what each move is, and what it does to each profile."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.utils.translation import gettext
from wagtail.admin.panels import Panel

from roleplay.blocks.pieces import label_in
from roleplay.fields import profiles
from roleplay.models import Playbook, Profile
from roleplay.pure.script import METERS
from roleplay.words import meter_label, stage_words


class GlossaryPanel(Panel):
    """Closed at first. A script shows the reactions of the profile chosen in the form."""

    class BoundPanel(Panel.BoundPanel):
        """For one scenario."""

        template_name = "roleplay/desk/glossary.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"stages": stages(), "chosen": self.instance.profile}


def stages() -> list[dict[str, Any]]:
    """The moves by stage of the attention process, the harmful ones last."""
    rows = Playbook.part_of("moves")
    tables = _tables()
    good = [row for row in rows if not row["harmful"]]
    found = [
        {"name": stage_words(stage), "moves": [_move(row, tables) for row in same]}
        for stage, same in groupby(sorted(good, key=_stage), key=_stage)
    ]
    harmful = [_move(row, tables) for row in rows if row["harmful"]]
    return [*found, {"name": gettext("Harmful"), "moves": harmful}] if harmful else found


def _stage(row: Mapping[str, Any]) -> int:
    stage: int = row["stage"]
    return stage


def _tables() -> list[tuple[str, str, Mapping[str, Any]]]:
    """Name, label and reaction table of every profile."""
    tables = {row.name: row.table for row in Profile.objects.all()}
    return [(name, label, tables[name]) for name, label in profiles() if name in tables]


def _move(
    row: Mapping[str, Any], tables: Iterable[tuple[str, str, Mapping[str, Any]]]
) -> dict[str, Any]:
    return {
        "key": row["key"],
        "name": label_in(row["name"]),
        "help": label_in(row.get("help", {})),
        "reactions": [
            {"profile": name, "label": label, "words": reaction_words(table.get(row["key"], {}))}
            for name, label, table in tables
        ],
    }


def reaction_words(row: Mapping[str, Any]) -> str:
    """What a row changes: "anger −8, trust +5; the first thing said: anger +2"."""
    said = [_changes(row)]
    variants = {
        "as_first_act": gettext("as the first line: %(changes)s"),
        "unless_hostile": gettext("unless insulted: %(changes)s"),
        "later": gettext("two decisions later: %(changes)s"),
    }
    said += [
        text % {"changes": _changes(row[name])} for name, text in variants.items() if name in row
    ]
    if row.get("ends"):
        said.append(gettext("ends the conversation"))
    if row.get("money"):
        said.append(gettext("grants something without verifying"))
    return "; ".join(each for each in said if each) or gettext("changes nothing")


def _changes(row: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{meter_label(meter).lower()} {signed(row[meter])}" for meter in METERS if row.get(meter)
    )


def signed(value: int) -> str:
    """With its sign, and a minus that can be seen."""
    return f"+{value}" if value > 0 else f"−{abs(value)}"
