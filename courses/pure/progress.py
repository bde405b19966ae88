"""How far somebody is, and what that means today."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from courses.pure.outline import Outline

MINUTES_A_DAY = 45


@dataclass(frozen=True)
class Standing:
    """What an app knows of one activity of one enrolment, from its current marks.

    `score` is 0-100 or None; `passed` is True, False, or None while a person has to mark it.
    """

    score: float | None
    passed: bool | None
    attempts: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class Tally:
    """Progress of an enrolment: required activities done of all required, minutes still to go."""

    done: int
    total: int
    score: float | None
    minutes_left: int

    @property
    def complete(self) -> bool:
        """Everything required is done; a course without requirements is never complete."""
        return 0 < self.total <= self.done

    @property
    def percent(self) -> int:
        """Whole percent, rounded down so that 100 means all."""
        return self.done * 100 // self.total if self.total else 0


def tally(outline: Outline, passed: frozenset[UUID], scores: Mapping[UUID, float]) -> Tally:
    """Counts an enrolment against the course as it is now.

    The score is the mean of the best scores, weighted by each activity's `weight`; None until
    there is one.
    """
    required = [activity for activity in outline.activities() if activity.required]
    left = [activity for activity in required if activity.key not in passed]
    scored = [
        (scores[activity.key], activity.weight)
        for activity in outline.activities()
        if activity.weight and activity.key in scores
    ]
    weight = sum(each for _score, each in scored)
    mean = sum(score * each for score, each in scored) / weight if weight else None
    minutes = sum(activity.minutes for activity in left)
    return Tally(len(required) - len(left), len(required), mean, minutes)


def risk_starts(due_at: datetime | None, minutes_left: int) -> datetime | None:
    """The moment from which the minutes left no longer fit before the due date at 45 a day."""
    if due_at is None or not minutes_left:
        return None
    return due_at - timedelta(days=math.ceil(minutes_left / MINUTES_A_DAY))


class State(StrEnum):
    """One word for where somebody stands, from best to worst."""

    READY = "ready"
    ON_TRACK = "on_track"
    NOT_STARTED = "not_started"
    AT_RISK = "at_risk"
    LATE = "late"


@dataclass(frozen=True)
class StateOfEnrolment:
    """A state with its reason: days late, what is missing, minutes left."""

    state: State
    days_late: int = 0
    missing: tuple[UUID, ...] = ()
    minutes_left: int = 0


@dataclass(frozen=True)
class Facts:
    """What `judge` looks at; instants in UTC."""

    started: bool
    completed: bool
    due_at: datetime | None
    risk_at: datetime | None
    minutes_left: int


def judge(facts: Facts, missing: Iterable[UUID], at: datetime) -> StateOfEnrolment:
    """Late = past due; at risk = the minutes left exceed those available before it is due."""
    left = tuple(missing)
    if facts.completed:
        return StateOfEnrolment(State.READY)
    if facts.due_at is not None and at >= facts.due_at:
        days = (at - facts.due_at).days + 1
        return StateOfEnrolment(State.LATE, days, left, facts.minutes_left)
    if facts.risk_at is not None and at >= facts.risk_at:
        return StateOfEnrolment(State.AT_RISK, 0, left, facts.minutes_left)
    state = State.ON_TRACK if facts.started else State.NOT_STARTED
    return StateOfEnrolment(state, 0, left, facts.minutes_left)
