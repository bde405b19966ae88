"""A whole call without a mouse: numbers say a line, Tab reaches the rest, the focus is seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calls import (
    LEARN,
    PRACTISE,
    arrives,
    best_line,
    cards,
    door_of,
    is_over,
    on_the_record,
    turn_of,
)
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in
from tests.browser.test_keyboard_only import tab_to


def test_the_whole_call(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto(door_of(PRACTISE))
    tab_to(page, "form[action$='/start/'] button")
    page.keyboard.press("Enter")
    arrives(page, 0)
    page.keyboard.press("9")  # there is no ninth line
    while not is_over(page):
        turn, option = turn_of(page), best_line(page)
        if turn % 3 == 2:
            tab_to(page, f"[name=option][value='{option}']")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press(str(cards(page).index(option) + 1))
        arrives(page, turn + 1)
        if not is_over(page):
            expect(page.locator("[data-now]")).to_be_focused()
    assert on_the_record(page).ending_kind == "loyal"

    tab_to(page, "button[name=reflection]")
    page.keyboard.press("Space")
    page.wait_for_url("**/debrief/")
    tab_to(page, ".curve__dot[href='#turn-2']")
    page.keyboard.press("Enter")
    expect(page.locator("#turn-2")).to_be_in_viewport()
    tab_to(page, "#turn-2 .turn__keep button")
    page.keyboard.press("Enter")
    expect(page.locator("#turn-2 .turn__kept")).to_be_visible()


def test_numbers_can_be_switched_off(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto(door_of(LEARN))
    page.locator("form[action$='/start/'] button").click()
    arrives(page, 0)
    tab_to(page, "[data-keys]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-keys]")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("1")
    page.reload()
    page.keyboard.press("1")  # the device remembers
    expect(page.locator("[data-keys]")).to_have_attribute("aria-pressed", "false")
    tab_to(page, "[data-keys]")
    page.keyboard.press("Enter")
    assert on_the_record(page).turns_taken == 0
    page.keyboard.press("1")
    arrives(page, 1)
    # The way back is a key away, too.
    tab_to(page, ".rewind summary")
    page.keyboard.press("Enter")
    tab_to(page, ".rewind button[name=to]")
    page.keyboard.press("Enter")
    arrives(page, 2)


@pytest.mark.viewport(360, 740)
def test_the_drawer(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto(door_of(PRACTISE))
    page.locator("form[action$='/start/'] button").click()
    arrives(page, 0)
    body = page.locator(".brief__body")
    expect(body).to_be_hidden()
    tab_to(page, ".brief__summary")
    page.keyboard.press("Enter")
    expect(body).to_be_visible()
    tab_to(page, "button[name=entry][value=visitas]")
    page.keyboard.press("Enter")
    expect(page.locator("#record-visitas")).to_be_focused()
    expect(page.locator("#record-visitas .brief__text")).to_be_visible()
    assert on_the_record(page).turns_taken == 1
    page.keyboard.press("Escape")
    expect(body).to_be_hidden()
    expect(page.locator(".brief__summary")).to_be_focused()
