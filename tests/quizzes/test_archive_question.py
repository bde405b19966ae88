"""Who takes a question out of use hears first which published quizzes nobody could start then."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import User
from quizzes.bank import published_questions
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf

LIST = "wagtailsnippets_quizzes_question:list"
MEANT = {"meant": "1"}


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


@pytest.fixture
def fixed(course: SmallCourse) -> Question:
    """A question that the published quiz asks in every attempt, and nothing else."""
    question = Question.objects.filter(locale__language_code="es").order_by("pk")[0]
    quiz = course.quiz_page
    quiz.draws = [
        ("fixed", {"question": str(question.translation_key), "points": 1, "critical": False})
    ]
    quiz.save_revision().publish()
    return question


def addresses(question: Question) -> dict[str, str]:
    """Every way to take it out of use."""
    pk = question.pk
    return {
        "archive": reverse("archive_question", args=[pk]),
        "unpublish": reverse("wagtailsnippets_quizzes_question:unpublish", args=[pk]),
        "bulk": f"/admin/bulk/quizzes/question/delete/?id={pk}&next={reverse(LIST)}",
    }


def in_use(question: Question) -> bool:
    question.refresh_from_db()
    return question.live and not question.archived


@pytest.mark.parametrize("way", ["archive", "unpublish", "bulk"])
def test_a_quiz_that_would_lack_it_is_named_and_a_tick_is_asked_for(
    desk: Client, course: SmallCourse, fixed: Question, way: str
) -> None:
    address, edit = addresses(fixed)[way], f"/admin/pages/{course.quiz_page.pk}/edit/"

    asked = desk.get(address).content.decode()
    assert f'href="{edit}">{course.quiz_page.title}</a>' in asked
    assert "Nadie podrá empezarlo hasta que otra tome su lugar" in asked
    assert "0 veces" not in asked

    refused = desk.post(address, {"archived": "1"})
    assert refused.status_code == 400
    assert "No se cambió nada" in refused.content.decode()
    assert in_use(fixed)

    assert desk.post(address, {"archived": "1"} | MEANT).status_code == 302
    assert not in_use(fixed)


@pytest.mark.parametrize("way", ["archive", "unpublish", "bulk"])
def test_nothing_is_ticked_where_every_quiz_stays_whole(
    desk: Client, course: SmallCourse, fixed: Question, way: str
) -> None:
    other = Question.objects.filter(locale__language_code="es").exclude(pk=fixed.pk)[0]

    assert 'name="meant"' not in desk.get(addresses(other)[way]).content.decode()
    assert desk.post(addresses(other)[way], {"archived": "1"}).status_code == 302
    assert not in_use(other)


def test_a_draw_that_needs_it_counts_and_a_draft_does_not(
    desk: Client, course: SmallCourse
) -> None:
    page, question = course.quiz_page, Question.objects.filter(locale__language_code="es")[0]
    address = addresses(question)["archive"]
    assert page.title not in desk.get(address).content.decode()

    of_any = {"concepts": [], "level": "", "difficulty": "", "points": 1}
    page.draws = [("draw", {"count": len(published_questions())} | of_any)]
    page.save_revision().publish()
    assert page.title in desk.get(address).content.decode()

    page.unpublish()
    assert page.title not in desk.get(address).content.decode()


def test_using_again_asks_for_no_tick(desk: Client, fixed: Question) -> None:
    bulk = addresses(fixed)["bulk"]
    assert desk.post(bulk, {"archived": "0"}).status_code == 302
    desk.post(bulk, {"archived": "1"} | MEANT)
    assert not in_use(fixed)

    assert desk.post(addresses(fixed)["archive"], {"archived": "0"}).status_code == 302
    assert in_use(fixed)


def test_a_translation_is_taken_back_without_a_tick(desk: Client, fixed: Question) -> None:
    english: Any = fixed.get_translations().first()
    address = addresses(english)["unpublish"]

    assert 'name="meant"' not in desk.get(address).content.decode()
    assert desk.post(address).status_code == 302
    assert in_use(fixed)
