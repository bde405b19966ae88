"""Correcting marks at the desk: look first, confirm who falls, go on; the learner is told why."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.models import User
from courses.models import Group
from quizzes.corrections import Change
from quizzes.desk import regrading
from quizzes.desk.effects import effects_of
from quizzes.desk.regrade_rows import result_words
from quizzes.models import (
    Answer,
    Mark,
    Question,
    QuestionVersion,
    QuizAttempt,
    Regrade,
    ScoreChange,
)
from quizzes.pure.grading import Outcome
from quizzes.verbs.attempts import save_answer, submit_attempt
from quizzes.verbs.regrades import continue_regrade, start_regrade
from tests.content import SmallCourse
from tests.correcting import correct_key, crowd
from tests.doing import Reads, Starts, answers_of, right_response, wrong_response
from tests.people import ClientOf, Enrolled
from tests.quizzes.test_publish_question import form_of

AT = timezone.now()


def sit(attempt: QuizAttempt, wrong: int) -> QuizAttempt:
    """Hands in with so many wrong; the first single choice is right, the last one wrong."""
    answers = answers_of(attempt)
    choices = [each for each in answers if each.version.frozen.kind == "single_choice"]
    others = [each for each in answers if each not in {choices[0], choices[-1]}]
    for place, answer in enumerate([choices[-1], *others, choices[0]]):
        response = (wrong_response if place < wrong else right_response)(answer)
        save_answer(answer, response, answer.revision, "es", AT)
    submit_attempt(attempt, AT)
    attempt.refresh_from_db()
    return attempt


def single(attempt: QuizAttempt, fraction: float | None) -> Answer:
    """A single choice that was worth this."""
    return next(
        each
        for each in answers_of(attempt)
        if each.fraction == fraction and each.version.frozen.kind == "single_choice"
    )


def corrected(answer: Answer, *, right: bool) -> QuestionVersion:
    """The question published with what was chosen right, or wrong."""
    ids = [each["id"] for each in answer.version.frozen.structure["options"]]
    assert answer.response
    chosen = ids.index(answer.response[0])
    return correct_key(answer.version, [chosen if right else (chosen + 1) % len(ids)], AT)


@pytest.fixture
def failed(new_hire: User, enrolled: Enrolled, starts: Starts) -> QuizAttempt:
    """Seven of ten."""
    return sit(starts(enrolled(new_hire), AT - timedelta(hours=1)), 3)


@pytest.fixture
def passed(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, starts: Starts, reads: Reads
) -> QuizAttempt:
    """Eight of ten, and with it the course."""
    way = enrolled(new_hire)
    for lesson in course.lessons:
        reads(way, lesson)
    return sit(starts(way, AT - timedelta(hours=1)), 2)


@pytest.fixture
def desk(trainer: User, new_hire: User, client_of: ClientOf) -> Client:
    """Darío's browser; Ana is in a group of his."""
    group = Group.objects.create(name="Marzo", starts_on=AT.date())
    group.trainers.set([trainer])
    group.members.set([new_hire])
    group.save()
    return client_of(trainer)


def reopen(attempt: QuizAttempt) -> None:
    """As it was before it was handed in, every answer given."""
    Mark.objects.filter(answer__attempt=attempt).delete()
    attempt.answers.update(fraction=None, method="")
    attempt.state, attempt.finished_at = "open", None
    attempt.score = attempt.passed = None
    attempt.save()


def address(name: str, version: QuestionVersion) -> str:
    row = Question.objects.get(translation_key=version.question_key, locale__language_code="es")
    return reverse(name, args=[row.pk])


def form(**more: Any) -> dict[str, Any]:
    return {"policy": "both", "quiz": "", "reason": "La clave estaba mal"} | more


