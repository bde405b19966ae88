"""A review by keyboard, without script, and in all four looks."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.models import User
from courses.models import CoursePage, Enrolment
from quizzes.demo import take_quiz
from quizzes.models import QuizPage, ReviewAnswer, ReviewSitting
from quizzes.questions.kinds import KIND_NAMED
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in
from tests.browser.test_keyboard_only import tab_to

PLACE = re.compile(r"/reviews/([0-9a-f-]+)/(\d+)/$")
Station = Callable[..., None]
RESULT = re.compile(r"/reviews/[0-9a-f-]+/result/$")


@pytest.fixture
def quiz_passed(house: str) -> User:
    """Valentina passed the first quiz three days ago, with two of its questions missed."""
    learner = User.objects.get(username=NEW_HIRE)
    course = CoursePage.objects.live().get(locale__language_code="es")
    way = Enrolment.objects.get(learner=learner, course_key=course.translation_key)
    quiz = QuizPage.objects.live().filter(locale__language_code="es").first()
    assert quiz
    take_quiz(way, quiz.translation_key, 0.8, timezone.now() - timedelta(days=3))
    return learner


def key_of(page: Page) -> list[str]:
    """What is right for the question on the page."""
    place = PLACE.search(page.url)
    assert place, page.url
    sitting = ReviewSitting.objects.get(pk=place[1])
    content = sitting.answers.select_related("version").get(position=place[2]).version.frozen
    return KIND_NAMED[content.kind].key(content)


def test_by_keyboard(house: str, page: Page, quiz_passed: User, station: Station) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    tab_to(page, "button[name=size][value='3']")
    page.keyboard.press("Enter")
    page.wait_for_url(PLACE)
    station(page, "repaso-pregunta")
    for number in range(1, 4):
        page.wait_for_url(re.compile(rf"/{number}/$"))
        inputs = page.locator("[name=response]")
        tab_to(page, "[name=response]")
        if number > 1:
            for value in key_of(page):
                inputs.locator(f"xpath=self::*[@value='{value}']").focus()
                page.keyboard.press("Space")
        else:
            page.keyboard.press("Space")
        tab_to(page, "[name=confidence]")
        page.keyboard.press("Space")
        tab_to(page, "button[name=go][value=answer]")
        page.keyboard.press("Enter")
        expect(page.locator(".told__verdict")).to_be_visible()
        if number == 1:
            station(page, "repaso-respuesta")
        tab_to(page, ".screen-bar a.button")
        page.keyboard.press("Enter")
    page.wait_for_url(RESULT)
    expect(page.locator(".recalled__one")).to_have_count(3)
    station(page, "repaso-resultado")
    mine = ReviewAnswer.objects.answered().filter(sitting__learner=quiz_passed)
    assert mine.filter(confidence="sure").count() == 3
    page.goto("/")
    expect(page.locator(".review-next")).to_be_visible()
    station(page, "repaso-inicio", only=".review-next")


def test_without_script(house: str, new_context: NewContext, quiz_passed: User) -> None:
    context = new_context(java_script_enabled=False)
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    page.goto("/")
    page.locator("button[name=size][value='3']").click()
    page.wait_for_url(PLACE)
    page.locator("button[name=go][value=answer]").click()
    expect(page.locator("[role=alert]")).to_be_visible()  # nothing was chosen
    page.locator("button[name=go][value=unknown]").click()
    expect(page.locator(".told__key").first).to_be_visible()
    page.locator(".screen-bar form button").click()
    page.wait_for_url(RESULT)
    expect(page.locator(".recalled__one")).to_have_count(1)


# How near the words of each come to its edge, and where each stands.
INSIDE = """all => all.map(each => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const [box, words] = [each.getBoundingClientRect(), range.getBoundingClientRect()];
    return {air: Math.min(words.left - box.left, box.right - words.right),
            x: box.x, y: box.y, width: box.width};
})"""


def test_on_a_phone_what_is_to_choose_stands_evenly(
    house: str, new_context: NewContext, quiz_passed: User
) -> None:
    context = new_context(viewport={"width": 360, "height": 740})
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    page.goto("/")
    sizes = page.locator("button[name=size]").evaluate_all(INSIDE)
    assert len(sizes) == 3
    assert min(each["air"] for each in sizes) >= 8
    page.locator("button[name=size][value='3']").click()
    page.wait_for_url(PLACE)
    levels = page.locator(".sureness__one").evaluate_all(INSIDE)
    assert len(levels) == 3
    assert len({each["y"] for each in levels}) == 1
    assert max(each["width"] for each in levels) - min(each["width"] for each in levels) < 1
