"""Reads the stored canonical form of a scenario version into a Script."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from courses.pure.texts import Texts
from roleplay.pure.script import (
    ANY,
    Beat,
    Condition,
    Conditions,
    Ending,
    Entry,
    Fact,
    Line,
    Move,
    Option,
    Phrase,
    PlayedMove,
    Profile,
    Row,
    Rule,
    Script,
)

Raw = Mapping[str, Any]


def script_of(content: Raw) -> Script:
    """The script in a version's content: scenario, resolved profile, moves, rubric and texts."""
    scenario = content["structure"]["scenario"]
    return Script(
        beats={raw["name"]: _beat(raw) for raw in scenario["beats"]},
        endings={raw["name"]: _ending(raw) for raw in scenario["endings"]},
        facts=tuple(_fact(raw) for raw in scenario["facts"]),
        record={raw["name"]: Entry(raw["name"], raw["seconds"] or 0) for raw in scenario["record"]},
        profile=profile_of(content["structure"]["profile"]),
        moves={raw["name"]: move_of(raw) for raw in content["structure"]["moves"]},
        assesses=tuple(scenario["assesses"]),
        must_do=tuple(scenario["must_do"]),
        truths=tuple(scenario["truths"]) or ("founded",),
        truth_weights=tuple(scenario["truth_weights"]) or (100,),
        channel=scenario["channel"],
        rubric=content["structure"]["rubric"],
        person=scenario["person"],
        texts=Texts(content["texts"]),
    )


class Kept:
    """The scripts used last, so that a process reads one once and not at every turn."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._scripts: dict[str, Script] = {}

    def script(self, sha256: str, content: Callable[[], Raw]) -> Script:
        """The script behind a hash; `content` is asked for only when it is not kept."""
        script = self._scripts.pop(sha256, None) or script_of(content())
        self._scripts[sha256] = script
        while len(self._scripts) > self._most:
            del self._scripts[next(iter(self._scripts))]
        return script


KEPT = Kept()


def conditions_of(raws: Iterable[Raw]) -> Conditions:
    """A list of conditions as stored."""
    return tuple(Condition(raw["is"], str(raw.get("value") or "")) for raw in raws)


def _beat(raw: Raw) -> Beat:
    insults_from = raw.get("insults_from")
    return Beat(
        name=raw["name"],
        options=tuple(_option(each) for each in raw["options"]),
        next=raw["next"] or "",
        rules=tuple(Rule(conditions_of(each["when"]), each["next"]) for each in raw["rules"]),
        lines=tuple(Line(each["id"], each["band"] or ANY) for each in raw["lines"]),
        insults_from=101 if insults_from is None else insults_from,
    )


def _option(raw: Raw) -> Option:
    moves = raw["moves"]
    return Option(
        id=raw["id"],
        quality=raw["quality"],
        moves=tuple(PlayedMove(each["move"], each["quality"] or raw["quality"]) for each in moves),
        next=raw["next"] or "",
        when=conditions_of(raw["when"]),
        consults=raw["consults"] or "",
        repeats=bool(raw["repeats"]),
        money=raw["money"] or 0,
        critical=raw["critical"] or "",
    )


def _ending(raw: Raw) -> Ending:
    return Ending(raw["name"], raw["kind"], conditions_of(raw["when"]))


def _fact(raw: Raw) -> Fact:
    return Fact(
        raw["name"], conditions_of(raw["when"]), raw["truth"] or ANY, bool(raw["must_discover"])
    )


def move_of(raw: Raw) -> Move:
    """A move as stored."""
    return Move(
        raw["name"],
        raw["stage"],
        frozenset(raw["dimensions"]),
        raw["harmful"],
        raw["hears"],
        raw["solves"],
        raw["fades"],
        raw["tone"],
    )


def profile_of(raw: Raw) -> Profile:
    """A profile as stored."""
    return Profile(
        name=raw["name"],
        lead=raw["lead"],
        initial=raw["initial"],
        table={move: row_of(row) for move, row in raw["table"].items()},
        irritation=row_of(raw["irritation"]),
        weights=raw["weights"],
        trap=raw["trap"],
        hides_anger=raw["hides_anger"],
        leaves_silently_at=raw["leaves_silently_at"],
        phrases=tuple(
            Phrase(each["id"], each["move"], each["band"] or ANY) for each in raw["phrases"]
        ),
    )


def row_of(raw: Raw) -> Row:
    """A row of a reaction table: only what is not zero is stored."""
    return Row(
        anger=_number(raw, "anger"),
        trust=_number(raw, "trust"),
        openness=_number(raw, "openness"),
        patience=_number(raw, "patience"),
        pressure=_number(raw, "pressure"),
        money=_number(raw, "money"),
        ends=raw.get("ends", ""),
        as_first_act=_variant(raw, "as_first_act"),
        unless_hostile=_variant(raw, "unless_hostile"),
        later=_variant(raw, "later"),
    )


def _number(raw: Raw, name: str) -> int:
    """Raises TypeError for what is no whole number."""
    value = raw.get(name, 0)
    if not isinstance(value, int):
        raise TypeError(name)
    return value


def _variant(raw: Raw, name: str) -> Row | None:
    return row_of(raw[name]) if name in raw else None
