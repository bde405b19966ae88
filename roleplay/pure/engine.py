"""The engine: one action moves the state by rules. Same choices, same ending, bit for bit.

Raise `script.ENGINE` when anything here changes what a stored conversation would do.
"""

from dataclasses import dataclass

from roleplay.pure.conditions import holds
from roleplay.pure.drawing import number_from
from roleplay.pure.reactions import Reaction, reaction_to
from roleplay.pure.script import METERS, Ending, Option, Script
from roleplay.pure.state import BREAKING, State, clamped

PATIENCE_A_DECISION = 2
PATIENCE_FOR_A_REPEAT = 4
SECONDS_A_POINT_OF_PATIENCE = 10
SECONDS_A_LINE = 15
DECISIONS_UNTIL_A_PROMISE_SHOWS = 2
SPREAD = 5
# Endings that come about by themselves; closing falls back on none of them, but may ask for one.
LEAVING = frozenset({"break_off", "silent_departure", "critical"})
MEMORY = 3


class NotOfferedError(ValueError):
    """The action is not there to take in this state."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Say one of the lines offered."""

    option: str


@dataclass(frozen=True, slots=True)
class Consult:
    """Open a part of the customer's record while the customer waits."""

    entry: str


Action = Choose | Consult


def begin(script: Script, seed: str, truth: str = "", *, level: bool = True) -> State:
    """The state before the first line. `level`: everyone starts alike (assess); else +-5 by seed.

    `truth` empty: the first one (assess), or drawn by the script's weights.
    """
    initial = script.profile.initial
    anger, trust, openness, patience, pressure = (
        initial[name] if level else _spread(seed, name, initial[name]) for name in METERS
    )
    beat = script.beats[script.start]
    return State(
        beat=beat.name,
        anger=anger,
        trust=trust,
        openness=openness,
        patience=patience,
        pressure=pressure,
        truth=truth or (script.truths[0] if level else _drawn_truth(script, seed)),
        insulting=anger >= beat.insults_from,
    )


def _spread(seed: str, name: str, value: int) -> int:
    return clamped(value - SPREAD + number_from(seed, "start", name) % (2 * SPREAD + 1))


def _drawn_truth(script: Script, seed: str) -> str:
    place = number_from(seed, "truth", "") % max(sum(script.truth_weights), 1)
    for truth, weight in zip(script.truths, script.truth_weights, strict=False):
        if place < weight:
            return truth
        place -= weight
    return script.truths[0]


def offered(script: Script, state: State) -> tuple[Option, ...]:
    """The lines there are to say now, in the author's order; all if conditions leave none."""
    options = script.beats[state.beat].options
    return tuple(each for each in options if holds(each.when, state)) or options


def act(script: Script, state: State, action: Action) -> State:
    """The state after an action. Raises NotOfferedError for what cannot be done now."""
    if state.over:
        raise NotOfferedError("the conversation is over")
    if isinstance(action, Consult):
        return consult(script, state, action.entry)
    option = next((each for each in offered(script, state) if each.id == action.option), None)
    if option is None:
        raise NotOfferedError(action.option)
    return say(script, state, option)


def consult(script: Script, state: State, entry: str) -> State:
    """Opens a part of the record: its seconds pass, and patience, unless the wait was explained."""
    if entry not in script.record or entry in state.consulted:
        raise NotOfferedError(entry)
    waited = script.record[entry].seconds
    cost = 0 if state.explained else waited // SECONDS_A_POINT_OF_PATIENCE
    after = state._replace(
        patience=clamped(state.patience - cost),
        seconds=state.seconds + waited,
        consulted=state.consulted | {entry},
        explained=False,
    )
    after = _find_facts(script, after)
    return _end(script, after, _exhausted(script)) if after.patience == 0 else after


def say(script: Script, state: State, option: Option) -> State:
    """Says a line that is offered; whole effects at once, then whether and how it ends."""
    reaction = reaction_to(script, state, option)
    after = _with_effects(script, state, option, reaction)
    ends = reaction.ends or _leaves(script, state, after, reaction.quality)
    if ends:
        return _end(script, after, ends)
    return _arrive(script, after, _target(script, after, option))


