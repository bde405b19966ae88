"""Handing in is once: a thousand attempts sent three times at once, and overdue ones swept.

On SQLite and on PostgreSQL: `make test` and `make test DB=postgres`.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Completion, Enrolment
from quizzes.models import Answer, Mark, Question, QuizAttempt
from quizzes.verbs.attempts import finish_overdue, submit_attempt
from tests.content import SmallCourse
from tests.people import ClientOf
from tests.sitewide.test_many_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SUBMISSIONS, QUESTIONS = 1000, 2


def open_attempts(course: SmallCourse, count: int, **fields: Any) -> list[QuizAttempt]:
    """So many people, each with an attempt of two questions, the first answered right."""
    now, password = timezone.now(), make_password(None)
    people = User.objects.bulk_create(
        User(username=f"m{number}", first_name="Persona", password=password)
        for number in range(count)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(learner=each, course_key=course.key, assigned_at=now, total=3) for each in people
    )
    attempts = QuizAttempt.objects.bulk_create(
        QuizAttempt(
            enrolment=each,
            activity_key=course.quiz,
            number=1,
            seed="s",
            pass_mark=80,
            started_at=now - timedelta(hours=1),
            **fields,
        )
        for each in enrolments
    )
    single = Question.objects.filter(locale__language_code="es", content__icontains="true_false")
    rows = single.select_related("current_version")
    versions = [each.current_version for each in rows if each.current_version]
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt,
            position=position,
            version=version,
            response=["true" if version.frozen.structure["answer"] else "false"],
            saved_at=now,
        )
        for attempt in attempts
        for position, version in enumerate(versions[:QUESTIONS], start=1)
    )
    return attempts


def assert_one_result_each(attempts: list[QuizAttempt]) -> None:
    count = len(attempts)
    finished = QuizAttempt.objects.filter(state="finished", score=100, passed=True)
    assert finished.count() == count
    assert Mark.objects.count() == Answer.objects.count() == count * QUESTIONS
    completions = Completion.objects.values_list("score", "passed", "attempts")
    assert list(completions) == [(100, True, 1)] * count


def test_a_thousand_submissions_sent_three_times_at_once(course: SmallCourse) -> None:
    attempts = open_attempts(course, SUBMISSIONS)
    browsers = {each.pk: signed_in(each) for each in attempts}
    # Made beforehand: two threads that made a list for the same attempt would lose one reply.
    replies: dict[Any, list[tuple[int, str, bytes]]] = {each.pk: [] for each in attempts}

    def hand_in(attempt: QuizAttempt) -> None:
        url = reverse("submit_attempt", args=[attempt.pk])
        reply = browsers[attempt.pk]().post(url, {"idempotency_key": f"end-{attempt.pk}"})
        replies[attempt.pk].append((reply.status_code, reply.headers["Location"], reply.content))

    at_once(hand_in, [attempt for attempt in attempts for _copy in range(3)], hands=3)

    assert_one_result_each(attempts)
    assert {len(each) for each in replies.values()} == {3}
    # Each with one and the same answer.
    assert all(len(set(each)) == 1 for each in replies.values())


def signed_in(attempt: QuizAttempt) -> Callable[[], Client]:
    """Browsers of the learner, one for each request, all with the same session."""
    first = Client()
    first.force_login(attempt.enrolment.learner)

    def another() -> Client:
        browser = Client()
        browser.cookies.update(first.cookies)
        return browser

    return another


def test_two_sweepers_and_the_learner_at_the_deadline(
    course: SmallCourse, client_of: ClientOf
) -> None:
    """Whoever comes first finishes it; the others find it done."""
    deadline = timezone.now() - timedelta(seconds=1)
    attempts = open_attempts(course, 60, deadline_at=deadline)

    def sweep() -> int:
        return finish_overdue(QuizAttempt.objects.all(), timezone.now())

    def finish_mine() -> int:
        return sum(submit_attempt(each, timezone.now()) for each in reversed(attempts))

    finished = at_once(lambda work: work(), [sweep, sweep, finish_mine], hands=3)

    assert sum(finished) == len(attempts)
    assert_one_result_each(attempts)
    assert set(QuizAttempt.objects.values_list("finished_at", flat=True)) == {deadline}
    page = client_of(attempts[0].enrolment.learner).get(
        reverse("show_result", args=[attempts[0].pk])
    )
    assert page.status_code == 200
