"""What the current marks of somebody's attempts add up to."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from courses.pure.progress import Standing
from quizzes.models import Answer
from quizzes.pure.grading import passes, score_of


@dataclass(frozen=True)
class AttemptScore:
    """A finished attempt and its score (0-100) from its current marks."""

    attempt_id: UUID
    enrolment_id: int
    activity_key: UUID
    number: int
    finished_at: datetime
    score: float
    passed: bool


def fraction_now(answer: Answer) -> float:
    """The current mark of an answer loaded by `with_current_mark`; 0 before there is one."""
    return float(getattr(answer, "fraction", None) or 0)


def scores_in(enrolment_ids: list[int], activity_key: UUID | None = None) -> list[AttemptScore]:
    """The finished attempts of several enrolments, oldest first; one query."""
    answers = Answer.objects.filter(
        attempt__enrolment__in=enrolment_ids, attempt__state="finished"
    ).select_related("attempt")
    if activity_key:
        answers = answers.filter(attempt__activity_key=activity_key)
    ordered = answers.with_current_mark().order_by(
        "attempt__finished_at", "attempt__number", "attempt_id", "position"
    )
    found = []
    for _id, group in groupby(ordered, key=lambda answer: answer.attempt_id):
        rows = list(group)
        attempt = rows[0].attempt
        score = score_of(fraction_now(row) for row in rows)
        found.append(
            AttemptScore(
                attempt.pk,
                attempt.enrolment_id,
                attempt.activity_key,
                attempt.number,
                attempt.finished_at or attempt.started_at,
                score,
                passes(score, attempt.pass_mark),
            )
        )
    return found


def scores_of(enrolment_id: int, activity_key: UUID) -> list[AttemptScore]:
    """One enrolment's finished attempts at one quiz."""
    return scores_in([enrolment_id], activity_key)


def standing_of(enrolment_id: int, activity_key: UUID) -> Standing | None:
    """The best of the finished attempts; None before there is one."""
    scores = scores_of(enrolment_id, activity_key)
    if not scores:
        return None
    return Standing(
        score=max(each.score for each in scores),
        passed=any(each.passed for each in scores),
        attempts=len(scores),
        first_at=scores[0].finished_at,
        last_at=scores[-1].finished_at,
    )
