"""What stories of exceptions share: a group, and a quiz that takes its time."""

import pytest
from django.utils import timezone

from cms.models import User
from courses.models import Group
from quizzes.models import QuizPage
from tests.content import SmallCourse


@pytest.fixture
def timed(course: SmallCourse) -> QuizPage:
    """The quiz takes at most ten minutes."""
    QuizPage.objects.filter(translation_key=course.quiz).update(time_limit=10)
    return course.quiz_page


@pytest.fixture
def group(trainer: User, new_hire: User, colleague: User, outsider: User) -> Group:
    """Darío leads Ana, Beto and Fabio."""
    made = Group.objects.create(name="Marzo", starts_on=timezone.localdate())
    made.trainers.set([trainer])
    made.members.set([new_hire, colleague, outsider])
    made.save()
    return made
