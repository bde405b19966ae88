"""A call on a small phone, and on a desktop enlarged to 400 %: his words and an answer in sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calls import (
    ASSESS,
    LEARN,
    PRACTISE,
    best_line,
    consult,
    door_of,
    is_over,
    on_the_record,
    open_debrief,
    say,
    start,
)
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in
from tests.browser.test_small_and_large import SIZES, assert_fits

Station = Callable[..., None]
PHONE = SIZES["phone"]


@pytest.mark.viewport(360, 740)
def test_practised_on_a_phone(house: str, page: Page, station: Station) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto(door_of(PRACTISE))
    assert_fits(page)
    page.set_viewport_size(PHONE)
    start(page)
    station(page, "41-conversation-start")
    while not is_over(page):
        in_sight(page)
        turn = on_the_record(page).turns_taken
        if turn in {0, 3}:
            assert_fits(page)
            page.set_viewport_size(PHONE)
        if turn == 2:
            station(page, "42-conversation-mid")
            look_in_the_record(page, station)
        say(page, best_line(page))
    assert_fits(page)
    open_debrief(page)
    page.locator("[data-open-all]").click()
    assert_fits(page)


@pytest.mark.viewport(360, 740)
@pytest.mark.parametrize("mode", [LEARN, ASSESS])
def test_learnt_and_assessed_on_a_phone(house: str, page: Page, mode: str) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto(door_of(mode))
    assert_fits(page)
    page.set_viewport_size(PHONE)
    start(page)
    for _turn in range(2):
        in_sight(page)
        say(page, best_line(page))
    assert_fits(page)


def in_sight(page: Page) -> None:
    """All he says now, and where the first answer begins; what is found out comes between."""
    expect(page.locator(".customer__words")).to_be_in_viewport(ratio=0.99)
    after = ".customer__found" if page.locator(".customer__found").count() else "[name=option]"
    expect(page.locator(after).first).to_be_in_viewport(ratio=0.3)


def look_in_the_record(page: Page, station: Station) -> None:
    """The drawer: unfolded by hand, the record opened in it, and folded again."""
    summary, body = page.locator(".brief__summary"), page.locator(".brief__body")
    expect(body).to_be_hidden()
    summary.click()
    expect(body).to_be_visible()
    station(page, "42-conversation-drawer")
    expect(body).to_be_hidden()  # it was a column on the desktop
    summary.click()
    assert_fits(page)
    page.set_viewport_size(PHONE)
    if not body.is_visible():
        summary.click()
    consult(page, "visitas")
    expect(page.locator("#record-visitas .brief__text")).to_be_in_viewport(ratio=0.3)
    page.keyboard.press("Escape")
    expect(body).to_be_hidden()
