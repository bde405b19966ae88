"""The service triangle is explored by finger and by keyboard, and a swipe turns the screens."""

import re

from playwright.sync_api import Page, expect

from courses.models import LessonPage
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in

PHONE = {"width": 360, "height": 740}


def triangle_address(title: str = "El cliente al centro") -> str:
    """The screen of the lesson that holds the triangle."""
    lesson = LessonPage.objects.get(title=title)
    for number, screen in enumerate(lesson.body, start=1):
        if any(block.block_type == "triangle" for block in screen.value["blocks"]):
            return f"/lessons/{lesson.translation_key}/{number}/"
    raise LookupError(title)


def shown(page: Page) -> str:
    part: str | None = page.locator(".triangle__part:visible").get_attribute("data-part")
    return part or ""


def test_by_finger(house: str, new_context: NewContext) -> None:
    context = new_context(viewport=PHONE, has_touch=True)
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    page.goto(triangle_address())
    for part in ("systems", "customer_strategy", "systems_people", "customer"):
        target = page.locator(f"a[data-part={part}]")
        (target.locator("circle.triangle__touch") if "_" in part else target).tap()
        expect(target).to_have_attribute("aria-selected", "true")
        assert shown(page) == part
        expect(page.locator(f".triangle__part[data-part={part}]")).to_be_in_viewport()


def test_a_finger_finds_every_part(house: str, new_context: NewContext) -> None:
    context = new_context(viewport=PHONE, has_touch=True)
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    page.goto(triangle_address())
    for part in page.locator("[data-triangle-figure] a[data-part]").all():
        box = (part.locator(".triangle__touch, .triangle__pill")).first.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, part.get_attribute("data-part")


def test_by_keyboard(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto(triangle_address())
    here = page.url
    first = page.locator("[role=tab][tabindex='0']")
    first.focus()
    seen = []
    for _step in range(10):
        seen.append(shown(page))
        expect(page.locator("[role=tab]:focus")).to_have_attribute("data-part", seen[-1])
        page.keyboard.press("ArrowRight")
    assert len(set(seen)) == 10
    assert shown(page) == seen[0]  # once round
    page.keyboard.press("End")
    assert shown(page) == seen[-1]
    page.keyboard.press("Home")
    assert shown(page) == seen[0]
    page.keyboard.press("Tab")
    expect(page.locator("[role=tabpanel]:focus")).to_have_count(1)
    assert page.url == here  # the arrows never left the screen


def test_a_swipe_turns_the_screen(house: str, new_context: NewContext) -> None:
    context = new_context(viewport=PHONE, has_touch=True)
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    page.goto(triangle_address().replace("/7/", "/1/"))
    expect(page).to_have_url(re.compile(r"/1/$"))
    swipe(page, 300, 60)
    expect(page).to_have_url(re.compile(r"/2/$"))
    swipe(page, 60, 300)
    expect(page).to_have_url(re.compile(r"/1/$"))


def swipe(page: Page, start: int, end: int) -> None:
    session = page.context.new_cdp_session(page)
    send = lambda kind, points: session.send(  # noqa: E731
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
    )
    send("touchStart", [{"x": start, "y": 300}])
    send("touchMove", [{"x": (start + end) / 2, "y": 302}])
    send("touchMove", [{"x": end, "y": 304}])
    send("touchEnd", [])
    session.detach()
