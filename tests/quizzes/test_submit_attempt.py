"""Handing in: once, with marks appended, told to the course at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Completion, Enrolment
from quizzes.models import Answer, Mark, QuizAttempt
from quizzes.verbs.attempts import save_answer, submit_attempt
from tests.content import SmallCourse
from tests.doing import Reads, Starts, Takes, answers_of, right_response
from tests.people import ClientOf, Enrolled


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def test_the_module_is_finished_and_her_page_shows_it_at_once(
    course: SmallCourse,
    new_hire: User,
    way: Enrolment,
    reads: Reads,
    starts: Starts,
    client_of: ClientOf,
) -> None:
    for lesson in course.lessons:
        reads(way, lesson)
    attempt = starts(way)
    for answer in answers_of(attempt)[:9]:
        save_answer(answer, right_response(answer), 0, "es", timezone.now())
    browser = client_of(new_hire)

    handed_in = browser.post(reverse("submit_attempt", args=[attempt.pk]), {"idempotency_key": "k"})

    assert handed_in["Location"] == reverse("show_result", args=[attempt.pk])
    home = browser.get("/")
    assert home.context["modules"][0].state == "done"
    assert home.context["modules"][0].score == 90
    assert home.context["enrolment"].percent == 100
    way.refresh_from_db()
    assert way.status == Enrolment.Status.COMPLETED
    completion = Completion.objects.get(activity_key=course.quiz)
    assert (completion.score, completion.passed, completion.attempts) == (90, True, 1)


def test_a_second_submission_changes_nothing(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    attempt = takes(way, right=8)
    browser = client_of(new_hire)

    def records() -> list[object]:
        return [
            list(model.objects.order_by("pk").values())
            for model in (QuizAttempt, Answer, Mark, Completion, Enrolment)
        ]

    before = records()
    for form in ({}, {"idempotency_key": "k"}, {"idempotency_key": "k"}):
        reply = browser.post(reverse("submit_attempt", args=[attempt.pk]), form, follow=True)
        assert reply.status_code == 200
        assert reply.context["attempt"]["score"] == 80
    assert submit_attempt(attempt, timezone.now()) is False
    assert records() == before


def test_every_question_gets_one_mark(way: Enrolment, takes: Takes) -> None:
    attempt = takes(way, right=7)
    marks = list(Mark.objects.filter(answer__attempt=attempt).order_by("answer__position"))
    assert [float(mark.fraction) for mark in marks] == [1] * 7 + [0] * 3
    assert {(mark.method, mark.by_id) for mark in marks} == {("automatic", None)}


def test_no_answer_counts_as_wrong(way: Enrolment, starts: Starts) -> None:
    attempt = starts(way)
    submit_attempt(attempt, timezone.now())
    assert Mark.objects.filter(fraction=0).count() == 10
    assert Completion.objects.get().score == 0
    assert Completion.objects.get().passed is False


def test_the_best_attempt_counts(course: SmallCourse, way: Enrolment, takes: Takes) -> None:
    now = timezone.now()
    for right, days_ago, score, passed in [
        (6, 9, 60, False),
        (4, 8, 60, False),
        (9, 2, 90, True),
    ]:
        takes(way, right=right, at=now - timedelta(days=days_ago))
        completion = Completion.objects.get(activity_key=course.quiz)
        assert (completion.score, completion.passed) == (score, passed)
    assert completion.attempts == 3
    assert completion.first_at == now - timedelta(days=9)
    assert completion.last_at == now - timedelta(days=2)


def test_the_rules_she_started_under_are_those_that_count(
    course: SmallCourse, way: Enrolment, starts: Starts
) -> None:
    attempt = starts(way)
    quiz = course.quiz_page
    quiz.pass_mark = 100
    quiz.save_revision().publish()
    for answer in answers_of(attempt)[:8]:
        save_answer(answer, right_response(answer), 0, "es", timezone.now())
    submit_attempt(attempt, timezone.now())
    assert Completion.objects.get().passed is True


def test_a_quiz_unpublished_meanwhile_is_still_handed_in(
    course: SmallCourse, new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    for answer in answers_of(attempt):
        save_answer(answer, right_response(answer), 0, "es", timezone.now())
    course.quiz_page.unpublish()
    browser = client_of(new_hire)
    page = browser.post(reverse("submit_attempt", args=[attempt.pk]), follow=True)
    assert page.status_code == 200
    assert page.context["attempt"]["score"] == 100
    assert Completion.objects.get().score == 100


def test_a_course_unpublished_meanwhile_too(
    course: SmallCourse, new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    course.page.unpublish()
    page = client_of(new_hire).post(reverse("submit_attempt", args=[attempt.pk]), follow=True)
    assert page.status_code == 200
    attempt.refresh_from_db()
    assert attempt.state == "finished"


def test_only_its_learner_hands_in(
    way: Enrolment, colleague: User, manager: User, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    for person in (colleague, manager):
        reply = client_of(person).post(reverse("submit_attempt", args=[attempt.pk]))
        assert reply.status_code == 404
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_a_link_hands_nothing_in(
    new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    reply = client_of(new_hire).get(reverse("submit_attempt", args=[attempt.pk]))
    assert reply.status_code == 405
