"""`enrol` and `enrol_group`: who is on the course, and until when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cms.models import User
from courses.models import Enrolment, Group
from courses.verbs.enrolment import enrol, enrol_group
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import Enrolled

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)


def test_a_new_hire_is_put_on_the_course(course: SmallCourse, new_hire: User) -> None:
    enrolment = enrol(new_hire, course.key, MONDAY, date(2026, 3, 30))

    enrolment.refresh_from_db()
    assert enrolment.status == Enrolment.Status.ASSIGNED
    assert (enrolment.done, enrolment.total, enrolment.minutes_left) == (0, 3, 18)
    assert enrolment.score is None
    assert enrolment.started_at is None
    # 24:00 in Bogotá (UTC-5), where she lives.
    assert enrolment.due_at == datetime(2026, 3, 31, 5, tzinfo=UTC)
    # 18 minutes fit into one day of 45.
    assert enrolment.risk_at == enrolment.due_at - timedelta(days=1)


def test_the_due_date_ends_where_the_learner_lives(course: SmallCourse, new_hire: User) -> None:
    new_hire.time_zone = "Europe/Madrid"
    new_hire.save()
    enrolment = enrol(new_hire, course.key, MONDAY, date(2026, 3, 20))
    assert enrolment.due_at == datetime(2026, 3, 20, 23, tzinfo=UTC)


def test_without_a_date_nothing_is_due(course: SmallCourse, new_hire: User) -> None:
    enrolment = enrol(new_hire, course.key, MONDAY)
    assert enrolment.due_at is None
    assert enrolment.risk_at is None


def test_enrolling_twice_returns_the_open_enrolment(course: SmallCourse, new_hire: User) -> None:
    first = enrol(new_hire, course.key, MONDAY, date(2026, 3, 30))
    again = enrol(new_hire, course.key, MONDAY + timedelta(days=1), date(2026, 4, 30))
    assert again == first
    assert again.due_on == date(2026, 3, 30)
    assert Enrolment.objects.of(new_hire).count() == 1


def test_after_finishing_the_next_enrolment_is_a_new_cycle(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, reads: Reads, takes: Takes
) -> None:
    first = enrolled(new_hire)
    for lesson in course.lessons:
        reads(first, lesson)
    takes(first)
    assert first.status == Enrolment.Status.COMPLETED

    second = enrolled(new_hire)
    assert (first.cycle, second.cycle) == (1, 2)
    assert second.done == 0


def test_a_course_that_is_not_published_takes_nobody(course: SmallCourse, new_hire: User) -> None:
    course.page.unpublish()
    with pytest.raises(LookupError, match="not a published course"):
        enrol(new_hire, course.key, MONDAY)
    assert not Enrolment.objects.exists()


def test_a_groups_due_dates_count_from_its_start(
    course: SmallCourse, new_hire: User, colleague: User, trainer: User
) -> None:
    colleague.is_active = False
    colleague.save()
    group = Group(name="Marzo", starts_on=date(2026, 3, 9), course=course.page)
    group.trainers, group.members = [trainer], [new_hire, colleague]
    group.save()

    enrolments = enrol_group(group, MONDAY)

    assert [each.learner for each in enrolments] == [new_hire]  # the colleague has left
    assert enrolments[0].due_on == date(2026, 3, 9) + timedelta(days=28)
    assert enrol_group(group, MONDAY) == enrolments


def test_a_group_without_a_published_course_enrols_nobody(
    course: SmallCourse, new_hire: User
) -> None:
    group = Group(name="Marzo", starts_on=date(2026, 3, 9), course=course.page)
    group.members = [new_hire]
    group.save()
    course.page.unpublish()
    group.refresh_from_db()
    assert enrol_group(group, MONDAY) == []
    assert enrol_group(Group(name="Abril", starts_on=date(2026, 4, 1)), MONDAY) == []
