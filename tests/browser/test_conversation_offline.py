"""The connection goes at the very choice: it is said, kept, and sent once when it is back."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.calls import PRACTISE, arrives, begin, best_line, card, line_of, on_the_record
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in, sign_in
from tests.browser.test_resume_conversation import KEPT, STATUS


@pytest.fixture
def call(house: str, new_context: NewContext) -> Page:
    """Valentina in front of the first decision."""
    context = new_context()
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    begin(page, PRACTISE)
    return page


def test_it_goes_when_the_connection_is_back(call: Page) -> None:
    choice, other = best_line(call), line_of(call, "poor")
    words = call.locator("[data-talk]").get_attribute("data-offline") or ""
    call.context.set_offline(True)
    card(call, choice).click()
    expect(call.locator(STATUS)).to_have_text(words)
    expect(call.locator(STATUS)).to_be_in_viewport()
    assert call.evaluate(KEPT) == 1
    card(call, other).click()  # said is said
    assert on_the_record(call).turns_taken == 0
    expect(card(call, choice)).to_have_class("option say__option option--chosen")

    call.context.set_offline(False)
    arrives(call, 1)
    assert [turn.what for turn in on_the_record(call).turns.all()] == [choice]
    assert call.evaluate(KEPT) == 0
    expect(call.locator(STATUS)).to_be_empty()


def test_a_closed_page_sends_it_at_the_next_visit(call: Page) -> None:
    choice, address, context = best_line(call), call.url, call.context
    context.set_offline(True)
    card(call, choice).click()
    expect(call.locator(STATUS)).not_to_be_empty()
    call.close()
    context.set_offline(False)

    page = context.new_page()
    page.goto(address)
    arrives(page, 1)
    assert [turn.what for turn in on_the_record(page).turns.all()] == [choice]
    assert page.evaluate(KEPT) == 0


def test_an_answer_lost_on_the_way_is_one_turn(call: Page) -> None:
    choice, tries = best_line(call), []

    def lose_the_first(route: Route) -> None:
        tries.append(route.request.post_data)
        if len(tries) == 1:
            route.fetch()  # it arrives
            route.abort()  # nobody hears of it
        else:
            route.continue_()

    call.route("**/turn/", lose_the_first)
    card(call, choice).click()
    arrives(call, 1)
    assert len(tries) == 2
    assert tries[0] == tries[1]
    assert [turn.what for turn in on_the_record(call).turns.all()] == [choice]


def test_somebody_else_signed_in_meanwhile(call: Page) -> None:
    """The page still open sends it with a token of before: it is not taken, and not lost."""
    choice, address, context = best_line(call), call.url, call.context
    call.route("**/turn/", lambda route: route.abort())
    card(call, choice).click()
    expect(call.locator(STATUS)).not_to_be_empty()
    context.clear_cookies()
    sign_in(context.new_page(), "lucia")
    call.unroute("**/turn/")
    expect(call.locator("form[action$='/turn/'] [type=hidden][name=option]")).to_have_count(1)
    expect(call.locator("#stage")).to_have_count(0)
    assert call.evaluate(KEPT) == 1

    context.clear_cookies()
    page = context.new_page()
    sign_in(page, NEW_HIRE)
    page.goto(address)
    arrives(page, 1)
    assert [turn.what for turn in on_the_record(page).turns.all()] == [choice]
    assert page.evaluate(KEPT) == 0
