"""Marks are appended to answers, and what they add up to follows in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from courses.models import Enrolment
from courses.verbs.completion import record_completion
from quizzes.models import Answer, Mark, QuizAttempt
from quizzes.pure.grading import passes, score_of
from quizzes.questions.kinds import KIND_NAMED
from quizzes.standings import standing_of

DECIMALS = 4


def fraction_of(answer: Answer) -> float | None:
    """The automatic mark of an answer from its version, four decimals; None: a person marks it."""
    content = answer.version.frozen
    fraction = KIND_NAMED[content.kind].mark(content, answer.response).fraction
    return None if fraction is None else round(fraction, DECIMALS)


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
    fractions = [answer.fraction for answer in answers if answer.fraction is not None]
    score: float | None = None
    passed: bool | None = None
    if len(fractions) == len(answers):
        score = score_of(fractions, [answer.points for answer in answers])
        critical = [answer.fraction or 0.0 for answer in answers if answer.critical]
        passed = passes(score, attempt.pass_mark, critical)
    attempt.score, attempt.passed = score, passed
    QuizAttempt.objects.filter(pk=attempt.pk).update(score=score, passed=passed)


def record_standing(enrolment: Enrolment, activity_key: UUID, at: datetime) -> None:
    """Tells the course what the current marks add up to."""
    if standing := standing_of(enrolment.pk, activity_key):
        record_completion(enrolment, activity_key, standing, at)
