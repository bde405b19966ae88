"""Every text that translators are asked for, by its path. A new field shows up here."""

import re
from typing import Any

from wagtail_localize.segments.extract import extract_segments

from courses.blocks.base import KeyBlock
from courses.models import LessonPage
from quizzes.models import Question, QuizPage
from tests.content import SmallCourse

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

LESSON = {
    "title",
    "slug",
    "body.*.title",
}
QUESTION = {
    "content.*.stem",
    "content.*.options.*.text",
    "content.*.options.*.feedback",
    "content.*.feedback",
    "content.*.feedback_true",
    "content.*.feedback_false",
}


def paths_of(rows: Any) -> set[str]:
    """The paths of all segments, ids left out."""
    return {UUID.sub("*", segment.path) for row in rows for segment in extract_segments(row)}


def test_questions_ask_for_texts_only(course: SmallCourse) -> None:
    questions = Question.objects.filter(locale__language_code="es")

    assert paths_of(questions) == QUESTION


def test_quizzes_ask_for_title_and_introduction(course: SmallCourse) -> None:
    quizzes = QuizPage.objects.filter(locale__language_code="es")

    assert paths_of(quizzes) <= {"title", "slug", "intro", "draws.*.count", "draws.*.level"}


def test_lessons_ask_for_no_key(course: SmallCourse) -> None:
    block = LessonPage._meta.get_field("body").stream_block
    lessons = LessonPage.objects.filter(locale__language_code="es")

    found = paths_of(lessons)

    assert found >= LESSON
    keys = {name for name, child in _fields(block) if isinstance(child, KeyBlock)}
    assert keys == {"part"}
    assert not {path for path in found if path.rsplit(".", 1)[-1] in keys | {"right", "focus"}}


def _fields(block: Any) -> Any:
    """Every field of a block, however deep, with its name."""
    inner = getattr(block, "child_blocks", {})
    if not inner and hasattr(block, "child_block"):
        inner = {"item": block.child_block}
    for name, child in inner.items():
        yield name, child
        yield from _fields(child)
