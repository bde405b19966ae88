"""Walks every conversation a scenario allows, and remembers what was seen on the way.

Conversations that stand alike go on alike, so each standing is walked once: what no rule of the
scenario asks for (seconds, money, unused meters) is left out of the comparison.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from roleplay.pure.conditions import METER_CONDITIONS, holds
from roleplay.pure.engine import begin, offered, say
from roleplay.pure.script import Condition, Script
from roleplay.pure.state import State

MOST_STATES = 400_000


@dataclass
class Walk:
    """What a walk saw. `complete` is false when it was cut short at `MOST_STATES` standings."""

    states: int = 0
    complete: bool = True
    beats: set[str] = field(default_factory=set)
    endings: dict[str, str] = field(default_factory=dict)
    # Endings that may be passed, reached without a must-do: (ending, move).
    bypassed: set[tuple[str, str]] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    # Conditions that held and that did not, each by the place it stands at.
    held: set[tuple[str, Condition]] = field(default_factory=set)
    failed: set[tuple[str, Condition]] = field(default_factory=set)
    # Beats met both calm enough and not: their rules decided differently.
    led_to: dict[str, set[str]] = field(default_factory=dict)


def walk(script: Script, truth: str, most: int = MOST_STATES) -> Walk:
    """Every standing reachable by lines from the level start, level by level."""
    seen_here, project = Walk(), _projection(script)
    start = begin(script, "walk", truth)
    level, seen = [start], {project(start)}
    while level:
        following = []
        for state in level:
            for after in _look(script, state, seen_here):
                key = project(after)
                if key in seen:
                    continue
                seen.add(key)
                seen_here.states += 1
                if after.over:
                    _note_ending(script, after, seen_here)
                else:
                    following.append(after)
            if len(seen) > most:
                seen_here.complete = False
                return seen_here
        level = following
    return seen_here


def _look(script: Script, state: State, seen: Walk) -> Iterator[State]:
    seen.beats.add(state.beat)
    seen.found |= state.found
    for option in script.beats[state.beat].options:
        _note(f"{state.beat}/{option.id}", option.when, state, seen)
    for option in offered(script, state):
        after = say(script, state, option)
        seen.led_to.setdefault(state.beat, set()).add(after.ending or after.beat)
        for number, rule in enumerate(script.beats[state.beat].rules):
            _note(f"{state.beat}/rule {number + 1}", rule.when, after, seen)
        yield after


def _note(place: str, conditions: Iterable[Condition], state: State, seen: Walk) -> None:
    for each in conditions:
        (seen.held if holds((each,), state) else seen.failed).add((place, each))


def _note_ending(script: Script, after: State, seen: Walk) -> None:
    seen.found |= after.found
    seen.endings[after.ending] = after.ending_kind
    ending = script.endings.get(after.ending)
    if ending is not None and ending.acceptable:
        missing = (name for name in script.must_do if name not in after.done)
        seen.bypassed.update((ending.name, name) for name in missing)


def _projection(script: Script) -> "_Projection":
    asked = list(_all_conditions(script))
    meters = {each.about.rpartition("_at_")[0] for each in asked if each.about in METER_CONDITIONS}
    # Anger and patience decide by themselves: breaking off, leaving, lines and insults.
    if script.profile.leaves_silently_at:
        meters.add("trust")
    moves = {each.value for each in asked if each.about in {"done", "not_done"}}
    return _Projection(
        frozenset(meters),
        frozenset(moves) | frozenset(script.must_do),
    )


@dataclass(frozen=True)
class _Projection:
    """Leaves out of a state what nothing in the scenario asks for."""

    meters: frozenset[str]
    moves: frozenset[str]

    def __call__(self, state: State) -> State:
        return state._replace(
            trust=state.trust if "trust" in self.meters else 0,
            openness=state.openness if "openness" in self.meters else 0,
            pressure=state.pressure if "pressure" in self.meters else 0,
            seconds=0,
            money=0,
            decisions=0,
            done=state.done & self.moves,
            promises=tuple((due - state.decisions, row) for due, row in state.promises),
        )


def _all_conditions(script: Script) -> Iterator[Condition]:
    for beat in script.beats.values():
        for option in beat.options:
            yield from option.when
        for rule in beat.rules:
            yield from rule.when
    for ending in script.endings.values():
        yield from ending.when
    for fact in script.facts:
        yield from fact.when
