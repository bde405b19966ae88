"""What a learner did, turn by turn, decisions taken back included."""

from collections.abc import Iterable
from dataclasses import dataclass

from roleplay.pure.engine import Action, Choose, Consult, begin
from roleplay.pure.replay import Decision, Step, decisions_in, play
from roleplay.pure.script import Script
from roleplay.pure.state import State

SAY, CONSULT, REWIND = "say", "consult", "rewind"


@dataclass(frozen=True)
class Act:
    """A stored turn: `what` is an option, an entry, or the number of the turn gone back to."""

    position: int
    kind: str
    what: str


@dataclass(frozen=True)
class History:
    """A conversation played from its turns. `numbers` are the turns of `steps`, taken ones only."""

    script: Script
    first: State
    steps: tuple[Step, ...]
    numbers: tuple[int, ...]
    decisions: tuple[Decision, ...]
    rewinds: int

    @property
    def last(self) -> State:
        """Where it stands now."""
        return self.steps[-1].after if self.steps else self.first

    @property
    def taken(self) -> tuple[Decision, ...]:
        """The decisions that stand, in order."""
        return tuple(each for each in self.decisions if each.turn in set(self.numbers))


def action_of(kind: str, what: str) -> Action:
    """The engine's action of a stored turn."""
    return Consult(what) if kind == CONSULT else Choose(what)


def play_history(
    script: Script, seed: str, truth: str, acts: Iterable[Act], *, level: bool
) -> History:
    """Plays stored turns. `decisions` holds those taken back as well: undo never erases.

    Raises NotOfferedError when a turn could not have been taken: then the records are wrong.
    """
    first = begin(script, seed, truth, level=level)
    steps: list[Step] = []
    numbers: list[int] = []
    decisions: list[Decision] = []
    rewinds = 0
    for act in acts:
        if act.kind == REWIND:
            keep = sum(number < int(act.what) for number in numbers)
            del steps[keep:], numbers[keep:]
            rewinds += 1
            continue
        state = steps[-1].after if steps else first
        (step,) = play(script, state, [action_of(act.kind, act.what)])
        decisions += decisions_in(script, [step], first_turn=act.position)
        steps.append(step)
        numbers.append(act.position)
    return History(script, first, tuple(steps), tuple(numbers), tuple(decisions), rewinds)
