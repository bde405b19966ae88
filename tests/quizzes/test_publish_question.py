"""A question that is published anew: later attempts get it, a started attempt keeps its own."""

from typing import Any

from django.test import Client
from django.urls import reverse

from cms.models import User
from quizzes.models import Question, QuestionVersion
from quizzes.pure.content import Content
from tests.content import SmallCourse
from tests.doing import Starts, answers_of
from tests.people import ClientOf, Enrolled

EDIT = "wagtailsnippets_quizzes_question:edit"


def a_true_false(language: str = "es") -> Question:
    """The bank's first statement."""
    rows = Question.objects.filter(locale__language_code=language)
    return next(row for row in rows if row.kind == "true_false")


def form_of(question: Question, stem: str) -> dict[str, Any]:
    """What the editor sends for a true/false question."""
    value, prefix = question.content[0].value, "content-0-value"
    return {
        "content-count": 1,
        "content-0-type": "true_false",
        "content-0-id": question.content[0].id,
        "content-0-order": 0,
        "content-0-deleted": "",
        f"{prefix}-stem": stem,
        f"{prefix}-answer": "on" if value["answer"] else "",
        f"{prefix}-feedback_true": value["feedback_true"],
        f"{prefix}-feedback_false": value["feedback_false"],
        f"{prefix}-feedback": value["feedback"],
        "level": question.level,
        "difficulty": question.difficulty,
        "concepts": ", ".join(question.concepts),
    }


def drawn(question: Question) -> Content:
    """What new attempts get of it."""
    version = Question.objects.get(pk=question.pk).current_version
    assert version
    return version.frozen


def edit(client: Client, question: Question, stem: str, **more: str) -> None:
    """Saves the form; `**{"action-publish": "1"}` publishes."""
    address = reverse(EDIT, args=[question.pk])
    response = client.post(address, form_of(question, stem) | more)
    assert response.status_code == 302, response.context["form"].errors


def test_a_trainer_publishes_and_a_version_is_made(
    course: SmallCourse,
    trainer: User,
    new_hire: User,
    enrolled: Enrolled,
    starts: Starts,
    client_of: ClientOf,
    django_capture_on_commit_callbacks: Any,
) -> None:
    question = a_true_false()
    before = drawn(question)
    started = starts(enrolled(new_hire))
    asked = [answer.version_id for answer in answers_of(started)]

    with django_capture_on_commit_callbacks(execute=True):
        edit(client_of(trainer), question, "Otra afirmación.", **{"action-publish": "1"})

    assert drawn(question).text("stem", "es").text == "Otra afirmación."
    assert drawn(question).sha256() != before.sha256()
    assert asked == [answer.version_id for answer in answers_of(started)]


def test_a_draft_makes_no_version(
    course: SmallCourse,
    trainer: User,
    client_of: ClientOf,
    django_capture_on_commit_callbacks: Any,
) -> None:
    question, versions = a_true_false(), QuestionVersion.objects.count()

    with django_capture_on_commit_callbacks(execute=True):
        edit(client_of(trainer), question, "Otra afirmación.")

    assert QuestionVersion.objects.count() == versions
    draft = Question.objects.get(pk=question.pk).get_latest_revision_as_object()
    assert str(draft) == "Otra afirmación."


def test_publishing_the_english_makes_the_next_version(
    course: SmallCourse, django_capture_on_commit_callbacks: Any
) -> None:
    english = a_true_false("en")
    english.content[0].value["stem"] = "Another statement."

    with django_capture_on_commit_callbacks(execute=True):
        english.save_revision().publish()

    source = Question.objects.get(
        translation_key=english.translation_key, locale__language_code="es"
    )
    assert drawn(source).text("stem", "en").text == "Another statement."


def test_taking_a_question_back_takes_back_its_english(course: SmallCourse) -> None:
    question = a_true_false()

    question.unpublish()

    rows = Question.objects.filter(translation_key=question.translation_key)
    assert not rows.filter(live=True).exists()
