"""A call where no script runs: every card sends its form, and the record opens, too."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests.browser.calls import (
    LEARN,
    PRACTISE,
    begin,
    best_line,
    card,
    consult,
    is_over,
    on_the_record,
    open_debrief,
    say,
    talk,
    talk_well,
)
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import sign_in
from tests.browser.test_small_and_large import SIZES


@pytest.fixture
def plain(house: str, new_context: NewContext) -> Page:
    """An old phone that runs no script, Valentina signed in."""
    page = new_context(java_script_enabled=False, viewport=SIZES["phone"]).new_page()
    sign_in(page, NEW_HIRE)
    return page


def test_the_whole_call(plain: Page) -> None:
    begin(plain, PRACTISE)
    expect(plain.locator("[data-keys]")).to_be_hidden()  # nothing would hear the keys
    talk(plain, "good")
    expect(plain.locator(".customer__words")).to_be_in_viewport()
    plain.locator(".brief__summary").click()
    consult(plain, "visitas")
    plain.locator(".brief__summary").click()
    expect(plain.locator("#record-visitas .brief__text")).to_be_visible()
    plain.locator(".brief__summary").click()
    plain.locator(".transcript__summary").click()
    expect(plain.locator(".scene")).to_be_visible()

    # The same card in a second tab: the conversation has gone on, and the tab says so.
    second = plain.context.new_page()
    second.goto(plain.url)
    said = best_line(plain)
    say(plain, said)
    card(second, said).click()
    expect(second.locator("[role=alert]")).to_be_visible()
    expect(second.locator("#stage[data-turn='3']")).to_be_visible()
    assert on_the_record(plain).turns_taken == 3
    second.close()

    talk_well(plain)
    assert on_the_record(plain).ending_kind == "loyal"
    open_debrief(plain, "expected")
    expect(plain.locator("[data-print], [data-open-all]")).to_have_count(2)
    expect(plain.locator("[data-print]:visible, [data-open-all]:visible")).to_have_count(0)
    note = plain.locator(".turn").nth(1)
    note.locator("summary").click()
    expect(note.locator(".turn__why")).to_be_visible()
    note.locator(".turn__keep button").click()
    expect(plain.locator(".turn__kept")).to_have_count(1)


def test_taken_back_while_learning(plain: Page) -> None:
    begin(plain, LEARN)
    talk(plain, "poor")
    expect(plain.locator(".coach__text")).to_be_visible()
    plain.locator(".rewind summary").click()
    plain.locator("button[name=to]").click()
    expect(plain.locator(".learn-tools__whatif")).to_be_visible()
    assert on_the_record(plain).turns_taken == 2


def test_the_sign_in_ran_out(plain: Page) -> None:
    begin(plain, PRACTISE)
    choice, conversation = best_line(plain), on_the_record(plain)
    Session.objects.all().delete()
    card(plain, choice).click()
    plain.wait_for_url("**/accounts/login/**")
    sign_in(plain, NEW_HIRE)
    plain.locator("main form button").click()  # send it now
    expect(plain.locator("#stage[data-turn='1']")).to_be_visible()
    assert not is_over(plain)
    assert conversation.turns.get().what == choice