def test_from_the_question_to_the_dry_run(failed: QuizAttempt, desk: Client) -> None:
    version = corrected(single(failed, 0), right=True)
    edit = desk.get(address("wagtailsnippets_quizzes_question:edit", version))
    plan = address("plan_regrade", version)
    assert plan in edit.content.decode()
    assert "found" not in desk.get(plan).context

    page = desk.get(plan, {"policy": "upwards", "quiz": ""})
    [row] = page.context["page"].object_list
    assert (row.person, row.before, row.after) == (
        "Ana Prieto",
        "70 %, no aprobado",
        "80 %, aprobado",
    )
    assert row.effect == "El cuestionario cuenta como hecho."
    # The reason is no note for the desk, and its field says so.
    assert 'aria-describedby="id_reason_helptext"' in page.text
    hint = "Cada persona cuyo resultado cambia lo lee en su inicio"
    assert hint in page.text.split('id="id_reason_helptext"')[1].split("</p>")[0]
    assert not Regrade.objects.exists()
    assert not ScoreChange.objects.exists()


def test_it_starts_and_shows_who_changed(failed: QuizAttempt, desk: Client, trainer: User) -> None:
    version = corrected(single(failed, 0), right=True)
    page = desk.post(address("start_regrade", version), form(), follow=True)
    regrade = Regrade.objects.get()
    assert page.redirect_chain[-1][0] == reverse("show_regrade", args=[regrade.pk])
    assert (regrade.by, regrade.finished_at is not None) == (trainer, True)
    [row] = page.context["rows"]
    assert (row.person, row.after, row.rises) == ("Ana Prieto", "80 %, aprobado", True)


def test_corrections_made_before_are_found_from_the_question(
    failed: QuizAttempt, desk: Client, trainer: User
) -> None:
    version = corrected(single(failed, 0), right=True)
    plan = address("plan_regrade", version)
    assert not desk.get(plan).context["earlier"]

    desk.post(address("start_regrade", version), form(quiz=str(failed.activity_key)))

    show = reverse("show_regrade", args=[Regrade.objects.get().pk])
    for page in (desk.get(plan), desk.get(plan, {"policy": "both", "quiz": ""})):
        told = page.text.split("Correcciones anteriores de esta pregunta")[1]
        assert f'href="{show}"' in told
        quiz = "Cuestionario de los primeros minutos"
        said = ("En ambos sentidos", quiz, str(trainer), "1 respuesta calificada de nuevo")
        assert f" · {' · '.join(said)}" in told
        assert "Motivo: La clave estaba mal" in told


