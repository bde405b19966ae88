"""A quiz left in the middle stands on home, wherever the path goes on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from courses.verbs.lessons import keep_place
from quizzes.models import QuizAttempt
from tests.content import SmallCourse
from tests.doing import Starts, Takes
from tests.people import ClientOf, Enrolled

LEFT = "Hay un intento en curso"


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def read_a_screen(way: Enrolment, course: SmallCourse) -> None:
    body = course.lesson_page(course.greet).body
    keep_place(way, course.greet, body[0].id, timezone.now())


def test_a_lesson_was_opened_since(
    course: SmallCourse, new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    client_of(new_hire).get(f"/attempts/{attempt.pk}/4/")
    way.refresh_from_db()
    read_a_screen(way, course)
    html = client_of(new_hire).get("/").content.decode()
    assert f"{LEFT}, en la pregunta 4 de 10." in html
    assert f'href="/attempts/{attempt.pk}/4/"' in html


def test_as_the_next_step_it_is_not_told_twice(
    new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    starts(way)
    assert LEFT not in client_of(new_hire).get("/").content.decode()


def test_handed_in_it_is_gone(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    takes(way)
    read_a_screen(way, course)
    assert LEFT not in client_of(new_hire).get("/").content.decode()


def test_its_time_is_told_and_once_over_nothing(
    course: SmallCourse, new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt, now = starts(way), timezone.now()
    read_a_screen(way, course)
    mine = QuizAttempt.objects.filter(pk=attempt.pk)
    mine.update(deadline_at=now + timedelta(minutes=9))
    assert "El tiempo termina a las" in client_of(new_hire).get("/").content.decode()
    hour = timedelta(hours=1)
    mine.update(started_at=now - 2 * hour, deadline_at=now - hour)
    assert LEFT not in client_of(new_hire).get("/").content.decode()
