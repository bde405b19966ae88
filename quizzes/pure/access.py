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
    BEING_MARKED = "being_marked"
    NOT_READY = "not_ready"


@dataclass(frozen=True)
class Past:
    """A finished attempt; `passed` None: a person is still to mark it."""

    finished_at: datetime
    passed: bool | None


@dataclass(frozen=True)
class Rules:
    """How many attempts a quiz gives, and how long to wait once so many are finished."""

    allowed: int
    wait: timedelta
    wait_from: int = 2


@dataclass(frozen=True)
class Granted:
    """What was granted beyond the rules, by its moments: attempts more, waits lifted."""

    attempts: Sequence[datetime] = ()
    waits: Sequence[datetime] = ()


@dataclass(frozen=True)
class Permission:
    """Whether an attempt may start; why not, and from when."""

    allowed: bool
    refusal: Refusal | None = None
    opens_at: datetime | None = None
    attempts_left: int = 0


def may_start(
    past: Sequence[Past], rules: Rules, at: datetime, granted: Granted | None = None
) -> Permission:
    """So many attempts, a wait once some are finished, none after passing or while one is marked.

    An attempt granted since the last one may start at once; a wait lifted since then is over.
    """
    granted = granted or Granted()
    left = max(rules.allowed + len(granted.attempts) - len(past), 0)
    if any(attempt.passed for attempt in past):
        return Permission(False, Refusal.PASSED, attempts_left=left)
    if any(attempt.passed is None for attempt in past):
        return Permission(False, Refusal.BEING_MARKED, attempts_left=left)
    if not left:
        return Permission(False, Refusal.NONE_LEFT)
    if len(past) >= rules.wait_from and past:
        since = past[-1].finished_at
        lifted = any(moment >= since for moment in (*granted.attempts, *granted.waits))
        if not lifted and at < (opens := since + rules.wait):
            return Permission(False, Refusal.WAIT, opens, left)
    return Permission(True, attempts_left=left)


class When(StrEnum):
    """When the page of a finished attempt shows something."""

    ALWAYS = "always"
    CLOSED = "closed"
    NEVER = "never"


@dataclass(frozen=True)
class Disclosure:
    """What the page of a finished attempt shows besides the score and one's own answers."""

    key: bool
    feedback: bool


def may_see(
    passed: bool, attempts_left: int, feedback: str = When.ALWAYS, key: str = When.CLOSED
) -> Disclosure:
    """Right answers are shown only when no further attempt could profit from them, if at all."""
    closed = passed or attempts_left == 0
    return Disclosure(
        key=closed and key != When.NEVER,
        feedback=feedback == When.ALWAYS or (closed and feedback == When.CLOSED),
    )
