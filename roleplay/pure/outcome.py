"""How it ended for the customer: the report card, money, time, the risk of another contact."""

from dataclasses import dataclass

from roleplay.pure.script import ACCEPTABLE, Script
from roleplay.pure.state import State, clamped

RESULTS = {"loyal": 100, "lukewarm": 60, "escalated": 60, "formal_complaint": 60, "conceded": 60}
WEIGHTS = {"treatment": 35, "process": 25, "result": 40}
PLEASED, SATISFIED = 75, 50
# After these the customer will hardly have to come back with the same matter.
SETTLED = frozenset({"loyal"})
HALF_SETTLED = frozenset({"lukewarm", "escalated", "formal_complaint"})


@dataclass(frozen=True)
class Outcome:
    """The customer's report card (0-100 each) and what the conversation cost."""

    ending: str
    ending_kind: str
    acceptable: bool
    treatment: int
    process: int
    result: int
    card: int
    feeling: str
    money: int
    granted: bool
    seconds: int
    second_contact: str


def outcome_of(script: Script, first: State, last: State) -> Outcome:
    """Treatment = 50 + change of trust - half the change of anger; process = patience left over
    patience at the start; result by ending 100 / 60 / 0; weights .35 / .25 / .40."""
    treatment = clamped(50 + (last.trust - first.trust) - (last.anger - first.anger) // 2)
    process = last.patience * 100 // first.patience if first.patience else 0
    result = RESULTS.get(last.ending_kind, 0)
    parts = {"treatment": treatment, "process": clamped(process), "result": result}
    card = (sum(WEIGHTS[name] * value for name, value in parts.items()) + 50) // 100
    return Outcome(
        ending=last.ending,
        ending_kind=last.ending_kind,
        acceptable=last.ending_kind in ACCEPTABLE,
        card=card,
        feeling=feeling_of(card),
        money=last.money,
        granted=last.granted,
        seconds=last.seconds,
        second_contact=_second_contact(last.ending_kind),
        **parts,
    )


def feeling_of(card: int) -> str:
    """pleased from 75, satisfied from 50, else dissatisfied."""
    return "pleased" if card >= PLEASED else "satisfied" if card >= SATISFIED else "dissatisfied"


def _second_contact(kind: str) -> str:
    return "low" if kind in SETTLED else "some" if kind in HALF_SETTLED else "high"
