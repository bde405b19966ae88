"""What managers and trainers see of reviews: how much is retained, never a single answer."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from quizzes.models import ReviewAnswer, ReviewCard
from tests.people import ClientOf
from tests.reviewing import PassedAgo, Reviews, questions_of

Counted = Callable[[int], Any]


def page_of(learner: User, manager: User, client_of: ClientOf) -> str:
    address = reverse("show_person", args=[learner.pk])
    return client_of(manager).get(address).content.decode()


def test_shares_of_two_periods_and_an_estimate(
    new_hire: User,
    manager: User,
    passed_ago: PassedAgo,
    reviews: Reviews,
    client_of: ClientOf,
) -> None:
    passed_ago(new_hire, days=60)
    now = timezone.now()
    reviews(new_hire, right=1, size=5, at=now - timedelta(days=50))
    reviews(new_hire, right=4, size=5, at=now - timedelta(days=2))
    html = page_of(new_hire, manager, client_of)
    assert "Lo que se recuerda" in html
    last, longer = html.split("Últimos 90 días")
    assert "80 %" in last.split("Últimos 30 días")[1]
    assert "50 %" in longer
    assert "Dentro de una semana, sin otro repaso, debería recordarse cerca del" in html


def estimate(html: str) -> int:
    found = re.search(r"debería recordarse cerca del (\d+)\s%", html)
    assert found
    return int(found[1])


def test_what_was_missed_lowers_the_estimate(
    new_hire: User,
    colleague: User,
    manager: User,
    passed_ago: PassedAgo,
    reviews: Reviews,
    client_of: ClientOf,
) -> None:
    """The moment after an answer all of it is remembered, what was missed as well."""
    for person, right in ((new_hire, 5), (colleague, 0)):
        passed_ago(person, days=3)
        reviews(person, right=right, size=5)
    good, bad = (estimate(page_of(who, manager, client_of)) for who in (new_hire, colleague))
    assert bad < good - 10


def test_no_single_answer_is_told(
    new_hire: User,
    manager: User,
    passed_ago: PassedAgo,
    reviews: Reviews,
    client_of: ClientOf,
) -> None:
    passed_ago(new_hire, days=3)
    sitting = reviews(new_hire, right=2, size=5)
    html = page_of(new_hire, manager, client_of)
    assert str(sitting.pk) not in html
    for answer in questions_of(sitting):
        assert answer.version.frozen.text("stem", "es").text not in html


def test_of_too_few_answers_no_share(
    new_hire: User,
    manager: User,
    passed_ago: PassedAgo,
    reviews: Reviews,
    client_of: ClientOf,
) -> None:
    """Of three answers a share would nearly tell each."""
    passed_ago(new_hire, days=3)
    reviews(new_hire, right=2, size=3)
    html = page_of(new_hire, manager, client_of)
    assert html.count("menos de 5 respuestas") == 2
    assert "66 %" not in html


def test_before_the_first_review_nothing_stands_there(
    new_hire: User, manager: User, passed_ago: PassedAgo, client_of: ClientOf
) -> None:
    passed_ago(new_hire, days=3)
    assert "Lo que se recuerda" not in page_of(new_hire, manager, client_of)


def test_who_is_not_in_the_team_is_not_seen(
    new_hire: User,
    outsider: User,
    manager: User,
    passed_ago: PassedAgo,
    reviews: Reviews,
    client_of: ClientOf,
) -> None:
    passed_ago(outsider, days=3)
    reviews(outsider)
    address = reverse("show_person", args=[outsider.pk])
    assert client_of(manager).get(address).status_code == 404


@pytest.mark.parametrize("sittings", [1, 4])
def test_it_costs_three_queries_whatever_there_is(
    new_hire: User,
    manager: User,
    passed_ago: PassedAgo,
    reviews: Reviews,
    client_of: ClientOf,
    sittings: int,
    django_assert_num_queries: Counted,
) -> None:
    passed_ago(new_hire, days=100)
    for days in (99, 97, 90, 70)[:sittings]:
        reviews(new_hire, size=5, at=timezone.now() - timedelta(days=days))
    browser, address = client_of(manager), reverse("show_person", args=[new_hire.pk])
    browser.get(address)
    assert ReviewAnswer.objects.count() == 5 * sittings
    assert ReviewCard.objects.count() == 10
    with django_assert_num_queries(16):
        browser.get(address)
