"""Asking about a question of a review: once it was answered, with the answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.asking import ask_url
from courses.models import Enrolment, Inquiry
from quizzes.models import ReviewSitting
from quizzes.verbs.review import answer_review, start_review
from tests.content import SmallCourse
from tests.doing import Takes
from tests.people import ClientOf, Enrolled

FORM = {"kind": "ask", "text": "¿Siempre es así?", "idempotency_key": "k"}


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire, at=timezone.now() - timedelta(days=9))


@pytest.fixture
def sitting(course: SmallCourse, way: Enrolment, takes: Takes) -> ReviewSitting:
    now = timezone.now()
    takes(way, right=8, at=now - timedelta(days=4))
    return start_review(way.learner, course.key, 3, now)


def test_before_it_is_answered_there_is_nothing_to_ask_from(
    sitting: ReviewSitting, way: Enrolment, client_of: ClientOf
) -> None:
    url = ask_url("reviewed", sitting.pk, "1")
    browser = client_of(way.learner)
    assert browser.get(url).status_code == 404
    assert browser.post(url + "send/", FORM).status_code == 404
    assert not Inquiry.objects.exists()


def test_answered_it_keeps_the_place_and_the_answer(
    course: SmallCourse,
    sitting: ReviewSitting,
    way: Enrolment,
    colleague: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    answer = sitting.answers.select_related("version", "sitting").get(position=1)
    answer_review(answer, [], "", "es", timezone.now())
    page = reverse("show_review_question", args=[sitting.pk, 1])
    url, browser = ask_url("reviewed", sitting.pk, "1"), client_of(way.learner)
    assert f'href="{url}"' in browser.get(page).content.decode()
    assert browser.post(url + "send/", FORM).status_code == 302
    inquiry = Inquiry.objects.get()
    assert (inquiry.enrolment, inquiry.place_url, inquiry.activity_key) == (way, page, course.key)
    assert inquiry.item_key == answer.version.question_key
    review = FORM | {"kind": "review", "idempotency_key": "k2"}
    assert browser.post(url + "send/", review).status_code == 400
    enrolled(colleague)
    assert client_of(colleague).get(url).status_code == 404
