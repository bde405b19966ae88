"""People: e-mail optional and unique whatever its case; nobody is deleted."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.models import User
from tests.doing import Reads
from tests.people import PASSWORD, ClientOf, Enrolled, MakePerson


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ana@Empresa.Example", "ana@empresa.example"),
        (" ana@x.example ", "ana@x.example"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_an_e_mail_is_kept_in_lower_case_or_not_at_all(
    person: MakePerson, given: str | None, kept: str | None
) -> None:
    somebody = person("1", "Ana", "Prieto", email=given)
    somebody.refresh_from_db()
    assert somebody.email == kept


def test_many_have_none_but_no_two_have_the_same(person: MakePerson) -> None:
    person("1", "Ana", "Prieto")
    person("2", "Beto", "Ramos")
    person("3", "Carla", "Montes", email="carla@x.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        person("4", "Carla", "Otra", email="CARLA@x.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(username="1").update(email="Carla@X.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(username="1").update(email="")


def test_a_time_zone_is_one_there_is(new_hire: User) -> None:
    new_hire.time_zone = "America/Lima"
    new_hire.full_clean()
    assert str(new_hire.zone) == "America/Lima"
    new_hire.time_zone = "Luna/Mar"
    with pytest.raises(ValidationError):
        new_hire.full_clean()


def test_without_one_it_is_the_sites(new_hire: User) -> None:
    assert str(new_hire.zone) == "America/Bogota"


def test_a_name_or_else_the_number(person: MakePerson) -> None:
    assert str(person("1001", "Ana", "Prieto")) == "Ana Prieto"
    assert str(person("1002", "", "")) == "1002"


def add(**changes: Any) -> dict[str, Any]:
    return {
        "username": "5001",
        "first_name": "Gabi",
        "last_name": "Nieto",
        "email": "",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "language": "",
        "time_zone": "",
    } | changes


def test_an_administrator_adds_somebody_without_a_mailbox(
    administrator: User, client_of: ClientOf
) -> None:
    answer = client_of(administrator).post(reverse("wagtailusers_users:add"), add())
    assert answer.status_code == 302, answer.context["form"].errors
    gabi = User.objects.get(username="5001")
    assert gabi.email is None
    assert gabi.check_password(PASSWORD)
    assert not gabi.writes


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no mailbox"}, "email"),
        ({"email": "CARLA@empresa.example"}, "email"),
        ({"username": "2001"}, "username"),
        ({"time_zone": "Luna/Mar"}, "time_zone"),
        ({"password2": "another"}, "password2"),
    ],
)
def test_a_mistake_gets_a_message_at_its_field(
    administrator: User,
    manager: User,
    client_of: ClientOf,
    changes: dict[str, str],
    field: str,
) -> None:
    page = client_of(administrator).post(reverse("wagtailusers_users:add"), add(**changes))
    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert not User.objects.filter(username="5001").exists()


def test_deleting_somebody_only_deactivates(
    administrator: User, new_hire: User, enrolled: Enrolled, reads: Reads, client_of: ClientOf
) -> None:
    way = enrolled(new_hire)
    page = client_of(administrator).post(
        reverse("wagtailusers_users:delete", args=[new_hire.pk]), follow=True
    )
    assert page.status_code == 200
    new_hire.refresh_from_db()
    assert not new_hire.is_active
    way.refresh_from_db()
    assert way.learner == new_hire


def test_a_trainer_cannot_reach_people(trainer: User, new_hire: User, client_of: ClientOf) -> None:
    browser = client_of(trainer)
    for name, args in (("index", []), ("add", []), ("edit", [new_hire.pk])):
        answer = browser.get(reverse(f"wagtailusers_users:{name}", args=args))
        assert answer.status_code in {302, 403, 404}, name
    browser.post(reverse("wagtailusers_users:delete", args=[new_hire.pk]))
    new_hire.refresh_from_db()
    assert new_hire.is_active
