"""The time left: hidden at a click, announced politely, and always the server's."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.models import User
from quizzes.models import QuizAttempt
from tests.browser.conftest import NewContext
from tests.browser.steps import let_in
from tests.doing import answers_of
from tests.long_quiz import SitsDown

LEFT, SAID = "[data-timer-digits]", "[data-timer-said]"


@pytest.fixture
def attempt(new_hire: User, sits_down: SitsDown) -> QuizAttempt:
    """Half an hour, a little over ten minutes of it left."""
    return sits_down(new_hire, timezone.now() - timedelta(minutes=19, seconds=30), time_limit=30)


@pytest.fixture
def page(new_hire: User, attempt: QuizAttempt, live_server: Any, new_context: NewContext) -> Page:
    """The first question, with the device's clock in our hands."""
    context = new_context()
    let_in(context, new_hire.username, live_server.url)
    page = context.new_page()
    page.clock.install()
    page.goto(f"/attempts/{attempt.pk}/1/")
    return page


def extend(attempt: QuizAttempt, **by: int) -> None:
    QuizAttempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() + timedelta(**by))


def test_it_is_announced_at_ten_five_and_one(page: Page) -> None:
    expect(page.locator(SAID)).to_have_attribute("role", "status")
    expect(page.locator(SAID)).to_be_empty()
    for minutes, words in (
        (1, "Quedan 10 minutos."),
        (5, "Quedan 5 minutos."),
        (4, "Queda un minuto."),
    ):
        page.clock.run_for(minutes * 60_000)
        expect(page.locator(SAID)).to_have_text(words)


def test_without_a_script_it_breaks_between_its_parts(
    new_hire: User, attempt: QuizAttempt, live_server: Any, new_context: NewContext
) -> None:
    context = new_context(viewport={"width": 320, "height": 740}, java_script_enabled=False)
    let_in(context, new_hire.username, live_server.url)
    page = context.new_page()
    page.goto(f"/attempts/{attempt.pk}/1/")
    for part in (LEFT, ".timer__until"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["height"] < 30
        assert box["x"] + box["width"] <= 320


def test_hidden_it_stays_hidden_and_still_announces(page: Page, station: Any) -> None:
    expect(page.locator(LEFT)).to_be_visible()
    page.get_by_role("button", name="Ocultar el tiempo").click()
    expect(page.locator(LEFT)).to_be_hidden()
    page.reload()
    expect(page.locator(LEFT)).to_be_hidden()
    page.clock.run_for(60_000)
    expect(page.locator(SAID)).to_have_text("Quedan 10 minutos.")
    station(page, "timer-hidden")
    page.get_by_role("button", name="Mostrar el tiempo").click()
    expect(page.locator(LEFT)).to_be_visible()


def test_the_devices_clock_gains_nothing(page: Page, attempt: QuizAttempt) -> None:
    before = page.locator(LEFT).inner_text()
    page.clock.set_system_time(timezone.now() - timedelta(hours=3))
    page.clock.run_for(2_000)
    assert page.locator(LEFT).inner_text() < before


def test_each_save_tells_the_time_anew(page: Page, attempt: QuizAttempt) -> None:
    extend(attempt, minutes=25)
    fill_something(page, attempt)
    expect(page.locator(LEFT)).to_contain_text("24:")


def fill_something(page: Page, attempt: QuizAttempt) -> None:
    """Gives some answer to the question on the page, of whichever kind."""
    fields = page.locator("[data-fields]")
    if fields.locator("select:visible").count():
        fields.locator("select:visible").first.select_option(index=1)
    elif fields.locator("[data-as-is]").count():
        fields.locator("[data-as-is]").click()
    elif fields.locator("input[type=text], textarea").count():
        fields.locator("input[type=text], textarea").first.fill("12")
        page.clock.run_for(1_100)
    else:
        fields.locator("input").first.check()


def test_at_the_end_what_is_being_typed_is_sent_and_the_result_follows(
    page: Page, attempt: QuizAttempt
) -> None:
    written = next(each for each in answers_of(attempt) if each.version.frozen.kind == "short_text")
    page.goto(f"/attempts/{attempt.pk}/{written.position}/")
    left = minutes_and_seconds(page.locator(LEFT).inner_text())
    page.clock.run_for((left - 3) * 1000 - 500)
    page.locator("[name=response]").fill("a medio escribir")
    page.clock.run_for(600)  # three seconds before the end, less than the pause after typing
    expect(page.locator("[data-save-status]")).to_contain_text("Guardado")
    written.refresh_from_db()
    assert written.response == ["a medio escribir"]
    # The reply said that there are still ten minutes by the server's clock: let them pass.
    QuizAttempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now())
    page.clock.run_for(11 * 60_000)
    page.wait_for_url("**/result/")
    expect(page.locator("main")).to_contain_text("El tiempo se acabó a las")


def test_the_server_decides_when_it_is_over(page: Page, attempt: QuizAttempt) -> None:
    """The page's own time ran out, the server's did not: back to the question."""
    extend(attempt, minutes=20)
    page.clock.run_for(11 * 60_000)
    expect(page.locator(LEFT)).to_contain_text("19:")
    assert QuizAttempt.objects.get(pk=attempt.pk).state == QuizAttempt.State.OPEN


def minutes_and_seconds(text: str) -> int:
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)
