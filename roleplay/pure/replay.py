"""Plays actions in order and keeps every state on the way: for debriefs, appeals and proofs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roleplay.pure.engine import Action, Choose, act, begin, offered
from roleplay.pure.reactions import Played, reaction_to
from roleplay.pure.script import Option, Script
from roleplay.pure.state import State

QUALITY_ORDER = {"good": 0, "fair": 1, "poor": 2, "harmful": 3}


@dataclass(frozen=True)
class Step:
    """One action with the state before and after it."""

    before: State
    action: Action
    after: State


@dataclass(frozen=True)
class Decision:
    """A line that was said: where, among which, and what each of its moves was worth."""

    beat: str
    option: Option
    best: Option
    offered: tuple[Option, ...]
    played: tuple[Played, ...]
    quality: str
    before: State
    after: State
    # Its place among the actions, from 1.
    turn: int


def play(script: Script, state: State, actions: Iterable[Action]) -> Iterator[Step]:
    """The steps of these actions. Raises NotOfferedError where one cannot be taken."""
    for action in actions:
        after = act(script, state, action)
        yield Step(state, action, after)
        state = after


def decisions_in(script: Script, steps: Iterable[Step], first_turn: int = 1) -> list[Decision]:
    """The lines said in these steps, as the score and the debrief need them."""
    found = []
    for turn, step in enumerate(steps, start=first_turn):
        if isinstance(step.action, Choose):
            found.append(_decision(script, step, step.action, turn))
    return found


def _decision(script: Script, step: Step, action: Choose, turn: int) -> Decision:
    options = offered(script, step.before)
    option = next(each for each in options if each.id == action.option)
    reaction = reaction_to(script, step.before, option)
    best = best_of(options)
    return Decision(
        step.before.beat,
        option,
        best,
        options,
        reaction.played,
        reaction.quality,
        step.before,
        step.after,
        turn,
    )


def best_of(options: tuple[Option, ...]) -> Option:
    """The best line there is: of the first quality on the scale, the author's first."""
    return min(options, key=lambda each: QUALITY_ORDER[each.quality])


def best_path(script: Script, state: State) -> list[Step]:
    """From here on, the best line everywhere."""
    steps: list[Step] = []
    while not state.over:
        action = Choose(best_of(offered(script, state)).id)
        after = act(script, state, action)
        steps.append(Step(state, action, after))
        state = after
    return steps


def reference(script: Script, truth: str) -> list[Step]:
    """The reference path: the best line everywhere from the level start, under one truth."""
    return best_path(script, begin(script, "reference", truth))
