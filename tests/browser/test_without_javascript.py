"""Old phone, strict proxy, broken script: everything is still there, a click at a time."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import (
    at_question,
    chosen,
    finish_lesson,
    go,
    next_screen,
    on_the_record,
    option,
    quiz_link,
    right_answer,
    sign_in,
    turn_screen,
)
from tests.browser.test_triangle import triangle_address


@pytest.fixture
def plain(house: str, new_context: NewContext) -> Page:
    """A page that runs no script, Valentina signed in."""
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, NEW_HIRE)
    return page


def test_lesson(plain: Page) -> None:
    plain.locator(".next-step a.button").click()
    tried = False
    while next_screen(plain).count():
        if plain.locator("[data-practice]").count():
            tried = True
            plain.locator("[data-practice] button.option").nth(1).click()
            plain.wait_for_url("**try=**")
            expect(plain.locator("[data-practice-feedback]")).to_be_visible()
        if plain.locator(".reflection").count():
            plain.locator(".reflection summary").click()
            expect(plain.locator(".reflection .prose")).to_be_visible()
        turn_screen(plain)
    assert tried
    plain.locator(".pocket-rule form button").click()
    expect(plain.locator(".pocket-rule__kept")).to_be_visible()
    finish_lesson(plain)
    expect(plain.locator(".next-step")).to_be_visible()


def test_triangle_can_be_read(plain: Page) -> None:
    plain.goto(triangle_address())
    parts = plain.locator(".triangle__part")
    expect(parts).to_have_count(10)
    for part in parts.all():
        expect(part).to_be_visible()
    plain.locator("a[data-part=systems]").click()
    expect(plain.locator(".triangle__part[data-part=systems]")).to_be_in_viewport()


def test_quiz(plain: Page) -> None:
    quiz_link(plain).click()
    plain.locator("form[action$='/start/'] button").click()
    at_question(plain, 1)
    go(plain, "flag")
    expect(plain.locator("button[value=flag]")).to_have_attribute("aria-pressed", "true")
    for position in range(1, 11):
        at_question(plain, position)
        for value in right_answer(plain):
            option(plain, value).click()
        go(plain, "review" if position == 10 else "next")
    plain.wait_for_url("**/review/")
    plain.locator(".question-map__dot[data-number='3']").click()
    at_question(plain, 3)
    assert chosen(plain) == sorted(on_the_record(plain).response or [])
    go(plain, "previous")
    at_question(plain, 2)
    plain.goto(plain.url.replace("/2/", "/review/"))
    plain.locator("form[action$='/submit/'] button").click()
    plain.wait_for_url("**/result/")
    expect(plain.locator(".result__number")).to_contain_text("100")
