"""He hangs up: why, what must never happen, what would have helped, and what to do next."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from roleplay.models import Assessment
from tests.browser.calls import (
    ASSESS,
    begin,
    door_of,
    is_over,
    line_of,
    on_the_record,
    open_debrief,
    say,
    talk,
)
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in
from tests.words import spanish

Station = Callable[..., None]
# A bad start, taken back; then he is lost again, and at last accused of what he never did.
ALMOST = ("good", "good", "poor", "poor")


def test_he_breaks_off(house: str, page: Page, station: Station) -> None:
    let_in(page.context, NEW_HIRE, house)
    begin(page, ASSESS)
    expect(page.locator(".customer__warned")).to_have_count(0)
    talk(page, "poor")
    expect(page.locator(".customer__warned")).to_be_visible()
    station(page, "44-conversation-warned")
    talk(page, *ALMOST)
    expect(page.locator(".customer__warned")).to_be_visible()
    accusing = line_of(page, "harmful")
    say(page, accusing)
    assert is_over(page)
    conversation = on_the_record(page)
    assert conversation.ending_kind == "break_off"
    assert not Assessment.objects.get(conversation=conversation).passed

    open_debrief(page, "worse")
    script = conversation.version.script
    sentence = script.option_text("historial", accusing)
    expect(page.locator(".verdict .state--ahead")).to_have_text(spanish("Not passed yet"))
    expect(page.locator(".verdict__reasons a[href='#turn-6']").first).to_be_visible()
    expect(page.locator(".never__quote")).to_have_text(sentence)
    expect(page.locator(".never a")).to_have_attribute("href", "#turn-6")
    expect(page.locator("#turn-6")).to_contain_text(sentence)
    expect(page.locator("#turn-6 .turn__body")).to_be_visible()  # what went wrong is open
    expect(page.locator("#turn-2 .turn__body")).to_be_hidden()
    expect(page.locator(".fork--better .fork__said")).not_to_have_text(sentence)
    expect(page.locator(".fork--yours .fork__ending")).to_have_text(
        script.text("scenario.endings.corte.title", "es").text
    )
    expect(page.locator(".fork--better .fork__ending")).not_to_be_empty()
    expect(page.locator("#rule-title")).to_be_visible()
    station(page, "45-debrief-failed")

    onward = page.locator(".next-step a.button")
    expect(onward).to_have_attribute("href", re.compile("^/lessons/"))  # what to read first
    onward.click()
    page.wait_for_url("**/lessons/**")
    page.goto(door_of(ASSESS))
    expect(page.locator(".mode__attempts strong")).to_have_text(re.compile(r"^1\b.*\b2$"))
    expect(page.locator(".attempts__row")).to_contain_text(spanish("Not passed yet"))
    expect(page.locator("form[action$='/start/'] button")).to_be_visible()
    page.goto("/")
    expect(page.locator(f"a.activity--done[href='{door_of(ASSESS)}']")).to_have_count(0)
