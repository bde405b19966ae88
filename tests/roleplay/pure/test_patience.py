"""Patience only falls: by lines, by repeats, by waits nobody explained; at 0 the customer goes."""

import pytest

from roleplay.pure.script import Row
from tests.roleplay.scripts import QUIET, customer, ending, line, one_beat, said

DESK = one_beat(
    line("a", "good", "listen"),
    line("poor", "poor", "listen"),
    line("again", "good", "listen", repeats=True),
    line("look", "good", "verify", consults="slow"),
    line("wait", "good", "explain_wait"),
    line("half-wait", "fair", "listen", "explain_wait"),
    line("bad-wait", "poor", "explain_wait"),
    line("wait-and-look", "good", "explain_wait", "verify", consults="slow"),
    record={"open": 0, "slow": 45, "slower": 100},
)


@pytest.mark.parametrize(
    ("acts", "lost"),
    [
        (["a"], 2),
        (["a", "a", "a"], 6),
        # A poor line irritates as well.
        (["poor"], 2 + 3),
        (["again"], 2 + 4),
        # Seconds by ten, rounded down: by a line …
        (["look"], 2 + 4),
        # … or by opening the record, which is no decision.
        (["?slow"], 4),
        (["?open"], 0),
        (["?slow", "?slower"], 14),
        # What is open is not waited for again.
        (["look", "look"], 4 + 4),
        (["?slow", "look"], 4 + 2),
        # Explained: in the same line, in the line before.
        (["wait-and-look"], 2),
        (["wait", "look"], 4),
        (["wait", "?slow"], 2),
        (["half-wait", "?slow"], 2),
        (["bad-wait", "?slow"], 2 + 3 + 4),
        # An explanation is good for the next thing done.
        (["wait", "a", "look"], 2 + 2 + 6),
        (["wait", "?slow", "?slower"], 2 + 10),
        (["wait", "?open", "?slow"], 2 + 4),
        (["wait-and-look", "?slower"], 2),
    ],
)
def test_what_costs_patience(acts: list[str], lost: int) -> None:
    assert said(DESK).patience - said(DESK, *acts).patience == lost


@pytest.mark.parametrize(
    ("acts", "seconds", "consulted"),
    [
        ([], 0, ""),
        (["a", "a"], 30, ""),
        (["?slow"], 45, "slow"),
        (["look", "look"], 15 + 45 + 15, "slow"),
        (["wait", "?slower", "a"], 15 + 100 + 15, "slower"),
    ],
)
def test_the_clock_runs_whether_the_wait_is_explained_or_not(
    acts: list[str], seconds: int, consulted: str
) -> None:
    state = said(DESK, *acts)
    assert (state.seconds, state.consulted) == (seconds, frozenset(consulted.split()))


def test_the_row_of_a_move_may_cost_patience_too() -> None:
    slow = one_beat(
        line("a", "good", "listen"),
        profile=customer(table={"listen": Row(patience=-4)}),
    )
    assert said(slow, "a").patience == 60 - 2 - 4


ENDINGS = (ending("slams", "break_off"), ending("fades", "silent_departure"))


@pytest.mark.parametrize(
    ("profile", "left"),
    [
        (customer(patience=5), ("slams", "break_off")),
        (customer(patience=5, leaves_silently_at=15), ("fades", "silent_departure")),
    ],
)
@pytest.mark.parametrize("acts", [["a", "a", "a"], ["again"], ["look"], ["a", "?slow"]])
def test_without_patience_the_customer_leaves_as_the_profile_does(
    profile: object, left: tuple[str, str], acts: list[str]
) -> None:
    short = one_beat(
        *DESK.beats["here"].options,
        profile=profile,
        endings=ENDINGS,
        record={"slow": 45},
    )
    assert not said(short, *acts[:-1]).over
    state = said(short, *acts)
    assert (state.ending, state.ending_kind) == left
    assert state.patience == 0


def test_a_wait_may_leave_nothing_even_of_a_quiet_customer() -> None:
    quiet = one_beat(
        line("a", "good", "listen"),
        profile=customer(patience=10, leaves_silently_at=QUIET.leaves_silently_at),
        record={"slow": 100},
    )
    assert said(quiet, "?slow").ending_kind == "silent_departure"


def test_an_ending_the_author_did_not_write_is_the_engines_own() -> None:
    short = one_beat(line("a", "good", "listen"), profile=customer(patience=1))
    state = said(short, "a")
    assert (state.ending, state.ending_kind) == ("break_off", "break_off")
    assert short.ending_of_kind("break_off").built_in
