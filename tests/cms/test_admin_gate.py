"""Who enters the author's desk, and what it looks like from the door."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import Brand, User
from tests.people import ClientOf

DESK = "/admin/"
PLACES = [DESK, "/admin/pages/", "/admin/snippets/quizzes/question/", "/admin/users/", "/admin/x/"]


@pytest.mark.parametrize("place", PLACES)
def test_a_stranger_is_asked_to_sign_in(wagtail_site: object, place: str) -> None:
    response = Client().get(place)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("place", PLACES)
def test_for_a_manager_the_desk_is_not_there(
    manager: User, client_of: ClientOf, place: str
) -> None:
    assert client_of(manager).get(place).status_code == 404


def test_for_a_learner_the_desk_is_not_there(new_hire: User, client_of: ClientOf) -> None:
    assert client_of(new_hire).get(DESK).status_code == 404


def test_wagtails_own_sign_in_leads_to_ours(wagtail_site: object) -> None:
    assert Client().get("/admin/login/")["Location"] == reverse("account_login")


@pytest.mark.parametrize(
    "place",
    [
        "/admin/users/",
        "/admin/users/new/",
        "/admin/groups/",
        "/admin/settings/cms/brand/",
        "/admin/sites/",
        "/admin/locales/",
        "/admin/snippets/courses/team/",
        "/admin/snippets/courses/team/add/",
    ],
)
def test_a_trainer_has_no_business_with_people_and_settings(
    trainer: User, client_of: ClientOf, place: str
) -> None:
    # Wagtail's way of refusing: back to the desk, with a message.
    response = client_of(trainer).get(place, follow=True)

    assert response.redirect_chain[-1] == (DESK, 302)


def test_an_administrator_looks_after_people_teams_and_brand(
    administrator: User, client_of: ClientOf
) -> None:
    client = client_of(administrator)

    for place in ("/admin/users/", "/admin/snippets/courses/team/", "/admin/settings/cms/brand/"):
        assert client.get(place, follow=True).status_code == 200


def test_the_desk_wears_the_brand_and_asks_nobody_outside(
    trainer: User, client_of: ClientOf
) -> None:
    brand = Brand.load()
    brand.name, brand.colour = "Almacenes Luz", "#7a1f5c"
    brand.save()

    page = client_of(trainer).get(DESK).content.decode()

    assert "Almacenes Luz" in page
    assert "--desk-hue: 320" in page
    assert "Wagtail</title>" not in page
    assert not re.findall(r'(?:<link[^>]+href|src)="(https?://[^"]+)', page)


def test_people_are_deactivated_several_at_once_and_never_deleted(
    administrator: User, new_hire: User, colleague: User, client_of: ClientOf
) -> None:
    ids = f"id={new_hire.pk}&id={colleague.pk}"
    address = f"/admin/bulk/cms/user/delete/?{ids}&next=/admin/users/"
    client = client_of(administrator)

    assert client.get(address).status_code == 200
    client.post(address)

    rows = User.objects.filter(pk__in=[new_hire.pk, colleague.pk])
    assert [row.is_active for row in rows] == [False, False]


def test_a_trainer_adds_pictures_and_translates(trainer: User, client_of: ClientOf) -> None:
    assert client_of(trainer).get("/admin/images/add/").status_code == 200
    assert trainer.has_perm("wagtail_localize.submit_translation")
    assert trainer.has_perm("quizzes.publish_question")
