"""Ten thousand finished attempts at a quiz, as rows: what the item analysis is measured with."""

import random
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from cms.models import User
from courses.models import Enrolment
from courses.pure.outline import Outline
from quizzes.models import Answer, Question, QuestionVersion, QuizAttempt, QuizPage
from quizzes.questions.kinds import KIND_NAMED

ATTEMPTS, QUESTIONS, BATCH = 10_000, 10, 1_000


def gather_crowd(course: Outline, quiz: QuizPage, at: datetime) -> None:
    """One attempt each of ten thousand people at ten questions, the able ones better at all."""
    luck = random.Random(4)  # noqa: S311 - the same crowd every time
    versions = _versions()
    password = make_password(None)
    for first in range(0, ATTEMPTS, BATCH):
        people = User.objects.bulk_create(
            User(username=f"c{number}", first_name="Persona", password=password)
            for number in range(first, first + BATCH)
        )
        ways = Enrolment.objects.bulk_create(
            Enrolment(learner=each, course_key=course.key, assigned_at=at, total=1)
            for each in people
        )
        _attempts(ways, quiz, versions, at, luck)


def _versions() -> list[tuple[QuestionVersion, list[str], list[list[str]]]]:
    """Ten questions of the bank: the version, what is right, and what could be chosen."""
    found = []
    bank = Question.objects.filter(locale__language_code="es", current_version__isnull=False)
    for question in bank.select_related("current_version").order_by("pk"):
        content = question.current_version.frozen
        kind = KIND_NAMED[content.kind]
        if content.kind == "single_choice":
            others = [[each] for each in kind.part_names(content, "es")]
            found.append((question.current_version, kind.key(content), others))
    return found[:QUESTIONS]


def _attempts(
    ways: list[Enrolment], quiz: QuizPage, versions: list, at: datetime, luck: random.Random
) -> None:
    attempts, answers = [], []
    for way in ways:
        able = luck.gauss(0, 1)
        attempt = QuizAttempt(
            enrolment=way,
            activity_key=quiz.translation_key,
            number=1,
            seed="s",
            pass_mark=quiz.pass_mark,
            state=QuizAttempt.State.FINISHED,
            started_at=at - timedelta(hours=1),
            finished_at=at,
        )
        score = 0
        for position, (version, key, others) in enumerate(versions, start=1):
            right = luck.gauss(able, 1) > (position - 6) / 3
            response = key if right else luck.choice(others)
            fraction = float(response == key)
            score += fraction * 100 / len(versions)
            answers.append(
                Answer(
                    attempt=attempt,
                    position=position,
                    version=version,
                    response=response,
                    saved_at=at,
                    fraction=fraction,
                    method="automatic",
                )
            )
        attempt.score = min(round(score, 4), 100)
        attempt.passed = attempt.score >= quiz.pass_mark
        attempts.append(attempt)
    QuizAttempt.objects.bulk_create(attempts)
    Answer.objects.bulk_create(answers)
