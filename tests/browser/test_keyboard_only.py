"""Without a mouse: in, through a lesson and a quiz, always seeing where one is."""

import re

from playwright.sync_api import Page, expect

from tests.browser.house import NEW_HIRE, PASSWORD
from tests.browser.steps import SAVED, at_question, on_the_record, right_answer

# Where the focus is: does it match, is a ring drawn around it, does something else lie over it?
# In a drawing the ring is a circle of it.
LOOK = """selector => {
    const element = document.activeElement;
    const drawn = element.closest('.option, .sorting__group, .sureness__one') ?? element;
    const style = getComputedStyle(drawn);
    const rings = [...element.querySelectorAll('.curve__reach')].map(one => getComputedStyle(one));
    const circled = rings.some(one => one.stroke !== 'none' && parseFloat(one.strokeWidth) >= 2);
    const box = drawn.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        here: element.matches(selector),
        ring: circled || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
        covered: top !== null && !drawn.contains(top) && !top.contains(drawn),
        what: drawn.outerHTML.slice(0, 120),
    };
}"""
MOST_STEPS = 60


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is there; every stop on the way must be seen."""
    page.wait_for_load_state()
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        look = page.evaluate(LOOK, selector)
        assert look["ring"], f"no focus ring: {look['what']}"
        assert not look["covered"], f"the focus is hidden: {look['what']}"
        if look["here"]:
            return
    raise AssertionError(f"Tab never reaches {selector} on {page.url}")


def test_from_sign_in_through_a_lesson(house: str, page: Page) -> None:
    sign_in_by_keyboard(page)
    tab_to(page, ".next-step a.button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1/")
    for number in range(2, 6):
        page.keyboard.press("ArrowRight")
        page.wait_for_url(f"**/{number}/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/4/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/5/")
    tab_to(page, "[data-practice] button.option")
    page.keyboard.press("Enter")
    expect(page.locator("[data-practice-feedback]")).to_be_focused()
    while page.locator("a[rel=next]").count():
        here = page.url
        page.keyboard.press("ArrowRight")
        expect(page).not_to_have_url(here)
        page.wait_for_load_state()
    tab_to(page, ".pocket-rule button")
    page.keyboard.press("Enter")
    expect(page.locator(".pocket-rule__kept")).to_be_visible()
    tab_to(page, "[data-lesson-bar] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/done/")


def test_through_the_quiz(house: str, page: Page) -> None:
    sign_in_by_keyboard(page)
    tab_to(page, "a.activity[href*='/quizzes/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quizzes/*/")
    tab_to(page, "form[action$='/start/'] button")
    page.keyboard.press("Enter")
    for position in range(1, 11):
        at_question(page, position)
        answer_by_keyboard(page)
        if position == 2:
            tab_to(page, "button[value=flag]")
            page.keyboard.press("Enter")
            expect(page.locator("button[value=flag]")).to_have_attribute("aria-pressed", "true")
        tab_to(page, ".screen-bar button[value=next], .screen-bar button[value=review]")
        page.keyboard.press("Enter")
    page.wait_for_url("**/review/")
    tab_to(page, "form[action$='/submit/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")
    expect(page.locator(".result__number")).to_contain_text("100")


def test_the_skip_link_is_the_first_stop(house: str, page: Page) -> None:
    page.goto("/accounts/login/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def sign_in_by_keyboard(page: Page) -> None:
    page.goto("/accounts/login/")
    tab_to(page, "[name=login]")
    page.keyboard.type(NEW_HIRE)
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator("h1")).to_contain_text("Valentina")


def answer_by_keyboard(page: Page) -> None:
    """Radios by arrows, boxes by Tab and Space."""
    right = right_answer(page)
    if page.locator("[name=response][type=checkbox]").count():
        for value in right:
            page.locator("main").focus()
            tab_to(page, f"[name=response][value='{value}']")
            page.keyboard.press("Space")
    else:
        tab_to(page, "[name=response]")
        page.keyboard.press("Space")
        while not page.locator(f"[name=response][value='{right[0]}']").is_checked():
            page.keyboard.press("ArrowDown")
    expect(page.locator("[data-save-status]")).to_have_text(SAVED)
    assert on_the_record(page).response == right
