"""A real Chromium in front of the live site: `page`, `new_context` and `station`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.house import stand_house_up
from tests.browser.looks import visit_looks

# Playwright's synchronous interface keeps an event loop running in this thread, in which Django
# would refuse to reach the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET_IT = "Chromium is missing; on Debian: sudo apt install chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# How long to wait for what must come; a busy machine needs more than Playwright's own 5 seconds.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
DESKTOP = {"width": 1280, "height": 800}
# A click waits until the page has loaded and its scripts have run, as a person's finger would:
# before that it does what it does without JavaScript, which other tests are about.
PATIENT_FINGER = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { pointer-events: none !important; }");
    document.adoptedStyleSheets = [sheet];
    addEventListener("load", () => {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    });
"""

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip(HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser, live_server: Any, wagtail_site: Any) -> Iterator[NewContext]:
    """Makes browser contexts (one person at one device each): `new_context(viewport=...)`.

    The test fails at its end if a page threw an error, broke the Content-Security-Policy or asked
    another host for anything.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(f"policy: {message.text}")

    def on_request(request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != site:
            faults.append(f"asked another host: {request.url}")

    def make(**options: Any) -> BrowserContext:
        options = {"viewport": DESKTOP, "locale": "es-CO", "base_url": live_server.url} | options
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENCE)
        if options.get("java_script_enabled", True):
            context.add_init_script(PATIENT_FINGER)
        context.on("weberror", lambda fault: faults.append(f"script: {fault.error}"))
        context.on("console", on_console)
        context.on("request", on_request)
        contexts.append(context)
        return context

    site = urlsplit(live_server.url).netloc
    yield make
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(request: pytest.FixtureRequest, new_context: NewContext) -> Page:
    """One page of a fresh context; `@pytest.mark.viewport(360, 740)` sets its size."""
    marker = request.node.get_closest_marker("viewport")
    size = dict(zip(("width", "height"), marker.args, strict=True)) if marker else DESKTOP
    return new_context(viewport=size).new_page()


@pytest.fixture
def house(live_server: Any, wagtail_site: Any) -> Iterator[str]:
    """The real induction and the demo company behind the live site; its address."""
    stand_house_up()
    yield live_server.url
    # The tables are emptied next, and set up again by whoever still remembers what they held.
    ContentType.objects.clear_cache()


@pytest.fixture
def station() -> Callable[..., None]:
    """`station(page, "learner-home")` looks at where the journey stands, as every visitor would.

    At 360 and 1280 px, light and dark: axe finds nothing, nothing sticks out sideways; and with
    TRATO_SCREENS=folder (`make screens`) a screenshot of each look is kept there. `only` is the
    selector of our part on a page of Wagtail's; `judged=False` is for the screenshot alone.
    """
    folder = os.environ.get("TRATO_SCREENS")

    def look(page: Page, name: str, only: str | None = None, *, judged: bool = True) -> None:
        visit_looks(page, name, Path(folder) if folder else None, only, judged=judged)

    return look
