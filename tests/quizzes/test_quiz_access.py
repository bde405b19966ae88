"""Three attempts, a day's wait after the second, none after passing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from quizzes.models import QuizAttempt, QuizPage
from quizzes.pure.access import Refusal
from quizzes.verbs.attempts import RefusedError, start_attempt
from quizzes.verbs.grants import Exemption, grant_exception
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import ClientOf, Enrolled

HOUR = timedelta(hours=1)


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    new_hire.language = "en"
    new_hire.save()
    return enrolled(new_hire)


def door(course: SmallCourse) -> str:
    return reverse("open_quiz", args=[course.quiz])


def test_the_second_attempt_may_follow_at_once(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    takes(way, right=3)
    page = client_of(new_hire).get(door(course))
    assert page.context["may_start"]["allowed"]
    assert page.context["quiz"]["attempts_left"] == 2
    assert [(each["number"], each["score"]) for each in page.context["attempts"]] == [(1, 30)]


def test_what_is_left_is_counted_with_what_was_granted(
    course: SmallCourse,
    new_hire: User,
    manager: User,
    way: Enrolment,
    takes: Takes,
    client_of: ClientOf,
) -> None:
    takes(way, right=3)
    more = Exemption(course.quiz, "attempt", "She was called away.")
    for _time in range(2):
        grant_exception(way, more, manager, timezone.now())
    quiz = client_of(new_hire).get(door(course)).context["quiz"]
    assert (quiz["attempts_left"], quiz["attempts_allowed"]) == (4, 5)


def test_after_the_second_there_is_a_day_to_read(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    now = timezone.now()
    takes(way, right=3, at=now - 30 * HOUR)
    takes(way, right=5, at=now - 23 * HOUR)
    browser = client_of(new_hire)
    page = browser.get(door(course))
    assert not page.context["may_start"]["allowed"]
    assert page.context["may_start"]["reason"].startswith("The next attempt opens on ")
    assert reverse("start_attempt", args=[course.quiz]) not in page.content.decode()

    refused = browser.post(reverse("start_attempt", args=[course.quiz]), follow=True)
    assert refused.redirect_chain[-1][0] == door(course)
    assert QuizAttempt.objects.count() == 2

    third = start_attempt(way, course.quiz_page, now + HOUR)
    assert third.number == 3


def test_after_the_third_the_page_says_who_can_grant_another(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    for days in (9, 8, 2):
        takes(way, right=3, at=timezone.now() - timedelta(days=days))
    page = client_of(new_hire).get(door(course))
    assert page.context["may_start"]["reason"].startswith("No attempts are left.")
    with pytest.raises(RefusedError) as refused:
        start_attempt(way, course.quiz_page, timezone.now())
    assert refused.value.permission.refusal is Refusal.NONE_LEFT


def test_who_passed_has_nothing_left_to_do(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    takes(way, right=8)
    page = client_of(new_hire).get(door(course))
    assert page.context["may_start"]["reason"].startswith("You passed this quiz")
    with pytest.raises(RefusedError) as refused:
        start_attempt(way, course.quiz_page, timezone.now())
    assert refused.value.permission.refusal is Refusal.PASSED


def test_a_refused_form_may_be_sent_again_later(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    """A refusal is no reply to keep: the same form works when the wait is over."""
    now = timezone.now()
    takes(way, right=3, at=now - 50 * HOUR)
    second = takes(way, right=3, at=now - HOUR)
    browser, form = client_of(new_hire), {"idempotency_key": "k"}
    browser.post(reverse("start_attempt", args=[course.quiz]), form)
    assert QuizAttempt.objects.count() == 2
    QuizAttempt.objects.filter(pk=second.pk).update(finished_at=now - 25 * HOUR)
    browser.post(reverse("start_attempt", args=[course.quiz]), form)
    assert QuizAttempt.objects.count() == 3


def test_a_new_cycle_starts_from_nothing(
    course: SmallCourse, new_hire: User, way: Enrolment, enrolled: Enrolled, takes: Takes
) -> None:
    for days in (9, 8, 2):
        takes(way, right=3, at=timezone.now() - timedelta(days=days))
    Enrolment.objects.filter(pk=way.pk).update(status="closed")
    again = enrolled(new_hire)
    assert start_attempt(again, course.quiz_page, timezone.now()).number == 1


SPANISH_WAITS: list[tuple[dict[str, int], str]] = [
    ({}, "Desde el intento 3 hay que esperar 24 horas después del anterior."),
    ({"wait_from": 1}, "Entre un intento y el siguiente hay que esperar 24 horas."),
    ({"wait_from": 1, "wait_hours": 1}, "Entre un intento y el siguiente hay que esperar 1 hora."),
    ({"wait_hours": 0}, ""),
    ({"attempts_allowed": 2}, ""),
]


@pytest.mark.parametrize(("rules", "words"), SPANISH_WAITS)
def test_the_wait_is_said_before_the_first_attempt(
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    rules: dict[str, int],
    words: str,
) -> None:
    enrolled(new_hire)
    QuizPage.objects.update(**rules)
    page = client_of(new_hire).get(door(course))
    assert page.context["quiz"]["wait"] == words
    assert words in page.content.decode()


def test_an_attempt_more_that_was_granted_may_have_to_wait(
    course: SmallCourse, new_hire: User, manager: User, way: Enrolment, client_of: ClientOf
) -> None:
    QuizPage.objects.update(attempts_allowed=2)
    more = Exemption(course.quiz, "attempt", "She was called away.")
    grant_exception(way, more, manager, timezone.now())
    wait = client_of(new_hire).get(door(course)).context["quiz"]["wait"]
    assert wait == "From attempt 3 on, there is a wait of 24 hours after the one before."


def test_with_no_attempt_ahead_its_rules_are_not_said(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    QuizPage.objects.update(time_limit=45)
    rules = ("There are 45 minutes", "Time limit", "there is a wait of 24 hours")
    before = client_of(new_hire).get(door(course)).content.decode()
    assert all(words in before for words in rules)
    takes(way, right=10)
    after = client_of(new_hire).get(door(course)).content.decode()
    assert not any(words in after for words in rules)


def test_what_is_not_done_before_is_no_lesson_by_name(
    course: SmallCourse, new_hire: User, way: Enrolment, reads: Reads, client_of: ClientOf
) -> None:
    both = client_of(new_hire).get(door(course)).content.decode()
    assert "2 activities before this quiz are not done yet." in both
    reads(way, course.greet)
    one = client_of(new_hire).get(door(course)).content.decode()
    assert "One activity before this quiz is not done yet." in one
    assert f">{course.lesson_page(course.listen, 'en').title}</a>" in one


def test_what_is_not_read_is_said_before_an_attempt_is_spent(
    course: SmallCourse, new_hire: User, way: Enrolment, reads: Reads, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    left = browser.get(door(course)).context["left"]
    assert [line.title for line in left] == [
        course.lesson_page(key, "en").title for key in (course.greet, course.listen)
    ]
    assert left[0].url in browser.get(door(course)).content.decode()
    reads(way, course.greet)
    reads(way, course.listen)
    assert browser.get(door(course)).context["left"] == []


def test_after_a_failed_attempt_the_next_step_is_the_lesson_left(
    course: SmallCourse, new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    takes(way, right=3)
    step = client_of(new_hire).get("/").context["next_step"]
    assert step.url == reverse("open_lesson", args=[course.greet])


def test_while_an_attempt_is_open_it_is_the_next_step(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    start_attempt(way, course.quiz_page, timezone.now())
    step = client_of(new_hire).get("/").context["next_step"]
    assert step.url == door(course)
