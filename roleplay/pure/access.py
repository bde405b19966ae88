"""Whether a conversation may start now, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Refusal(Enum):
    """Why not."""

    PASSED = "passed"
    NONE_LEFT = "none_left"
    NOT_READY = "not_ready"


@dataclass(frozen=True)
class Permission:
    """The judgement; `left` counts assessed conversations still to be had, None without a limit."""

    allowed: bool
    refusal: Refusal | None = None
    left: int | None = None


def may_start(
    *,
    assessed: bool,
    passed: Iterable[bool],
    allowed: int,
    scenarios: int,
    granted: int,
) -> Permission:
    """Practice is free. An assessment has `allowed` conversations a scenario, and those granted.

    `passed` tells of each finished one; `scenarios` counts those that can be played.
    """
    if not scenarios:
        return Permission(False, Refusal.NOT_READY)
    if not assessed:
        return Permission(True)
    had = list(passed)
    left = allowed * scenarios + granted - len(had)
    if any(had):
        return Permission(False, Refusal.PASSED, max(left, 0))
    if left <= 0:
        return Permission(False, Refusal.NONE_LEFT, 0)
    return Permission(True, left=left)
