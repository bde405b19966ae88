"""The editor of a quiz finds a fixed question by its words, and keeps the key of all languages."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import User
from quizzes.blocks import FixedBlock, QuestionKeyInput
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf

CHOOSE, RESULTS = "question_key_chooser:choose", "question_key_chooser:choose_results"


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def a_question() -> Question:
    """One of the bank."""
    return Question.objects.filter(locale__language_code="es")[0]


def found(desk: Client, **asked: str) -> set[str]:
    """The first words of what the dialogue lists."""
    page = desk.get(reverse(RESULTS), asked)
    return {str(row) for row in page.context["results"]}


def test_what_is_chosen_is_the_key(desk: Client) -> None:
    question = a_question()

    answer = desk.get(reverse("question_key_chooser:chosen", args=[question.pk]))

    result = json.loads(answer.content)["result"]
    assert (result["id"], result["title"]) == (str(question.translation_key), str(question))


def test_questions_are_found_by_words_code_and_kind(desk: Client) -> None:
    rows = list(Question.objects.filter(locale__language_code="es"))

    assert found(desk, q="pregunta q01") == {"Pregunta q01."}
    by_code = {str(row) for row in rows if "K02" in row.concepts}
    assert found(desk, q="k02", p="1") <= by_code
    assert found(desk, kind="true_false") == {str(row) for row in rows if row.kind == "true_false"}


def test_only_questions_in_use_and_each_once(desk: Client) -> None:
    Question.objects.exclude(translation_key=a_question().translation_key).update(archived=True)

    page = desk.get(reverse(CHOOSE))

    assert str(a_question()) in json.loads(page.content)["html"]
    assert found(desk) == {str(a_question())}


def test_the_dialogue_costs_the_same_for_few_and_many(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(40) as captured:
            desk.get(reverse(RESULTS))
        return len(captured)

    queries()
    many = queries()
    Question.objects.exclude(pk__in=[row.pk for row in Question.objects.all()[:4]]).update(
        archived=True
    )

    assert queries() == many


def test_the_editor_shows_the_words_of_what_was_chosen(course: SmallCourse) -> None:
    question = a_question()
    block = FixedBlock().child_blocks["question"]

    shown = block.get_form_state(str(question.translation_key))

    assert (shown["id"], shown["title"]) == (str(question.translation_key), str(question))
    assert shown["edit_url"].endswith(f"/{question.pk}/")


@pytest.mark.parametrize("value", ["no-key", "00000000-0000-4000-8000-000000000000"])
def test_a_question_that_is_gone_is_still_shown(course: SmallCourse, value: str) -> None:
    shown = QuestionKeyInput().get_value_data(value)

    assert shown["id"] == value
    assert str(shown["title"]) == "Ya no está en el banco"


def test_nothing_is_chosen_at_first(course: SmallCourse) -> None:
    assert QuestionKeyInput().get_value_data(None) is None
