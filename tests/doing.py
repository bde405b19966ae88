"""What learners do, through the same verbs as everybody: read a lesson, sit a quiz."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from courses.lessons import stream_ids
from courses.models import Enrolment
from courses.verbs.lessons import complete_lesson, keep_place
from quizzes.models import Answer, QuizAttempt
from quizzes.questions.base import Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.attempts import save_answer, start_attempt, submit_attempt
from tests.content import SmallCourse

Reads = Callable[..., None]
Starts = Callable[..., QuizAttempt]
Takes = Callable[..., QuizAttempt]


def right_response(answer: Answer) -> Response:
    """What is right for this question."""
    content = answer.version.frozen
    return KIND_NAMED[content.kind].key(content)


def wrong_response(answer: Answer) -> Response:
    """Something that can be answered and is wrong."""
    content = answer.version.frozen
    return KIND_NAMED[content.kind].slip(content)


def form_of(answer: Answer, response: Response, prefix: str = "") -> dict[str, Any]:
    """What the question's own fields send for this answer."""
    content = answer.version.frozen
    sent = KIND_NAMED[content.kind].sent(content, response)
    if not KIND_NAMED[content.kind].in_parts:
        return {f"{prefix}response": sent.getlist("response")}
    return {f"{prefix}{name}": sent[name] for name in sent if name != "response"}


def answers_of(attempt: QuizAttempt) -> list[Answer]:
    """The questions of an attempt, in order, as stored now."""
    return list(attempt.answers.select_related("version", "attempt"))


@pytest.fixture
def reads(course: SmallCourse) -> Reads:
    """`reads(enrolment, course.greet)` reads a lesson to its end."""

    def read(enrolment: Enrolment, key: UUID, at: datetime | None = None) -> None:
        moment = at or timezone.now()
        keep_place(enrolment, key, stream_ids(course.lesson_page(key).body)[-1], moment)
        complete_lesson(enrolment, key, moment)
        enrolment.refresh_from_db()

    return read


@pytest.fixture
def starts(course: SmallCourse) -> Starts:
    """`starts(enrolment)` opens an attempt at the small course's quiz."""

    def start(enrolment: Enrolment, at: datetime | None = None) -> QuizAttempt:
        return start_attempt(enrolment, course.quiz_page, at or timezone.now())

    return start


@pytest.fixture
def takes(starts: Starts) -> Takes:
    """`takes(enrolment, right=8)` hands in an attempt with that many of ten right."""

    def take(enrolment: Enrolment, right: int = 10, at: datetime | None = None) -> QuizAttempt:
        moment = at or timezone.now()
        attempt = starts(enrolment, moment - timedelta(minutes=5))
        for answer in answers_of(attempt):
            known = answer.position <= right
            response = right_response(answer) if known else wrong_response(answer)
            save_answer(answer, response, answer.revision, "es", moment)
        submit_attempt(attempt, moment)
        attempt.refresh_from_db()
        enrolment.refresh_from_db()
        return attempt

    return take
