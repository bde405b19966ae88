"""Ticked questions are changed together: level, difficulty, concepts, archived; never deleted."""

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


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def spanish(count: int) -> list[Question]:
    """So many questions of the source."""
    return list(Question.objects.filter(locale__language_code="es")[:count])


def change(desk: Client, action: str, questions: list[Question], data: dict[str, str]) -> Any:
    """Ticks the questions and sends the form of an action."""
    ids = "&".join(f"id={question.pk}" for question in questions)
    return desk.post(f"/admin/bulk/quizzes/question/{action}/?{ids}&next={reverse(LIST)}", data)


def of(question: Question, language: str = "es") -> Question:
    """A row of the question as stored now."""
    return Question.objects.get(
        translation_key=question.translation_key, locale__language_code=language
    )


def test_the_list_offers_what_can_be_done(desk: Client) -> None:
    page = desk.get(reverse(LIST)).content.decode()

    assert "data-bulk-action-checkbox" in page
    for action in ("level", "difficulty", "concepts"):
        assert f"/admin/bulk/quizzes/question/{action}/" in page


@pytest.mark.parametrize(("action", "value"), [("level", "evaluate"), ("difficulty", "hard")])
def test_published_questions_get_it_in_both_languages_as_a_new_version(
    desk: Client, action: str, value: str, django_capture_on_commit_callbacks: Any
) -> None:
    questions, other = spanish(3)[:2], spanish(3)[2]
    before = {question.pk: question.current_version_id for question in questions}

    with django_capture_on_commit_callbacks(execute=True):
        assert change(desk, action, questions, {action: value}).status_code == 302

    for question in questions:
        assert getattr(of(question), action) == getattr(of(question, "en"), action) == value
        assert (of(question).live, of(question).has_unpublished_changes) == (True, False)
        version = of(question).current_version
        assert version
        if action == "level":
            assert (version.frozen.level, version.pk != before[question.pk]) == (value, True)
    assert getattr(of(other), action) == getattr(other, action)


def test_a_draft_keeps_its_other_changes(desk: Client) -> None:
    question = spanish(1)[0]
    words = question.summary
    question.content[0].value["stem"] = "Texto en borrador."
    question.save_revision()

    change(desk, "level", [question], {"level": "evaluate"})

    kept = of(question)
    draft = kept.get_latest_revision_as_object()
    assert (kept.level, kept.has_unpublished_changes) == ("evaluate", True)
    assert (draft.level, draft.summary) == ("evaluate", "Texto en borrador.")
    assert kept.summary == words


def test_concepts_are_added_and_taken_away(desk: Client) -> None:
    first, second = spanish(2)
    assert first.concepts == ["K01"]

    change(desk, "concepts", [first, second], {"add": "K02", "remove": "K01"})

    assert of(first).concepts == of(second).concepts == ["K02"]


@pytest.mark.parametrize(
    ("data", "said"),
    [({"add": "K99", "remove": ""}, "K99"), ({"add": "", "remove": ""}, "código")],
)
def test_what_is_no_concept_is_not_added(desk: Client, data: dict[str, str], said: str) -> None:
    question = spanish(1)[0]

    page = change(desk, "concepts", [question], data)

    assert said in page.content.decode()
    assert of(question).concepts == question.concepts


def test_archived_questions_are_drawn_no_more_and_none_is_deleted(desk: Client) -> None:
    questions = spanish(2)
    keys = {each.key for each in published_questions()}

    change(desk, "delete", questions, {"archived": "1"})
    gone = keys - {each.key for each in published_questions()}
    assert gone == {str(question.translation_key) for question in questions}

    change(desk, "delete", questions, {"archived": "0"})
    assert {each.key for each in published_questions()} == keys


def test_a_locked_question_stays_as_it_is(desk: Client) -> None:
    locked, free = spanish(2)
    Question.objects.filter(pk=locked.pk).update(locked=True)

    change(desk, "level", [locked, free], {"level": "evaluate"})

    assert (of(locked).level, of(free).level) == (locked.level, "evaluate")


def test_all_means_all_that_were_found(desk: Client) -> None:
    kind = "true_false"
    listing = f"{reverse(LIST)}?kind={kind}".replace("?", "%3F").replace("=", "%3D")

    desk.post(
        f"/admin/bulk/quizzes/question/difficulty/?id=all&next={listing}", {"difficulty": "hard"}
    )

    rows = Question.objects.filter(locale__language_code="es")
    changed = {row.pk for row in rows if row.difficulty == "hard"}
    assert changed == {row.pk for row in rows if row.kind == kind}
