"""Whatever happens to the browser or the sign-in, the conversation waits where it was."""

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from roleplay.models import Conversation
from tests.browser.calls import (
    PRACTISE,
    arrives,
    begin,
    best_line,
    card,
    cards,
    consult,
    door_of,
    on_the_record,
    talk,
    transcript_of,
    words_now,
)
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in, sign_in

STATUS = "[data-status]"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('trato:choice:')).length"


def test_the_browser_was_closed(house: str, new_context: NewContext) -> None:
    first = new_context()
    let_in(first, NEW_HIRE, house)
    page = first.new_page()
    begin(page, PRACTISE)
    opening = words_now(page)
    talk(page, "good", "fair")
    consult(page, "visitas")
    talk(page, "good")
    words, options, lines = words_now(page), cards(page), transcript_of(page)
    found = page.locator(".brief__facts li").all_text_contents()
    address = page.url
    first.close()

    page = new_context().new_page()
    sign_in(page, NEW_HIRE)
    expect(page.locator(f".next-step a[href='{door_of(PRACTISE)}']")).to_be_visible()
    page.locator(".next-step a.button").click()
    page.wait_for_url(address)
    assert (words_now(page), cards(page), transcript_of(page)) == (words, options, lines)
    assert page.locator(".brief__facts li").all_text_contents() == found
    for turn in on_the_record(page).turns.filter(act="say"):
        script = on_the_record(page).version.script
        assert script.option_text(turn.beat, turn.what) in lines
    assert any(line in opening for line in lines)  # from his very first words
    page.locator(".transcript__summary").click()
    expect(page.locator(".scene")).to_be_visible()
    mine = Conversation.objects.filter(enrolment__learner__username=NEW_HIRE)
    assert mine.count() == 1
    talk(page, "good")


def test_the_sign_in_ran_out(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    begin(page, PRACTISE)
    talk(page, "good")
    address, choice = page.url, best_line(page)
    Session.objects.all().delete()
    card(page, choice).click()
    expect(page.locator(f"{STATUS} a")).to_be_visible()
    assert page.evaluate(KEPT) == 1
    assert on_the_record(page).turns_taken == 1

    page.locator(f"{STATUS} a").click()
    page.wait_for_url("**/accounts/login/**")
    sign_in(page, NEW_HIRE)
    expect(page).to_have_url(address)
    arrives(page, 2)  # it goes by itself
    turn = on_the_record(page).turns.get(position=2)
    assert (turn.what, on_the_record(page).turns_taken) == (choice, 2)
    assert page.evaluate(KEPT) == 0
