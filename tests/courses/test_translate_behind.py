""" "English is behind": counted from what is published, and brought to the translator."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.models import HomePage, User
from courses.desk.behind import behind, published_pages
from courses.models import LessonPage
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf


@pytest.fixture
def english(wagtail_site: object) -> Locale:
    return Locale.objects.get(language_code="en")


def rename_first_screen(
    course: SmallCourse, lesson: UUID | None = None, publish: bool = True
) -> LessonPage:
    """A trainer gives the first screen of a lesson another title."""
    page = course.lesson_page(lesson or course.greet)
    raw = json.loads(page._meta.get_field("body").value_to_string(page))
    raw[0]["value"]["title"] = "Otro título"
    page.body = json.dumps(raw)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return page


def texts_behind(locale: Locale) -> dict[Any, int]:
    """How many texts lack, by the page's key."""
    return {each.row.translation_key: each.texts for each in behind(published_pages(), locale)}


def test_the_text_a_package_left_out_is_behind(course: SmallCourse, english: Locale) -> None:
    assert texts_behind(english) == {course.listen: 1}


def test_a_text_changed_and_published_is_one_behind(course: SmallCourse, english: Locale) -> None:
    rename_first_screen(course)

    assert texts_behind(english) == {course.greet: 1, course.listen: 1}


def test_a_draft_is_not_behind_yet(course: SmallCourse, english: Locale) -> None:
    rename_first_screen(course, publish=False)

    assert course.greet not in texts_behind(english)


def test_a_lesson_without_english_is_behind_with_all_its_texts(
    course: SmallCourse, english: Locale
) -> None:
    Translation.objects.filter(source__object_id=course.greet).delete()
    StringTranslation.objects.filter(context__object_id=course.greet).delete()
    course.lesson_page(course.greet, "en").delete()

    found = behind(published_pages(), english)[0]

    assert (found.row.translation_key, found.translated) == (course.greet, False)
    assert found.texts > 5


def test_the_button_opens_the_translator_with_todays_text(
    course: SmallCourse, trainer: User, english: Locale, client_of: ClientOf
) -> None:
    page = rename_first_screen(course)
    before = course.lesson_page(course.greet, "en")
    client = client_of(trainer)

    address = reverse("translate_behind", args=["wagtailcore", "page", page.pk, "en"])
    response = client.post(address)

    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[before.pk])
    strings = StringSegment.objects.filter(source__object_id=course.greet)
    assert strings.filter(string__data="Otro título").exists()
    assert client.get(response["Location"]).status_code == 200
    # Learners get the English they had.
    after = course.lesson_page(course.greet, "en")
    assert after.latest_revision_id == before.latest_revision_id
    assert after.body.get_prep_value() == before.body.get_prep_value()
    # Brought up to date, it is still behind until somebody translates it.
    assert texts_behind(english)[course.greet] == 1


def test_it_costs_the_same_however_much_there_is(course: SmallCourse, english: Locale) -> None:
    rename_first_screen(course, course.greet)
    behind(published_pages(), english)
    with CaptureQueriesContext(connection) as for_one:
        behind(published_pages(), english)

    rename_first_screen(course, course.listen)
    with CaptureQueriesContext(connection) as for_two:
        behind(published_pages(), english)

    assert len(for_two) == len(for_one) < 10


def test_a_site_with_one_language_is_never_asked(
    course: SmallCourse, trainer: User, english: Locale, client_of: ClientOf
) -> None:
    rename_first_screen(course)
    HomePage.objects.get(locale=english).delete()
    Question.objects.filter(locale=english).delete()
    english.delete()

    page = client_of(trainer).get("/admin/").content.decode()

    assert "behind/" not in page
