"""`recount_course`: what an edit does to those under way, and not to those who finished."""

from datetime import UTC, datetime

import pytest

from cms.models import User
from courses.models import Enrolment
from courses.verbs.completion import recount_course
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import Enrolled, MakePerson

WEDNESDAY = datetime(2026, 3, 4, 15, tzinfo=UTC)


def test_a_lesson_taken_away_shortens_the_way(
    course: SmallCourse, new_hire: User, colleague: User, enrolled: Enrolled, reads: Reads
) -> None:
    hers, his = enrolled(new_hire), enrolled(colleague)
    reads(hers, course.greet)
    course.lesson_page(course.listen).unpublish()

    assert recount_course(course.key, WEDNESDAY) == 2

    hers.refresh_from_db()
    his.refresh_from_db()
    assert (hers.done, hers.total, hers.minutes_left) == (1, 2, 8)
    assert (his.done, his.total, his.minutes_left) == (0, 2, 12)
    assert his.status == Enrolment.Status.ASSIGNED


def test_who_had_done_the_rest_is_finished_by_it(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, reads: Reads
) -> None:
    way = enrolled(new_hire)
    for lesson in course.lessons:
        reads(way, lesson)
    course.quiz_page.unpublish()
    recount_course(course.key, WEDNESDAY)
    way.refresh_from_db()
    assert way.status == Enrolment.Status.COMPLETED
    assert way.completed_at == WEDNESDAY


def test_a_later_lesson_does_not_undo_what_was_finished(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, reads: Reads, takes: Takes
) -> None:
    course.lesson_page(course.listen).unpublish()
    way = enrolled(new_hire)
    reads(way, course.greet)
    takes(way)
    finished_at = way.completed_at
    course.lesson_page(course.listen).save_revision().publish()

    assert recount_course(course.key, WEDNESDAY) == 0  # only those under way

    way.refresh_from_db()
    assert way.completed_at == finished_at
    assert way.status == Enrolment.Status.COMPLETED


def test_an_unpublished_course_is_left_as_it_is(
    course: SmallCourse, new_hire: User, enrolled: Enrolled
) -> None:
    way = enrolled(new_hire)
    course.page.unpublish()
    assert recount_course(course.key, WEDNESDAY) == 0
    way.refresh_from_db()
    assert way.total == 3


@pytest.mark.parametrize("people", [2, 12])
def test_it_costs_the_same_for_few_and_many(
    course: SmallCourse,
    person: MakePerson,
    enrolled: Enrolled,
    django_assert_num_queries: object,
    people: int,
) -> None:
    for number in range(people):
        enrolled(person(f"9{number}", "Persona", str(number)))
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert recount_course(course.key, WEDNESDAY) == people
