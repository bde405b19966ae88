"""The bank at the author's desk: found, previewed, archived, never deleted."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from cms.models import User
from quizzes.bank import published_questions
from quizzes.models import Question, QuizPage
from tests.content import SmallCourse
from tests.correcting import correct_key
from tests.doing import Takes, answers_of, right_response
from tests.people import ClientOf, Enrolled, MakePerson

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
    assert listed(desk, locale="en") == {row.summary for row in english}


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


def test_an_archived_question_says_so_on_its_page_and_is_hinted_at_in_the_list(
    desk: Client,
) -> None:
    question = spanish_questions()[0]
    edit = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    archive = reverse("archive_question", args=[question.pk])
    words = {"q": question.summary}
    assert "Archivada desde el" not in desk.get(edit).content.decode()
    assert "archived_found" not in desk.get(reverse(LIST)).context
    assert not desk.get(reverse(LIST), words).context["archived_found"]

    desk.post(archive, {"archived": "1", "meant": "1"})

    page = desk.get(edit).content.decode()
    assert f"Archivada desde el {date_format(localtime(timezone.now()))}" in page
    assert f'href="{archive}">Volver a usar</a>' in page
    found = desk.get(reverse(LIST), words)
    assert found.context["archived_found"] == 1
    assert "1 pregunta archivada coincide" in found.content.decode()
    shown = desk.get(found.context["archived_url"]).context
    assert [row.pk for row in shown["object_list"]] == [question.pk]
    assert not shown["archived_found"]


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


def test_questions_are_found_by_difficulty(desk: Client) -> None:
    question = spanish_questions()[0]
    Question.objects.filter(pk=question.pk).update(difficulty="hard")

    assert listed(desk, difficulty="hard") == {question.summary}


def languages_of(desk: Client, question: Question, **asked: str) -> str:
    """What the list says of a question's languages."""
    rows = desk.get(reverse(LIST), asked).context["object_list"]
    return next(row.languages_in_words for row in rows if row.pk == question.pk)


def test_the_list_says_which_languages_a_question_speaks(desk: Client) -> None:
    whole, missing, late = spanish_questions()[:3]
    Question.objects.filter(
        translation_key=missing.translation_key, locale__language_code="en"
    ).delete()
    late.content[0].value["stem"] = "Pregunta con otras palabras."
    late.save_revision().publish()

    assert languages_of(desk, whole) == "Español e inglés"
    assert languages_of(desk, missing) == "Falta inglés"
    assert languages_of(desk, late) == "Inglés atrasado"
    assert listed(desk, pair="missing") == {missing.summary}
    assert listed(desk, pair="behind") == {"Pregunta con otras palabras."}
    both = {row.summary for row in spanish_questions()}
    assert listed(desk, pair="both") == both - {missing.summary, "Pregunta con otras palabras."}


@pytest.mark.parametrize("asked", [{}, {"pair": "both"}, {"q": "pregunta"}])
def test_the_list_costs_the_same_for_few_and_many(
    desk: Client, asked: dict[str, str], django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(60) as captured:
            page = desk.get(reverse(LIST), asked)
        rows.append(len(page.context["object_list"]))
        return len(captured)

    rows: list[int] = []
    queries()
    many = queries()
    kept = [row.translation_key for row in spanish_questions()[:3]]
    Question.objects.exclude(translation_key__in=kept).update(archived=True)

    assert queries() == many
    assert rows[-1] < rows[-2]


def test_a_question_that_lacks_a_language_leads_to_its_translation(desk: Client) -> None:
    question = spanish_questions()[0]
    address = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    begin = reverse(
        "wagtail_localize:submit_snippet_translation", args=["quizzes", "question", question.pk]
    )
    assert begin not in desk.get(address).content.decode()
    there = Question.objects.filter(translation_key=question.translation_key)
    there.exclude(pk=question.pk).delete()
    assert begin in desk.get(address).content.decode()
    assert desk.get(begin).status_code == 200


def test_a_question_says_where_it_is_fixed(desk: Client, course: SmallCourse) -> None:
    question = spanish_questions()[0]
    quiz = course.quiz_page
    block = QuizPage._meta.get_field("draws").stream_block
    value = {"question": str(question.translation_key), "points": 1, "critical": False}
    quiz.draws = block.to_python([{"type": "fixed", "value": value}])
    quiz.save()

    page = desk.get(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]))

    said = page.content.decode()
    assert "Está en todos los intentos de" in said
    assert "Puede salir en" not in said


def test_marks_by_another_key_lead_to_their_correction(
    desk: Client, new_hire: User, enrolled: Enrolled, takes: Takes
) -> None:
    attempt = takes(enrolled(new_hire))
    answer = next(
        each for each in answers_of(attempt) if each.version.frozen.kind == "single_choice"
    )
    question = next(
        each for each in spanish_questions() if each.translation_key == answer.version.question_key
    )
    address = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    plan = reverse("plan_regrade", args=[question.pk])
    assert "se calificó con otra clave" not in desk.get(address).content.decode()

    ids = [option["id"] for option in answer.version.frozen.structure["options"]]
    right = ids.index(right_response(answer)[0])
    correct_key(answer.version, [(right + 1) % len(ids)], timezone.now())
    page = desk.get(address).content.decode()
    assert "1 intento terminado se calificó con otra clave" in page
    assert f'class="button button-small button-secondary" href="{plan}"' in page
    assert "Usado 0 veces" not in page


def test_an_unknown_concept_is_named_with_those_it_may_be(course: SmallCourse) -> None:
    question = spanish_questions()[0]
    question.concepts = ["K01", "K03"]

    with pytest.raises(ValidationError) as refused:
        question.full_clean()

    (said,) = refused.value.message_dict["concepts"]
    assert "«K03»" in said
    assert "K01" in said
