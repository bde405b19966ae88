"""A trainer marks what people wrote, with the keyboard alone; and gives a group more time."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.models import User
from courses.models import Group
from quizzes.models import Answer, Mark, Question, QuizAttempt, QuizPage, Regrade
from quizzes.verbs.regrades import continue_regrade, start_regrade
from quizzes.verbs.rubrics import Judgement, mark_answer
from tests.browser.axe import assert_axe_clean
from tests.browser.steps import let_in
from tests.content import SmallCourse
from tests.correcting import correct_key
from tests.doing import Starts, answers_of
from tests.marking import WORST, open_question, write_in
from tests.people import Enrolled

Station = Callable[[Page, str], None]
WRITTEN = [
    "Primero saludo y me presento. Luego pregunto qué pasó y escucho sin interrumpir.",
    "Le digo que espere.",
    "Buenos días. Entiendo que lleva una hora esperando; veo el pedido y le digo qué puedo hacer.",
]


@pytest.fixture
def waiting(
    course: SmallCourse,
    trainer: User,
    new_hire: User,
    colleague: User,
    outsider: User,
    enrolled: Enrolled,
    starts: Starts,
) -> list[Answer]:
    """Three answers to one question, of people whom Darío trains."""
    people, at = [new_hire, colleague, outsider], timezone.now()
    group = Group.objects.create(name="Marzo", starts_on=at.date())
    group.trainers.set([trainer])
    group.members.set(people)
    group.save()
    version = open_question("Una persona llega molesta porque su pedido no aparece. ¿Cómo empezar?")
    found = []
    for days, (person, text) in enumerate(zip(people, WRITTEN, strict=True)):
        moment = at - timedelta(days=3 - days)
        attempt = starts(enrolled(person), moment - timedelta(minutes=9))
        found.append(write_in(attempt, version, text, moment))
    return found


def test_by_keyboard_from_the_first_to_the_last(
    waiting: list[Answer], live_server: object, page: Page, station: Station
) -> None:
    let_in(page.context, "3001", live_server.url)  # type: ignore[attr-defined]
    page.goto(reverse("marking_queue"))
    expect(page.locator(".pile")).to_have_count(1)
    station(page, "60-marking-queue")
    page.locator(".pile").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('mark_answer', args=[waiting[0].pk])}")
    expect(page.locator("[data-keys]")).to_be_visible()
    station(page, "61-mark-answer")

    # The arrows lead to the neighbours, but not out of a field, and not away from changes.
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**{reverse('mark_answer', args=[waiting[1].pk])}")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**{reverse('mark_answer', args=[waiting[0].pk])}")
    page.locator("#comment").focus()
    page.keyboard.type("Bien el saludo")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#comment")).to_have_value("Bien el saludo")
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-status]")).to_contain_text("sin guardar")

    # Incomplete: nothing is lost.
    page.locator("#comment").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=alert]")).to_contain_text("Falta elegir")
    expect(page.locator("#comment")).to_have_value("Bien el saludo")
    assert_axe_clean(page)
    for group in range(2):
        page.locator("fieldset.criterion").nth(group).locator("input").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{reverse('mark_answer', args=[waiting[1].pk])}")
    mark = Mark.objects.get(answer=waiting[0])
    assert mark.detail
    assert (float(mark.fraction), mark.detail["comment"]) == (1.0, "Bien el saludo")

    page.goto(reverse("mark_answer", args=[waiting[0].pk]))
    expect(page.locator(".marks__one")).to_contain_text("Bien el saludo")
    station(page, "62-marked-before")


def test_a_phone_without_names(
    waiting: list[Answer], course: SmallCourse, live_server: object, page: Page
) -> None:
    QuizPage.objects.filter(translation_key=course.quiz).update(blind_marking=True)
    let_in(page.context, "3001", live_server.url)  # type: ignore[attr-defined]
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(reverse("mark_answer", args=[waiting[0].pk]))
    expect(page.locator("main")).not_to_contain_text(re.compile("Ana|Prieto|1001"))
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    assert_axe_clean(page)


def test_exceptions_of_a_group_and_of_a_person(
    waiting: list[Answer], live_server: object, page: Page, station: Station
) -> None:
    let_in(page.context, "3001", live_server.url)  # type: ignore[attr-defined]
    page.goto(reverse("grant_to_group", args=[Group.objects.get().pk]))
    page.get_by_label("Motivo").fill("Se cayó la red")
    page.get_by_role("button", name="Conceder al grupo").click()
    expect(page.locator(".exceptions__one")).to_contain_text("3 personas")
    page.get_by_text("Retirar").first.click()
    assert_axe_clean(page)
    station(page, "63-group-exceptions")

    page.goto(reverse("show_person", args=[waiting[0].attempt.enrolment.learner_id]))
    page.get_by_text("Dar una excepción").click()
    page.locator("details.exception").last.get_by_label("Motivo").fill("Estuvo enferma")
    station(page, "64-person-exceptions")
    page.get_by_role("button", name="Conceder").click()
    expect(page.locator("main")).to_contain_text("Estuvo enferma")

    page.locator("summary", has_text="Retirar").first.click()
    page.locator(".exceptions").get_by_label("Motivo").first.fill("Era para otra persona")
    page.get_by_role("button", name="Retirar la excepción").first.click()
    withdrawn = page.locator(".exceptions__one--withdrawn")
    expect(withdrawn).to_contain_text("Era para otra persona")
    expect(withdrawn).to_contain_text("Retirada")
    assert_axe_clean(page)
    station(page, "64-person-exception-withdrawn")


def test_the_learner_is_told_what_changed(
    waiting: list[Answer], trainer: User, live_server: object, page: Page, station: Station
) -> None:
    at = timezone.now()
    regrade = Regrade(
        question_key=waiting[0].version.question_key,
        policy="void",
        reason="La pregunta era ambigua",
        by=trainer,
    )
    continue_regrade(start_regrade(regrade, [], at), at)
    let_in(page.context, "1001", live_server.url)  # type: ignore[attr-defined]
    page.goto("/")
    expect(page.locator("main")).to_contain_text("La pregunta era ambigua")
    station(page, "65-result-changed")
    page.get_by_role("button", name="Leído").click()
    expect(page.locator("main")).not_to_contain_text("La pregunta era ambigua")


def test_the_dry_run_at_the_desk(
    waiting: list[Answer], live_server: object, page: Page, station: Callable[..., None]
) -> None:
    """Nine were right: with another key they are not, and who would fall is confirmed apart."""
    answer = next(
        each
        for each in answers_of(waiting[0].attempt)
        if each.version.frozen.kind == "single_choice"
    )
    for each in waiting:
        mark_answer(each, Judgement(WORST), User.objects.get(username="3001"), 0, timezone.now())
    QuizAttempt.objects.update(pass_mark=90)
    assert answer.response
    ids = [each["id"] for each in answer.version.frozen.structure["options"]]
    wrong = (ids.index(answer.response[0]) + 1) % len(ids)
    correct_key(answer.version, [wrong], timezone.now())
    row = Question.objects.get(
        translation_key=answer.version.question_key, locale__language_code="es"
    )
    let_in(page.context, "3001", live_server.url)  # type: ignore[attr-defined]
    page.goto(reverse("plan_regrade", args=[row.pk]))
    page.get_by_label("En ambos sentidos").check()
    page.get_by_role("button", name="Ver quién cambiaría").click()
    expect(page.locator(".desk-flag--falls").first).to_be_visible()
    station(page, "66-plan-regrade", ".desk-regrade")
    page.get_by_label("Motivo").fill("La clave estaba mal")
    page.get_by_role("button", name="Corregir las notas").click()
    expect(page.locator("[role=alert]").first).to_be_visible()
    assert not Regrade.objects.exists()
    page.locator("#confirmed").check()
    page.get_by_role("button", name="Corregir las notas").click()
    expect(page.locator(".desk-changes")).to_contain_text("Ana Prieto")
    station(page, "67-show-regrade", ".desk-regrade")
