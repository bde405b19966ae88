"""Asking about a question: the answer typed is saved on the way, and nothing right is told."""

from typing import Any

import pytest
from django.urls import reverse

from cms.models import User
from courses.asking import ask_url
from courses.models import Inquiry
from quizzes.models import Answer, QuizAttempt
from quizzes.questions.kinds import KIND_NAMED
from tests.doing import Starts, Takes, answers_of, right_response, wrong_response
from tests.people import ClientOf, Enrolled

# Shorter ones are words of the page as well: true, false, a number.
SHORTEST = 12


def asked(**changes: Any) -> dict[str, Any]:
    return {"kind": "ask", "text": "¿Cuentan las dos?", "idempotency_key": "k"} | changes


@pytest.fixture
def under_way(new_hire: User, enrolled: Enrolled, starts: Starts) -> QuizAttempt:
    return starts(enrolled(new_hire))


def test_without_the_script_the_answer_is_saved_on_the_way(
    under_way: QuizAttempt, new_hire: User, client_of: ClientOf
) -> None:
    browser, answer = client_of(new_hire), answers_of(under_way)[2]
    page = browser.get(reverse("show_question", args=[under_way.pk, 3]))
    url = ask_url("question", under_way.pk, "3")
    assert f'form="answer" name="go" value="ask" data-ask="{url}"' in page.content.decode()
    chosen = right_response(answer)
    form = {"response": chosen, "revision": "0", "go": "ask"}
    to = browser.post(reverse("save_answer", args=[under_way.pk, 3]), form)
    assert to["Location"] == url
    answer.refresh_from_db()
    assert answer.response == chosen
    assert not answer.flagged
    back = browser.get(url).content.decode()
    assert reverse("show_question", args=[under_way.pk, 3]) in back


def test_under_way_it_keeps_the_place_and_hands_over_no_answer(
    under_way: QuizAttempt, new_hire: User, client_of: ClientOf
) -> None:
    browser, answer = client_of(new_hire), answers_of(under_way)[0]
    url = ask_url("question", under_way.pk, "1")
    assert browser.post(url + "send/", asked(kind="review")).status_code == 400
    assert browser.post(url + "send/", asked(kind="mistake")).status_code == 302
    inquiry = Inquiry.objects.get()
    assert (inquiry.place_kind, inquiry.place_key, inquiry.anchor) == (
        "question",
        under_way.pk,
        "1",
    )
    assert inquiry.item_key == answer.version.question_key
    assert inquiry.activity_key == under_way.activity_key
    assert inquiry.quote == ""
    assert answer.version.frozen.text("stem", "es").text[:20] in inquiry.place_title
    under_way.refresh_from_db()
    assert under_way.state == QuizAttempt.State.OPEN


def secrets_of(answer: Answer) -> list[str]:
    """Every feedback of the question, in both languages."""
    texts = answer.version.content["texts"]
    return [
        text
        for language in texts.values()
        for path, text in language.items()
        if "feedback" in path and text
    ]


def test_where_one_asks_nothing_right_is_told(
    under_way: QuizAttempt, new_hire: User, client_of: ClientOf
) -> None:
    browser, told = client_of(new_hire), 0
    for answer in answers_of(under_way):
        url = ask_url("question", under_way.pk, str(answer.position))
        browser.post(url + "send/", asked(idempotency_key=str(answer.position)))
        html = browser.get(url).content.decode()
        for secret in secrets_of(answer):
            told += 1
            assert secret not in html
        content = answer.version.frozen
        for part in KIND_NAMED[content.kind].part_names(content, "es").values():
            # The words of an option are no secret, and have no business here either.
            assert len(part.text) < SHORTEST or part.text not in html
    assert told


def test_afterwards_a_review_goes_with_what_was_answered(
    new_hire: User, enrolled: Enrolled, takes: Takes, client_of: ClientOf
) -> None:
    attempt = takes(enrolled(new_hire), right=2)
    browser, answer = client_of(new_hire), answers_of(attempt)[4]
    url = ask_url("question", attempt.pk, "5")
    assert (
        f'href="{url}"' in browser.get(reverse("show_result", args=[attempt.pk])).content.decode()
    )
    browser.post(url + "send/", asked(kind="review"))
    inquiry = Inquiry.objects.get()
    (wrong,) = wrong_response(answer)
    assert inquiry.kind == "review"
    assert inquiry.quote
    assert inquiry.quote in browser.get(url).content.decode()
    assert answer.response == [wrong]
    assert inquiry.place_url == reverse("show_result", args=[attempt.pk]) + "#ask-5"


def test_positions_and_attempts_that_are_not_hers(
    under_way: QuizAttempt,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    enrolled(colleague)
    for who, anchor in (
        (colleague, "1"),
        (new_hire, "0"),
        (new_hire, "11"),
        (new_hire, "x"),
        (new_hire, "99999999999999999999"),
        (new_hire, "²"),
    ):
        url = ask_url("question", under_way.pk, anchor)
        assert client_of(who).get(url).status_code == 404, anchor
        assert client_of(who).post(url + "send/", asked()).status_code == 404
    assert not Inquiry.objects.exists()
