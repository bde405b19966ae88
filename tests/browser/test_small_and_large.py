"""A small phone, and a desktop enlarged to 400 %: nothing sticks out, nothing is cut off."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from courses.models import LessonPage
from tests.browser.house import NEW_HIRE
from tests.browser.looks import sticks_out
from tests.browser.steps import (
    answer,
    at_question,
    finish_lesson,
    let_in,
    option,
    quiz_link,
    right_answer,
    wrong_answer,
)

# 1280 px at 400 % are 320 px of CSS (WCAG 1.4.10).
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "400 %": {"width": 320, "height": 256},
}

# Text wider than its box where the box hides what does not fit.
CUT = """() => [...document.querySelectorAll('body *')].filter(element => {
    if (element.closest('.unseen, .skip, svg') || !element.checkVisibility()) return false;
    const style = getComputedStyle(element);
    const hides = ['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis';
    const small = style.clipPath !== 'none' || element.clientWidth <= 1;
    return hides && !small && element.innerText?.trim()
        && (element.scrollWidth > element.clientWidth + 1
            || (style.overflowY !== 'auto' && element.scrollHeight > element.clientHeight + 1));
}).map(element => `cut off: ${element.outerHTML.slice(0, 160)}`)"""

# How much of the window is taken by what never scrolls away.
STUCK = """() => [...document.querySelectorAll('body *')].filter(element =>
    ['fixed', 'sticky'].includes(getComputedStyle(element).position) && element.checkVisibility()
).reduce((sum, element) => sum + element.getBoundingClientRect().height, 0) / innerHeight"""


def assert_fits(page: Page) -> None:
    """Looks at the page in both windows."""
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        faults = sticks_out(page) + page.evaluate(CUT)
        if page.evaluate(STUCK) > 0.4:
            faults.append("too much of the window never scrolls away")
        assert not faults, f"{name}: {page.url}\n" + "\n".join(faults)


def test_home_and_every_screen_of_every_lesson(house: str, page: Page) -> None:
    page.goto("/")
    assert_fits(page)  # the door
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    assert_fits(page)
    page.locator("details.menu summary").click()
    assert_fits(page)
    for lesson in LessonPage.objects.filter(locale__language_code="es"):
        for number in range(1, len(lesson.body) + 1):
            page.goto(f"/lessons/{lesson.translation_key}/{number}/")
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            assert_fits(page)
        finish_lesson(page)
        assert_fits(page)
    page.goto("/my-rules/")
    assert_fits(page)


def test_quiz(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    quiz_link(page).click()
    page.wait_for_url("**/quizzes/**")
    assert_fits(page)
    page.locator("form[action$='/start/'] button").click()
    at_question(page, 1)
    for position in range(1, 11):
        page.goto(page.url.rsplit("/", 2)[0] + f"/{position}/")
        assert_fits(page)
    page.goto(page.url.rsplit("/", 2)[0] + "/review/")
    assert_fits(page)
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/result/")
    assert_fits(page)


def test_team(house: str, page: Page) -> None:
    let_in(page.context, "marta", house)
    for address in ("/team/", "/team/?q=nadie", "/team/text/"):
        page.goto(address)
        assert_fits(page)
    page.goto("/team/")
    page.locator(".table__name").first.click()
    page.wait_for_url(re.compile(r"/team/\d+/$"))
    assert_fits(page)


# Whether the middle of an element is in the window with nothing lying over it.
IN_SIGHT = """element => {
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top !== null && (element.contains(top) || top.contains(element));
}"""


@pytest.mark.viewport(360, 740)
def test_what_appears_is_in_sight(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    lesson = LessonPage.objects.get(title="El cliente al centro").translation_key
    page.goto(f"/lessons/{lesson}/5/")
    page.locator("[data-practice] button.option").first.click()
    expect(page.locator("[data-practice-feedback]")).to_be_focused()
    for part in page.locator("[data-practice-feedback] p").all():
        assert part.evaluate(IN_SIGHT)

    page.goto("/")
    quiz_link(page).click()
    page.locator("form[action$='/start/'] button").click()
    at_question(page, 1)
    other = page.context.new_page()
    other.goto(page.url)
    answer(other, right_answer(other))
    option(page, wrong_answer(page)[0]).click()
    expect(page.locator("[data-problem]")).to_be_visible()
    for part in page.locator("[data-problem] p, [data-problem] button").all():
        assert part.evaluate(IN_SIGHT)
