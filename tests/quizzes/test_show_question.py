"""A question on screen: hers to answer, its place kept, nothing told beforehand."""

import pytest
from django.urls import reverse

from cms.models import User
from courses.models import Enrolment
from quizzes.models import QuizAttempt
from tests.doing import Starts, Takes, answers_of
from tests.people import ClientOf, Enrolled


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def sitting(way: Enrolment, starts: Starts) -> QuizAttempt:
    return starts(way)


def address(sitting: QuizAttempt, position: int) -> str:
    return reverse("show_question", args=[sitting.pk, position])


def test_the_question_in_her_language(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    content = answers_of(sitting)[0].version.frozen
    page = client_of(new_hire).get(address(sitting, 1))
    assert page.context["sheet"].question.stem_paragraphs == [content.text("stem", "es").text]
    new_hire.language = "en"
    new_hire.save()
    page = client_of(new_hire).get(address(sitting, 1))
    assert page.context["sheet"].question.stem_paragraphs == [content.text("stem", "en").text]
    assert page.context["sheet"].question.lang == ""


def test_options_stay_in_their_order(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    first = browser.get(address(sitting, 2)).context["sheet"].question.fields
    assert browser.get(address(sitting, 2)).context["sheet"].question.fields == first


def test_the_place_is_kept(new_hire: User, sitting: QuizAttempt, client_of: ClientOf) -> None:
    client_of(new_hire).get(address(sitting, 7))
    sitting.refresh_from_db()
    assert sitting.here == 7
    dots = client_of(new_hire).get(address(sitting, 7)).context["map"]
    assert [dot.here for dot in dots].index(True) == 6
    assert len(dots) == 10


@pytest.mark.parametrize("position", [0, 11, 99999999999999])
def test_a_position_that_is_not_there_moves_nothing(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf, position: int
) -> None:
    browser = client_of(new_hire)
    browser.get(address(sitting, 3))
    assert browser.get(address(sitting, position)).status_code == 404
    sitting.refresh_from_db()
    assert sitting.here == 3


def test_anothers_attempt_is_not_there(
    colleague: User, manager: User, sitting: QuizAttempt, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(colleague)
    for person in (colleague, manager):
        assert client_of(person).get(address(sitting, 1)).status_code == 404
    sitting.refresh_from_db()
    assert sitting.here == 1


def test_a_finished_attempt_shows_its_result(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    attempt = takes(way)
    for url in (address(attempt, 1), reverse("review_attempt", args=[attempt.pk])):
        answer = client_of(new_hire).get(url)
        assert answer["Location"] == reverse("show_result", args=[attempt.pk])


def test_what_counts_more_says_so_beforehand(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    sitting.answers.filter(position=1).update(points=2, critical=True)
    browser, rules = client_of(new_hire), "Para aprobar, esta pregunta tiene que estar bien."
    assert f"Vale 2 puntos. {rules}" in browser.get(address(sitting, 1)).content.decode()
    usual = browser.get(address(sitting, 2)).content.decode()
    assert rules not in usual
    assert "Vale" not in usual
