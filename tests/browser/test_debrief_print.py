"""A debrief goes on paper whole: A4, a few pages, every note open."""

import re

from playwright.sync_api import Page, expect

from tests.browser.calls import PRACTISE, begin, open_debrief, talk
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in

# A leaf of the tree of pages, as Chromium writes it.
LEAF = re.compile(rb"/Type\s*/Page\b")
A4 = re.compile(rb"/MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12][\d.]*\s*\]")


def test_on_paper(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    begin(page, PRACTISE)
    talk(page, "fair", "fair", "fair", "fair", "fair", "fair", "fair", "fair", "fair")
    open_debrief(page)
    notes = page.locator(".turn").count()
    assert notes >= 8
    expect(page.locator("[data-print]")).to_be_visible()
    expect(page.locator(".turn__body:visible")).to_have_count(0)

    page.emulate_media(media="print")
    expect(page.locator(".turn__why p:first-child:visible")).to_have_count(notes)
    expect(page.locator(".fork__path ol:visible")).not_to_have_count(0)
    for pressed in page.locator(".debrief :is(button, .button)").all():
        expect(pressed).to_be_hidden()
    page.emulate_media(media="null")

    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert 2 <= len(LEAF.findall(paper)) <= 5
    assert A4.search(paper)
    assert len(paper) > 20_000
    expect(page.locator(".turn__body:visible")).to_have_count(0)  # as it was before
