"""How a demo person takes a quiz: through the same verbs as everybody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from courses.models import Enrolment
from quizzes.models import (
    Answer,
    Mark,
    QuizAttempt,
    QuizGrant,
    QuizPage,
    Regrade,
    ScoreChange,
)
from quizzes.pure.drawing import rank
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.attempts import save_answer, start_attempt, submit_attempt


def take_quiz(enrolment: Enrolment, activity_key: UUID, skill: float, at: datetime) -> None:
    """One attempt; `skill` is the share of questions answered right."""
    quiz = QuizPage.objects.get(translation_key=activity_key, locale__language_code="es")
    attempt = start_attempt(enrolment, quiz, at)
    answers = list(Answer.objects.filter(attempt=attempt).select_related("version"))
    known = sorted(answers, key=lambda each: rank(attempt.seed, "demo", str(each.position)))
    right = {answer.pk for answer in known[: round(skill * len(answers))]}
    for answer in answers:
        content = answer.version.frozen
        kind = KIND_NAMED[content.kind]
        response = kind.key(content) if answer.pk in right else kind.slip(content)
        save_answer(answer, response, 0, "es", at)
    submit_attempt(attempt, at + timedelta(minutes=9))


def erase(enrolments: QuerySet[Enrolment]) -> None:
    """Deletes the demo's attempts, answers and marks, and the regrades its people ordered."""
    attempts = QuizAttempt.objects.filter(enrolment__in=enrolments)
    ScoreChange.objects.filter(attempt__in=attempts).delete()
    Mark.objects.filter(answer__attempt__in=attempts).delete()
    Answer.objects.filter(attempt__in=attempts).delete()
    attempts.delete()
    QuizGrant.objects.filter(enrolment__in=enrolments).delete()
    Regrade.objects.filter(by__is_demo=True, marks=None, changes=None).delete()
