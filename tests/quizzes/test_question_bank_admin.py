"""The bank at the author's desk: found, previewed, archived, never deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import User
from quizzes.bank import published_questions
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf, MakePerson

LIST = "wagtailsnippets_quizzes_question:list"


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def spanish_questions() -> list[Question]:
    """The source's rows."""
    return list(Question.objects.filter(locale__language_code="es"))


def listed(desk: Client, **asked: str) -> set[str]:
    """The kinds and stems on the list."""
    response = desk.get(reverse(LIST), asked)
    return {row.summary for row in response.context["object_list"]}


def test_the_list_has_each_question_once_in_spanish(desk: Client) -> None:
    assert listed(desk) == {row.summary for row in spanish_questions()}
    english = Question.objects.filter(locale__language_code="en")
    assert listed(desk, language="en") == {row.summary for row in english}


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "true_false"])
def test_questions_are_found_by_kind(desk: Client, kind: str) -> None:
    wanted = {row.summary for row in spanish_questions() if row.kind == kind}

    assert listed(desk, kind=kind) == wanted


def test_questions_are_found_by_concept_level_and_words(desk: Client) -> None:
    rows = spanish_questions()
    first = rows[0]

    code = first.concepts[0]
    assert listed(desk, concept=code) == {row.summary for row in rows if code in row.concepts}
    level = {row.summary for row in rows if row.level == first.level}
    assert listed(desk, level=first.level) == level
    assert first.summary in listed(desk, q="pregunta q01", kind=first.kind)


def test_an_archived_question_is_drawn_no_more_until_it_is_used_again(desk: Client) -> None:
    question = spanish_questions()[0]
    address = reverse("archive_question", args=[question.pk])
    keys = {each.key for each in published_questions()}

    assert desk.get(address).status_code == 200
    desk.post(address, {"archived": "1"})
    assert keys - {each.key for each in published_questions()} == {str(question.translation_key)}
    assert question.summary not in listed(desk)
    assert listed(desk, state="archived") == {question.summary}

    # Publishing an older draft does not bring it back by accident.
    Question.objects.get(pk=question.pk).save_revision().publish()
    assert question.summary not in listed(desk)

    desk.post(address, {"archived": "0"})
    assert {each.key for each in published_questions()} == keys


def test_nobody_deletes_a_question(
    course: SmallCourse, person: MakePerson, client_of: ClientOf
) -> None:
    chief = client_of(person("9001", "Gala", "Ibarra", is_superuser=True))
    question = spanish_questions()[0]

    chief.post(reverse("wagtailsnippets_quizzes_question:delete", args=[question.pk]))
    chief.post(f"/admin/bulk/quizzes/question/delete/?id={question.pk}&next=/admin/")

    assert Question.objects.filter(pk=question.pk).exists()


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "true_false"])
def test_the_author_previews_key_and_feedback(desk: Client, kind: str) -> None:
    question = next(row for row in spanish_questions() if row.kind == kind)
    revision = question.save_revision()
    args = [question.pk, revision.pk]

    page = desk.get(reverse("wagtailsnippets_quizzes_question:revisions_view", args=args))

    words = page.content.decode()
    assert question.content[0].value["stem"] in words
    assert question.content[0].value["feedback"] in words


def test_the_question_says_where_it_is_used(desk: Client, course: SmallCourse) -> None:
    question = spanish_questions()[0]

    page = desk.get(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]))

    assert course.quiz_page.title in page.content.decode()
