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
    """A finished attempt; `passed` None: a person is still to mark it.

    `started_at` None: as if started when it was finished; only a withdrawal in between can tell.
    """

    finished_at: datetime
    passed: bool | None
    started_at: datetime | None = None


@dataclass(frozen=True)
class Rules:
    """How many attempts a quiz gives, and how long to wait once so many are finished."""

    allowed: int
    wait: timedelta
    wait_from: int = 2


@dataclass(frozen=True)
class Granted:
    """What was granted beyond the rules, by its moments: attempts more, waits lifted.

    `withdrawn`: attempts more that were taken back; when granted, and when withdrawn.
    """

    attempts: Sequence[datetime] = ()
    waits: Sequence[datetime] = ()
    withdrawn: Sequence[tuple[datetime, datetime]] = ()


@dataclass(frozen=True)
class Permission:
    """Whether an attempt may start; why not, and from when."""

    allowed: bool
    refusal: Refusal | None = None
    opens_at: datetime | None = None
    attempts_left: int = 0


def attempts_left(past: Sequence[Past], allowed: int, granted: Granted) -> int:
    """How many more may be started, 0 or more.

    A withdrawal takes what is there at its moment. With nothing there the attempt was used: it
    stays used, and is not taken from what is granted later.
    """
    added, used, withdrawn = range(3)
    events = [(moment, added) for moment in granted.attempts]
    events += [(moment, added) for moment, _until in granted.withdrawn]
    events += [(each.started_at or each.finished_at, used) for each in past]
    events += [(until, withdrawn) for _moment, until in granted.withdrawn]
    left = allowed
    for _moment, event in sorted(events):
        if event == added:
            left += 1
        elif event == used or left > 0:
            left -= 1
    return max(left, 0)


def may_start(
    past: Sequence[Past], rules: Rules, at: datetime, granted: Granted | None = None
) -> Permission:
    """So many attempts, a wait once some are finished, none after passing or while one is marked.

    An attempt granted since the last one may start at once; a wait lifted since then is over.
    """
    granted = granted or Granted()
    left = attempts_left(past, rules.allowed, granted)
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
