"""What a trainer opens and saves without a change is saved, and is what it was."""

import re
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.fields import StreamField

from courses.models import CoursePage, LessonPage, ModulePage
from quizzes.models import Question, QuizPage
from roleplay.models import Profile, RoleplayPage, ScenarioPage
from tests.browser.steps import let_in

# The editor of rich text gives paragraphs keys of its own.
MARKUP = re.compile(r"(<\w+|>)(?: data-block-key=\"\w+\")?")
PAGES = [CoursePage, ModulePage, LessonPage, RoleplayPage, ScenarioPage]


def ours(model: Any) -> Any:
    """The Spanish rows of the induction, in one order."""
    return model.objects.filter(locale__language_code="es").order_by("pk")


def contents(row: Model) -> dict[str, Any]:
    """What its editor is there for: every stream and every plain text."""
    fields = [field for field in row._meta.get_fields() if isinstance(field, StreamField)]
    return {field.name: said(getattr(row, field.name).get_prep_value()) for field in fields}


def said(raw: Any) -> Any:
    """What it says, however it is written: an empty field and none, 25 and "25", ends of lines."""
    if isinstance(raw, dict):
        return {name: said(value) for name, value in raw.items() if value not in (None, "", [])}
    if isinstance(raw, list):
        return [said(each) for each in raw]
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return f"{raw:g}"
    return " ".join(MARKUP.sub(r"\1 ", raw).split()) if isinstance(raw, str) else raw


def save_unchanged(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#main form footer button[type=submit]").first).to_be_visible()
    page.locator("#main form footer button[type=submit]").first.click()
    expect(page.locator(".messages li")).to_have_class("success")


def assert_saved(page: Page, row: Any, address: str) -> None:
    before = contents(row)
    save_unchanged(page, address)
    row = type(row).objects.get(pk=row.pk)
    assert contents(row.get_latest_revision_as_object()) == before


@pytest.mark.parametrize("model", PAGES)
def test_pages(house: str, page: Page, model: Any) -> None:
    let_in(page.context, "andres", house)
    row = ours(model).first()
    assert_saved(page, row, reverse("wagtailadmin_pages:edit", args=[row.pk]))


def test_quizzes_with_draws_and_with_fixed_questions(house: str, page: Page) -> None:
    let_in(page.context, "andres", house)
    quizzes = list(ours(QuizPage))
    kinds = {block.block_type for quiz in quizzes for block in quiz.draws}
    assert len(kinds) == 2
    for quiz in quizzes:
        assert_saved(page, quiz, reverse("wagtailadmin_pages:edit", args=[quiz.pk]))


def test_a_question_of_each_kind(house: str, page: Page) -> None:
    let_in(page.context, "andres", house)
    one_of_each = {row.content[0].block_type: row for row in ours(Question)}
    assert len(one_of_each) == 10
    for row in one_of_each.values():
        assert_saved(page, row, reverse("wagtailsnippets_quizzes_question:edit", args=[row.pk]))


def test_a_profile(house: str, page: Page) -> None:
    let_in(page.context, "andres", house)
    row = ours(Profile).first()
    assert_saved(page, row, reverse("wagtailsnippets_roleplay_profile:edit", args=[row.pk]))
