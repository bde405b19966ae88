"""What people do on the pages, told once. Hooks are names, addresses and roles, never wording."""

import re
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from cms.models import User
from quizzes.models import Answer
from quizzes.questions.base import Response
from quizzes.questions.kinds import KIND_NAMED
from tests.browser.conftest import PATIENCE
from tests.browser.house import PASSWORD

SAVED = re.compile(r"(guardado|saved) \d{1,2}:\d\d", re.IGNORECASE)
QUESTION = re.compile(r"/attempts/(?P<attempt>[0-9a-f-]{36})/(?P<position>\d+)/")


# Looks again by itself: Playwright's own waiting evaluates a string at every look but the first,
# which our Content-Security-Policy refuses.
NOTHING_KEPT = """(patience) => new Promise((resolve) => {
    const end = performance.now() + patience;
    const look = () => {
        const kept = Object.keys(localStorage).some((key) => key.startsWith("trato:answer:"));
        if (!kept || performance.now() > end) resolve(!kept);
        else requestAnimationFrame(look);
    };
    look();
})"""


def all_sent(page: Page) -> None:
    """Waits until no answer waits on the device any more."""
    assert page.evaluate(NOTHING_KEPT, PATIENCE), "an answer still waits on the device"


def sign_in(page: Page, username: str) -> None:
    """Through the door, as everybody."""
    if not page.locator("[name=login]").count():
        page.goto("/accounts/login/")
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"^(?!.*/accounts/login/)"))


def let_in(context: BrowserContext, username: str, address: str) -> None:
    """Past the door: for stories that begin after it."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def next_screen(page: Page) -> Locator:
    """The button to the lesson's next screen."""
    return page.locator("[data-lesson-bar] a[rel=next]")


def finish_lesson(page: Page) -> None:
    """The last screen's button."""
    page.locator("[data-lesson-bar] form button").click()
    page.wait_for_url("**/done/")


def turn_screen(page: Page) -> None:
    """To the lesson's next screen, and waits until all of it is there."""
    here = page.url
    next_screen(page).click()
    page.wait_for_url(lambda url: url != here)


def read_to_the_end(page: Page) -> None:
    """Turns the screens of the lesson one by one to the last."""
    while next_screen(page).count():
        turn_screen(page)


def quiz_link(page: Page) -> Locator:
    """The way from home to the first quiz of the path; there may be more behind it."""
    return page.locator("a.activity[href*='/quizzes/']").first


def option(page: Page, value: str) -> Locator:
    """The card of an answer."""
    return page.locator("label.option", has=page.locator(f"input[value='{value}']"))


def chosen(page: Page) -> list[str]:
    """The answers marked on the page."""
    values: list[str] = page.locator("[name=response]:checked").evaluate_all(
        "inputs => inputs.map(input => input.value).sort()"
    )
    return values


def on_the_record(page: Page) -> Answer:
    """What the database holds for the question on the page."""
    place = QUESTION.search(urlsplit(page.url).path)
    assert place, page.url
    return Answer.objects.select_related("version", "attempt").get(
        attempt_id=UUID(place["attempt"]), position=int(place["position"])
    )


def right_answer(page: Page) -> Response:
    """The key of the question on the page."""
    content = on_the_record(page).version.frozen
    return KIND_NAMED[content.kind].key(content)


def wrong_answer(page: Page) -> Response:
    """Some answer that is not the key."""
    content = on_the_record(page).version.frozen
    return KIND_NAMED[content.kind].slip(content)


def answer(page: Page, response: Response) -> None:
    """Chooses and waits until the page says that it is saved."""
    for value in response:
        option(page, value).click()
        expect(page.locator("[data-save-status]")).to_have_text(SAVED)
    assert chosen(page) == sorted(response)


def go(page: Page, where: str) -> None:
    """One of the quiz's buttons: next, previous, review, flag."""
    page.locator(f"button[name=go][value={where}]:not(.unseen)").click()


def at_question(page: Page, position: int) -> None:
    """Waits until the page shows this question."""
    page.wait_for_url(re.compile(rf"/attempts/[0-9a-f-]+/{position}/$"))
