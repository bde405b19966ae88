"""The other language is one click away, whole, and brings one back to the same place."""

import re
from functools import cache

import polib
from django.conf import settings
from playwright.sync_api import Page, expect

from cms.models import User
from courses.models import Inquiry
from tests.browser.calls import (
    LEARN,
    best_line,
    cards,
    door_of,
    is_over,
    open_debrief,
    say,
    start,
    talk,
)
from tests.browser.house import NEW_HIRE
from tests.browser.steps import (
    answer,
    at_question,
    go,
    let_in,
    quiz_link,
    right_answer,
)
from tests.browser.test_triangle import triangle_address

VALUE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|\n")

# All a reader or a screen reader gets to know.
WORDS = """() => [
    document.title, document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap(each =>
        ['aria-label', 'title', 'placeholder', 'alt'].map(name => each.getAttribute(name) ?? '')),
].join('\\n')"""


@cache
def interface_words() -> tuple[set[str], set[str]]:
    """What only English and what only Spanish says: the texts, cut where a value is put in."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/es/LC_MESSAGES/django.po"))
    english, spanish = set(), set()
    for entry in catalogue:
        if not entry.obsolete:
            english |= parts_of(entry.msgid, entry.msgid_plural)
            spanish |= parts_of(entry.msgstr, *entry.msgstr_plural.values())
    # The switch names each in its own words; teams are called what the company calls them.
    shared = english & spanish | {"English", "Español", "Turno", "mañana"}
    return english - shared, spanish - shared


def parts_of(*texts: str) -> set[str]:
    parts = {part.strip(" .,:·()%") for text in texts for part in VALUE.split(text)}
    return {part for part in parts if len(part) > 4}


def found_in(page: Page, words: set[str]) -> list[str]:
    text = page.evaluate(WORDS)
    return [each for each in words if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)]


def assert_english(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "en")
    spanish = found_in(page, interface_words()[1])
    assert not spanish, f"{page.url} in English says {spanish}"
    assert not re.search("[¿¡]", page.evaluate(WORDS)), f"{page.url}: Spanish left"
    expect(page.locator("main [lang=es]")).to_have_count(0)


def assert_spanish(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "es")
    english = found_in(page, interface_words()[0])
    assert not english, f"{page.url} in Spanish says {english}"
    expect(page.locator("main [lang=en]")).to_have_count(0)


def change_language(page: Page, code: str) -> None:
    here = page.url
    page.locator(f"form[action='/language/'] button[value={code}]").click()
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page).to_have_url(here)
    page.wait_for_load_state()


def test_a_learner_reads_everything_in_english_and_back(house: str, page: Page) -> None:
    page.goto("/accounts/login/?next=/my-rules/")
    assert_spanish(page)
    change_language(page, "en")
    assert_english(page)

    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    assert_english(page)  # the device remembers
    change_language(page, "es")
    assert_spanish(page)
    change_language(page, "en")
    assert_english(page)
    expect(page.locator("h1")).to_contain_text("Hello, Valentina")
    assert User.objects.get(username=NEW_HIRE).language == "en"

    lesson = triangle_address().rsplit("/", 2)[0]
    for number in range(1, 10):
        page.goto(f"{lesson}/{number}/")
        assert_english(page)
    page.locator("[data-lesson-bar] form button").click()
    assert_english(page)
    change_language(page, "es")
    assert_spanish(page)


def test_asking_and_my_group(house: str, page: Page) -> None:
    """Pages on which nobody has asked anything yet: what people write is in their own words."""
    lesson = triangle_address().rsplit("/", 2)[0]
    let_in(page.context, NEW_HIRE, house)
    for code, check in (("en", assert_english), ("es", assert_spanish)):
        page.goto("/my-questions/")
        change_language(page, code)
        check(page)
        page.goto(f"{lesson}/1/")
        page.goto(page.locator("[data-ask]").get_attribute("href") or "")
        check(page)
    Inquiry.objects.all().delete()
    let_in(page.context, "andres", house)
    page.goto("/group/")
    assert_spanish(page)


def test_the_quiz_keeps_question_and_answer(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    quiz_link(page).click()
    assert_spanish(page)
    change_language(page, "en")
    page.locator("form[action$='/start/'] button").click()
    for position in range(1, 4):
        at_question(page, position)
        assert_english(page)
        answer(page, right_answer(page))
        assert_english(page)
        go(page, "next")
    at_question(page, 4)
    question = page.url
    page.goto("/")
    change_language(page, "es")
    page.locator(".next-step a.button").click()
    page.wait_for_url(question)
    assert_spanish(page)
    expect(page.locator(".question-map__dot--answered")).to_have_count(3)

    page.goto("/")
    change_language(page, "en")
    page.goto(question.rsplit("/", 2)[0] + "/review/")
    assert_english(page)
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/result/")
    assert_english(page)
    change_language(page, "es")
    assert_spanish(page)


def test_a_conversation_goes_on_in_the_other_language(house: str, page: Page) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto(door_of(LEARN))
    assert_spanish(page)
    start(page)
    talk(page, "poor")
    assert_spanish(page)
    here, options = page.url, cards(page)
    page.goto("/")
    change_language(page, "en")
    page.goto(here)
    assert cards(page) == options
    assert_english(page)
    while not is_over(page):
        say(page, best_line(page))
        assert_english(page)
    open_debrief(page, "worse")
    page.locator("[data-open-all]").click()
    assert_english(page)
    change_language(page, "es")
    assert_spanish(page)
    page.goto("/")
    assert_spanish(page)


def test_the_team_in_both_languages(house: str, page: Page) -> None:
    let_in(page.context, "marta", house)
    person = User.objects.get(username="diego").pk
    for address in ("/team/?state=late", "/team/text/?state=late", f"/team/{person}/", "/nowhere/"):
        page.goto(address)
        assert_spanish(page)
        change_language(page, "en")
        assert_english(page)
        change_language(page, "es")
