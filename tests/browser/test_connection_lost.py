"""In a tunnel, or signed out meanwhile: the answer stays on the device and goes by itself."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import (
    SAVED,
    all_sent,
    answer,
    at_question,
    chosen,
    go,
    let_in,
    on_the_record,
    option,
    quiz_link,
    right_answer,
    sign_in,
    wrong_answer,
)

STATUS = "[data-save-status]"
HELD = re.compile("Para seguir hace falta la conexión")
NO_CONNECTION = re.compile("conexión|connection", re.IGNORECASE)


@pytest.fixture
def question(house: str, new_context: NewContext) -> Page:
    """Valentina on the first question of an attempt."""
    context = new_context()
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    page.goto("/")
    quiz_link(page).click()
    page.locator("form[action$='/start/'] button").click()
    at_question(page, 1)
    return page


def kept_on_device(page: Page) -> int:
    count: int = page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('trato:answer:')).length"
    )
    return count


def test_it_goes_when_the_connection_is_back(question: Page, station) -> None:
    given = wrong_answer(question)
    question.context.set_offline(True)
    option(question, given[0]).click()
    expect(question.locator(STATUS)).to_have_text(NO_CONNECTION)
    assert kept_on_device(question) == 1
    assert on_the_record(question).response is None

    go(question, "next")  # stays, and says why
    expect(question.locator(STATUS)).to_have_text(NO_CONNECTION)
    at_question(question, 1)
    assert chosen(question) == given

    question.context.set_offline(False)
    expect(question.locator(STATUS)).to_have_text(SAVED)
    assert on_the_record(question).response == given
    assert kept_on_device(question) == 0


def try_to_leave(page: Page) -> None:
    """By a button and by the map: the page says at once why it stays."""
    for leave in (lambda: go(page, "next"), lambda: dot(page, 2).click()):
        page.locator(STATUS).evaluate("status => { status.textContent = ''; }")
        leave()
        expect(page.locator(STATUS)).to_have_text(HELD, timeout=2_000)
        expect(page.locator(STATUS)).to_be_in_viewport()
        at_question(page, 1)


def dot(page: Page, number: int) -> Locator:
    return page.locator(f".question-map__dot[data-number='{number}']")


def test_going_on_waits_for_the_connection_and_says_so(question: Page) -> None:
    given = wrong_answer(question)
    question.context.set_offline(True)
    option(question, given[0]).click()
    expect(question.locator(STATUS)).to_have_text(NO_CONNECTION)
    try_to_leave(question)
    question.context.set_offline(False)
    expect(question.locator(STATUS)).to_have_text(SAVED)
    dot(question, 3).click()
    at_question(question, 3)
    go(question, "previous")
    at_question(question, 2)


def test_with_nothing_to_save_it_says_so_as_well(question: Page) -> None:
    question.context.set_offline(True)
    expect(question.locator(STATUS)).to_have_text(NO_CONNECTION)
    assert "Se puede seguir" not in question.locator(STATUS).inner_text()
    try_to_leave(question)
    question.context.set_offline(False)
    expect(question.locator(STATUS)).to_have_text("")
    go(question, "next")
    at_question(question, 2)


def test_a_server_that_does_not_answer_is_no_different(question: Page) -> None:
    """The device believes that it is connected."""
    given = wrong_answer(question)
    question.route("**/save/", lambda route: route.abort())
    option(question, given[0]).click()
    expect(question.locator(STATUS)).to_have_text(re.compile("Todavía sin guardar"))
    try_to_leave(question)
    question.unroute("**/save/")
    go(question, "next")
    at_question(question, 2)
    assert kept_on_device(question) == 0


def test_a_device_that_is_wrong_about_its_connection_goes_on(question: Page) -> None:
    question.evaluate("Object.defineProperty(navigator, 'onLine', { value: false })")
    go(question, "next")
    at_question(question, 2)


def test_the_last_choice_made_without_connection_counts(question: Page) -> None:
    first, last = wrong_answer(question), right_answer(question)
    answer(question, first)
    question.context.set_offline(True)
    for value in {*first, *last} if len(last) > 1 else last:
        option(question, value).click()
    assert chosen(question) == sorted(last)
    question.context.set_offline(False)
    expect(question.locator(STATUS)).to_have_text(SAVED)
    assert on_the_record(question).response == sorted(last)


def test_a_closed_page_sends_it_at_the_next_visit(question: Page) -> None:
    given = wrong_answer(question)
    address = question.url
    question.context.set_offline(True)
    option(question, given[0]).click()
    expect(question.locator(STATUS)).to_have_text(NO_CONNECTION)
    context = question.context
    question.close()
    context.set_offline(False)

    page = context.new_page()
    page.goto(address.replace("/1/", "/2/"))
    expect(page.locator(".question-map__dot[data-number='1']")).to_be_visible()
    all_sent(page)
    page.goto(address)
    assert chosen(page) == given
    assert on_the_record(page).response == given


def test_a_shared_device_keeps_it_for_whom_it_is(question: Page) -> None:
    given, address, context = wrong_answer(question), question.url, question.context
    mine = on_the_record(question)
    context.set_offline(True)
    option(question, given[0]).click()
    expect(question.locator(STATUS)).to_have_text(NO_CONNECTION)
    question.close()
    context.set_offline(False)

    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url))
    page = somebody_signs_in(context, "lucia")
    quiz_link(page).click()
    page.locator("form[action$='/start/'] button").click()
    at_question(page, 1)
    hers = wrong_answer(page)
    answer(page, hers)
    page.goto(reverse("review_attempt", args=[on_the_record(page).attempt_id]))
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-waiting]").inner_text() == ""
    assert not [url for url in sent if str(mine.attempt_id) in url]
    assert kept_on_device(page) == 1
    page.close()

    page = somebody_signs_in(context, NEW_HIRE)
    page.goto(address.replace("/1/", "/2/"))
    all_sent(page)
    mine.refresh_from_db()
    assert mine.response == given


def somebody_signs_in(context: BrowserContext, username: str) -> Page:
    """Another person at the same device, through the door."""
    context.clear_cookies()
    page = context.new_page()
    sign_in(page, username)
    page.goto("/")
    return page


def test_signed_out_while_answering(question: Page) -> None:
    given, address = wrong_answer(question), question.url
    Session.objects.all().delete()
    option(question, given[0]).click()
    expect(question.locator(f"{STATUS} a")).to_be_visible()
    assert kept_on_device(question) == 1
    assert on_the_record(question).response is None

    question.locator(f"{STATUS} a").click()
    question.wait_for_url("**/accounts/login/**")
    sign_in(question, NEW_HIRE)
    expect(question).to_have_url(address)  # back on the very question
    expect(question.locator(STATUS)).to_have_text(SAVED)
    assert chosen(question) == given
    assert on_the_record(question).response == given
    assert kept_on_device(question) == 0
