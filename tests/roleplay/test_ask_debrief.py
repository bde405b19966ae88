"""Asking from a debrief: about all of it or one turn; a review only of what was assessed."""

from typing import Any

import pytest
from django.urls import reverse

from cms.models import User
from courses.asking import ask_url
from courses.models import Inquiry
from roleplay.models import Conversation
from tests.people import ClientOf
from tests.rehearsal import BEST, GREETS, RUDE, Joins, Rehearsal, Talks


def asked(**changes: Any) -> dict[str, Any]:
    return {"kind": "ask", "text": "¿Qué hacía mejor aquí?", "idempotency_key": "k"} | changes


@pytest.fixture
def assessed(rehearsal: Rehearsal, new_hire: User, joins: Joins, talks: Talks) -> Conversation:
    return talks(joins(new_hire), rehearsal.assess, *RUDE).conversation


def test_a_turn_is_asked_about_with_its_line(
    rehearsal: Rehearsal, assessed: Conversation, new_hire: User, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    whole, first = (ask_url("debrief", assessed.pk, each) for each in ("0", "1"))
    html = browser.get(reverse("show_debrief", args=[assessed.pk])).content.decode()
    assert f'href="{whole}"' in html
    assert f'href="{first}"' in html
    browser.post(first + "send/", asked())
    inquiry = Inquiry.objects.get()
    assert inquiry.quote.startswith(RUDE[0])
    assert inquiry.item_key == rehearsal.lamp
    assert inquiry.activity_key == rehearsal.assess
    assert inquiry.place_url.endswith("/debrief/#turn-1")


def test_a_review_where_there_is_a_mark(
    rehearsal: Rehearsal,
    assessed: Conversation,
    new_hire: User,
    talks: Talks,
    client_of: ClientOf,
) -> None:
    browser = client_of(new_hire)
    url, review = ask_url("debrief", assessed.pk, "0"), asked(kind="review")
    assert browser.post(url + "send/", review).status_code == 302
    practised = talks(assessed.enrolment, rehearsal.practise, *BEST).conversation
    url = ask_url("debrief", practised.pk, "0")
    review["idempotency_key"] = "k2"
    assert browser.post(url + "send/", review).status_code == 400
    assert Inquiry.objects.get().place_key == assessed.pk


def test_turns_and_conversations_that_are_not_there(
    rehearsal: Rehearsal,
    assessed: Conversation,
    new_hire: User,
    colleague: User,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
) -> None:
    joins(colleague)
    under_way = talks(assessed.enrolment, rehearsal.learn, GREETS).conversation
    for who, key, anchor in (
        (colleague, assessed.pk, "0"),
        (colleague, assessed.pk, "1"),
        (new_hire, assessed.pk, "99"),
        (new_hire, assessed.pk, "x"),
        (new_hire, assessed.pk, "00"),
        (new_hire, under_way.pk, "0"),
    ):
        url = ask_url("debrief", key, anchor)
        assert client_of(who).get(url).status_code == 404, anchor
        assert client_of(who).post(url + "send/", asked()).status_code == 404
    assert not Inquiry.objects.exists()
