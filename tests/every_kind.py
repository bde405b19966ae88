"""A course with one quiz of 25 questions of every kind, from tests/packages/every_kind."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone
from wagtail.models import Site

from cms.models import User
from courses.models import Enrolment
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.verbs.enrolment import enrol
from quizzes.models import QuizAttempt, QuizPage
from quizzes.verbs.attempts import start_attempt
from tests.content import LOADED_AT, PACKAGES

SitsDown = Callable[..., QuizAttempt]


class EveryKind:
    """The course by its keys, and its quiz, whose rules a test may change."""

    key = key_of("todo", "curso-todo")
    quiz = key_of("todo", "cuestionario-todo")

    @property
    def quiz_page(self) -> QuizPage:
        """The Spanish quiz page."""
        return QuizPage.objects.get(translation_key=self.quiz, locale__language_code="es")

    def set(self, **rules: object) -> QuizPage:
        """Changes rules of the quiz: `set(layout="all", time_limit=30, confidence=True)`."""
        QuizPage.objects.filter(translation_key=self.quiz).update(**rules)
        return self.quiz_page


def load_every_kind() -> EveryKind:
    """Publishes the course in Spanish and English."""
    load_package(read_package(PACKAGES / "every_kind"), LOADED_AT, publish=True)
    return EveryKind()


@pytest.fixture
def every_kind(wagtail_site: Site) -> EveryKind:
    """The course with every kind of question, beside the small one."""
    return load_every_kind()


@pytest.fixture
def sits_down(every_kind: EveryKind) -> SitsDown:
    """`sits_down(new_hire, layout="all", time_limit=30)` opens an attempt under such rules."""

    def sit(learner: User, at: datetime | None = None, **rules: object) -> QuizAttempt:
        moment = at or timezone.now()
        mine = Enrolment.objects.filter(learner=learner, course_key=every_kind.key)
        way = mine.first() or enrol(learner, every_kind.key, moment, None)
        quiz = every_kind.set(**rules) if rules else every_kind.quiz_page
        return start_attempt(way, quiz, moment)

    return sit
