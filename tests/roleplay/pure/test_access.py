"""May a conversation start now?"""

import pytest

from roleplay.pure.access import Permission, Refusal, may_start


@pytest.mark.parametrize(
    ("assessed", "passed", "allowed", "scenarios", "granted", "expected"),
    [
        # Practice is free, as often as one likes.
        (False, [], 0, 1, 0, Permission(True)),
        (False, [True, False, True], 2, 1, 0, Permission(True)),
        (True, [], 2, 1, 0, Permission(True, left=2)),
        (True, [False], 2, 1, 0, Permission(True, left=1)),
        (True, [False, False], 2, 1, 0, Permission(False, Refusal.NONE_LEFT, 0)),
        # So many for each scenario there is.
        (True, [False, False], 2, 3, 0, Permission(True, left=4)),
        # A trainer grants one more.
        (True, [False, False], 2, 1, 1, Permission(True, left=1)),
        (True, [True], 2, 1, 0, Permission(False, Refusal.PASSED, 1)),
        (True, [False, True], 2, 1, 0, Permission(False, Refusal.PASSED, 0)),
        # Fewer allowed than were had: nobody falls below none.
        (True, [False, False, False], 1, 1, 0, Permission(False, Refusal.NONE_LEFT, 0)),
        (True, [False, False, True], 1, 1, 0, Permission(False, Refusal.PASSED, 0)),
        # Nothing to play.
        (True, [], 2, 0, 5, Permission(False, Refusal.NOT_READY)),
        (False, [], 2, 0, 0, Permission(False, Refusal.NOT_READY)),
    ],
)
def test_the_rule(
    assessed: bool,
    passed: list[bool],
    allowed: int,
    scenarios: int,
    granted: int,
    expected: Permission,
) -> None:
    permission = may_start(
        assessed=assessed, passed=passed, allowed=allowed, scenarios=scenarios, granted=granted
    )
    assert permission == expected
