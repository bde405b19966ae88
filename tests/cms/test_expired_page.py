"""A page that grew old, a sign-in that ran out: what was written is offered again."""

import re
from collections import defaultdict

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import User
from courses.models import Enrolment
from quizzes.models import Answer, QuizAttempt
from tests.doing import Starts, answers_of, right_response
from tests.people import PASSWORD, Enrolled

OURS = {"origin": "http://testserver"}
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def answer(new_hire: User, enrolled: Enrolled, starts: Starts) -> Answer:
    way: Enrolment = enrolled(new_hire)
    attempt: QuizAttempt = starts(way)
    return answers_of(attempt)[0]


@pytest.fixture
def browser(new_hire: User) -> Client:
    """Signed in, and checked like a real one: forms need their token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(new_hire)
    return client


def form(answer: Answer) -> dict[str, object]:
    return {
        "response": right_response(answer),
        "revision": "0",
        "go": "next",
        "csrfmiddlewaretoken": "of yesterday",
    }


def address(answer: Answer) -> str:
    return reverse("save_answer", args=[answer.attempt_id, answer.position])


def hidden_fields(html: str) -> dict[str, list[str]]:
    """The form in the middle of the page, as a browser would send it."""
    fields: dict[str, list[str]] = defaultdict(list)
    main = html.split("<main")[1]
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main):
        fields[name].append(value)
    return fields


def test_an_expired_form_is_shown_again_with_what_was_written(
    browser: Client, answer: Answer
) -> None:
    page = browser.post(address(answer), form(answer), headers=OURS)
    assert page.status_code == 403
    html = page.content.decode()
    assert f'action="{address(answer)}"' in html
    fields = hidden_fields(html)
    assert fields["response"] == right_response(answer)
    assert fields["csrfmiddlewaretoken"] != ["of yesterday"]
    # One click, and it is saved.
    again = browser.post(address(answer), fields, headers=OURS)
    assert again.status_code == 302
    answer.refresh_from_db()
    assert answer.response == right_response(answer)


def test_a_form_from_elsewhere_is_not(browser: Client, answer: Answer) -> None:
    for headers in (
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"referer": "https://elsewhere.example/"},
        {},
    ):
        page = browser.post(address(answer), form(answer), headers=headers)
        assert page.status_code == 403
        assert f'action="{address(answer)}"' not in page.content.decode()
    answer.refresh_from_db()
    assert answer.response is None


def test_a_script_hears_it_as_json(browser: Client, answer: Answer) -> None:
    reply = browser.post(address(answer), form(answer), headers=OURS | SCRIPT)
    assert reply.status_code == 403
    assert reply.json()["message"]


def test_a_password_is_never_put_into_a_page(client: Client, new_hire: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    sent = {"login": "1001", "password": PASSWORD, "csrfmiddlewaretoken": "old"}
    page = browser.post("/accounts/login/", sent, headers=OURS)
    assert page.status_code == 403
    assert PASSWORD not in page.content.decode()
    assert hidden_fields(page.content.decode())["login"] == ["1001"]


def test_what_is_written_is_shown_as_text(browser: Client, answer: Answer) -> None:
    nasty = {"response": '"><script>alert(1)</script>', "revision": "0"}
    html = browser.post(address(answer), nasty, headers=OURS).content.decode()
    assert "<script>alert(1)" not in html


def test_a_form_sent_after_signing_out_waits_for_her(
    client: Client, new_hire: User, answer: Answer
) -> None:
    asked = client.post(address(answer), form(answer))
    assert asked["Location"] == f"{reverse('account_login')}?next=%2Fresend%2F"
    signed_in = client.post(
        "/accounts/login/", {"login": "1001", "password": PASSWORD, "next": "/resend/"}
    )
    page = client.get(signed_in["Location"])
    html = page.content.decode()
    assert f'action="{address(answer)}"' in html
    fields = hidden_fields(html)
    assert client.post(address(answer), fields).status_code == 302
    answer.refresh_from_db()
    assert answer.response == right_response(answer)
    # It was offered once.
    assert client.get("/resend/")["Location"] == "/"


def test_a_script_hears_where_to_sign_in(client: Client, answer: Answer) -> None:
    reply = client.post(address(answer), form(answer), headers=SCRIPT)
    assert reply.status_code == 401
    assert reply.json()["login_url"] == reverse("account_login")
    assert reply.json()["message"]


def test_what_waits_is_not_for_who_signs_in_next(
    client: Client, answer: Answer, colleague: User
) -> None:
    """On a shared computer the form comes up again, but the answer is not the colleague's."""
    client.post(address(answer), form(answer))
    client.post("/accounts/login/", {"login": "1002", "password": PASSWORD})
    fields = hidden_fields(client.get("/resend/").content.decode())
    assert client.post(address(answer), fields).status_code == 404
    answer.refresh_from_db()
    assert answer.response is None