def test_publishing_another_key_leads_to_the_marks_of_the_former(
    failed: QuizAttempt, desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    version = next(
        each.version for each in answers_of(failed) if each.version.frozen.kind == "true_false"
    )
    edit = address("wagtailsnippets_quizzes_question:edit", version)
    plan = address("plan_regrade", version)

    def published(answer: bool) -> str:
        row = Question.objects.get(translation_key=version.question_key, locale__language_code="es")
        sent = form_of(row, row.content[0].value["stem"]) | {"action-publish": "1"}
        sent["content-0-value-answer"] = "on" if answer else ""
        with django_capture_on_commit_callbacks(execute=True):
            page = desk.post(edit, sent, follow=True)
        assert page.redirect_chain
        return page.text

    key = version.frozen.structure["answer"]
    assert plan not in published(key)
    assert f'href="{plan}"' in published(not key)


def test_the_effect_stands_once_with_the_attempt_that_causes_it(failed: QuizAttempt) -> None:
    """Another of hers falls, and passes neither before nor after: it brings nothing about."""
    lower, again = (
        QuizAttempt(
            pk=uuid4(), enrolment=failed.enrolment, activity_key=failed.activity_key, number=number
        )
        for number in (2, 3)
    )
    rises = Outcome(74.2, False), Outcome(83.3, True)
    found = [
        Change(lower, Outcome(37.9, False), Outcome(28.8, False)),
        Change(failed, *rises),
        Change(again, *rises),
    ]

    with override("es"):
        words = {pk: effect.words for pk, effect in effects_of(found).items()}
    assert words == {failed.pk: "El cuestionario cuenta como hecho."}


@pytest.mark.parametrize(
    ("language", "words"), [("es", "74,2 %, aprobado"), ("en", "74.2 %, passed")]
)
def test_results_are_written_as_the_reader_writes_numbers(language: str, words: str) -> None:
    with override(language):
        assert result_words(74.2, passed=True) == words
        assert result_words(70.0, passed=True).startswith("70 %")


def test_without_a_reason_it_asks_for_one(failed: QuizAttempt, desk: Client) -> None:
    version = corrected(single(failed, 0), right=True)
    page = desk.post(address("start_regrade", version), form(reason=""))
    assert page.status_code == 400
    assert "Escribir el motivo" in page.content.decode()
    assert not Regrade.objects.exists()


def test_who_would_fall_is_confirmed_apart(passed: QuizAttempt, desk: Client) -> None:
    version = corrected(single(passed, 1), right=False)
    plan = desk.get(address("plan_regrade", version), {"policy": "both", "quiz": ""})
    [row] = plan.context["falling"]
    assert (row.person, row.after) == ("Ana Prieto", "70 %, no aprobado")
    assert row.effect == "El curso sigue completado."
    ids = plan.context["falling_ids"]
    start = address("start_regrade", version)
    for sent in (form(), form(falling=ids), form(confirmed="1"), form(confirmed="1", falling="x")):
        page = desk.post(start, sent)
        assert page.status_code == 409
        assert page.context["unconfirmed"]
        assert not Regrade.objects.exists()
    assert desk.post(start, form(confirmed="1", falling=ids)).status_code == 302
    passed.refresh_from_db()
    assert not passed.passed


def test_where_no_mark_changes_nothing_is_offered_but_the_way_back(
    failed: QuizAttempt, desk: Client
) -> None:
    right = single(failed, 1).version
    back = address("wagtailsnippets_quizzes_question:edit", right)
    for policy, words in [("both", "Ninguna nota cambia. Si"), ("void", "ya tiene la nota entera")]:
        page = desk.get(address("plan_regrade", right), {"policy": policy, "quiz": ""})
        assert page.context["nobody"]
        assert words in page.text
        assert address("start_regrade", right) not in page.text
        assert f'<a class="button" href="{back}">Volver</a>' in page.text

    page = desk.post(address("start_regrade", right), form(policy="void"), follow=True)
    assert "ya tiene la nota entera" in page.text
    assert not Regrade.objects.exists()


def test_every_step_leads_back_to_the_question(failed: QuizAttempt, desk: Client) -> None:
    version = corrected(single(failed, 0), right=True)
    back = address("wagtailsnippets_quizzes_question:edit", version)
    link = f'<a class="button button-secondary" href="{back}">Volver</a>'
    plan, start = address("plan_regrade", version), address("start_regrade", version)
    assert link in desk.get(plan).text
    assert link in desk.get(plan, {"policy": "both", "quiz": ""}).text
    assert link in desk.post(start, form(), follow=True).text


def test_who_was_under_way_is_counted_and_offered_another_correction(
    failed: QuizAttempt, desk: Client
) -> None:
    """It keeps the key it began with; the question's page says so until it is corrected, too."""
    [running] = crowd(failed, 1)
    reopen(running)
    missed = single(failed, 0)
    version = corrected(missed, right=True)
    edit = address("wagtailsnippets_quizzes_question:edit", version)
    heading = "Notas según la clave anterior"
    assert heading not in desk.get(edit).text
    shown = desk.post(address("start_regrade", version), form(), follow=True)
    assert shown.context["under_way"] == 1
    assert "1 intento que empezó antes de la corrección está en curso" in shown.text
    assert "1 intento que empezó antes de la corrección está en curso" in desk.get(edit).text

    submit_attempt(running, AT)
    answer = running.answers.get(version=missed.version)
    assert answer.fraction == 0
    again = f"{address('plan_regrade', version)}?policy=both&amp;quiz="
    assert again in desk.get(reverse("show_regrade", args=[Regrade.objects.get().pk])).text
    page = desk.get(edit).text
    assert heading in page
    assert "1 intento conserva una nota según la clave anterior" in page
    assert again in page

    desk.post(address("start_regrade", version), form())
    answer.refresh_from_db()
    assert answer.fraction == 1
    assert heading not in desk.get(edit).text


def test_interrupted_it_says_how_far_it_is_and_goes_on(
    failed: QuizAttempt, desk: Client, trainer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(failed, 4)
    monkeypatch.setattr(regrading, "AT_ONCE", 2)
    version = corrected(single(failed, 0), right=True)
    page = desk.post(address("start_regrade", version), form(), follow=True)
    assert (page.context["done"], page.context["left"], page.context["total"]) == (2, 3, 5)
    show = reverse("show_regrade", args=[Regrade.objects.get().pk])
    # Whoever comes to correct the question again finds the one that is not finished.
    assert desk.get(address("plan_regrade", version))["Location"] == show
    assert desk.post(address("start_regrade", version), form())["Location"] == show
    assert [desk.post(show).status_code for _round in range(3)] == [302] * 3
    page = desk.get(show)
    assert (page.context["done"], page.context["left"]) == (5, 0)
    assert Regrade.objects.get().finished_at is not None


def test_people_of_others_are_counted_not_named(failed: QuizAttempt, desk: Client) -> None:
    crowd(failed, 1)
    version = corrected(single(failed, 0), right=True)
    page = desk.get(address("plan_regrade", version), {"policy": "upwards", "quiz": ""})
    people = {row.person for row in page.context["page"].object_list}
    assert people == {"Ana Prieto", "Una persona de otro grupo"}


def test_who_may_not_write_questions_corrects_none(
    failed: QuizAttempt, new_hire: User, manager: User, trainer: User, client_of: ClientOf
) -> None:
    version = single(failed, 0).version
    regrade = start_regrade(
        Regrade(question_key=version.question_key, policy="void", reason="x", by=trainer), [], AT
    )
    for who in (new_hire, manager):
        browser = client_of(who)
        assert browser.get(address("plan_regrade", version)).status_code == 404
        assert browser.post(address("start_regrade", version), form()).status_code == 404
        assert browser.post(reverse("show_regrade", args=[regrade.pk])).status_code == 404
    assert not ScoreChange.objects.exists()


def test_the_learner_is_told_at_home_until_she_has_read_it(
    failed: QuizAttempt, trainer: User, colleague: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    version = single(failed, 0).version
    void = Regrade(
        question_key=version.question_key, policy="void", reason="Era ambigua", by=trainer
    )
    continue_regrade(start_regrade(void, [], AT), AT)
    browser = client_of(failed.enrolment.learner)
    home = browser.get("/").content.decode()
    assert "cambió: 70 % → 80 %." in home
    assert "Motivo: Era ambigua" in home
    url = reverse("dismiss_change", args=[ScoreChange.objects.get().pk])
    assert url in home

    enrolled(colleague)
    assert url not in client_of(colleague).get("/").content.decode()
    assert client_of(colleague).post(url).status_code == 404
    assert browser.get(url).status_code == 405
    assert [browser.post(url).status_code for _twice in range(2)] == [302, 302]
    assert url not in browser.get("/").content.decode()


def test_the_pages_cost_the_same_for_one_and_for_many(
    failed: QuizAttempt, desk: Client, django_assert_num_queries: Any
) -> None:
    version = corrected(single(failed, 0), right=True)
    plan, asked = address("plan_regrade", version), {"policy": "upwards", "quiz": ""}
    desk.get(plan, asked)
    costs = 29
    with django_assert_num_queries(costs):
        desk.get(plan, asked)
    crowd(failed, 30)
    with django_assert_num_queries(costs):
        assert len(desk.get(plan, asked).context["page"].object_list) == 31
