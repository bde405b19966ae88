"""Words are saved after a pause, survive a lost connection, and no tab writes over another."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cms.models import User
from quizzes.models import Answer, QuizAttempt
from tests.browser.conftest import NewContext
from tests.browser.filling import is_saved
from tests.browser.steps import go, let_in
from tests.doing import answers_of
from tests.long_quiz import SitsDown
from tests.quizzes.every_kind import OPEN, put_instead

STATUS, FIELD = "[data-save-status]", "[name=response]"
NO_CONNECTION = re.compile("conexión", re.IGNORECASE)


@pytest.fixture
def attempt(new_hire: User, sits_down: SitsDown) -> QuizAttempt:
    return sits_down(new_hire)


@pytest.fixture
def page(new_hire: User, attempt: QuizAttempt, live_server: Any, new_context: NewContext) -> Page:
    context = new_context()
    let_in(context, new_hire.username, live_server.url)
    return context.new_page()


def open_kind(page: Page, attempt: QuizAttempt, kind: str) -> Answer:
    found = next(each for each in answers_of(attempt) if each.version.frozen.kind == kind)
    page.goto(f"/attempts/{attempt.pk}/{found.position}/")
    return found


def test_after_a_pause_without_leaving_the_field(page: Page, attempt: QuizAttempt) -> None:
    answer = open_kind(page, attempt, "open_text")
    page.locator(FIELD).press_sequentially("Se llamó a la clienta.")
    is_saved(page, answer.position)
    expect(page.locator(FIELD)).to_be_focused()
    answer.refresh_from_db()
    assert answer.response == ["Se llamó a la clienta."]
    assert answer.revision < 5


def test_a_lost_connection_is_said_within_five_seconds(page: Page, attempt: QuizAttempt) -> None:
    """No sign from the device, only a server that does not answer."""
    answer = open_kind(page, attempt, "short_text")
    page.clock.install()
    page.route("**/save/", lambda _route: None)
    page.locator(FIELD).fill("lo mío")
    page.clock.run_for(1_000)
    page.clock.run_for(3_600)
    expect(page.locator(STATUS)).to_have_text(
        "Todavía sin guardar. Se intenta de nuevo en un momento."
    )
    page.unroute("**/save/")
    page.clock.run_for(2_500)
    is_saved(page, answer.position)


def test_offline_is_said_at_once_and_words_wait(page: Page, attempt: QuizAttempt) -> None:
    answer = open_kind(page, attempt, "short_text")
    page.context.set_offline(True)
    expect(page.locator(STATUS)).to_have_text(NO_CONNECTION)
    page.locator(FIELD).fill("desde el túnel")
    page.locator(FIELD).blur()
    expect(page.locator(STATUS)).to_have_text(NO_CONNECTION)
    page.context.set_offline(False)
    is_saved(page, answer.position)
    answer.refresh_from_db()
    assert answer.response == ["desde el túnel"]


def test_all_on_a_page_go_on_without_connection(
    page: Page, new_hire: User, sits_down: SitsDown, attempt: QuizAttempt
) -> None:
    QuizAttempt.objects.filter(pk=attempt.pk).update(layout="all")
    page.goto(f"/attempts/{attempt.pk}/")
    page.context.set_offline(True)
    expect(page.locator("[data-all-status]")).to_have_text(re.compile("Se puede seguir"))
    page.locator(".question-map__dot[data-number='9']").click()
    page.wait_for_url("**/#q9")
    go(page, "review")
    expect(page.locator("[data-all-status]")).to_have_text(re.compile("hace falta la conexión"))
    page.context.set_offline(False)
    expect(page.locator("[data-all-status]")).to_have_text("")
    go(page, "review")
    page.wait_for_url("**/review/")


def test_a_closed_page_puts_words_back(page: Page, attempt: QuizAttempt) -> None:
    answer = open_kind(page, attempt, "gaps")
    page.context.set_offline(True)
    page.locator("[data-fields] input").first.fill("días")
    expect(page.locator(STATUS)).to_have_text(NO_CONNECTION)
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator("[data-fields] input").first).to_have_value("días")
    is_saved(again, answer.position)
    answer.refresh_from_db()
    assert answer.response
    assert answer.response[0].endswith("=días")


def test_what_is_no_number_stays_and_says_why(page: Page, attempt: QuizAttempt) -> None:
    answer = open_kind(page, attempt, "numeric")
    page.locator(FIELD).fill("muchos")
    page.locator(FIELD).blur()
    expect(page.locator("[data-problem]")).to_be_visible()
    expect(page.locator(FIELD)).to_have_value("muchos")
    # What was refused is no answer on the map either.
    dot = page.locator(f".question-map__dot[data-number='{answer.position}']")
    unanswered = f"Pregunta {answer.position}, sin respuesta"
    expect(dot).to_have_accessible_name(unanswered)
    expect(dot).to_contain_class("question-map__dot--unanswered")
    expect(page.locator(FIELD)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(FIELD)).to_have_accessible_description(re.compile("número"))
    go(page, "next" if answer.position < 25 else "review")
    expect(page.locator(FIELD)).to_be_focused()
    page.locator(FIELD).fill("30")
    page.locator(FIELD).blur()
    is_saved(page, answer.position)
    expect(page.locator("[data-problem]")).to_be_hidden()
    expect(page.locator(FIELD)).not_to_have_attribute("aria-invalid", "true")
    expect(dot).to_have_accessible_name(unanswered.replace("sin respuesta", "respondida"))
    # Refused once more, the one before is still stored.
    page.locator(FIELD).fill("muchos")
    page.locator(FIELD).blur()
    expect(page.locator("[data-problem]")).to_be_visible()
    expect(dot).to_contain_class("question-map__dot--answered")


def test_what_is_pasted_too_long_stays_whole_and_hears_the_limit(
    page: Page, attempt: QuizAttempt
) -> None:
    open_kind(page, attempt, "open_text")
    page.locator(FIELD).focus()
    page.keyboard.insert_text("a" * 9000)
    page.locator(FIELD).blur()
    expect(page.locator("[data-problem]")).to_contain_text("hasta 8\xa0000 caracteres")
    expect(page.locator(FIELD)).to_have_value("a" * 9000)


def test_words_still_to_be_written_are_counted_beside_saved(
    page: Page, attempt: QuizAttempt
) -> None:
    put_instead(answers_of(attempt)[0], OPEN)
    page.goto(f"/attempts/{attempt.pk}/1/")
    page.locator(FIELD).fill("Lo siento")
    page.locator(FIELD).blur()
    expect(page.locator(STATUS)).to_contain_text("2 palabras de al menos 20")
    page.locator(FIELD).fill("bien " * 20)
    page.locator(FIELD).blur()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^Guardado \d\d:\d\d$"))


def test_two_tabs_never_write_over_each_other(page: Page, attempt: QuizAttempt) -> None:
    answer = open_kind(page, attempt, "short_text")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(FIELD).fill("la de la otra")
    other.locator(FIELD).blur()
    is_saved(other, answer.position)

    page.locator(FIELD).fill("la de esta")
    expect(page.locator("[data-problem]")).to_be_visible()
    # Going on typing decides nothing.
    page.locator(FIELD).press_sequentially(" página")
    page.locator(FIELD).blur()
    answer.refresh_from_db()
    assert answer.response == ["la de la otra"]
    page.locator("[data-problem-choices] button").nth(1).click()
    is_saved(page, answer.position)
    answer.refresh_from_db()
    assert answer.response == ["la de esta página"]
