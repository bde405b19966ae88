"""A quiz that does not hold stays a draft; the author reads what to mend, with links."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.models import User
from quizzes.desk.checking import check_page
from quizzes.models import Question, QuizPage
from tests.content import SmallCourse
from tests.people import ClientOf

EDIT = "wagtailadmin_pages:edit"


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def with_draws(page: QuizPage, *draws: tuple[str, dict[str, Any]]) -> QuizPage:
    """The quiz with these entries, as a draft of it would be."""
    usual = {"concepts": [], "level": "", "difficulty": "", "points": 1, "critical": False}
    block = QuizPage._meta.get_field("draws").stream_block
    raw = [{"type": kind, "value": usual | value} for kind, value in draws]
    page.draws = block.to_python(raw)
    return page


def words(page: QuizPage) -> str:
    """What blocks it."""
    return " ".join(each.words for each in check_page(page).errors)


def a_question() -> Question:
    """One of the bank."""
    return Question.objects.filter(locale__language_code="es")[0]


def test_the_small_quiz_holds(course: SmallCourse) -> None:
    assert check_page(course.quiz_page).errors == []


def test_a_fixed_question_has_to_be_there_published_and_in_use(course: SmallCourse) -> None:
    question = a_question()
    quiz = with_draws(course.quiz_page, ("fixed", {"question": str(question.translation_key)}))
    assert words(quiz) == ""

    Question.objects.filter(pk=question.pk).update(archived=True)
    assert "archivada" in words(quiz)

    Question.objects.filter(pk=question.pk).update(archived=False, live=False)
    assert "no está publicada" in words(quiz)

    Question.objects.filter(translation_key=question.translation_key).delete()
    assert "no está en el banco" in words(quiz)


def test_a_question_that_is_wrong_is_named_with_a_link_to_it(course: SmallCourse) -> None:
    question = next(
        row
        for row in Question.objects.filter(locale__language_code="es")
        if row.kind == "single_choice"
    )
    options = question.content[0].value["options"]
    options[1]["text"] = options[0]["text"].upper()
    question.save()

    (remark,) = check_page(course.quiz_page).errors

    assert question.summary in remark.words
    assert remark.url == reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])


def test_publishing_is_refused_and_the_draft_is_kept(desk: Client, course: SmallCourse) -> None:
    quiz = with_draws(course.quiz_page, ("draw", {"count": 50}))
    revision = quiz.save_revision()
    page = desk.get(reverse(EDIT, args=[quiz.pk]))
    form = quiz_form(page) | {"action-publish": "1"}

    answer = desk.post(reverse(EDIT, args=[quiz.pk]), form, follow=True)

    assert "no se publicó" in answer.content.decode()
    stored = QuizPage.objects.get(pk=quiz.pk)
    assert stored.question_count == 10
    assert stored.get_latest_revision_as_object().question_count == 50
    assert stored.latest_revision_id != revision.pk


def test_a_quiz_that_holds_is_published(desk: Client, course: SmallCourse) -> None:
    quiz = with_draws(course.quiz_page, ("draw", {"count": 4}))
    quiz.save_revision()
    page = desk.get(reverse(EDIT, args=[quiz.pk]))

    desk.post(reverse(EDIT, args=[quiz.pk]), quiz_form(page) | {"action-publish": "1"})

    assert QuizPage.objects.get(pk=quiz.pk).question_count == 4


def test_bulk_publishing_is_refused_as_well(desk: Client, course: SmallCourse) -> None:
    quiz = with_draws(course.quiz_page, ("draw", {"count": 50}))
    quiz.save_revision()

    desk.post(f"/admin/bulk/wagtailcore/page/publish/?id={quiz.pk}&next=/admin/")

    assert QuizPage.objects.get(pk=quiz.pk).question_count == 10


def test_the_editor_shows_what_was_found(desk: Client, course: SmallCourse) -> None:
    quiz = with_draws(course.quiz_page, ("draw", {"count": 50}))
    quiz.save_revision()

    for address in (reverse(EDIT, args=[quiz.pk]), reverse("check_quiz", args=[quiz.pk])):
        said = desk.get(address).content.decode()
        assert "A la entrada 1 (sorteo de 50 de cualquier concepto) le faltan" in said


def test_entries_are_named_by_what_they_say(course: SmallCourse) -> None:
    key = str(a_question().translation_key)
    draw = {"concepts": ["K02", "K01", "K03"], "level": "remember", "difficulty": "hard"}
    quiz = with_draws(
        course.quiz_page,
        ("fixed", {"question": key}),
        ("fixed", {"question": key}),
        ("draw", {"count": 9} | draw),
    )

    said = words(quiz)
    assert f"A la entrada 2 («{a_question()}») le falta 1 pregunta" in said
    assert "A la entrada 3 (sorteo de 9 de K01-K03, Recordar, Difícil) le faltan" in said


@pytest.mark.parametrize(("minutes", "said"), [(1, "1 minuto para"), (2, "2 minutos para")])
def test_little_time_is_said_in_the_right_number(
    course: SmallCourse, minutes: int, said: str
) -> None:
    quiz = course.quiz_page
    quiz.time_limit = minutes

    assert any(said in each.words for each in check_page(quiz).hints)


def test_checking_costs_the_same_whatever_the_bank_holds(
    course: SmallCourse, django_assert_max_num_queries: Any
) -> None:
    quiz = with_draws(course.quiz_page, ("draw", {"count": 5}))

    def queries() -> int:
        with django_assert_max_num_queries(30) as captured:
            check_page(quiz)
        return len(captured)

    before = queries()
    for row in list(Question.objects.filter(locale__language_code="es")[:10]):
        Question.objects.filter(pk=row.pk).update(archived=True)

    assert queries() == before


def test_the_command_names_what_to_mend(course: SmallCourse, capsys: Any) -> None:
    call_command("check_course", "pequeno")
    assert "Entry" not in capsys.readouterr().out

    with_draws(course.quiz_page, ("draw", {"count": 50})).save_revision()
    with pytest.raises(SystemExit) as ended:
        call_command("check_course")

    assert ended.value.code == 1
    out = capsys.readouterr().out
    assert f"x {course.quiz_page.title}: Entry 1 (draw of 50 from any concept) lacks" in out


def quiz_form(page: Any) -> dict[str, Any]:
    """What the browser would send of the editor's form, unchanged."""
    form, quiz = page.context["form"], page.context["form"].instance
    data: dict[str, Any] = {
        "draws-count": len(quiz.draws),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    for name, field in form.fields.items():
        value = form[name].value()
        if name != "draws" and value not in (None, False):
            data[name] = field.prepare_value(value)
    for number, child in enumerate(quiz.draws):
        prefix = f"draws-{number}"
        data |= {
            f"{prefix}-type": child.block_type,
            f"{prefix}-id": child.id,
            f"{prefix}-order": number,
            f"{prefix}-deleted": "",
        }
        for name, value in child.value.items():
            text = ", ".join(value) if isinstance(value, list) else value
            if text not in (None, False):
                data[f"{prefix}-value-{name}"] = text
    return data


def test_a_quiz_without_questions_stays_a_draft(desk: Client, course: SmallCourse) -> None:
    quiz = with_draws(course.quiz_page)
    assert "todavía no pregunta nada" in words(quiz)
    quiz.save_revision()
    url = reverse(EDIT, args=[quiz.pk])
    form = quiz_form(desk.get(url)) | {"action-publish": "1"}
    assert desk.post(url, form).context["form"].errors["draws"]
    assert QuizPage.objects.get(pk=quiz.pk).question_count == 10
    # Wagtail would tell a new quiz so in red before anybody touched it.
    assert QuizPage._meta.get_field("draws").stream_block.meta.min_num is None