def _with_effects(script: Script, state: State, option: Option, reaction: Reaction) -> State:
    decisions = state.decisions + 1
    anger, trust, openness, patience, pressure = reaction.changes
    promises = state.promises
    if promises or reaction.later:
        shows = decisions + DECISIONS_UNTIL_A_PROMISE_SHOWS
        promises = (*promises, *((shows, row) for row in reaction.later))
        for due, row in promises:
            if due <= decisions:
                anger, trust = anger + row.anger, trust + row.trust
                openness, pressure = openness + row.openness, pressure + row.pressure
        promises = tuple(each for each in promises if each[0] > decisions)
    waited = _wait(script, state, option)
    patience -= PATIENCE_A_DECISION + (PATIENCE_FOR_A_REPEAT if option.repeats else 0)
    if not (reaction.explained or state.explained):
        patience -= waited // SECONDS_A_POINT_OF_PATIENCE
    angry = clamped(state.anger + anger)
    after = State(
        beat=state.beat,
        anger=angry,
        trust=clamped(state.trust + trust),
        openness=clamped(state.openness + openness),
        patience=clamped(state.patience + patience),
        pressure=clamped(state.pressure + pressure),
        truth=state.truth,
        decisions=decisions,
        heard=state.heard or reaction.hears,
        insulting=state.insulting,
        warned=_warned(state, angry, anger, reaction.quality),
        explained=reaction.explained,
        granted=state.granted or reaction.granted,
        money=state.money + option.money,
        seconds=state.seconds + waited + SECONDS_A_LINE,
        done=state.done | reaction.worked,
        found=state.found,
        consulted=state.consulted | {option.consults} if option.consults else state.consulted,
        recent=(*state.recent, reaction.good)[-MEMORY:],
        promises=promises,
    )
    return _find_facts(script, after)


def _wait(script: Script, state: State, option: Option) -> int:
    if not option.consults or option.consults in state.consulted:
        return 0
    return script.record[option.consults].seconds


def _find_facts(script: Script, state: State) -> State:
    new = [
        fact.name
        for fact in script.facts_of(state.truth)
        if fact.name not in state.found and holds(fact.when, state)
    ]
    return state._replace(found=state.found.union(new)) if new else state


def _warned(before: State, anger: int, change: int, quality: str) -> bool:
    """Whether the customer has announced the end and not taken it back.

    `change` is what the line did to the anger, also where the meter has no room left.
    """
    if before.warned:
        return quality in {"poor", "harmful"} or change >= 0
    return anger >= BREAKING and change > 0


def _leaves(script: Script, before: State, after: State, quality: str) -> str:
    """The kind of ending the customer makes by leaving; empty while they stay."""
    if script.profile.leaves_silently_at and after.trust <= script.profile.leaves_silently_at:
        return "silent_departure"
    if before.warned and quality in {"poor", "harmful"}:
        return "break_off"
    return _exhausted(script) if after.patience == 0 else ""


def _exhausted(script: Script) -> str:
    """How this profile leaves when its patience is used up."""
    return "silent_departure" if script.profile.leaves_silently_at else "break_off"


def _target(script: Script, after: State, option: Option) -> str:
    beat = script.beats[after.beat]
    if option.next:
        return option.next
    return next((rule.next for rule in beat.rules if holds(rule.when, after)), beat.next)


def _arrive(script: Script, after: State, target: str) -> State:
    if target in script.beats:
        insulting = after.anger >= script.beats[target].insults_from
        return after._replace(beat=target, insulting=insulting)
    after = _promises_show(after)
    if target in script.endings:
        ending = script.endings[target]
        return after._replace(ending=ending.name, ending_kind=ending.kind)
    ending = closing(script, after)
    return after._replace(ending=ending.name, ending_kind=ending.kind)


def _promises_show(after: State) -> State:
    """At the close what was promised in vain comes out, before it is judged how it ended."""
    for _due, row in after.promises:
        after = after._replace(
            anger=clamped(after.anger + row.anger),
            trust=clamped(after.trust + row.trust),
            openness=clamped(after.openness + row.openness),
            pressure=clamped(after.pressure + row.pressure),
        )
    return after._replace(promises=())


def closing(script: Script, state: State) -> Ending:
    """The first ending whose conditions hold at the close; else the last that has none."""
    endings = tuple(script.endings.values())
    met = (each for each in endings if each.when and holds(each.when, state))
    rest = (each for each in reversed(endings) if not each.when and each.kind not in LEAVING)
    return next(met, None) or next(rest, None) or script.ending_of_kind("lukewarm")


def _end(script: Script, after: State, kind: str) -> State:
    ending = script.ending_of_kind(kind)
    return after._replace(ending=ending.name, ending_kind=ending.kind)
