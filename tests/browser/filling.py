"""Giving an answer of any kind on the page: by its controls, or by keyboard alone."""

from playwright.sync_api import Locator, Page, expect

from quizzes.models import Answer
from quizzes.questions.base import Response, as_pairs
from tests.browser.steps import SAVED, all_sent
from tests.browser.test_keyboard_only import tab_to
from tests.doing import form_of, right_response

OWN_WORDS = "Se repuso el pedido y se llamó al día siguiente."
IN_ONE_FIELD = {"numeric", "short_text", "open_text"}


def wanted(answer: Answer) -> Response:
    """What is right; where only a person can say, some words."""
    return right_response(answer) or [OWN_WORDS]


def controls(answer: Answer) -> dict[str, str]:
    """The name of each control with the value that answers right."""
    form = form_of(answer, wanted(answer))
    return {name: value[0] if name == "response" else value for name, value in form.items()}


def fill(page: Page, answer: Answer, prefix: str = "") -> None:
    """Answers right through the controls as they are without a script."""
    if answer.version.frozen.kind == "multiple_choice":
        for value in wanted(answer):
            page.locator(f"[name='{prefix}response'][value='{value}']").check()
        return
    for name, value in controls(answer).items():
        place = page.locator(f"[name='{prefix}{name}']")
        if place.first.evaluate("one => one.tagName") == "SELECT":
            place.select_option(value)
        elif place.first.get_attribute("type") == "radio":
            page.locator(f"[name='{prefix}{name}'][value='{value}']").check()
        else:
            place.fill(value)


def fill_by_keyboard(page: Page, answer: Answer, prefix: str = "") -> None:
    """Answers right with Tab, Space, arrows and letters; from the top of the page."""
    kind = answer.version.frozen.kind
    page.locator("main").focus()
    if kind == "multiple_choice":
        for value in wanted(answer):
            page.locator("main").focus()
            tab_to(page, f"[name='{prefix}response'][value='{value}']")
            page.keyboard.press("Space")
    elif kind == "ordering":
        order_by_keyboard(page, answer)
    else:
        for name, value in controls(answer).items():
            page.locator("main").focus()
            tab_to(page, f"[name='{prefix}{name}']")
            type_into(page, page.locator(f"[name='{prefix}{name}']"), value)


def type_into(page: Page, place: Locator, value: str) -> None:
    """The control that has the focus gets a value as hands give it."""
    if place.first.evaluate("one => one.tagName") == "SELECT":
        page.keyboard.press("Home")
        while place.input_value() != value:
            page.keyboard.press("ArrowDown")
    elif place.first.get_attribute("type") == "radio":
        page.keyboard.press("Space")
        for _option in range(place.count()):
            if page.locator(f"{name_of(place)}[value='{value}']").is_checked():
                return
            page.keyboard.press("ArrowDown")
    else:
        page.keyboard.type(value)


def name_of(place: Locator) -> str:
    return f"[name='{place.first.get_attribute('name')}']"


def order_by_keyboard(page: Page, answer: Answer) -> None:
    """Puts each item into its place with the button that moves it up, pressed by keyboard."""
    places = as_pairs(wanted(answer))
    page.locator("[data-ordering].ordering--list").wait_for()  # its module comes after the page
    for part in sorted(places, key=lambda each: int(places[each])):
        item = page.locator("[data-item]", has=page.locator(f"[name='response-{part}']"))
        page.locator("main").focus()
        tab_to(page, f"[data-item]:has([name='response-{part}']) [data-up]")
        while int(item.locator("[data-number-shown]").inner_text()) > int(places[part]):
            page.keyboard.press("Enter")
            expect(item.locator("[data-up]")).to_be_focused()
    if not page.locator("[name^='response-']").first.input_value():
        page.locator("main").focus()
        tab_to(page, "[data-as-is]")
        page.keyboard.press("Enter")


def is_saved(page: Page, number: int) -> None:
    """Waits until nothing waits on the device any more and the page says so."""
    all_sent(page)
    expect(page.locator(f"[data-save-status='{number}']")).to_have_text(SAVED)
