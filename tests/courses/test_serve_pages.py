"""Wagtail's own addresses: learners are led to the plain ones, authors see the preview."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import HomePage, User
from courses.models import Completion, CoursePage, LessonPage, LessonPlace, ModulePage
from quizzes.models import QuizAttempt, QuizPage
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled

Address = Callable[[], str]


def spanish(model: type) -> str:
    """The address of the small course's first page of a kind."""
    url: str = model.objects.filter(locale__language_code="es").first().get_url()  # type: ignore[attr-defined]
    return url


KINDS = [HomePage, CoursePage, ModulePage, LessonPage, QuizPage]


@pytest.mark.parametrize("model", KINDS)
def test_a_stranger_is_asked_to_sign_in(course: SmallCourse, model: type) -> None:
    response = Client().get(spanish(model))

    assert response["Location"].startswith(reverse("account_login"))


def test_a_learner_reads_lessons_at_the_plain_address(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    client = client_of(new_hire)

    for language in ("es", "en"):
        page = course.lesson_page(course.greet, language)
        response = client.get(page.get_url())
        assert response["Location"] == reverse("open_lesson", args=[course.greet])
    quiz = client.get(course.quiz_page.get_url())
    assert quiz["Location"] == reverse("open_quiz", args=[course.quiz])


@pytest.mark.parametrize("model", [HomePage, CoursePage, ModulePage])
def test_a_learner_is_led_home_from_the_rest(
    course: SmallCourse, new_hire: User, client_of: ClientOf, model: type
) -> None:
    assert client_of(new_hire).get(spanish(model))["Location"] == reverse("home")


def test_what_is_not_hers_is_not_there(
    course: SmallCourse, outsider: User, client_of: ClientOf
) -> None:
    assert client_of(outsider).get(spanish(LessonPage)).status_code == 404


@pytest.mark.parametrize("model", KINDS)
def test_a_trainer_sees_the_preview_and_leaves_no_record(
    course: SmallCourse, trainer: User, client_of: ClientOf, model: type
) -> None:
    response = client_of(trainer).get(spanish(model))

    assert response.status_code == 200
    assert not Completion.objects.exists()
    assert not LessonPlace.objects.exists()
    assert not QuizAttempt.objects.exists()


def test_a_draft_is_not_there(course: SmallCourse, trainer: User, client_of: ClientOf) -> None:
    page = course.lesson_page(course.greet)
    address = page.get_url()
    page.unpublish()

    assert client_of(trainer).get(address).status_code == 404
