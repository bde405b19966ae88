"""May an attempt start, and may its key be seen?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.access import (
    Granted,
    Past,
    Permission,
    Refusal,
    Rules,
    When,
    attempts_left,
    may_see,
    may_start,
)

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
DAY, SECOND = timedelta(hours=24), timedelta(seconds=1)


def past(*hours_ago: float, passed: bool = False) -> list[Past]:
    return [Past(NOW - timedelta(hours=hours), False) for hours in hours_ago] + (
        [Past(NOW, True)] if passed else []
    )


@pytest.mark.parametrize(
    ("attempts", "allowed", "expected"),
    [
        (past(), 3, Permission(True, attempts_left=3)),
        (past(1), 3, Permission(True, attempts_left=2)),
        (past(30, 1), 3, Permission(False, Refusal.WAIT, NOW + timedelta(hours=23), 1)),
        (past(99, 24), 3, Permission(True, attempts_left=1)),
        (past(99, 50, 1), 3, Permission(False, Refusal.NONE_LEFT)),
        (past(passed=True), 3, Permission(False, Refusal.PASSED, attempts_left=2)),
        (past(99, 50, passed=True), 3, Permission(False, Refusal.PASSED)),
        (past(1), 1, Permission(False, Refusal.NONE_LEFT)),
        # A trainer grants more: the wait stays, the count goes on.
        (past(99, 50, 1), 4, Permission(False, Refusal.WAIT, NOW + timedelta(hours=23), 1)),
        # A trainer lowers the number: nobody falls below none.
        (past(99, 50), 1, Permission(False, Refusal.NONE_LEFT)),
    ],
)
def test_the_rule(attempts: list[Past], allowed: int, expected: Permission) -> None:
    assert may_start(attempts, Rules(allowed, DAY), NOW) == expected


def test_nothing_starts_while_a_person_marks() -> None:
    waiting = [Past(NOW - DAY, None)]
    assert may_start(waiting, Rules(3, DAY), NOW).refusal is Refusal.BEING_MARKED
    assert may_start([*waiting, Past(NOW, True)], Rules(3, DAY), NOW).refusal is Refusal.PASSED


@pytest.mark.parametrize(("wait_from", "refusal"), [(1, Refusal.WAIT), (2, None)])
def test_waiting_starts_where_the_quiz_says(wait_from: int, refusal: Refusal | None) -> None:
    assert may_start(past(1), Rules(3, DAY, wait_from), NOW).refusal is refusal
    assert may_start([], Rules(3, DAY, wait_from), NOW).allowed


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        (Granted(), Permission(False, Refusal.WAIT, NOW + timedelta(hours=23), 1)),
        (Granted(waits=[NOW]), Permission(True, attempts_left=1)),
        (Granted(attempts=[NOW]), Permission(True, attempts_left=2)),
        # Lifted before the last attempt: that one used it up.
        (
            Granted(waits=[NOW - DAY]),
            Permission(False, Refusal.WAIT, NOW + timedelta(hours=23), 1),
        ),
    ],
)
def test_what_is_granted_counts_from_the_last_attempt(
    granted: Granted, expected: Permission
) -> None:
    assert may_start(past(30, 1), Rules(3, DAY), NOW, granted) == expected


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("tried", "granted", "withdrawn", "left"),
    [
        # Withdrawn before it was used: as if it had never been granted.
        ((9, 8, 7), (), ((6, 5),), 0),
        ((9,), (), ((6, 5),), 2),
        ((9,), (), ((6, 5), (6, 4)), 2),
        # Used, then withdrawn: not below none, and what is granted later is a whole one.
        ((9, 8, 7, 5), (), ((6, 4),), 0),
        ((9, 8, 7, 5), (3,), ((6, 4),), 1),
        ((9, 8, 7, 5, 2), (3,), ((6, 4),), 0),
        # Of two one was used: the other is what is taken, whichever row is withdrawn.
        ((9, 8, 7, 5), (6,), ((6, 4),), 0),
        ((9, 8, 7, 5), (6, 3), ((6, 4),), 1),
        # Granted while there were still some.
        ((9, 5), (), ((6, 4),), 1),
        # Everything at one moment: granted, begun, withdrawn.
        ((9, 8, 7, 6), (), ((6, 6),), 0),
        ((9, 8, 7, 6), (5,), ((6, 6),), 1),
    ],
)
def test_what_is_withdrawn_is_what_is_left_of_it(
    tried: tuple[float, ...],
    granted: tuple[float, ...],
    withdrawn: tuple[tuple[float, float], ...],
    left: int,
) -> None:
    extra = Granted(
        [ago(hours) for hours in granted],
        withdrawn=[(ago(given), ago(until)) for given, until in withdrawn],
    )
    # Finished all at the end: what counts is when one began.
    begun = [Past(NOW, False, ago(hours)) for hours in tried]
    assert attempts_left(begun, 3, extra) == left


MOMENTS = st.integers(0, 200).map(ago)


@given(
    st.lists(MOMENTS, max_size=6),
    st.lists(MOMENTS, max_size=3),
    st.lists(st.tuples(MOMENTS, MOMENTS).map(sorted), max_size=3),
    st.integers(1, 4),
)
def test_a_withdrawal_takes_one_or_none(
    begun: list[datetime], live: list[datetime], pairs: list[list[datetime]], allowed: int
) -> None:
    past = [Past(each, False, each) for each in begun]
    withdrawn = [(each[0], each[1]) for each in pairs]
    left = attempts_left(past, allowed, Granted(live, withdrawn=withdrawn))
    with_all = attempts_left(past, allowed, Granted([*live, *(each[0] for each in withdrawn)]))
    with_none = attempts_left(past, allowed, Granted(live))
    assert with_none == max(allowed + len(live) - len(past), 0)
    assert with_none <= left <= with_all


def test_a_withdrawn_one_lifts_no_wait() -> None:
    granted = Granted(withdrawn=[(NOW, NOW)])
    assert may_start(past(30, 1), Rules(3, DAY), NOW, granted) == Permission(
        False, Refusal.WAIT, NOW + timedelta(hours=23), 1
    )


def test_the_wait_ends_to_the_second() -> None:
    second = Past(NOW - DAY + SECOND, False)
    assert may_start([second, second], Rules(3, DAY), NOW).refusal is Refusal.WAIT
    assert may_start([second, second], Rules(3, DAY), NOW + SECOND).allowed
    assert may_start([second, second], Rules(3, timedelta()), NOW).allowed


@pytest.mark.parametrize(
    ("passed", "left", "key"), [(False, 2, False), (False, 0, True), (True, 2, True)]
)
def test_the_key_is_shown_when_nothing_can_profit_from_it(
    passed: bool, left: int, key: bool
) -> None:
    assert may_see(passed, left).key is key


@pytest.mark.parametrize(
    ("feedback", "key", "closed", "shown"),
    [
        (When.ALWAYS, When.CLOSED, False, (True, False)),
        (When.ALWAYS, When.CLOSED, True, (True, True)),
        (When.CLOSED, When.CLOSED, False, (False, False)),
        (When.CLOSED, When.NEVER, True, (True, False)),
    ],
)
def test_what_is_shown_when(
    feedback: When, key: When, closed: bool, shown: tuple[bool, bool]
) -> None:
    seen = may_see(closed, 1, feedback, key)
    assert (seen.feedback, seen.key) == shown
