"""The small course every story happens on, loaded by the real loader from tests/packages/small."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from courses.models import CoursePage, LessonPage
from courses.outlines import load_outline
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.pure.outline import Outline
from quizzes.models import QuizPage
from tests.keeping import Kept, keep_database, put_back, send_others_away

PACKAGES = Path(__file__).parent / "packages"
LOADED_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


class SmallCourse:
    """The small course by its keys: one module, lessons of 3 and 2 screens, a quiz of ten."""

    key = key_of("pequeno", "curso")
    module = key_of("pequeno", "modulo")
    greet = key_of("pequeno", "leccion-saludar")
    listen = key_of("pequeno", "leccion-escuchar")
    quiz = key_of("pequeno", "cuestionario")

    @property
    def lessons(self) -> list[UUID]:
        """Both lessons, in order."""
        return [self.greet, self.listen]

    @property
    def page(self) -> CoursePage:
        """The Spanish course page."""
        return CoursePage.objects.get(translation_key=self.key, locale__language_code="es")

    @property
    def quiz_page(self) -> QuizPage:
        """The Spanish quiz page."""
        return QuizPage.objects.get(translation_key=self.quiz, locale__language_code="es")

    @property
    def outline(self) -> Outline:
        """The course as it is published now."""
        outline = load_outline(self.key)
        assert outline is not None
        return outline

    def lesson_page(self, key: UUID, language: str = "es") -> LessonPage:
        """A lesson's page in a language."""
        return LessonPage.objects.get(translation_key=key, locale__language_code=language)

    def screen(self, number: int, lesson: UUID | None = None) -> str:
        """The address of a screen of the first lesson (or of another), counted from 1."""
        return reverse("read_screen", args=[lesson or self.greet, number])


def load_small_course() -> None:
    """Publishes the small course in Spanish and English."""
    load_package(read_package(PACKAGES / "small"), LOADED_AT, publish=True)


@dataclass
class TestDatabase:
    """The test database as every test finds it, and whether somebody changed it since."""

    __test__ = False
    as_set_up: Kept
    blocker: DjangoDbBlocker
    changed: bool = False

    def whole(self) -> None:
        """Sets it up again if it was changed."""
        if self.changed:
            with self.blocker.unblock():
                put_back(self.as_set_up)
            self.changed = False


# The one of this process, from its first test with a database to the last.
DATABASE: list[TestDatabase] = []


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[TestDatabase]:
    """Extends pytest-django's own: the test database holds the small course from the start."""
    with django_db_blocker.unblock():
        if not CoursePage.objects.live().filter(translation_key=SmallCourse.key).exists():
            load_small_course()
        database = TestDatabase(keep_database(), django_db_blocker)
    DATABASE.append(database)
    yield database
    DATABASE.clear()
    with django_db_blocker.unblock():
        send_others_away()


def commits(item: pytest.Item) -> bool:
    """Whether a test commits; it ends by emptying every table, what migrations wrote included."""
    marker = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or bool(names & {"transactional_db", "live_server"})


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before the transaction of a test begins: inside one, loading would take seconds."""
    for database in DATABASE:
        database.whole()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Whoever comes next finds the database as it was set up."""
    for database in DATABASE:
        database.changed = database.changed or commits(item)


@pytest.fixture
def wagtail_site(db: None) -> Site:
    """The database as it was set up: languages, site roots, roles, the small course."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def course(wagtail_site: Site) -> SmallCourse:
    """The small course, published in both languages."""
    return SmallCourse()
