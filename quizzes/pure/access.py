"""May somebody start an attempt, and what may they see of a finished one?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Refusal(StrEnum):
    """Why an attempt may not start."""

    PASSED = "passed"
    NONE_LEFT = "none_left"
    WAIT = "wait"
    NOT_READY = "not_ready"


@dataclass(frozen=True)
class Past:
    """A finished attempt."""

    finished_at: datetime
    passed: bool


@dataclass(frozen=True)
class Permission:
    """Whether an attempt may start; why not, and from when."""

    allowed: bool
    refusal: Refusal | None = None
    opens_at: datetime | None = None
    attempts_left: int = 0


def may_start(
    past: Sequence[Past],
    allowed: int,
    wait: timedelta,
    at: datetime,
    granted: Sequence[datetime] = (),
) -> Permission:
    """The rule of the induction: so many attempts, a wait after the second, none after passing.

    Each moment in `granted` is an attempt more; one granted since the last attempt may start at
    once.
    """
    left = max(allowed + len(granted) - len(past), 0)
    if any(attempt.passed for attempt in past):
        return Permission(False, Refusal.PASSED, attempts_left=left)
    if not left:
        return Permission(False, Refusal.NONE_LEFT)
    lifted = bool(past) and any(moment >= past[-1].finished_at for moment in granted)
    if len(past) >= 2 and not lifted and at < (opens := past[-1].finished_at + wait):
        return Permission(False, Refusal.WAIT, opens, left)
    return Permission(True, attempts_left=left)


@dataclass(frozen=True)
class Disclosure:
    """What the page of a finished attempt shows besides own answers and their feedback."""

    key: bool


def may_see(passed: bool, attempts_left: int) -> Disclosure:
    """Right answers are shown only when no further attempt could profit from them."""
    return Disclosure(key=passed or attempts_left == 0)
