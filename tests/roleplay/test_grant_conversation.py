"""One assessed conversation more: by those who look after somebody, with the reason, on record."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from roleplay.models import ConversationGrant
from roleplay.verbs.conversations import grant_conversation
from tests.people import ClientOf
from tests.rehearsal import BEST, RUDE, Joins, Rehearsal, Talks


@pytest.fixture
def stuck(rehearsal: Rehearsal, new_hire: User, joins: Joins, talks: Talks) -> Enrolment:
    """She had both of hers and passed none."""
    way = joins(new_hire)
    for _time in range(2):
        talks(way, rehearsal.assess, *RUDE)
    return way


def grant(key: object) -> str:
    return reverse("grant_conversation", args=[key])


def form(way: Enrolment, **changes: str) -> dict[str, str]:
    own = {"enrolment": str(way.pk), "reason": "Se cortó la luz", "idempotency_key": "k1"}
    return own | changes


def test_a_manager_grants_one_and_it_may_start_at_once(
    rehearsal: Rehearsal, manager: User, new_hire: User, stuck: Enrolment, talks: Talks,
    client_of: ClientOf,
) -> None:  # fmt: skip
    browser, url = client_of(manager), grant(rehearsal.assess)
    person = reverse("show_person", args=[new_hire.pk])
    html = browser.get(person).content.decode()
    assert f'action="{url}"' in html
    assert f'name="enrolment" value="{stuck.pk}"' in html

    assert browser.post(url, form(stuck))["Location"] == person
    browser.post(url, form(stuck))  # sent twice, granted once

    row = ConversationGrant.objects.get()
    assert (row.by, row.reason, row.activity_key) == (manager, "Se cortó la luz", rehearsal.assess)
    assert url not in browser.get(person).content.decode()
    assert talks(stuck, rehearsal.assess, *BEST).conversation.number == 3
    assert url not in browser.get(person).content.decode()


def test_without_a_reason_there_is_none(
    rehearsal: Rehearsal, manager: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    for reason in ("", "   ", "x" * 301):
        sent = form(stuck, reason=reason)
        page = client_of(manager).post(grant(rehearsal.assess), sent)
        assert page.status_code == 400
        [card] = page.context["stuck"]
        [said] = card["form"].errors["reason"]
        assert said in page.text
        assert f'value="{reason}"' in page.text or not reason.strip()
    assert not ConversationGrant.objects.exists()
    with pytest.raises(ValueError, match="reason"):
        grant_conversation(stuck, rehearsal.assess, manager, " ", timezone.now())


def test_who_cannot_grant(
    rehearsal: Rehearsal, new_hire: User, colleague: User, outsider: User, trainer: User,
    stuck: Enrolment, client_of: ClientOf,
) -> None:  # fmt: skip
    url = grant(rehearsal.assess)
    for person in (new_hire, colleague, outsider, trainer):
        assert client_of(person).post(url, form(stuck)).status_code == 404
    assert client_of(new_hire).get(url).status_code == 405
    assert not ConversationGrant.objects.exists()


@pytest.mark.parametrize("enrolment", ["", "x", "999999"])
def test_an_enrolment_that_is_not_there(
    rehearsal: Rehearsal, manager: User, client_of: ClientOf, enrolment: str
) -> None:
    sent = {"enrolment": enrolment, "reason": "Sí"}
    assert client_of(manager).post(grant(rehearsal.assess), sent).status_code == 404


def test_an_activity_that_is_no_conversation(
    rehearsal: Rehearsal, manager: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    assert client_of(manager).post(grant(rehearsal.lesson), form(stuck)).status_code == 404
    assert not ConversationGrant.objects.exists()
