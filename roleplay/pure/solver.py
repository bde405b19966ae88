"""Walks every conversation a scenario allows, and remembers what was seen on the way.

Conversations that stand alike go on alike, so each standing is walked once: what no rule of the
scenario asks for (seconds, money, unused meters) is left out of the comparison. `sample` plays
games instead: it sees most of a sound scenario long before a walk is through.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from roleplay.pure.conditions import METER_CONDITIONS, holds
from roleplay.pure.drawing import number_from
from roleplay.pure.engine import NotOfferedError, begin, consult, offered, say
from roleplay.pure.replay import QUALITY_ORDER
from roleplay.pure.script import Condition, Option, Script
from roleplay.pure.state import State

MOST_STATES = 400_000
# How many games in a hundred decisions take the best line; each game has one of these skills.
SKILLS = (0, 25, 50, 70, 85, 95, 100)
# Every third game opens entries of the record between the lines, as learners may.
CONSULTING = 3


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


Enough = Callable[[], bool]


def walk(
    script: Script,
    truth: str,
    most: int = MOST_STATES,
    seen_here: Walk | None = None,
    enough: Enough = lambda: False,
) -> Walk:
    """Every standing reachable by lines from the level start, level by level.

    Adds to `seen_here`; stops before the end when what was seen is `enough`.
    """
    seen_here, project = seen_here or Walk(), _projection(script)
    start = begin(script, "walk", truth)
    level, seen = [start], {project(start)}
    while level and not enough():
        following = []
        for state in level:
            for _option, after in _look(script, state, seen_here):
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
                seen_here.complete = enough()
                return seen_here
        level = following
    return seen_here


def sample(script: Script, truth: str, seen_here: Walk, games: Iterable[int]) -> None:
    """Plays these games (the same every time) and adds what they saw, the ways not taken too.

    Every other game shuns one thing that a condition asks for, or there would be no telling what
    happens without it.
    """
    asked = _all_conditions(script)
    wanted = {each.value for each in asked if each.about in {"done", "not_done", "consulted"}}
    shunnable = sorted(wanted | set(script.must_do))
    for game in games:
        state = begin(script, "walk", truth)
        shunned = shunnable[game // 2 % len(shunnable)] if shunnable and game % 2 else ""
        while not state.over:
            if game % CONSULTING == 0:
                state = _with_a_look_at_the_record(script, state, game, shunned)
                if state.over:
                    _note_ending(script, state, seen_here)
                    break
            state = _said(script, state, seen_here, game, shunned)


def _said(script: Script, state: State, seen_here: Walk, game: int, shunned: str) -> State:
    ways = list(_look(script, state, seen_here))
    for _option, after in ways:
        if after.over:
            _note_ending(script, after, seen_here)
    if shunned:
        ways = [way for way in ways if not _does(way[0], shunned)] or ways
    luck = number_from(str(game), "sample", str(state.decisions))
    skill = SKILLS[number_from(str(game), "skill", "") % len(SKILLS)]
    if luck % 100 < skill:
        return min(ways, key=lambda way: QUALITY_ORDER[way[0].quality])[1]
    return ways[luck // 100 % len(ways)][1]


def _does(option: Option, what: str) -> bool:
    """Whether a line makes this move or opens this entry."""
    return option.consults == what or any(each.name == what for each in option.moves)


def _with_a_look_at_the_record(script: Script, state: State, game: int, shunned: str) -> State:
    """Perhaps one entry is opened before the next line."""
    entries = sorted(script.record.keys() - {shunned})
    place = number_from(str(game), "record", str(state.decisions)) % (2 * len(entries) or 1)
    try:
        return consult(script, state, entries[place]) if place < len(entries) else state
    except NotOfferedError:
        return state


def _look(script: Script, state: State, seen: Walk) -> Iterator[tuple[Option, State]]:
    seen.beats.add(state.beat)
    seen.found |= state.found
    for option in script.beats[state.beat].options:
        _note(f"{state.beat}/{option.id}", option.when, state, seen)
    for option in offered(script, state):
        after = say(script, state, option)
        seen.led_to.setdefault(state.beat, set()).add(after.ending or after.beat)
        for number, rule in enumerate(script.beats[state.beat].rules):
            _note(f"{state.beat}/rule {number + 1}", rule.when, after, seen)
        yield option, after


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


def conditions_by_place(script: Script) -> Iterator[tuple[str, Condition]]:
    """The conditions of a beat's options and rules, each with the place as a walk notes it."""
    for beat in script.beats.values():
        for option in beat.options:
            yield from ((f"{beat.name}/{option.id}", each) for each in option.when)
        for number, rule in enumerate(beat.rules, start=1):
            yield from ((f"{beat.name}/rule {number}", each) for each in rule.when)


def _all_conditions(script: Script) -> Iterator[Condition]:
    yield from (each for _place, each in conditions_by_place(script))
    for ending in script.endings.values():
        yield from ending.when
    for fact in script.facts:
        yield from fact.when
