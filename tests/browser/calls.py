"""What people do in a conversation with a customer. Which line is good the engine says, no text."""

import re
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from roleplay.models import Conversation, RoleplayPage
from roleplay.pure.engine import offered
from roleplay.pure.replay import best_of
from roleplay.pure.script import Option
from roleplay.verbs.conversations import history_of

LEARN, PRACTISE, ASSESS = "learn", "practise", "assess"
CUSTOMER = "Óscar Medina"
CALL = re.compile(r"/conversations/(?P<conversation>[0-9a-f-]{36})/")


def door_of(mode: str) -> str:
    """The address of the activity in that mode."""
    page = RoleplayPage.objects.get(mode=mode, locale__language_code="es")
    return f"/practice/{page.translation_key}/"


def begin(page: Page, mode: str) -> None:
    """Through the door to the customer's first words."""
    page.goto(door_of(mode))
    start(page)


def start(page: Page) -> None:
    """The button of the door."""
    page.locator("form[action$='/start/'] button").click()
    arrives(page, 0)


def on_the_record(page: Page) -> Conversation:
    """What the database holds of the conversation on the page."""
    place = CALL.search(urlsplit(page.url).path)
    assert place, page.url
    rows = Conversation.objects.select_related("version", "enrolment")
    return rows.get(pk=UUID(place["conversation"]))


def options_now(page: Page) -> tuple[Option, ...]:
    """What there is to say now, as the engine sees it."""
    conversation = on_the_record(page)
    return offered(conversation.version.script, history_of(conversation).last)


def best_line(page: Page) -> str:
    """The line a good agent would say now."""
    return best_of(options_now(page)).id


def line_of(page: Page, quality: str) -> str:
    """The line of that quality now."""
    return next(each.id for each in options_now(page) if each.quality == quality)


def card(page: Page, option: str) -> Locator:
    """The card that says it."""
    return page.locator(f"button[name=option][value='{option}']")


def cards(page: Page) -> list[str]:
    """The lines to choose from, as they stand on the page."""
    values: list[str] = page.locator("button[name=option]").evaluate_all(
        "cards => cards.map(card => card.value)"
    )
    return values


def turn_of(page: Page) -> int:
    """How many turns the page has seen."""
    return int(page.locator("#stage").get_attribute("data-turn") or 0)


def arrives(page: Page, turn: int) -> None:
    """Waits until the customer has answered that turn, or the conversation is over.

    Without JavaScript that is another page, with it the first one is: what it reads and does next
    must find the whole of it.
    """
    expect(page.locator(f"#stage[data-turn='{turn}'], .ended__scene")).to_be_visible()
    page.wait_for_load_state()


def say(page: Page, option: str) -> None:
    """Says a line and waits for what comes back."""
    turn = turn_of(page)
    card(page, option).click()
    arrives(page, turn + 1)


def is_over(page: Page) -> bool:
    return page.locator(".ended__scene").count() > 0


def talk_well(page: Page) -> None:
    """The best line, to the end."""
    while not is_over(page):
        say(page, best_line(page))


def talk(page: Page, *qualities: str) -> None:
    """One line of each quality in turn."""
    for quality in qualities:
        say(page, line_of(page, quality))


def consult(page: Page, entry: str) -> None:
    """Opens a part of the customer's record."""
    turn = turn_of(page)
    page.locator(f"button[name=entry][value='{entry}']").click()
    arrives(page, turn + 1)


def open_debrief(page: Page, reflection: str = "") -> None:
    """From the ending to the debrief, saying first how it went when asked."""
    if reflection:
        page.locator(f"button[name=reflection][value='{reflection}']").click()
    else:
        page.locator("a[href$='/debrief/']").click()
    page.wait_for_url("**/debrief/")


def words_now(page: Page) -> str:
    """What the customer says now."""
    return page.locator(".customer__words").inner_text()


def transcript_of(page: Page) -> list[str]:
    """Everything said before, what is folded included, in order."""
    lines: list[str] = page.locator(".transcript .said__text").all_text_contents()
    return [line.strip() for line in lines]
