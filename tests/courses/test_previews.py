"""What authors see before they publish: the learner's look, whole, and without a trace."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Locale

from cms.models import User
from courses.blocks.screen import lesson_blocks
from courses.models import LessonPage, LessonPlace, ModulePage
from tests.content import SmallCourse
from tests.people import ClientOf


def drafted_lesson(course: SmallCourse) -> LessonPage:
    """A lesson that was never published, with a block of text and a practice."""
    options = [
        {
            "type": "item",
            "id": name,
            "value": {"text": name, "right": right, "feedback": "Por eso."},
        }
        for name, right in (("sí", True), ("no", False))
    ]
    blocks = [
        {"type": "paragraph", "id": "t", "value": {"text": "<p>Un borrador.</p>"}},
        {"type": "practice", "id": "p", "value": {"prompt": "¿Y ahora?", "options": options}},
    ]
    screen = {"type": "screen", "id": "s", "value": {"title": "Primera", "blocks": blocks}}
    lesson = LessonPage(title="Nueva", slug="nueva", live=False, body=json.dumps([screen]))
    lesson.locale = Locale.objects.get(language_code="es")
    module = ModulePage.objects.get(translation_key=course.module, locale__language_code="es")
    module.add_child(instance=lesson)
    lesson.save_revision()
    return lesson


def test_a_lesson_is_previewed_before_it_was_ever_published(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    lesson = drafted_lesson(course)

    response = client_of(trainer).get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Primera" in page
    assert "Un borrador." in page
    assert "Por eso." in page
    assert not LessonPlace.objects.exists()


@pytest.mark.parametrize("name", ["course", "module", "lesson", "quiz"])
def test_every_kind_of_page_has_its_preview(
    course: SmallCourse, trainer: User, client_of: ClientOf, name: str
) -> None:
    page = {
        "course": course.page,
        "module": course.page.get_first_child(),
        "lesson": course.lesson_page(course.greet),
        "quiz": course.quiz_page,
    }[name]

    response = client_of(trainer).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert response.status_code == 200
    assert page.title in response.content.decode()


@pytest.mark.parametrize("name", [name for name, _block in lesson_blocks()])
def test_the_chooser_shows_every_block_in_the_learners_look(
    trainer: User, client_of: ClientOf, name: str
) -> None:
    screen = LessonPage._meta.get_field("body").stream_block.child_blocks["screen"]
    block = screen.child_blocks["blocks"].child_blocks[name]

    response = client_of(trainer).get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )

    assert response.status_code == 200
    assert "for-lessons.css" in response.content.decode()
