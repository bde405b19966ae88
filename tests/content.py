"""The small course every story happens on, loaded by the real loader from tests/packages/small."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from courses.models import CoursePage, LessonPage
from courses.outlines import load_outline
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.pure.outline import Outline
from quizzes.models import QuizPage

PACKAGES = Path(__file__).parent / "packages"
LOADED_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass(frozen=True)
class SmallCourse:
    """Keys of the small course: one module, two lessons (3 and 2 screens), a quiz of ten."""

    key: UUID = key_of("pequeno", "curso")
    module: UUID = key_of("pequeno", "modulo")
    greet: UUID = key_of("pequeno", "leccion-saludar")
    listen: UUID = key_of("pequeno", "leccion-escuchar")
    quiz: UUID = key_of("pequeno", "cuestionario")

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
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:  # the fixture of pytest-django, extended
    """The test database holds the small course once, for every test that does not commit."""
    unblocked: Callable[[], AbstractContextManager[None]] = django_db_blocker.unblock
    with unblocked():
        if not CoursePage.objects.filter(translation_key=SmallCourse.key).exists():
            load_small_course()
    return


@pytest.fixture
def course(wagtail_site: Any) -> SmallCourse:
    """The small course, published; loaded again after a test that committed emptied the tables."""
    if not CoursePage.objects.filter(translation_key=SmallCourse.key).exists():
        load_small_course()
    return SmallCourse()
