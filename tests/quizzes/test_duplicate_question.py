"""A copy of a question is a draft of its own, in every language."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cms.models import User
from courses.desk.behind import behind
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def copies_of(question: Question) -> dict[str, Question]:
    """Rows that say the same under another key, by language."""
    rows = Question.objects.exclude(translation_key=question.translation_key)
    alike = rows.filter(summary__in=[question.summary, english_of(question).summary])
    return {row.locale.language_code: row for row in alike}


def english_of(question: Question) -> Question:
    """Its translation."""
    return Question.objects.get(
        translation_key=question.translation_key, locale__language_code="en"
    )


def test_a_copy_keeps_everything_as_a_draft_in_both_languages(desk: Client) -> None:
    question = Question.objects.filter(locale__language_code="es")[0]
    address = reverse("duplicate_question", args=[question.pk])
    assert desk.get(address).status_code == 200

    answer = desk.post(address)

    copies = copies_of(question)
    assert answer["Location"].endswith(f"/{copies['es'].pk}/")
    assert copies["es"].translation_key == copies["en"].translation_key
    for language, source in (("es", question), ("en", english_of(question))):
        copy = copies[language]
        assert not copy.live
        assert copy.current_version is None
        assert copy.content.get_prep_value() == source.content.get_prep_value()
        assert (copy.level, copy.difficulty, copy.concepts) == (
            source.level,
            source.difficulty,
            source.concepts,
        )
    assert question.live


def test_translators_find_the_texts_of_a_copy(desk: Client) -> None:
    question = Question.objects.filter(locale__language_code="es")[0]

    desk.post(reverse("duplicate_question", args=[question.pk]))

    copies = Question.objects.filter(pk=copies_of(question)["es"].pk)
    assert behind(copies, Locale.objects.get(language_code="en")) == []


def test_a_copy_is_of_the_last_draft(desk: Client) -> None:
    question = Question.objects.filter(locale__language_code="es")[0]
    question.content[0].value["stem"] = "Texto en borrador."
    question.save_revision()

    desk.post(reverse("duplicate_question", args=[question.pk]))

    assert Question.objects.get(summary="Texto en borrador.").pk != question.pk
