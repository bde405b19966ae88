"""What the current marks of somebody's attempts add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from courses.pure.progress import Standing
from quizzes.models import QuizAttempt


@dataclass(frozen=True)
class AttemptScore:
    """A finished attempt and its score (0-100); None while a person has to mark an answer."""

    attempt_id: UUID
    enrolment_id: int
    activity_key: UUID
    number: int
    started_at: datetime
    finished_at: datetime
    score: float | None
    passed: bool | None


def scores_in(enrolment_ids: list[int], activity_key: UUID | None = None) -> list[AttemptScore]:
    """The finished attempts of several enrolments, oldest first; one query."""
    attempts = QuizAttempt.objects.finished().filter(enrolment__in=enrolment_ids)
    if activity_key:
        attempts = attempts.filter(activity_key=activity_key)
    return scores_from(attempts)


def scores_from(attempts: Iterable[QuizAttempt]) -> list[AttemptScore]:
    """What the finished ones among attempts add up to, oldest first."""
    scores = [
        AttemptScore(
            attempt.pk,
            attempt.enrolment_id,
            attempt.activity_key,
            attempt.number,
            attempt.started_at,
            attempt.finished_at,
            attempt.score,
            attempt.passed,
        )
        for attempt in attempts
        if attempt.finished_at
    ]
    return sorted(scores, key=lambda each: (each.finished_at, each.number, str(each.attempt_id)))


def scores_of(enrolment_id: int, activity_key: UUID) -> list[AttemptScore]:
    """One enrolment's finished attempts at one quiz."""
    return scores_in([enrolment_id], activity_key)


def standing_of(enrolment_id: int, activity_key: UUID) -> Standing | None:
    """The best of the finished attempts; None before there is one.

    Passed once is passed. While a person has to mark an attempt it is neither passed nor not.
    """
    scores = scores_of(enrolment_id, activity_key)
    if not scores:
        return None
    passed = any(each.passed for each in scores)
    waiting = any(each.passed is None for each in scores)
    return Standing(
        score=max((each.score for each in scores if each.score is not None), default=None),
        passed=None if waiting and not passed else passed,
        attempts=len(scores),
        first_at=scores[0].finished_at,
        last_at=scores[-1].finished_at,
    )
