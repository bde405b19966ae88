"""The last screen's button: the lesson is done, once."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Completion
from courses.verbs.lessons import complete_lesson
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled


def test_finishing_shows_the_rule_and_what_comes_next(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    browser = client_of(new_hire)
    browser.get(course.screen(3))
    done = browser.post(reverse("complete_lesson", args=[course.greet]), follow=True)
    assert done.status_code == 200
    assert done.context["rule"]["rule"] == "Mire antes de teclear."
    assert done.context["next_step"].title == "Escuchar hasta el final"
    assert (done.context["module"].done, done.context["module"].total) == (1, 3)


def test_finishing_twice_keeps_the_first_date(
    course: SmallCourse, new_hire: User, enrolled: Enrolled
) -> None:
    way, now = enrolled(new_hire), timezone.now()
    complete_lesson(way, course.greet, now - timedelta(days=3))
    complete_lesson(way, course.greet, now)
    completion = Completion.objects.get()
    assert completion.first_at == completion.last_at == now - timedelta(days=3)


def test_the_page_after_needs_a_finished_lesson(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    page = client_of(new_hire).get(reverse("lesson_done", args=[course.greet]))
    assert page["Location"] == reverse("open_lesson", args=[course.greet])


def test_only_a_form_finishes(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    assert (
        client_of(new_hire).get(reverse("complete_lesson", args=[course.greet])).status_code == 405
    )
    assert not Completion.objects.exists()


def test_a_lesson_that_is_not_hers(
    course: SmallCourse, outsider: User, client_of: ClientOf
) -> None:
    answer = client_of(outsider).post(reverse("complete_lesson", args=[course.greet]))
    assert answer.status_code == 404
    assert not Completion.objects.exists()
