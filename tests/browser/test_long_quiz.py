"""Twenty-five questions of every kind: by keyboard alone, without JavaScript, in every window."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from cms.models import User
from quizzes.models import Answer, QuizAttempt
from tests.browser.conftest import NewContext
from tests.browser.filling import fill, fill_by_keyboard, is_saved, wanted
from tests.browser.steps import at_question, go, let_in
from tests.browser.test_keyboard_only import tab_to
from tests.browser.test_small_and_large import IN_SIGHT, assert_fits
from tests.doing import answers_of
from tests.long_quiz import SitsDown

AtHome = Callable[..., Page]
Station = Callable[..., None]
WAITS_FOR_A_PERSON = "open_text"


@pytest.fixture
def at_home(new_hire: User, live_server: Any, new_context: NewContext) -> AtHome:
    """`at_home(java_script_enabled=False)` is a page of Ana's, signed in."""

    def make(**options: Any) -> Page:
        context = new_context(**options)
        let_in(context, new_hire.username, live_server.url)
        return context.new_page()

    return make


def address(attempt: QuizAttempt, position: int | None = None) -> str:
    return f"/attempts/{attempt.pk}/" + (f"{position}/" if position else "")


def hand_in(page: Page) -> None:
    page.wait_for_url("**/review/")
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/result/")


def assert_all_right(attempt: QuizAttempt) -> None:
    """Every answer came through as it was given, and what a person does not mark is right."""
    for answer in answers_of(attempt):
        assert answer.response == wanted(answer), answer.version.frozen.kind
        waits = answer.version.frozen.kind == WAITS_FOR_A_PERSON
        assert answer.fraction == (None if waits else 1)


def one_of_each(attempt: QuizAttempt) -> list[Answer]:
    """The first question of each kind."""
    by_kind = {answer.version.frozen.kind: answer for answer in reversed(answers_of(attempt))}
    return sorted(by_kind.values(), key=lambda answer: answer.position)


def test_by_keyboard_alone(new_hire: User, sits_down: SitsDown, at_home: AtHome) -> None:
    attempt, page = sits_down(new_hire, confidence=True), at_home()
    page.goto(address(attempt, 1))
    for answer in answers_of(attempt):
        at_question(page, answer.position)
        fill_by_keyboard(page, answer)
        is_saved(page, answer.position)
        tab_to(page, "[name=confidence]")
        page.keyboard.press("Space")
        is_saved(page, answer.position)
        tab_to(page, ".screen-bar button[value=next], .screen-bar button[value=review]")
        page.keyboard.press("Enter")
    page.wait_for_url("**/review/")
    tab_to(page, "form[action$='/submit/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")
    assert_all_right(attempt)
    assert {answer.confidence for answer in answers_of(attempt)} == {"sure"}


def test_without_javascript(new_hire: User, sits_down: SitsDown, at_home: AtHome) -> None:
    attempt, page = sits_down(new_hire, confidence=True), at_home(java_script_enabled=False)
    page.goto(address(attempt, 1))
    for answer in answers_of(attempt):
        at_question(page, answer.position)
        fill(page, answer)
        page.locator("[name=confidence][value=guess]").check()
        go(page, "review" if answer.position == 25 else "next")
    hand_in(page)
    assert_all_right(attempt)
    assert {answer.confidence for answer in answers_of(attempt)} == {"guess"}


@pytest.mark.parametrize("layout", ["one", "all"])
def test_a_flag_is_put_where_one_stands(
    new_hire: User, sits_down: SitsDown, at_home: AtHome, layout: str
) -> None:
    attempt = sits_down(new_hire, layout=layout)
    page = at_home(viewport={"width": 360, "height": 400})
    page.goto(address(attempt, 4 if layout == "one" else None))
    page.evaluate("window.still = true")
    flag, dot = page.locator("[data-flag='4']"), page.locator(".question-map__dot[data-number='4']")
    flag.scroll_into_view_if_needed()
    flag.focus()
    place = page.evaluate("scrollY")
    for pressed, said in (
        ("true", "Pregunta 4, sin respuesta, marcada para volver"),
        ("false", "Pregunta 4, sin respuesta"),
    ):
        page.keyboard.press("Enter")
        expect(flag).to_have_attribute("aria-pressed", pressed)
        expect(flag).to_be_focused()
        expect(dot).to_have_attribute("aria-label", said)
        expect(dot.locator(".icon")).to_have_count(int(pressed == "true"))
        assert answers_of(attempt)[3].flagged is (pressed == "true")
        assert page.evaluate("[window.still, scrollY]") == [True, place]
    # Where the script's way is barred, the form goes.
    page.route("**/4/save/", lambda route: route.abort() if is_fetch(route) else route.continue_())
    with page.expect_navigation():
        flag.click()
    assert page.evaluate("window.still") is None
    expect(flag).to_have_attribute("aria-pressed", "true")
    assert answers_of(attempt)[3].flagged


