"""The small course every story happens on, loaded by the real loader from tests/packages/small."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from wagtail.models import Site

from cms.roots import set_up_site
from courses.models import CoursePage, LessonPage
from courses.outlines import load_outline
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.pure.outline import Outline
from quizzes.models import QuizPage

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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Extends pytest-django's own: the test database holds the small course from the start."""
    with django_db_blocker.unblock():
        if not _is_loaded():
            load_small_course()
        as_set_up = copy_of_database()
    SNAPSHOT.append(as_set_up)
    yield
    SNAPSHOT.clear()


@pytest.fixture
def wagtail_site(db: None) -> Site:
    """The database as it was set up: languages, site roots, roles, the small course.

    A test that commits (`live_server`, `transactional_db`) ends by emptying every table, what the
    migrations wrote included; so whoever runs after it asks for this fixture, first of all.
    """
    ContentType.objects.clear_cache()
    if not _is_loaded():
        _restore()
    Site.clear_site_root_paths_cache()
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def course(wagtail_site: Site) -> SmallCourse:
    """The small course, published in both languages."""
    return SmallCourse()


SNAPSHOT: list[sqlite3.Connection | None] = []


def _is_loaded() -> bool:
    return CoursePage.objects.live().filter(translation_key=SmallCourse.key).exists()


def copy_of_database() -> sqlite3.Connection | None:
    """SQLite's own copy in memory: put back in a moment, where loading takes seconds."""
    if connection.vendor != "sqlite":
        return None
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(copy)
    return copy


def _restore() -> None:
    copy = SNAPSHOT[0] if SNAPSHOT else None
    if copy is None or connection.in_atomic_block:
        set_up_site()
        load_small_course()
    else:
        copy.backup(connection.connection)
