"""The customer's report card, money, time and the risk of a second contact; the four stages."""

from typing import Any

import pytest

from roleplay.pure.outcome import feeling_of, outcome_of
from roleplay.pure.script import Script
from roleplay.pure.stages import stage_shares
from roleplay.pure.state import State
from tests.roleplay.scripts import beat, history_of, line, one_beat, script

FIRST = State("here", anger=50, trust=40, openness=40, patience=60, pressure=30)
ANY_SCRIPT = one_beat(line("a", "good", "listen"))


def ended(kind: str, **meters: Any) -> State:
    return FIRST._replace(ending=kind, ending_kind=kind, **meters)


@pytest.mark.parametrize(
    ("changes", "treatment"),
    [
        ({}, 50),
        ({"trust": 60}, 70),
        ({"trust": 10}, 20),
        ({"anger": 30}, 60),
        ({"anger": 80}, 35),
        # Half a point goes to the customer's good.
        ({"anger": 43}, 54),
        ({"anger": 57}, 47),
        ({"anger": 0, "trust": 100}, 100),
        ({"anger": 100, "trust": 0}, 0),
    ],
)
def test_treatment(changes: dict[str, int], treatment: int) -> None:
    assert outcome_of(ANY_SCRIPT, FIRST, ended("loyal", **changes)).treatment == treatment


@pytest.mark.parametrize(
    ("decisions", "patience", "kind", "process"),
    [
        # As much left as so many decisions leave at best: nothing was wasted.
        (0, 60, "loyal", 100),
        (10, 40, "loyal", 100),
        (10, 20, "loyal", 50),
        (10, 0, "loyal", 0),
        (29, 1, "lukewarm", 50),
        # Who walks out had half of that.
        (2, 56, "break_off", 50),
        (2, 28, "silent_departure", 25),
        (10, 40, "critical", 100),
        # All patience used by talking.
        (30, 0, "break_off", 0),
        (31, 0, "break_off", 0),
    ],
)
def test_process(decisions: int, patience: int, kind: str, process: int) -> None:
    last = ended(kind, patience=patience, decisions=decisions)
    assert outcome_of(ANY_SCRIPT, FIRST, last).process == process


@pytest.mark.parametrize(
    ("kind", "result", "acceptable", "second_contact"),
    [
        ("loyal", 100, True, "low"),
        ("lukewarm", 60, True, "some"),
        ("escalated", 60, True, "some"),
        ("formal_complaint", 60, True, "some"),
        ("conceded", 60, False, "high"),
        ("escalated_needlessly", 0, False, "high"),
        ("silent_departure", 0, False, "high"),
        ("break_off", 0, False, "high"),
        ("critical", 0, False, "high"),
    ],
)
def test_result_by_ending(kind: str, result: int, acceptable: bool, second_contact: str) -> None:
    outcome = outcome_of(ANY_SCRIPT, FIRST, ended(kind))
    assert (outcome.result, outcome.acceptable) == (result, acceptable)
    assert outcome.second_contact == second_contact
    assert (outcome.ending, outcome.ending_kind) == (kind, kind)


@pytest.mark.parametrize(
    ("changes", "kind", "card", "begun"),
    [
        # .35 x 50 + .25 x 100 + .40 x 100 = 82.5; without the result 70.8.
        ({}, "loyal", 83, 70),
        ({}, "lukewarm", 67, 70),
        ({}, "break_off", 30, 50),
        ({"trust": 100, "anger": 0}, "loyal", 100, 100),
        ({"trust": 0, "anger": 100, "patience": 0}, "break_off", 0, 0),
    ],
)
def test_the_report_card(changes: dict[str, int], kind: str, card: int, begun: int) -> None:
    outcome = outcome_of(ANY_SCRIPT, FIRST, ended(kind, **changes))
    assert (outcome.card, outcome.begun) == (card, begun)


@pytest.mark.parametrize(
    ("card", "feeling"),
    [(100, "pleased"), (75, "pleased"), (74, "satisfied"), (50, "satisfied"), (49, "dissatisfied")],
)
def test_feelings(card: int, feeling: str) -> None:
    assert feeling_of(card) == feeling


def test_who_came_without_patience_is_judged_by_the_rest() -> None:
    hurried = FIRST._replace(patience=0)
    assert outcome_of(ANY_SCRIPT, hurried, hurried._replace(ending_kind="loyal")).process == 0


def test_what_it_cost() -> None:
    last = ended("conceded", money=25, seconds=130)._replace(granted=True)
    outcome = outcome_of(ANY_SCRIPT, FIRST, last)
    assert (outcome.money, outcome.granted, outcome.seconds) == (25, True, 130)


PROCESS = script(
    beat(
        "start",
        line("g", "good", "greet", "listen"),
        line("f", "fair", "greet"),
        line("h", "harmful", "insult", "listen:good"),
        next="solve",
    ),
    beat(
        "solve",
        line("g", "good", "commit"),
        line("p", "poor", "commit"),
        line("o", "good", "recap"),
        next="close",
    ),
)


@pytest.mark.parametrize(
    ("acts", "shares"),
    [
        ([], {1: None, 2: None, 3: None, 4: None}),
        (["g", "g"], {1: 100, 2: 100, 3: 100, 4: None}),
        (["f", "p"], {1: 50, 2: 0, 3: 0, 4: None}),
        # Harm in a stage, though something else in it was good; never under nothing.
        (["h", "g"], {1: 0, 2: 100, 3: 100, 4: None}),
        # What the best line did not ask for brings nothing.
        (["g", "o"], {1: 100, 2: 100, 3: 0, 4: None}),
        (["g"], {1: 100, 2: 100, 3: None, 4: None}),
    ],
)
def test_stages_are_shares_of_what_each_offered(
    acts: list[str], shares: dict[int, int | None]
) -> None:
    assert stage_shares(PROCESS, history_of(PROCESS, *acts).taken) == shares


def test_good_listening_and_harm_in_one_stage() -> None:
    mixed: Script = one_beat(
        line("best", "good", "listen"), line("a", "fair", "listen:good", "minimise", next="here")
    )
    assert stage_shares(mixed, history_of(mixed, "best", "best", "a").taken)[2] == 50
