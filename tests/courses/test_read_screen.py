"""A lesson screen by screen: each has its address, and the place is kept."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import User
from courses.models import Enrolment, LessonPlace
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled
from tests.words import spanish

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def test_reading_starts_at_the_first_screen(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    opened = client_of(new_hire).get(reverse("open_lesson", args=[course.greet]))
    assert opened["Location"] == course.screen(1)
    page = client_of(new_hire).get(course.screen(1))
    screen = page.context["screen"]
    assert (screen.title, screen.number, screen.total) == ("La puerta se abre", 1, 3)
    assert page.context["previous_url"] == ""
    assert page.context["next_url"] == course.screen(2)
    assert "Un cliente entra y nadie levanta la vista." in page.content.decode()
    way.refresh_from_db()
    assert way.status == Enrolment.Status.STARTED


def test_coming_back_leads_to_the_exact_screen(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    client_of(new_hire).get(course.screen(2))
    at_home = client_of(new_hire)  # another browser, days later
    assert at_home.get("/").context["next_step"].where == spanish(
        "screen %(n)s of %(total)s", n=2, total=3
    )
    opened = at_home.get(reverse("open_lesson", args=[course.greet]))
    assert opened["Location"] == course.screen(2)


def test_the_last_screen_offers_to_finish(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    page = client_of(new_hire).get(course.screen(3))
    assert page.context["is_last"]
    assert page.context["next_url"] == ""
    assert f'action="{reverse("complete_lesson", args=[course.greet])}"' in page.content.decode()


def test_the_index_says_what_was_seen(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    browser.get(course.screen(1))
    page = browser.get(course.screen(3))
    links = page.context["screens"]
    assert [(link.number, link.here, link.seen) for link in links] == [
        (1, False, True),
        (2, False, False),
        (3, True, True),
    ]


def test_the_second_look_writes_nothing(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    browser.get(course.screen(2))
    before = list(LessonPlace.objects.values())
    with CaptureQueriesContext(connection) as queries:
        browser.get(course.screen(2))
    assert not [each["sql"] for each in queries if WRITES.match(each["sql"])]
    assert list(LessonPlace.objects.values()) == before


def test_a_screen_taken_out_since_leads_to_the_first(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    client_of(new_hire).get(course.screen(3))
    LessonPlace.objects.update(screen_id="gone")
    opened = client_of(new_hire).get(reverse("open_lesson", args=[course.greet]))
    assert opened["Location"] == course.screen(1)
    assert client_of(new_hire).get("/").context["next_step"].where == ""


def test_a_screen_moved_by_the_trainer_is_found_again(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    client_of(new_hire).get(course.screen(2))
    page = course.lesson_page(course.greet)
    raw = list(page.body.raw_data)
    page.body = page._meta.get_field("body").stream_block.to_python([raw[1], raw[0], raw[2]])
    page.save_revision().publish()
    opened = client_of(new_hire).get(reverse("open_lesson", args=[course.greet]))
    assert opened["Location"] == course.screen(1)


@pytest.mark.parametrize("number", [0, 4, 99999999999999])
def test_a_screen_that_is_not_there(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf, number: int
) -> None:
    assert client_of(new_hire).get(course.screen(number)).status_code == 404
    assert not LessonPlace.objects.exists()


def test_a_lesson_of_another_course_is_not_there(
    course: SmallCourse, outsider: User, client_of: ClientOf
) -> None:
    assert client_of(outsider).get(course.screen(1)).status_code == 404
    assert client_of(outsider).get(reverse("open_lesson", args=[uuid4()])).status_code == 404


def test_a_lesson_not_published_is_not_there(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    course.lesson_page(course.greet).unpublish()
    assert client_of(new_hire).get(course.screen(1)).status_code == 404


def test_a_closed_enrolment_opens_nothing(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    Enrolment.objects.update(status="closed")
    assert client_of(new_hire).get(course.screen(1)).status_code == 404
