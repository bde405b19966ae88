"""Asking without leaving: a sheet over the page, or a page of its own where no script runs."""

import re

import pytest
from playwright.sync_api import Page, expect

from courses.models import Inquiry
from quizzes.models import QuizAttempt
from tests.browser.axe import assert_axe_clean
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import (
    at_question,
    chosen,
    go,
    let_in,
    option,
    quiz_link,
    wrong_answer,
)

TEXT = "¿Y si el cliente llega antes?"


def to_first_question(page: Page, house: str) -> None:
    """Valentina, in her first attempt."""
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    quiz_link(page).evaluate("link => link.click()")
    page.locator("form[action$='/start/'] button").click()
    at_question(page, 1)
    page.wait_for_load_state()


@pytest.mark.viewport(360, 740)
def test_from_a_lesson_by_keyboard(page: Page, house: str) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    page.goto(page.locator(".next-step a.button").get_attribute("href") or "")
    here = page.url
    control, sheet = page.locator("[data-ask]"), page.locator("dialog.ask-sheet")
    control.focus()
    page.keyboard.press("Enter")
    expect(sheet.locator("[name=text]")).to_be_focused()
    # The arrows turn no screen from in here, and what was typed waits while it is closed.
    page.keyboard.type(TEXT)
    page.keyboard.press("ArrowRight")
    assert_axe_clean(page)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(control).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet.locator("[name=text]")).to_have_value(TEXT)
    sheet.locator("form button.button").click()
    expect(sheet.locator("[role=status]")).to_be_visible()
    expect(sheet.locator(".inquiry__text")).to_have_text(TEXT)
    assert_axe_clean(page)
    sheet.locator("[data-ask-close]").click()
    expect(sheet).to_be_hidden()
    assert page.url == here
    assert Inquiry.objects.of(Inquiry.objects.get(text=TEXT).enrolment.learner).count() == 1


@pytest.mark.viewport(360, 640)
def test_that_it_was_sent_is_in_sight(page: Page, house: str) -> None:
    to_first_question(page, house)
    page.locator("[data-ask]").click()
    sheet = page.locator("dialog.ask-sheet")
    sheet.locator("[name=text]").fill("\n".join([TEXT] * 40))
    sheet.locator("form button.button").click()
    expect(sheet.locator("[role=status]")).to_be_in_viewport(ratio=1)
    expect(sheet.locator("[role=status]")).to_be_focused()
    expect(sheet.locator("h1")).to_be_in_viewport(ratio=1)


def test_in_a_quiz_nothing_typed_is_lost(page: Page, house: str) -> None:
    to_first_question(page, house)
    response = wrong_answer(page)
    option(page, response[0]).click()
    page.locator("[data-ask]").click()
    sheet = page.locator("dialog.ask-sheet")
    sheet.locator("[name=kind][value=mistake]").check()
    sheet.locator("[name=text]").fill(TEXT)
    sheet.locator("form button.button").click()
    expect(sheet.locator("[data-ask-again]")).to_be_visible()
    sheet.locator("[data-ask-close]").click()
    at_question(page, 1)
    assert chosen(page) == response
    assert QuizAttempt.objects.get(enrolment__learner__username=NEW_HIRE).state == "open"
    inquiry = Inquiry.objects.get(text=TEXT)
    assert (inquiry.kind, inquiry.place_kind, inquiry.anchor) == ("mistake", "question", "1")


def test_without_connection_what_was_written_stays(page: Page, house: str) -> None:
    to_first_question(page, house)
    page.locator("[data-ask]").click()
    sheet = page.locator("dialog.ask-sheet")
    sheet.locator("[name=text]").fill(TEXT)
    page.context.set_offline(True)
    sheet.locator("form button.button").click()
    expect(sheet.locator("[data-ask-problem]")).to_be_visible()
    expect(sheet.locator("[name=text]")).to_have_value(TEXT)
    page.context.set_offline(False)
    sheet.locator("form button.button").click()
    expect(sheet.locator("[data-ask-again]")).to_be_visible()
    assert Inquiry.objects.filter(text=TEXT).count() == 1


def test_without_a_script_the_answer_is_saved_on_the_way(
    house: str, new_context: NewContext
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    quiz_link(page).click()
    page.locator("form[action$='/start/'] button").click()
    at_question(page, 1)
    response = wrong_answer(page)
    option(page, response[0]).click()
    go(page, "ask")
    page.wait_for_url(re.compile("/ask/question/"))
    page.locator("[name=text]").fill(TEXT)
    page.locator("[data-ask-form] button.button").click()
    expect(page.locator("main [role=status]")).to_be_visible()
    page.locator("[data-ask-close]").click()
    at_question(page, 1)
    assert chosen(page) == response
    page.goto("/my-questions/")
    expect(page.locator(".inquiry__text")).to_have_text(TEXT)


def test_a_trainer_replies_and_it_is_found(
    page: Page, house: str, new_context: NewContext, station: object
) -> None:
    let_in(page.context, "andres", house)
    page.goto("/group/")
    station(page, "my-group")  # type: ignore[operator]
    first = page.locator(".inquiry").first
    number = int((first.get_attribute("id") or "").removeprefix("inquiry-"))
    asked = Inquiry.objects.select_related("enrolment__learner").get(pk=number)
    first.locator("summary").click()
    first.locator("textarea").fill("Se busca uno de tienda para el lunes.")
    first.locator(".buttons > button.button").click()
    expect(page.locator(".messages")).to_be_visible()
    expect(page.locator(f"#inquiry-{number} textarea")).to_have_count(0)
    learner = new_context(viewport={"width": 360, "height": 740}).new_page()
    let_in(learner.context, asked.enrolment.learner.username, house)
    learner.goto("/")
    learner.locator("main a[href='/my-questions/']").click()
    expect(learner.locator(".inquiry__reply")).to_contain_text("Se busca uno de tienda")
    station(learner, "my-questions")  # type: ignore[operator]
    learner.locator(".inquiry a").first.click()
    learner.wait_for_url(f"**{asked.place_url}")
