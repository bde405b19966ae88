"""An address that only takes forms, opened from the browser's history."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.models import User
from courses.models import Enrolment
from tests.doing import Starts
from tests.people import ClientOf, Enrolled


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def test_it_says_so_and_leads_on(
    new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    address = reverse("save_answer", args=[starts(way).pk, 1])
    page = client_of(new_hire).get(address)
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "Aquí no hay nada que abrir" in page.content.decode()
    assert f'href="{reverse("home")}"' in page.content.decode()


def test_to_strangers_it_says_no_more(client: Client, wagtail_site: Site) -> None:
    page = client.get(reverse("acknowledge_notice"))
    assert page.status_code == 405
    assert "Aquí no hay nada que abrir" in page.content.decode()


def test_what_is_sent_to_a_page_that_takes_nothing_is_left_to_the_machine(
    new_hire: User, client_of: ClientOf
) -> None:
    refused = client_of(new_hire).post(reverse("home"))
    assert (refused.status_code, refused.content) == (405, b"")
