"""A course with one quiz of 25 questions of every kind, from tests/packages/long_quiz."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from cms.models import User
from courses.models import Enrolment
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.verbs.enrolment import enrol
from quizzes.models import QuizAttempt, QuizPage
from quizzes.verbs.attempts import start_attempt
from tests.content import LOADED_AT, PACKAGES, TestDatabase
from tests.keeping import Kept, keep_database, put_back

SitsDown = Callable[..., QuizAttempt]


class LongQuiz:
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


def load_long_quiz() -> None:
    """Publishes the course in Spanish and English."""
    load_package(read_package(PACKAGES / "long_quiz"), LOADED_AT, publish=True)


# The database with the course in it, once it was loaded.
LOADED: list[Kept] = []


@pytest.fixture(scope="module")
def _loaded(django_db_setup: TestDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loading takes seconds: it is done once, and put in and out for the stories of a file."""
    small = django_db_setup.as_set_up
    with django_db_blocker.unblock():
        if LOADED:
            put_back(LOADED[0])
        else:
            load_long_quiz()
            LOADED.append(keep_database())
    django_db_setup.as_set_up = LOADED[0]
    yield
    django_db_setup.as_set_up = small
    with django_db_blocker.unblock():
        put_back(small)


@pytest.fixture
def long_quiz(_loaded: None, wagtail_site: Site) -> LongQuiz:
    """The course with every kind of question, beside the small one."""
    return LongQuiz()


@pytest.fixture
def sits_down(long_quiz: LongQuiz) -> SitsDown:
    """`sits_down(new_hire, layout="all", time_limit=30)` opens an attempt under such rules."""

    def sit(learner: User, at: datetime | None = None, **rules: object) -> QuizAttempt:
        moment = at or timezone.now()
        mine = Enrolment.objects.filter(learner=learner, course_key=long_quiz.key)
        way = mine.first() or enrol(learner, long_quiz.key, moment, None)
        quiz = long_quiz.set(**rules) if rules else long_quiz.quiz_page
        return start_attempt(way, quiz, moment)

    return sit
