"""How it ended for the customer: the report card, money, time, the risk of another contact."""

from dataclasses import dataclass

from roleplay.pure.engine import PATIENCE_A_DECISION
from roleplay.pure.script import ACCEPTABLE, Script
from roleplay.pure.state import State, clamped

RESULTS = {"loyal": 100, "lukewarm": 60, "escalated": 60, "formal_complaint": 60, "conceded": 60}
WEIGHTS = {"treatment": 35, "process": 25, "result": 40}
PLEASED, SATISFIED = 75, 50
WALKED_OUT = frozenset({"break_off", "silent_departure"})
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
    # The card without a result, for what only begins.
    begun: int
    money: int
    granted: bool
    seconds: int
    second_contact: str


def outcome_of(script: Script, first: State, last: State) -> Outcome:
    """Treatment = 50 + change of trust - half the change of anger; process as in `process_of`;
    result by ending 100 / 60 / 0; weights .35 / .25 / .40."""
    treatment = clamped(50 + (last.trust - first.trust) - (last.anger - first.anger) // 2)
    process = process_of(first, last)
    result = RESULTS.get(last.ending_kind, 0)
    parts = {"treatment": treatment, "process": clamped(process), "result": result}
    card = (sum(WEIGHTS[name] * value for name, value in parts.items()) + 50) // 100
    begun = (WEIGHTS["treatment"] * treatment + WEIGHTS["process"] * process) // (
        WEIGHTS["treatment"] + WEIGHTS["process"]
    )
    return Outcome(
        ending=last.ending,
        ending_kind=last.ending_kind,
        acceptable=last.ending_kind in ACCEPTABLE,
        card=card,
        begun=begun,
        money=last.money,
        granted=last.granted,
        seconds=last.seconds,
        second_contact=_second_contact(last.ending_kind),
        **parts,
    )


def process_of(first: State, last: State) -> int:
    """Patience left over what so many decisions would have left at best; half when they left.

    Over patience at the start, as first designed, a flawless long call got 43 and one broken off
    after two bad lines 86 (docs/decisions/0048-the-customers-report-card.md).
    """
    at_best = max(first.patience - PATIENCE_A_DECISION * last.decisions, 1)
    kept = clamped(last.patience * 100 // at_best)
    return kept // 2 if last.ending_kind in WALKED_OUT else kept


def feeling_of(card: int) -> str:
    """pleased from 75, satisfied from 50, else dissatisfied."""
    return "pleased" if card >= PLEASED else "satisfied" if card >= SATISFIED else "dissatisfied"


def _second_contact(kind: str) -> str:
    return "low" if kind in SETTLED else "some" if kind in HALF_SETTLED else "high"
