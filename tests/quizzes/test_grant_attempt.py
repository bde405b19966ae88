"""One attempt more: by those who look after somebody, with the reason, on record."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from quizzes.models import QuizGrant
from quizzes.verbs.attempts import grant_attempt, start_attempt
from tests.content import SmallCourse
from tests.doing import Takes
from tests.people import ClientOf, Enrolled


@pytest.fixture
def stuck(new_hire: User, enrolled: Enrolled, takes: Takes) -> Enrolment:
    """She failed three times, an hour ago for the last time."""
    way = enrolled(new_hire)
    for hours in (90, 60, 1):
        takes(way, right=3, at=timezone.now() - timedelta(hours=hours))
    return way


def form(way: Enrolment, **changes: str) -> dict[str, str]:
    return {
        "enrolment": str(way.pk),
        "reason": "Estuvo enferma",
        "idempotency_key": "k1",
    } | changes


def test_a_manager_grants_one_and_it_may_start_at_once(
    course: SmallCourse, manager: User, new_hire: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    browser, url = client_of(manager), reverse("grant_attempt", args=[course.quiz])
    person = reverse("show_person", args=[new_hire.pk])
    assert url in browser.get(person).content.decode()

    assert browser.post(url, form(stuck))["Location"] == person
    browser.post(url, form(stuck))  # sent twice, granted once

    grant = QuizGrant.objects.get()
    assert (grant.by, grant.reason) == (manager, "Estuvo enferma")
    assert url not in browser.get(person).content.decode()
    fourth = start_attempt(stuck, course.quiz_page, timezone.now())
    assert fourth.number == 4


def test_without_a_reason_there_is_none(
    course: SmallCourse, manager: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    url = reverse("grant_attempt", args=[course.quiz])
    for reason in ("", "   ", "x" * 301):
        page = client_of(manager).post(url, form(stuck, reason=reason), follow=True)
        assert page.status_code == 200
        assert len(list(page.context["messages"])) == 1
    assert not QuizGrant.objects.exists()
    with pytest.raises(ValueError, match="reason"):
        grant_attempt(stuck, course.quiz, manager, " ", timezone.now())


def test_who_cannot_grant(
    course: SmallCourse,
    new_hire: User,
    colleague: User,
    outsider: User,
    trainer: User,
    stuck: Enrolment,
    client_of: ClientOf,
) -> None:
    url = reverse("grant_attempt", args=[course.quiz])
    for person in (new_hire, colleague, outsider, trainer):
        assert client_of(person).post(url, form(stuck)).status_code == 404
    assert client_of(new_hire).get(url).status_code == 405
    assert not QuizGrant.objects.exists()


@pytest.mark.parametrize("enrolment", ["", "x", "999999"])
def test_an_enrolment_that_is_not_there(
    course: SmallCourse, manager: User, client_of: ClientOf, enrolment: str
) -> None:
    sent = {"enrolment": enrolment, "reason": "Sí"}
    url = reverse("grant_attempt", args=[course.quiz])
    assert client_of(manager).post(url, sent).status_code == 404
