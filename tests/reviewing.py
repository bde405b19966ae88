"""Somebody who passed a quiz some days ago, and the reviews she may have."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from quizzes.models import QuizAttempt, ReviewAnswer, ReviewCard, ReviewSitting
from quizzes.questions.base import Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.review import answer_review, start_review
from tests.content import SmallCourse
from tests.doing import Takes
from tests.people import Enrolled

PassedAgo = Callable[..., QuizAttempt]
Reviews = Callable[..., ReviewSitting]


def questions_of(sitting: ReviewSitting) -> list[ReviewAnswer]:
    """The questions of a sitting, in order, as stored now."""
    return list(sitting.answers.select_related("version", "sitting__learner"))


def right_of(answer: ReviewAnswer) -> Response:
    """What is right for this question."""
    content = answer.version.frozen
    return KIND_NAMED[content.kind].key(content)


def wrong_of(answer: ReviewAnswer) -> Response:
    """Something that can be answered and is wrong."""
    content = answer.version.frozen
    return KIND_NAMED[content.kind].slip(content)


@pytest.fixture
def passed_ago(enrolled: Enrolled, takes: Takes) -> PassedAgo:
    """`passed_ago(new_hire, days=3)`: eight of ten right, so many days ago."""

    def pass_quiz(learner: User, days: int, right: int = 8) -> QuizAttempt:
        at = timezone.now() - timedelta(days=days)
        mine = Enrolment.objects.filter(learner=learner).first()
        return takes(mine or enrolled(learner, at=at - timedelta(days=2)), right=right, at=at)

    return pass_quiz


@pytest.fixture
def reviews(course: SmallCourse) -> Reviews:
    """`reviews(new_hire, right=2, size=3)` has a sitting, so many of its questions right."""

    def review(
        learner: User, right: int = 3, size: int = 3, at: datetime | None = None
    ) -> ReviewSitting:
        moment = at or timezone.now()
        sitting = start_review(learner, course.key, size, moment)
        for answer in questions_of(sitting):
            response = right_of(answer) if answer.position <= right else wrong_of(answer)
            answer_review(answer, response, "", "es", moment)
        sitting.refresh_from_db()
        return sitting

    return review


def sitting_about(attempt: QuizAttempt) -> ReviewSitting:
    """A review under way with two questions of an attempt, passed or not."""
    learner, at = attempt.enrolment.learner, timezone.now()
    sitting = ReviewSitting.objects.create(
        learner=learner,
        course_key=attempt.enrolment.course_key,
        size=3,
        seed="semilla",
        started_at=at,
    )
    for answer in attempt.answers.select_related("version")[:2]:
        sitting.answers.create(position=answer.position, version=answer.version)
        ReviewCard.objects.create(
            learner=learner,
            question_key=answer.version.question_key,
            stability=1,
            difficulty=5,
            reviewed_at=at - timedelta(days=1),
            due_at=at,
        )
    return sitting