def is_fetch(route: Route) -> bool:
    return route.request.resource_type == "fetch"


def test_what_is_refused_is_seen_without_javascript(
    new_hire: User, sits_down: SitsDown, at_home: AtHome
) -> None:
    attempt = sits_down(new_hire, confidence=True)
    page = at_home(java_script_enabled=False, viewport={"width": 360, "height": 740})
    answer = next(each for each in one_of_each(attempt) if each.version.frozen.kind == "numeric")
    page.goto(address(attempt, answer.position))
    fill(page, answer)
    go(page, "next")
    page.goto(address(attempt, answer.position))
    page.locator("[name=response]").fill("25,5,5")
    go(page, "next")
    problem = page.locator("[data-problem]")
    expect(problem).to_be_in_viewport(ratio=1)
    assert problem.evaluate(IN_SIGHT)
    expect(page.locator("[data-save-status]")).to_have_text("Sin guardar: ver la pregunta.")
    field = page.locator("[name=response]")
    expect(field).to_have_value("25,5,5")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_all_on_one_page_without_javascript(
    new_hire: User, sits_down: SitsDown, at_home: AtHome
) -> None:
    attempt, page = sits_down(new_hire, layout="all"), at_home(java_script_enabled=False)
    page.goto(address(attempt))
    for answer in answers_of(attempt):
        fill(page, answer, f"q{answer.position}-")
    # A flag, a button in the middle, the way on: each saves everything on the page.
    page.locator("button[value=flag-7]").click()
    expect(page.locator("button[value=flag-7]")).to_have_attribute("aria-pressed", "true")
    assert all(answer.response == wanted(answer) for answer in answers_of(attempt))
    page.locator("button[value=stay-9]").click()
    page.wait_for_url("**/#q9")
    go(page, "review")
    hand_in(page)
    assert_all_right(attempt)


def test_all_on_one_page_saves_as_one_goes(
    new_hire: User, sits_down: SitsDown, at_home: AtHome, station: Station
) -> None:
    attempt, page = sits_down(new_hire, layout="all", confidence=True), at_home()
    page.goto(address(attempt))
    for answer in one_of_each(attempt):
        if answer.version.frozen.kind == "ordering":
            page.locator(f"#q{answer.position} [data-as-is]").click()
        else:
            fill(page, answer, f"q{answer.position}-")
        is_saved(page, answer.position)
        dot = page.locator(f".question-map__dot[data-number='{answer.position}']")
        expect(dot).to_have_class("question-map__dot question-map__dot--answered")
        assert "respondida" in (dot.get_attribute("aria-label") or "")
    stored = {answer.position: answer for answer in answers_of(attempt)}
    for answer in one_of_each(attempt):
        assert stored[answer.position].response
        if answer.version.frozen.kind != "ordering":
            assert stored[answer.position].response == wanted(answer)
    assert sum(answer.response is not None for answer in stored.values()) == 10
    station(page, "quiz-all-on-a-page")
    assert_fits(page)
    go(page, "review")
    page.wait_for_url("**/review/")
    expect(page.locator(".question-map__dot--answered[data-number]")).to_have_count(10)


def test_every_kind_in_every_look(
    new_hire: User, sits_down: SitsDown, at_home: AtHome, station: Station
) -> None:
    attempt, page = sits_down(new_hire, confidence=True, time_limit=30), at_home()
    kinds = one_of_each(attempt)
    assert len(kinds) == 10
    for answer in kinds:
        page.goto(address(attempt, answer.position))
        station(page, f"question-{answer.version.frozen.kind}")
        assert_fits(page)
