"""A trainer at the author's desk: what is published reaches new learners, and only them."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from courses.models import LessonPage
from quizzes.models import Question, QuestionVersion
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import (
    answer,
    at_question,
    let_in,
    on_the_record,
    quiz_link,
    right_answer,
    sign_in,
)

Station = Callable[..., None]
TRAINER, COLLEAGUE = "andres", "bruno"
# axe has findings about Wagtail's own frame that are not ours to mend: on its pages only what we
# put there is judged.
OUR_DESK, OUR_EDITOR = ".desk", ".desk-brand"


def test_the_desk_greets_and_says_what_to_look_at(house: str, page: Page, station: Station) -> None:
    sign_in(page, TRAINER)
    page.wait_for_url("**/admin/")
    expect(page.locator("h1")).to_contain_text("Andrés")
    expect(page.locator(".desk-brand").first).to_be_visible()
    expect(page.locator(".desk")).to_contain_text("Camila Soto")  # who is late
    expect(page.locator("a[href='/team/']").first).to_be_visible()
    station(page, "30-desk", OUR_DESK)


def test_a_changed_lesson_reaches_learners_when_published(
    house: str, new_context: NewContext, station: Station
) -> None:
    lesson = LessonPage.objects.get(title="El cliente al centro")
    page = as_person(new_context, TRAINER, house)
    page.goto("/admin/")
    page.locator(".desk a[href^='/admin/pages/']").first.click()
    page.goto(f"/admin/pages/{lesson.pk}/edit/")
    text = page.locator(".Draftail-Editor [role=textbox]").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Lo probaron un mes.")
    # The editor hands its text to the form a moment after the last key.
    field = page.locator("[name=body-0-value-blocks-0-value-text]")
    expect(field).to_have_value(re.compile("Lo probaron un mes"))

    expect(preview(page).locator("body")).to_contain_text("Lo probaron un mes.")
    expect(preview(page).locator(".preview__screen")).to_have_count(len(lesson.body))
    station(page, "31-desk-lesson", OUR_EDITOR)
    station(preview_alone(page), "32-preview-lesson")

    learner = as_person(new_context, NEW_HIRE, house)
    address = f"/lessons/{lesson.translation_key}/1/"
    learner.goto(address)
    expect(learner.locator("main")).not_to_contain_text("Lo probaron un mes.")
    publish(page)
    learner.goto(address)
    expect(learner.locator("main")).to_contain_text("Lo probaron un mes.")


def test_a_changed_question_is_for_attempts_that_start_later(
    house: str, new_context: NewContext, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Everybody draws the same ten, so that both learners meet the question.
    fixed = SimpleNamespace(token_hex=lambda _size: "0" * 32)
    monkeypatch.setattr("quizzes.verbs.attempts.secrets", fixed)
    learner = as_person(new_context, NEW_HIRE, house)
    start_quiz(learner)
    version = on_the_record(learner).version
    before = learner.locator(".question__stem").inner_text()
    question = Question.objects.get(
        translation_key=version.question_key, locale__language_code="es"
    )

    page = as_person(new_context, TRAINER, house)
    page.goto("/admin/")
    page.locator("nav a[href$='/quizzes/question/']").click()
    station(page, "33-desk-questions", OUR_EDITOR)
    page.goto(f"/admin/snippets/quizzes/question/edit/{question.pk}/")
    page.locator("[name=content-0-value-stem]").fill("¿Qué cambió aquí?")
    expect(preview(page).locator("body")).to_contain_text("¿Qué cambió aquí?")
    station(page, "34-desk-question", OUR_EDITOR)
    station(preview_alone(page), "35-preview-question")
    publish(page)
    assert QuestionVersion.objects.filter(question_key=version.question_key).count() == 2

    learner.reload()
    assert learner.locator(".question__stem").inner_text() == before
    answer(learner, right_answer(learner))
    assert on_the_record(learner).version_id == version.pk

    colleague = as_person(new_context, COLLEAGUE, house)
    start_quiz(colleague)
    expect(colleague.locator(".question__stem")).to_have_text("¿Qué cambió aquí?")
    assert on_the_record(colleague).version_id != version.pk


def as_person(new_context: NewContext, username: str, address: str) -> Page:
    context = new_context()
    let_in(context, username, address)
    return context.new_page()


def start_quiz(page: Page) -> None:
    page.goto("/")
    quiz_link(page).click()
    page.locator("form[action$='/start/'] button").click()
    at_question(page, 1)


def preview(page: Page) -> FrameLocator:
    """The live preview beside the editor."""
    toggle = page.locator("[data-side-panel-toggle=preview]")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    return page.frame_locator("#w-preview-iframe")


def preview_alone(page: Page) -> Page:
    """The same preview in a tab of its own."""
    tab = page.context.new_page()
    tab.goto(page.locator("[data-w-preview-target=newTab]").get_attribute("href") or "")
    return tab


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_be_visible()
