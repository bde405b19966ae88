"""`record_completion`: the only way an app tells a course anything."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from cms.models import User
from courses.models import Completion, Enrolment
from courses.pure.progress import Standing
from courses.verbs.completion import record_completion
from tests.content import SmallCourse
from tests.people import Enrolled

TUESDAY = datetime(2026, 3, 3, 15, tzinfo=UTC)
READ = Standing(None, True, 1, TUESDAY, TUESDAY)
PASSED = Standing(90, True, 1, TUESDAY, TUESDAY)


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def columns(enrolment: Enrolment) -> dict[str, object]:
    enrolment.refresh_from_db()
    return {field.name: getattr(enrolment, field.attname) for field in Enrolment._meta.fields}


def test_a_finished_lesson_counts(course: SmallCourse, way: Enrolment) -> None:
    now = record_completion(way, course.greet, READ, TUESDAY)

    assert (now.done, now.total, now.minutes_left, now.score) == (1, 3, 14, None)
    assert now.status == Enrolment.Status.STARTED
    assert now.last_active_at == TUESDAY
    completion = Completion.objects.get()
    page = course.lesson_page(course.greet)
    assert (completion.kind, completion.title) == ("lesson", "Saludar primero")
    assert completion.content_hash == page.content_hash
    assert len(completion.content_hash) == 64


def test_saying_it_twice_changes_nothing(course: SmallCourse, way: Enrolment) -> None:
    record_completion(way, course.greet, READ, TUESDAY)
    before, rows = columns(way), list(Completion.objects.values())
    record_completion(way, course.greet, READ, TUESDAY + timedelta(hours=3))
    assert columns(way) == before
    assert list(Completion.objects.values()) == rows


def test_the_last_required_activity_completes_the_course(
    course: SmallCourse, way: Enrolment
) -> None:
    record_completion(way, course.greet, READ, TUESDAY)
    record_completion(way, course.listen, READ, TUESDAY)
    now = record_completion(way, course.quiz, PASSED, TUESDAY)
    assert (now.done, now.total, now.score) == (3, 3, 90)
    assert now.status == Enrolment.Status.COMPLETED
    assert now.completed_at == TUESDAY
    assert now.risk_at is None


def test_a_regrade_may_lower_but_never_takes_the_end_away(
    course: SmallCourse, way: Enrolment
) -> None:
    for key, standing in [(course.greet, READ), (course.listen, READ), (course.quiz, PASSED)]:
        record_completion(way, key, standing, TUESDAY)
    lowered = replace(PASSED, score=70.0, passed=False)
    now = record_completion(way, course.quiz, lowered, TUESDAY + timedelta(days=1))
    assert (now.done, now.score) == (2, 70)
    assert now.completed_at == TUESDAY
    assert now.status == Enrolment.Status.COMPLETED


@pytest.mark.parametrize("passed", [False, None], ids=["failed", "waits for a person"])
def test_what_is_not_passed_is_not_done(
    course: SmallCourse, way: Enrolment, passed: bool | None
) -> None:
    now = record_completion(way, course.quiz, replace(PASSED, passed=passed), TUESDAY)
    assert (now.done, now.score) == (0, 90)


def test_what_is_not_required_is_kept_but_not_counted(course: SmallCourse, way: Enrolment) -> None:
    page = course.lesson_page(course.listen)
    page.required = False
    page.save()
    now = record_completion(way, course.listen, READ, TUESDAY)
    assert (now.done, now.total) == (0, 2)
    assert now.completions.count() == 1


def test_an_activity_of_no_course_is_refused(way: Enrolment) -> None:
    before = columns(way)
    with pytest.raises(LookupError), transaction.atomic():
        record_completion(way, uuid4(), READ, TUESDAY)
    assert columns(way) == before
    assert not Completion.objects.exists()


def test_what_was_unpublished_since_can_still_be_regraded(
    course: SmallCourse, way: Enrolment
) -> None:
    record_completion(way, course.quiz, PASSED, TUESDAY)
    course.quiz_page.unpublish()
    now = record_completion(way, course.quiz, replace(PASSED, score=85.0), TUESDAY)
    assert (now.done, now.total) == (0, 2)
    assert Completion.objects.get().score == 85
    assert Completion.objects.get().title == "Cuestionario de los primeros minutos"


def test_what_was_begun_before_it_was_unpublished_is_recorded(
    course: SmallCourse, way: Enrolment
) -> None:
    """Somebody is in the middle of a quiz when a trainer unpublishes it."""
    course.quiz_page.unpublish()
    record_completion(way, course.quiz, PASSED, TUESDAY)
    completion = Completion.objects.get()
    assert (completion.kind, completion.score, completion.passed) == ("quiz", 90, True)
