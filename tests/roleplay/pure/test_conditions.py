"""What a scenario may ask of the state: every condition, at its edge."""

from typing import Any

import pytest

from roleplay.pure.conditions import JUDGES, METER_CONDITIONS, holds
from roleplay.pure.script import METERS
from roleplay.pure.state import State
from tests.roleplay.scripts import conditions

PLAIN = State("here", anger=50, trust=40, openness=30, patience=20, pressure=10)
FULL = PLAIN._replace(
    truth="mistaken",
    heard=True,
    insulting=True,
    granted=True,
    done=frozenset({"verify"}),
    found=frozenset({"camera"}),
    consulted=frozenset({"visits"}),
)


def at(meter: str, value: int) -> State:
    """The plain state with one meter there."""
    changed: dict[str, Any] = {meter: value}
    return PLAIN._replace(**changed)


TABLE = [
    ("heard", FULL, PLAIN),
    ("not_heard", PLAIN, FULL),
    ("done verify", FULL, PLAIN),
    ("not_done verify", PLAIN, FULL),
    ("found camera", FULL, PLAIN),
    ("not_found camera", PLAIN, FULL),
    ("consulted visits", FULL, PLAIN),
    ("not_consulted visits", PLAIN, FULL),
    ("truth mistaken", FULL, PLAIN),
    ("insulted", FULL, PLAIN),
    ("granted", FULL, PLAIN),
    ("not_granted", PLAIN, FULL),
    *((f"{name}_at_most 33", at(name, 33), at(name, 34)) for name in METERS),
    *((f"{name}_at_least 33", at(name, 33), at(name, 32)) for name in METERS),
]


@pytest.mark.parametrize(("words", "holding", "failing"), TABLE)
def test_each_condition(words: str, holding: State, failing: State) -> None:
    assert holds(conditions(words), holding)
    assert not holds(conditions(words), failing)


def test_the_table_above_is_whole() -> None:
    assert {words.split()[0] for words, _yes, _no in TABLE} == set(JUDGES)
    assert set(JUDGES) >= METER_CONDITIONS
    assert len(METER_CONDITIONS) == 2 * len(METERS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", True),
        ("heard, granted", True),
        ("heard, not_granted", False),
        ("granted, done listen", False),
        # What nobody knows never holds; a meter without a number is compared with 0.
        ("sunny", False),
        ("heard, sunny", False),
        ("anger_at_least", True),
        ("anger_at_most", False),
    ],
)
def test_all_of_a_list_must_hold(words: str, expected: bool) -> None:
    assert holds(conditions(words), FULL) is expected
