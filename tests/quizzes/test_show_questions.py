"""All questions on one page: each with its own names, none told beforehand."""

import pytest
from django.urls import reverse

from cms.models import User
from quizzes.models import QuizAttempt
from tests.doing import Starts
from tests.long_quiz import SitsDown
from tests.people import ClientOf, Enrolled


@pytest.fixture
def sitting(new_hire: User, sits_down: SitsDown) -> QuizAttempt:
    return sits_down(new_hire, layout="all")


def address(sitting: QuizAttempt) -> str:
    return reverse("show_questions", args=[sitting.pk])


def test_each_question_has_names_of_its_own(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    page = client_of(new_hire).get(address(sitting))
    sheets = page.context["sheets"]
    assert [sheet.prefix for sheet in sheets] == [f"q{number}-" for number in range(1, 26)]
    assert {sheet.question.kind for sheet in sheets} == {
        "single_choice", "multiple_choice", "true_false", "matching", "ordering",
        "numeric", "short_text", "gaps", "classify", "open_text",
    }  # fmt: skip
    for sheet in sheets:
        assert f'name="{sheet.prefix}response' in sheet.question.fields
        assert 'name="response' not in sheet.question.fields


def test_the_map_leads_to_places_on_the_page(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    page = client_of(new_hire).get(address(sitting))
    assert [dot.url for dot in page.context["map"]] == [
        f"{address(sitting)}#q{number}" for number in range(1, 26)
    ]
    html = page.content.decode()
    assert all(f'id="q{number}"' in html for number in range(1, 26))


def test_the_door_leads_there(new_hire: User, sitting: QuizAttempt, client_of: ClientOf) -> None:
    browser = client_of(new_hire)
    door = browser.get(reverse("open_quiz", args=[sitting.activity_key]))
    assert door["Location"].startswith(address(sitting))
    one = browser.get(reverse("show_question", args=[sitting.pk, 7]))
    assert one["Location"] == f"{address(sitting)}#q7"


def test_where_questions_come_one_by_one_it_leads_to_the_one(
    new_hire: User, starts: Starts, enrolled: Enrolled, client_of: ClientOf
) -> None:
    attempt = starts(enrolled(new_hire))
    reply = client_of(new_hire).get(address(attempt))
    assert reply["Location"] == reverse("show_question", args=[attempt.pk, 1])


def test_anothers_attempt_is_not_there(
    colleague: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    assert client_of(colleague).get(address(sitting)).status_code == 404
