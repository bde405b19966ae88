"""What would have happened: the engine run again from one decision with another line."""

from dataclasses import dataclass

from roleplay.pure.assessment import mark
from roleplay.pure.engine import Choose, act, offered
from roleplay.pure.history import History
from roleplay.pure.replay import QUALITY_ORDER, Decision, Step, decisions_in, play
from roleplay.pure.script import Option, Script
from roleplay.pure.state import State

# Of what the learner never answered, the acceptable line is assumed.
ASSUMED = ("fair", "good", "poor", "harmful")


@dataclass(frozen=True)
class WhatIf:
    """Another line at one decision, and how the conversation would have gone on and ended."""

    option: Option
    decisions: tuple[Decision, ...]
    last: State
    # How many of the later answers are the learner's own.
    own: int


def worst_decision(history: History) -> Decision | None:
    """The decision that cost most: in marks, then in the leading meter; None when none cost."""
    weighed = [(_cost(history.script, each), each) for each in history.taken]
    costly = [pair for pair in weighed if pair[1].quality in {"poor", "harmful"}]
    costly = costly or [pair for pair in weighed if pair[0][0] > 0]
    return max(costly, key=lambda pair: (pair[0], -pair[1].turn))[1] if costly else None


def _cost(script: Script, decision: Decision) -> tuple[int, int]:
    marked = mark(script, decision)
    lost = 2 * len(marked.opportunities) - sum(marked.marks.values())
    return lost, -change_for_the_better(script, decision)


def lost_most(script: Script, decision: Decision) -> str:
    """The dimension a line did most harm in, else missed; the heavier for the profile first."""
    marked, weights = mark(script, decision), script.profile.weights
    lost = {
        name: (2 if name in marked.opportunities else 0) - marked.marks.get(name, 0)
        for name in {*marked.opportunities, *marked.marks} & set(script.assesses)
    }
    worst = max(lost, key=lambda name: (lost[name], weights.get(name, 0), name), default="")
    return worst if worst and lost[worst] > 0 else ""


def change_for_the_better(script: Script, decision: Decision) -> int:
    """How far the leading meter moved the right way: up for trust and openness, else down."""
    lead = script.profile.lead
    change = decision.after.meter(lead) - decision.before.meter(lead)
    return change if lead in {"trust", "openness"} else -change


def best_instead(history: History, decision: Decision) -> WhatIf | None:
    """With the best line there; None when it was said."""
    if decision.option is decision.best:
        return None
    return _whatif(history, decision, decision.best)


def trap_instead(history: History, decision: Decision) -> WhatIf | None:
    """With the profile's typical trap, else with the worst line; None when that was said."""
    trap = history.script.profile.trap
    tempting = [each for each in decision.offered if any(m.name == trap for m in each.moves)]
    wrong = [each for each in decision.offered if each.quality in {"poor", "harmful"}]
    worst = sorted(wrong, key=lambda each: -QUALITY_ORDER[each.quality])
    chosen = next(iter([*tempting, *worst]), None)
    if chosen is None or chosen is decision.option:
        return None
    return _whatif(history, decision, chosen)


def _whatif(history: History, decision: Decision, option: Option) -> WhatIf:
    """Afterwards the learner's own answers, wherever the same question comes again."""
    script = history.script
    answers = {each.beat: each.option.id for each in history.taken if each.turn > decision.turn}
    (step,) = play(script, decision.before, [Choose(option.id)])
    steps, own = [step], 0
    while not steps[-1].after.over:
        state = steps[-1].after
        options = offered(script, state)
        mine = next((each for each in options if each.id == answers.get(state.beat)), None)
        own += mine is not None
        said = mine or min(options, key=lambda each: ASSUMED.index(each.quality))
        after = act(script, state, Choose(said.id))
        steps.append(Step(state, Choose(said.id), after))
    decisions = tuple(decisions_in(script, steps))
    return WhatIf(option, decisions, steps[-1].after, own)
