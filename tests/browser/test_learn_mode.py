"""Learning: a coach after every line, how the customer is, and the way back to try another."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.calls import (
    LEARN,
    begin,
    cards,
    line_of,
    on_the_record,
    open_debrief,
    say,
    talk,
    talk_well,
    transcript_of,
)
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in

Station = Callable[..., None]


def test_the_coach_and_the_way_back(house: str, page: Page, station: Station) -> None:
    let_in(page.context, NEW_HIRE, house)
    begin(page, LEARN)
    expect(page.locator(".coach")).to_have_count(0)  # before the first line nobody judges
    talk(page, "good")
    before = cards(page)
    regretted = line_of(page, "poor")
    script = on_the_record(page).version.script
    beat = "relato"
    say(page, regretted)
    why = script.text(f"scenario.beats.{beat}.options.{regretted}.why", "es").text
    expect(page.locator(".coach__text")).to_have_text(why)
    expect(page.locator(".meters meter")).to_have_count(3)
    anger = meter(page)
    page.locator(".rewind summary").click()
    expect(page.locator(".rewind button[name=to]")).to_have_count(2)
    station(page, "43-conversation-coach")

    page.locator(".rewind button[name=to][value='2']").click()
    expect(page.locator("#stage[data-turn='3']")).to_be_visible()
    assert cards(page) == before
    assert meter(page) < anger
    assert script.option_text(beat, regretted) not in transcript_of(page)
    expect(page.locator(".learn-tools__whatif")).to_be_visible()
    assert list(on_the_record(page).turns.values_list("act", flat=True)) == ["say", "say", "rewind"]

    talk_well(page)
    assert on_the_record(page).ending_kind == "loyal"
    open_debrief(page)
    expect(page.locator(".verdict .state")).to_have_count(0)  # nothing to pass
    said = page.locator(".turn__said").all_inner_texts()
    assert not any(script.option_text(beat, regretted) in each for each in said)


def meter(page: Page) -> int:
    """How angry he is."""
    return int(page.locator(".meters meter").first.get_attribute("value") or 0)
