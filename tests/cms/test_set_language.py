"""Language: the person's choice, the cookie, then Spanish; the browser's is ignored."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cms.models import User
from tests.people import ClientOf

LOGIN = "/accounts/login/"
ENGLISH_BROWSER = {"accept-language": "en-GB,en;q=0.9"}


def language(page: object) -> str:
    html = page.content.decode()  # type: ignore[attr-defined]
    return str(html.split('<html lang="')[1].split('"')[0])


def test_spanish_first_whatever_the_browser_says(client: Client, wagtail_site: object) -> None:
    page = client.get(LOGIN, headers=ENGLISH_BROWSER)
    assert language(page) == "es"
    assert page["Content-Language"] == "es"


def test_a_visitors_choice_stays_in_a_cookie(client: Client, wagtail_site: object) -> None:
    answer = client.post(reverse("set_language"), {"language": "en", "next": LOGIN})
    assert answer["Location"] == LOGIN
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert language(client.get(LOGIN)) == "en"


def test_a_persons_choice_follows_her(new_hire: User, client_of: ClientOf) -> None:
    client_of(new_hire).post(reverse("set_language"), {"language": "en"})
    new_hire.refresh_from_db()
    assert new_hire.language == "en"
    assert language(client_of(new_hire).get("/")) == "en"  # another browser, without the cookie


def test_the_choice_comes_before_a_shared_computers_cookie(
    new_hire: User, client_of: ClientOf
) -> None:
    new_hire.language = "es"
    new_hire.save()
    browser = client_of(new_hire)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert language(browser.get("/")) == "es"


@pytest.mark.parametrize("code", ["", "fr", "xx", "../../etc", "es-CO"])
def test_what_there_is_not_changes_nothing(new_hire: User, client_of: ClientOf, code: str) -> None:
    browser = client_of(new_hire)
    answer = browser.post(reverse("set_language"), {"language": code})
    assert answer.status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
    new_hire.refresh_from_db()
    assert new_hire.language == ""
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    assert language(browser.get("/")) == "es"


@pytest.mark.parametrize(
    ("form", "referer", "back"),
    [
        ({"next": "/my-rules/"}, "", "/my-rules/"),
        ({}, "http://testserver/team/?q=ana", "/team/?q=ana"),
        ({}, "", "/"),
        ({"next": "https://elsewhere.example/"}, "", "/"),
        ({"next": "//elsewhere.example/"}, "", "/"),
        ({}, "https://elsewhere.example/team/", "/"),
        ({"next": "javascript:alert(1)"}, "", "/"),
    ],
)
def test_one_stays_on_the_page(
    client: Client, wagtail_site: object, form: dict[str, str], referer: str, back: str
) -> None:
    headers = {"referer": referer} if referer else {}
    answer = client.post(reverse("set_language"), form | {"language": "en"}, headers=headers)
    assert answer["Location"] == back


def test_only_a_form_changes_it(client: Client, wagtail_site: object) -> None:
    assert client.get(reverse("set_language")).status_code == 405
