"""May an attempt start, and may its key be seen?"""

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.pure.access import (
    Granted,
    Past,
    Permission,
    Refusal,
    Rules,
    When,
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
