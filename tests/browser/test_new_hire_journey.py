"""A new hire's first days: from sign-in to a finished module."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from courses.models import Completion, KeptRule
from quizzes.models import QuizAttempt
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import (
    SAVED,
    answer,
    at_question,
    chosen,
    finish_lesson,
    go,
    let_in,
    on_the_record,
    option,
    quiz_link,
    read_to_the_end,
    right_answer,
    sign_in,
    turn_screen,
    wrong_answer,
)

Station = Callable[[Page, str], None]


@pytest.mark.smoke
def test_from_sign_in_to_a_finished_module(house: str, page: Page, station: Station) -> None:
    page.goto("/")
    station(page, "01-sign-in")
    sign_in(page, NEW_HIRE)

    expect(page.locator("h1")).to_contain_text("Valentina")
    expect(page.get_by_text("Inducción al servicio")).to_be_visible()
    expect(page.locator("time")).to_have_text(re.compile(r"\b28\b"))
    expect(page.locator(".next-step a.button")).to_have_count(1)
    station(page, "02-home-first-day")
    page.locator("form[action='/notice/'] button").click()
    expect(page.locator("form[action='/notice/']")).to_have_count(0)

    page.locator(".next-step a.button").click()
    read_first_lesson(page, station)
    for number in range(2, 6):
        page.locator(".next-step a.button").click()
        page.wait_for_url("**/1/")
        read_to_the_end(page)
        finish_lesson(page)
        assert Completion.objects.filter(passed=True).count() >= number

    page.locator(".next-step a.button").click()
    page.wait_for_url("**/quizzes/*/")
    station(page, "08-quiz-rules")
    page.locator("form[action$='/start/'] button").click()
    take_quiz(page, station)

    expect(page.locator(".result__number")).to_contain_text("90")
    expect(page.locator(".item")).to_have_count(10)
    station(page, "12-result")
    page.locator("a.button[href='/']").click()
    expect(page.locator(".stop--done")).to_have_count(1)
    expect(page.locator(".stop--done .activity--done")).to_have_count(6)
    station(page, "13-home-module-finished")


def read_first_lesson(page: Page, station: Station) -> None:
    page.wait_for_url("**/1/")
    station(page, "03-lesson-case")
    while not page.locator("[data-practice]").count():
        turn_screen(page)
    page.locator("[data-practice] button.option").first.click()
    expect(page.locator("[data-practice-feedback]")).to_be_visible()
    station(page, "04-lesson-practice")

    while not page.locator("[data-triangle]").count():
        turn_screen(page)
    page.locator("[data-part=strategy]").first.click()
    expect(page.locator(".triangle__part:visible .triangle__name")).to_have_text("Estrategia")
    page.locator("a[data-part=people]").hover()
    page.locator("a[data-part=customer_people] .triangle__touch").click()
    expect(page.locator(".triangle__part[data-part=customer_people]")).to_be_visible()
    expect(page.locator(".triangle__part[data-part=strategy]")).to_be_hidden()
    station(page, "05-lesson-triangle")

    read_to_the_end(page)
    page.locator(".pocket-rule form button").click()
    expect(page.locator(".pocket-rule__kept")).to_be_visible()
    assert KeptRule.objects.filter(learner__username=NEW_HIRE).count() == 1
    station(page, "06-lesson-pocket-rule")
    finish_lesson(page)
    station(page, "07-lesson-finished")


def take_quiz(page: Page, station: Station) -> None:
    at_question(page, 1)
    go(page, "flag")
    expect(page.locator("button[value=flag]")).to_have_attribute("aria-pressed", "true")
    for position in range(1, 11):
        at_question(page, position)
        answer(page, wrong_answer(page) if position == 10 else right_answer(page))
        if position == 4:
            station(page, "09-quiz-question")
        go(page, "review" if position == 10 else "next")
    page.wait_for_url("**/review/")
    expect(page.locator(".question-map__dot--answered[data-number]")).to_have_count(10)
    expect(page.locator(".question-map__dot[data-number='1'] svg")).to_have_count(1)
    station(page, "11-quiz-review")
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/result/")


def test_closing_the_browser_loses_nothing(
    house: str, new_context: NewContext, station: Station
) -> None:
    first = new_context()
    let_in(first, NEW_HIRE, house)
    page = first.new_page()
    open_quiz(page)
    for position in (1, 2):
        at_question(page, position)
        answer(page, right_answer(page))
        go(page, "next")
    at_question(page, 3)
    given = wrong_answer(page)
    answer(page, given)
    first.close()

    second = new_context()
    page = second.new_page()
    sign_in(page, NEW_HIRE)
    page.locator(".next-step a.button").click()
    at_question(page, 3)
    assert chosen(page) == sorted(given)
    expect(page.locator(".question-map__dot--answered")).to_have_count(3)
    assert QuizAttempt.objects.count() - demo_attempts() == 1


def test_a_second_tab_does_no_harm(house: str, new_context: NewContext, station: Station) -> None:
    context = new_context()
    let_in(context, NEW_HIRE, house)
    one = context.new_page()
    open_quiz(one)
    at_question(one, 1)
    two = context.new_page()
    two.goto(one.url)
    first, second = wrong_answer(one), right_answer(one)

    answer(one, first)
    option(two, second[0]).click()
    expect(two.locator("[data-problem]")).to_be_visible()
    assert on_the_record(two).response == first
    station(two, "10-quiz-two-tabs")

    two.locator("[data-problem-choices] button").first.click()
    assert chosen(two) == first
    expect(two.locator("[data-problem]")).to_be_hidden()
    option(two, second[0]).click()
    expect(two.locator("[data-save-status]")).to_have_text(SAVED)
    assert on_the_record(two).response != first


def open_quiz(page: Page) -> None:
    page.goto("/")
    quiz_link(page).click()
    page.locator("form[action$='/start/'] button").click()


def demo_attempts() -> int:
    return QuizAttempt.objects.exclude(enrolment__learner__username=NEW_HIRE).count()
