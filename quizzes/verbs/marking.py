"""Marks are appended to answers, and what they add up to follows in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from courses.models import Enrolment
from courses.verbs import completion
from quizzes.models import Answer, Mark, QuizAttempt
from quizzes.pure.grading import Weighed, outcome_of
from quizzes.questions.kinds import fraction_by
from quizzes.standings import standing_of


def fraction_of(answer: Answer) -> float | None:
    """The automatic mark of an answer from its version, four decimals; None: a person marks it."""
    return fraction_by(answer.version.frozen, answer.response)


def append_marks(marks: Iterable[Mark]) -> None:
    """Appends marks and keeps each beside its answer; two queries, whatever their number.

    Call it inside a transaction, and `settle` every attempt touched afterwards.
    """
    given = list(marks)
    Mark.objects.bulk_create(given)
    answers = []
    for mark in given:
        mark.answer.fraction, mark.answer.method = float(mark.fraction), mark.method
        answers.append(mark.answer)
    Answer.objects.bulk_update(answers, ["fraction", "method"])


def settle(attempt: QuizAttempt, answers: list[Answer]) -> None:
    """Sets the score of a finished attempt from its current marks, once all answers have one."""
    marks = [Weighed(each.fraction, each.points, each.critical) for each in answers]
    outcome = outcome_of(marks, attempt.pass_mark)
    score, passed = outcome.score, outcome.passed
    attempt.score, attempt.passed = score, passed
    QuizAttempt.objects.filter(pk=attempt.pk).update(score=score, passed=passed)


def record_standing(enrolment: Enrolment, activity_key: UUID, at: datetime) -> None:
    """Tells the course what the current marks add up to."""
    completion.record_standing(enrolment, activity_key, standing_of, at)
