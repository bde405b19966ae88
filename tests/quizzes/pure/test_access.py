"""May an attempt start, and may its key be seen?"""

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.pure.access import Past, Permission, Refusal, may_see, may_start

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
    assert may_start(attempts, allowed, DAY, NOW) == expected


def test_the_wait_ends_to_the_second() -> None:
    second = Past(NOW - DAY + SECOND, False)
    assert may_start([second, second], 3, DAY, NOW).refusal is Refusal.WAIT
    assert may_start([second, second], 3, DAY, NOW + SECOND).allowed
    assert may_start([second, second], 3, timedelta(), NOW).allowed


@pytest.mark.parametrize(
    ("passed", "left", "key"), [(False, 2, False), (False, 0, True), (True, 2, True)]
)
def test_the_key_is_shown_when_nothing_can_profit_from_it(
    passed: bool, left: int, key: bool
) -> None:
    assert may_see(passed, left).key is key
