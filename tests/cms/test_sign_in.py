"""Signing in: by e-mail or number, with limits, and with nobody's help but the company's."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cms.models import User
from tests.people import PASSWORD, ClientOf
from tests.words import spanish

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> object:
    return client.post(LOGIN, {"login": login, "password": password} | more)


@pytest.mark.parametrize("login", ["1002", "beto@empresa.example", "BETO@Empresa.Example"])
def test_by_number_or_e_mail(client: Client, colleague: User, login: str) -> None:
    answer = sign_in(client, login)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert answer["Location"] == "/"  # type: ignore[index]
    assert client.session["_auth_user_id"] == str(colleague.pk)


def test_without_a_mailbox_by_number(client: Client, new_hire: User) -> None:
    sign_in(client, "1001")
    assert client.session["_auth_user_id"] == str(new_hire.pk)


def test_it_leads_to_where_she_was_going(client: Client, new_hire: User) -> None:
    asked = client.get("/my-rules/")
    assert asked["Location"] == f"{LOGIN}?next=%2Fmy-rules%2F"
    page = client.get(asked["Location"])
    assert "/my-rules/" in page.content.decode()
    answer = sign_in(client, "1001", next="/my-rules/")
    assert answer["Location"] == "/my-rules/"  # type: ignore[index]


def test_another_site_is_no_place_to_go(client: Client, new_hire: User) -> None:
    answer = sign_in(client, "1001", next="https://elsewhere.example/")
    assert answer["Location"] == "/"  # type: ignore[index]


@pytest.mark.parametrize(
    ("login", "password"), [("1002", "wrong"), ("9999", PASSWORD), ("beto@empresa.example", "x")]
)
def test_a_wrong_password_and_an_unknown_person_hear_the_same(
    client: Client, colleague: User, login: str, password: str
) -> None:
    answer = sign_in(client, login, password)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    words = spanish("That e-mail or employee number and that password do not go together.")
    assert words in answer.content.decode()  # type: ignore[attr-defined]
    assert "_auth_user_id" not in client.session


def test_who_left_cannot_sign_in(client: Client, new_hire: User) -> None:
    new_hire.is_active = False
    new_hire.save()
    sign_in(client, "1001")
    assert "_auth_user_id" not in client.session


def test_guessing_is_limited(client: Client, new_hire: User) -> None:
    answers = [sign_in(client, "1001", f"guess {number}") for number in range(7)]
    last = answers[-1]
    words = spanish(
        "Too many attempts in a row. Wait five minutes and try again, or ask your trainer for help."
    )
    assert words in last.content.decode()  # type: ignore[attr-defined]
    sign_in(client, "1001")  # even the right one has to wait
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_alone(client: Client, wagtail_site: object) -> None:
    page = client.get(reverse("account_signup"))
    assert "<form" not in page.content.decode().split("<main")[1].split("</main")[0]
    client.post(
        reverse("account_signup"),
        {"username": "x", "email": "x@y.example", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert not User.objects.exists()


def test_signing_out(new_hire: User, client_of: ClientOf) -> None:
    browser = client_of(new_hire)
    answer = browser.post(reverse("account_logout"))
    assert answer["Location"] == LOGIN
    assert browser.get("/").status_code == 302


# --- a forgotten password -------------------------------------------------------------------


@pytest.mark.parametrize("email", ["", "beto", "beto@", "beto empresa.example", "@x", "a@b..c"])
def test_a_bad_e_mail_gets_a_message(client: Client, colleague: User, email: str) -> None:
    page = client.post(RESET, {"email": email})
    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert "errorlist" in page.content.decode()
    assert not mail.outbox


def test_a_new_password_by_mail(client: Client, colleague: User) -> None:
    assert client.post(RESET, {"email": "BETO@empresa.example"}).status_code == 302
    message = mail.outbox[0]
    assert message.to == ["beto@empresa.example"]
    link = re.search(r"https?://\S+(/accounts/password/reset/key/\S+)", str(message.body))
    assert link is not None
    form = client.get(link[1], follow=True)
    path = form.redirect_chain[-1][0]
    new = {"password1": "otro-camino-largo-9", "password2": "otro-camino-largo-9"}
    assert client.post(path, new).status_code == 302
    sign_in(client, "1002", "otro-camino-largo-9")
    assert client.session["_auth_user_id"] == str(colleague.pk)
    # The link worked once.
    again = Client().get(link[1], follow=True)
    assert "password1" not in again.content.decode()


def test_the_page_does_not_tell_who_is_here(client: Client, colleague: User) -> None:
    known = client.post(RESET, {"email": "beto@empresa.example"}, follow=True)
    unknown = Client().post(RESET, {"email": "nobody@empresa.example"}, follow=True)
    main = [page.content.decode().split("<main")[1] for page in (known, unknown)]
    assert main[0] == main[1]


# --- Wagtail's own doors ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("door", "ours"),
    [
        ("/admin/login/", LOGIN),
        ("/admin/login/?next=/admin/pages/", f"{LOGIN}?next=/admin/pages/"),
        ("/admin/logout/", "/accounts/logout/"),
        ("/admin/password_reset/", RESET),
        ("/admin/password_reset/confirm/x/y/", RESET),
    ],
)
def test_they_lead_to_ours(client: Client, wagtail_site: object, door: str, ours: str) -> None:
    answer = client.get(door)
    assert answer.status_code in {301, 302}
    assert answer["Location"] == ours


def test_the_authors_desk_asks_to_sign_in_and_is_not_there_for_learners(
    client: Client,
    new_hire: User,
    manager: User,
    trainer: User,
    administrator: User,
    client_of: ClientOf,
) -> None:
    for address in ("/admin/", "/admin/pages/", "/admin/nowhere/"):
        assert client.get(address)["Location"].startswith(f"{LOGIN}?next=/admin/")
        for person in (new_hire, manager):
            assert client_of(person).get(address).status_code == 404
    for person in (trainer, administrator):
        assert client_of(person).get("/admin/").status_code == 200
    assert client_of(trainer).get("/admin/users/").status_code != 200
    assert client_of(administrator).get("/admin/users/").status_code == 200
