"""A trainer rewrites what a customer says: calls under way keep their words, new ones get it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from roleplay.models import ScenarioPage, ScenarioVersion
from tests.browser.calls import (
    ASSESS,
    PRACTISE,
    begin,
    best_line,
    on_the_record,
    say,
    words_now,
)
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.test_trainer_journey import (
    COLLEAGUE,
    OUR_EDITOR,
    TRAINER,
    as_person,
    preview,
    preview_alone,
    publish,
)

Station = Callable[..., None]
ADDED = "¡Y no me diga «permítame un momento»!"
LINE = "beats-0-value-lines-{}-value-text"


def test_what_is_published_is_for_calls_that_start_later(
    house: str, new_context: NewContext, station: Station
) -> None:
    learner = as_person(new_context, NEW_HIRE, house)
    begin(learner, PRACTISE)
    opening, version = words_now(learner), on_the_record(learner).version
    scenario = ScenarioPage.objects.get(current_version=version, locale__language_code="es")

    page = as_person(new_context, TRAINER, house)
    page.goto("/admin/")
    page.locator("nav a[href$='/admin/scenarios/']").click()
    station(page, "36-desk-scenarios", OUR_EDITOR)
    page.locator(f"a[href='/admin/pages/{scenario.pk}/edit/']").first.click()
    page.locator("[role=tab][href='#tab-conversation']").click()
    unfold_first_beat(page)
    for number in range(2):  # one or the other is drawn
        field = page.locator(f"[name='{LINE.format(number)}']")
        field.fill(f"{field.input_value()} {ADDED}")
    expect(preview(page).locator("body")).to_contain_text(ADDED)
    expect(preview(page).locator("h1")).to_have_text(scenario.title)
    station(page, "37-desk-scenario", judged=False)  # tens of thousands of fields of Wagtail's
    station(preview_alone(page), "38-preview-scenario")
    before = versions(scenario)
    publish(page)
    assert versions(scenario) == before + 1

    learner.reload()
    assert words_now(learner) == opening
    say(learner, best_line(learner))
    assert on_the_record(learner).version_id == version.pk
    for mode in (PRACTISE, ASSESS):
        colleague = as_person(new_context, COLLEAGUE, house)
        begin(colleague, mode)
        expect(colleague.locator(".customer__words")).to_contain_text(ADDED)
        assert on_the_record(colleague).version_id != version.pk


def unfold_first_beat(page: Page) -> None:
    beats = page.locator("#panel-child-conversation-beats-section")
    beats.locator("section button[data-panel-toggle]").first.click()


def versions(scenario: ScenarioPage) -> int:
    return ScenarioVersion.objects.filter(scenario_key=scenario.translation_key).count()
