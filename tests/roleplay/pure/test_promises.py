"""What was promised and cannot be kept shows two decisions later, or when it is closed before."""

import pytest

from roleplay.pure.script import Row
from tests.roleplay.scripts import beat, customer, ending, line, one_beat, said, script

CALLS = one_beat(
    line("promise", "harmful", "overpromise"),
    line("wait", "good", "verify"),
    line("no", "poor", "inform"),
    line("close", "good", "verify", next="close"),
    line("off", "harmful", "cut_off"),
    profile=customer(patience=100, table={"verify": Row()}),
    endings=[ending("pleased", "loyal", "anger_at_most 60"), ending("not-so", "lukewarm")],
)


@pytest.mark.parametrize(
    ("acts", "anger", "trust"),
    [
        (["promise"], 44, 40),
        (["promise", "wait"], 44, 40),
        (["promise", "wait", "wait"], 69, 35),
        # Once.
        (["promise", "wait", "wait", "wait"], 69, 35),
        # Each on its own day.
        (["promise", "promise", "wait"], 63, 35),
        (["promise", "promise", "wait", "wait"], 88, 30),
        # At the close it comes out at once, all of it.
        (["promise", "close"], 69, 35),
        (["promise", "promise", "close"], 88, 30),
        # Who has hung up already learns it elsewhere.
        (["promise", "off"], 44, 40),
    ],
)
def test_when_it_shows(acts: list[str], anger: int, trust: int) -> None:
    state = said(CALLS, *acts)
    assert (state.anger, state.trust) == (anger, trust)


def test_it_shows_before_the_ending_is_judged() -> None:
    assert said(CALLS, "close").ending == "pleased"
    assert said(CALLS, "promise", "close").ending == "not-so"


def test_an_ending_named_by_the_line_shows_it_too() -> None:
    direct = script(
        beat("here", line("a", "harmful", "overpromise", next="signed")),
        endings=[ending("signed", "loyal")],
    )
    state = said(direct, "a")
    assert (state.ending, state.anger, state.promises) == ("signed", 69, ())


def test_what_shows_may_be_the_line_that_warns() -> None:
    heated = one_beat(
        *CALLS.beats["here"].options,
        profile=customer(anger=70, patience=100, table={"verify": Row()}),
    )
    assert not said(heated, "promise", "wait").warned
    assert said(heated, "promise", "wait", "wait").warned
    assert said(heated, "promise", "wait", "wait", "no").ending_kind == "break_off"


def test_meters_stay_within_bounds_when_it_shows() -> None:
    heated = one_beat(
        line("a", "harmful", "overpromise"),
        line("b", "good", "verify", next="close"),
        profile=customer(anger=95, trust=3),
    )
    state = said(heated, "a", "b")
    assert (state.anger, state.trust) == (100, 2)
