"""What publishing, taking back and moving a page does to those who are on the course."""

from typing import Any

from cms.models import User
from courses.models import LessonPage
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import Enrolled


def test_a_lesson_taken_back_counts_no_more_in_any_language(
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    django_capture_on_commit_callbacks: Any,
) -> None:
    enrolment = enrolled(new_hire)

    with django_capture_on_commit_callbacks(execute=True):
        course.lesson_page(course.greet).unpublish()

    enrolment.refresh_from_db()
    assert enrolment.total == 2
    assert not LessonPage.objects.live().filter(translation_key=course.greet).exists()


def test_publishing_it_again_counts_it_again(
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    django_capture_on_commit_callbacks: Any,
) -> None:
    course.lesson_page(course.greet).unpublish()
    enrolment = enrolled(new_hire)

    with django_capture_on_commit_callbacks(execute=True):
        course.lesson_page(course.greet).save_revision().publish()

    enrolment.refresh_from_db()
    assert enrolment.total == 3


def test_who_finished_stays_finished_when_a_lesson_is_added(
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    reads: Reads,
    takes: Takes,
    django_capture_on_commit_callbacks: Any,
) -> None:
    course.lesson_page(course.listen).unpublish()
    enrolment = enrolled(new_hire)
    reads(enrolment, course.greet)
    takes(enrolment)
    finished_at = enrolment.completed_at

    with django_capture_on_commit_callbacks(execute=True):
        course.lesson_page(course.listen).save_revision().publish()

    enrolment.refresh_from_db()
    assert finished_at
    assert enrolment.completed_at == finished_at


def test_taking_back_the_english_alone_leaves_the_spanish(course: SmallCourse) -> None:
    course.lesson_page(course.greet, "en").unpublish()

    assert course.lesson_page(course.greet).live
