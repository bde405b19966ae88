"""The ids of a lesson's screens, as they are stored."""

from typing import Any

import pytest
from wagtail.blocks import StreamValue

from courses.lessons import screens_of, stream_ids
from courses.models import LessonPage
from tests.content import SmallCourse

BODY = LessonPage._meta.get_field("body")


def body_of(*screens: dict[str, Any]) -> StreamValue:
    whole = [{"type": "screen", "value": {"title": "Uno", "blocks": []}} | each for each in screens]
    body: StreamValue = BODY.stream_block.to_python(whole)
    return body


@pytest.mark.parametrize(
    ("screens", "ids"),
    [
        ([], []),
        ([{"id": "a"}, {"id": "b"}], ["a", "b"]),
        ([{"id": "a"}, {}, {"id": "b"}], ["a", "", "b"]),
        ([{"id": None}], [""]),
    ],
    ids=["none", "each with its own", "one stored without", "one of nothing"],
)
def test_a_screen_without_an_id_has_its_place(
    screens: list[dict[str, Any]], ids: list[str]
) -> None:
    assert stream_ids(body_of(*screens)) == ids


def test_they_are_those_of_the_screens(course: SmallCourse) -> None:
    page = course.lesson_page(course.greet)
    assert stream_ids(page.body) == [screen.id for screen in screens_of(page, None)]
