"""An order is made by dragging, by buttons and by arrow keys; each move is said."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from cms.models import User
from quizzes.models import Answer
from quizzes.questions.base import as_pairs
from tests.browser.conftest import NewContext
from tests.browser.filling import is_saved
from tests.browser.steps import let_in
from tests.doing import answers_of
from tests.long_quiz import SitsDown


@pytest.fixture
def question(new_hire: User, sits_down: SitsDown) -> Answer:
    kinds = {each.version.frozen.kind: each for each in answers_of(sits_down(new_hire))}
    return kinds["ordering"]


@pytest.fixture
def page(new_hire: User, question: Answer, live_server: Any, new_context: NewContext) -> Page:
    context = new_context()
    let_in(context, new_hire.username, live_server.url)
    page = context.new_page()
    page.goto(f"/attempts/{question.attempt_id}/{question.position}/")
    return page


def order(page: Page) -> list[str]:
    return page.locator("[data-item] [data-text]").all_inner_texts()


def stored(question: Answer) -> list[str]:
    """The items in the places that the database holds."""
    question.refresh_from_db()
    content = question.version.frozen
    places = as_pairs(question.response)
    ids = sorted(places, key=lambda each: int(places[each]))
    return [content.text(f"items.{each}.text", "es").text for each in ids]


def item(page: Page, words: str) -> Locator:
    return page.locator("[data-item]", has=page.get_by_text(words, exact=True))


def by_button(page: Page, words: str) -> None:
    item(page, words).locator("[data-down]").click()


def by_arrow(page: Page, words: str) -> None:
    item(page, words).locator("[data-down]").focus()
    page.keyboard.press("ArrowDown")
    expect(item(page, words).locator("[data-down]")).to_be_focused()


def by_pointer(page: Page, words: str) -> None:
    handle = item(page, words).locator("[data-handle]").bounding_box()
    next_box = page.locator("[data-item]").nth(1).bounding_box()
    assert handle
    assert next_box
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, next_box["y"] + next_box["height"] * 0.8, steps=8)
    page.mouse.up()


@pytest.mark.parametrize("way", [by_button, by_arrow, by_pointer])
def test_one_place_down(page: Page, question: Answer, way: Callable[[Page, str], None]) -> None:
    first, second, *others = order(page)
    way(page, first)
    assert order(page) == [second, first, *others]
    is_saved(page, question.position)
    assert stored(question) == [second, first, *others]
    total = len(others) + 2
    expect(page.locator("[data-moved]")).to_have_text(f"{first}: lugar 2 de {total}.")
    page.reload()
    assert order(page) == [second, first, *others]


def test_the_first_cannot_go_up(page: Page, question: Answer) -> None:
    before = order(page)
    up = page.locator("[data-up]").first
    expect(up).to_have_attribute("aria-disabled", "true")
    up.click(force=True)
    assert order(page) == before
    assert stored(question) == []


def test_an_order_can_be_left_as_it_is(page: Page, question: Answer) -> None:
    before = order(page)
    page.locator("[data-as-is]").click()
    is_saved(page, question.position)
    assert stored(question) == before
    expect(page.locator("[data-as-is]")).to_be_hidden()


def test_the_stored_order_takes_the_place_of_the_one_on_screen(
    page: Page, question: Answer
) -> None:
    """Two tabs: what the server sends is dressed as the page's own."""
    other = page.context.new_page()
    other.goto(page.url)
    by_button(other, order(other)[0])
    is_saved(other, question.position)
    page.locator("[data-as-is]").click()
    expect(page.locator("[data-problem]")).to_be_visible()
    page.locator("[data-problem-choices] button").first.click()
    assert order(page) == order(other) == stored(question)
    by_button(page, order(page)[0])
    is_saved(page, question.position)
    assert order(page) == stored(question)


def test_on_a_phone_the_words_have_the_width(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".ordering--list").wait_for()
    for each in page.locator("[data-item]").all():
        whole, words = each.bounding_box(), each.locator("[data-text]").bounding_box()
        moves = each.locator("[data-down]").bounding_box()
        assert whole is not None
        assert words is not None
        assert moves is not None
        assert words["width"] > 0.9 * whole["width"]
        assert moves["y"] >= words["y"] + words["height"]
        assert moves["width"] >= 44
