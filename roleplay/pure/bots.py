"""Naive agents: each follows one habit everywhere. A sound scenario lets none of them pass."""

from collections.abc import Callable
from dataclasses import dataclass

from roleplay.pure.assessment import Verdict, judge
from roleplay.pure.drawing import number_from
from roleplay.pure.engine import Action, Choose, act, begin, offered
from roleplay.pure.replay import QUALITY_ORDER, Step, decisions_in
from roleplay.pure.script import Option, Script
from roleplay.pure.state import State

RANDOM_GAMES = 300
# How it ends when a bot would go on for ever is the engine's matter: patience runs out.
Pick = Callable[[Script, str, tuple[Option, ...]], Option]


@dataclass(frozen=True)
class Game:
    """A whole conversation of a bot."""

    steps: tuple[Step, ...]
    verdict: Verdict
    last: State


def play_out(script: Script, state: State, pick: Callable[[State], Action]) -> Game:
    """Plays to the end with this habit, and judges."""
    steps = []
    while not state.over:
        action = pick(state)
        after = act(script, state, action)
        steps.append(Step(state, action, after))
        state = after
    return Game(tuple(steps), judge(script, decisions_in(script, steps), state), state)


def play_bot(script: Script, name: str, truth: str) -> Game:
    """One of the named bots from the level start."""
    pick = BOTS[name]

    def choose(state: State) -> Action:
        return Choose(pick(script, state.beat, offered(script, state)).id)

    return play_out(script, begin(script, "bot", truth), choose)


def random_scores(script: Script, truth: str, games: int = RANDOM_GAMES) -> list[tuple[int, bool]]:
    """Score and pass of an agent who picks at random, game by game; the same every time."""
    played = (_random_game(script, truth, str(number)) for number in range(games))
    return [(game.verdict.score, game.verdict.passed) for game in played]


def _random_game(script: Script, truth: str, seed: str) -> Game:
    def choose(state: State) -> Action:
        options = offered(script, state)
        place = number_from(seed, "random", str(state.decisions)) % len(options)
        return Choose(options[place].id)

    return play_out(script, begin(script, "bot", truth), choose)


def _most_of(tone: str) -> Pick:
    def pick(script: Script, beat: str, options: tuple[Option, ...]) -> Option:
        def how_much(option: Option) -> int:
            return sum(script.moves[each.name].tone == tone for each in option.moves)

        return max(options, key=how_much)

    return pick


def _longest(script: Script, beat: str, options: tuple[Option, ...]) -> Option:
    return max(options, key=lambda each: len(script.option_text(beat, each.id)))


def _first(script: Script, beat: str, options: tuple[Option, ...]) -> Option:
    return options[0]


def _second_best(script: Script, beat: str, options: tuple[Option, ...]) -> Option:
    ordered = sorted(options, key=lambda each: QUALITY_ORDER[each.quality])
    return ordered[1] if len(ordered) > 1 else ordered[0]


# Ties go to the author's first.
BOTS: dict[str, Pick] = {
    "polite": _most_of("warm"),
    "generous": _most_of("generous"),
    "firm": _most_of("firm"),
    "longest": _longest,
    "first": _first,
    "second_best": _second_best,
}
