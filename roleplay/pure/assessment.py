"""The score of a conversation: competence by dimension, and whether it is passed and why not.

Rules in docs/algorithms/roleplay-score.md. All arithmetic is exact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from roleplay.pure.replay import Decision, decisions_in, reference
from roleplay.pure.script import Script
from roleplay.pure.state import State

# In half points: what a move of this quality is worth in each of its dimensions.
MARKS = {"good": 2, "fair": 1, "poor": 0, "harmful": -1}
PASS_SCORE = 70
PASS_LEVEL = 2
MUST_PASS = ("D2", "D3", "D5")
LISTENING = "D2"
LEVELS = 4


@dataclass(frozen=True)
class Marked:
    """One decision: where it could show something, and the half points it brought there."""

    beat: str
    opportunities: frozenset[str]
    marks: Mapping[str, int]


@dataclass(frozen=True)
class Level:
    """How much of what a dimension offered was done. `level` is share x 4, rounded."""

    dimension: str
    share: Fraction
    level: int


@dataclass(frozen=True)
class Unmet:
    """A condition of passing that is not met; `turn` is where it shows, 0 when nowhere."""

    what: str
    name: str = ""
    turn: int = 0


@dataclass(frozen=True)
class Verdict:
    """Competence 0-100 (exact), levels, critical errors with their turns, and what is missing."""

    competence: Fraction
    levels: tuple[Level, ...]
    critical: tuple[tuple[str, int], ...]
    ending: str
    unmet: tuple[Unmet, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is missing."""
        return not self.unmet

    @property
    def score(self) -> int:
        """Competence as shown: a whole number, rounded down, so that 69.9 is not 70."""
        return int(self.competence)

    def level(self, dimension: str) -> Level | None:
        """One dimension's level; None when it is not assessed here."""
        return next((each for each in self.levels if each.dimension == dimension), None)


def judge(script: Script, decisions: Iterable[Decision], last: State) -> Verdict:
    """The verdict on all decisions of a conversation, those taken back too, and its last state."""
    said = list(decisions)
    shares = _shares(script, said, last)
    competence = _weighted(script, shares)
    levels = tuple(Level(name, share, _level(share)) for name, share in shares.items())
    critical = tuple((each.option.critical, each.turn) for each in said if each.option.critical)
    unmet = tuple(_unmet(script, said, last, competence, levels))
    return Verdict(competence, levels, critical, last.ending_kind, unmet)


def mark(script: Script, decision: Decision) -> Marked:
    """What one decision shows: opportunities are the dimensions of its best line, no other.

    A harmful mark counts in any dimension.
    """
    opportunities = _dimensions_of(script, (each.name for each in decision.best.moves))
    marks: dict[str, int] = {}
    for each in decision.played:
        for dimension in script.moves[each.name].dimensions:
            worth = MARKS[each.quality]
            if dimension in opportunities or worth < 0:
                known = marks.get(dimension)
                harmful = worth < 0 or (known is not None and known < 0)
                marks[dimension] = MARKS["harmful"] if harmful else max(worth, known or 0)
    return Marked(decision.beat, opportunities, marks)


def _dimensions_of(script: Script, names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(script.moves[name].dimensions for name in names))


def worst_visits(marked: Iterable[Marked]) -> dict[str, Marked]:
    """Each decision once, at its worst: in every dimension the lowest of its visits."""
    found: dict[str, Marked] = {}
    for each in marked:
        known = found.get(each.beat)
        found[each.beat] = _worse(known, each) if known else each
    return found


def _worse(one: Marked, other: Marked) -> Marked:
    names = {*one.marks, *other.marks}
    lowest = {name: min(one.marks.get(name, 0), other.marks.get(name, 0)) for name in names}
    return Marked(one.beat, one.opportunities | other.opportunities, lowest)


def totals(marked: Iterable[Marked]) -> tuple[dict[str, int], dict[str, int]]:
    """Half points and opportunities by dimension, each decision counted once."""
    points: dict[str, int] = {}
    chances: dict[str, int] = {}
    for each in worst_visits(marked).values():
        for name, half in each.marks.items():
            points[name] = points.get(name, 0) + half
        for name in each.opportunities:
            chances[name] = chances.get(name, 0) + 1
    return points, chances


@lru_cache(maxsize=64)
def _reference_chances(script: Script, truth: str) -> dict[str, int]:
    """The opportunities on the reference path: what a rude early exit cannot make fewer."""
    steps = reference(script, truth)
    return totals(mark(script, each) for each in decisions_in(script, steps))[1]


def _shares(script: Script, said: list[Decision], last: State) -> dict[str, Fraction]:
    """Marks over opportunities: of this path or of the reference, whichever has more of them."""
    points, chances = totals(mark(script, each) for each in said)
    asked = _reference_chances(script, last.truth)
    shares = {}
    for name in script.assesses:
        most = max(chances.get(name, 0), asked.get(name, 0))
        if most:
            share = Fraction(points.get(name, 0), 2 * most)
            shares[name] = min(max(share, Fraction(0)), Fraction(1))
    if LISTENING in shares:
        shares[LISTENING] = min(shares[LISTENING], _most_listening(script, last))
    return shares


def _most_listening(script: Script, last: State) -> Fraction:
    """Listening is worth half at most while what had to be discovered is hidden; nothing when the
    customer left in silence."""
    if last.ending_kind == "silent_departure":
        return Fraction(0)
    return Fraction(1, 2) if hidden(script, last) else Fraction(1)


def hidden(script: Script, last: State) -> list[str]:
    """The facts that had to be discovered and were not."""
    facts = script.facts_of(last.truth)
    return [each.name for each in facts if each.must_discover and each.name not in last.found]


def _weighted(script: Script, shares: Mapping[str, Fraction]) -> Fraction:
    """The weighted mean of the shares, 0-100: weights are those of the dimensions assessed."""
    weights = {name: script.profile.weights.get(name, 0) for name in shares}
    total = sum(weights.values())
    if not total:
        return Fraction(0)
    return 100 * sum((weights[name] * share for name, share in shares.items()), Fraction(0)) / total


def _level(share: Fraction) -> int:
    return int(share * LEVELS + Fraction(1, 2))


def _unmet(
    script: Script,
    said: list[Decision],
    last: State,
    competence: Fraction,
    levels: tuple[Level, ...],
) -> Iterable[Unmet]:
    for each in said:
        if each.option.critical:
            yield Unmet("critical", each.option.critical, each.turn)
    if not script.ending_of_kind(last.ending_kind).acceptable:
        yield Unmet("ending", last.ending_kind, said[-1].turn if said else 0)
    for level in levels:
        if level.dimension in MUST_PASS and level.level < PASS_LEVEL:
            yield Unmet("dimension", level.dimension, _weakest(script, said, level.dimension))
    if competence < PASS_SCORE:
        yield Unmet("score", str(int(competence)), _weakest(script, said, ""))


def _weakest(script: Script, said: list[Decision], dimension: str) -> int:
    """The turn that lost most in a dimension; in all of them when none is named. 0: none lost."""
    losses = []
    for each in said:
        marked = mark(script, each)
        names = marked.opportunities | marked.marks.keys()
        lost = sum(
            (2 if name in marked.opportunities else 0) - marked.marks.get(name, 0)
            for name in names
            if dimension in {"", name}
        )
        losses.append((-lost, each.turn))
    worst, turn = min(losses, default=(0, 0))
    return turn if worst < 0 else 0
