"""Saving an answer: as one goes, once, and never over what another tab saved."""

import re
from typing import Any

import pytest
from django.urls import reverse

from cms.models import User
from courses.models import Enrolment
from quizzes.models import Answer, QuizAttempt
from quizzes.pure.content import Content
from quizzes.verbs.attempts import ConflictError, FinishedError, save_answer, submit_attempt
from tests.doing import Starts, answers_of, right_response, wrong_response
from tests.people import ClientOf, Enrolled
from tests.quizzes.every_kind import OPEN, ORDERING, SHORT, WITH_UNIT, put_instead

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def sitting(way: Enrolment, starts: Starts) -> QuizAttempt:
    return starts(way)


@pytest.fixture
def answer(sitting: QuizAttempt) -> Answer:
    """The first question with options to choose one of."""
    return next(each for each in answers_of(sitting) if "single" in each.version.frozen.kind)


def address(answer: Answer) -> str:
    return reverse("save_answer", args=[answer.attempt_id, answer.position])


def stored(answer: Answer) -> tuple[Any, int]:
    answer.refresh_from_db()
    return answer.response, answer.revision


def sent(response: list[str], revision: int = 0, **more: str) -> dict[str, Any]:
    return {"response": response, "revision": str(revision), **more}


# --- the page's script -------------------------------------------------------------------


def test_a_script_saves_and_hears_when(new_hire: User, answer: Answer, client_of: ClientOf) -> None:
    right = right_response(answer)
    reply = client_of(new_hire).post(address(answer), sent(right), headers=SCRIPT)
    assert reply.status_code == 200
    assert reply.json()["revision"] == 1
    assert len(reply.json()["saved_at"]) == len("10:31")
    assert stored(answer) == (right, 1)
    assert answer.language == "es"


def test_the_language_shown_is_kept_with_it(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    new_hire.language = "en"
    new_hire.save()
    client_of(new_hire).post(address(answer), sent(right_response(answer)), headers=SCRIPT)
    answer.refresh_from_db()
    assert answer.language == "en"


@pytest.mark.parametrize(
    ("content", "response", "words"),
    [
        (WITH_UNIT, "12,5", "falta la unidad"),
        (OPEN, "Lo siento", "2 palabras de al menos 20"),
        (SHORT, "triángulo", ""),
    ],
)
def test_what_a_text_is_still_without_is_said_where_it_is_saved(
    new_hire: User,
    answer: Answer,
    client_of: ClientOf,
    content: Content,
    response: str,
    words: str,
) -> None:
    put_instead(answer, content)
    browser = client_of(new_hire)
    reply = browser.post(address(answer), sent([response]), headers=SCRIPT)
    assert reply.json().get("lacks", "") == words
    page = browser.get(reverse("show_question", args=[answer.attempt_id, answer.position]))
    assert f" · {words}</p>" in page.content.decode() or not words


def test_a_repeat_gets_the_reply_it_had(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    browser, right = client_of(new_hire), right_response(answer)
    first = browser.post(address(answer), sent(right), headers=SCRIPT)
    again = browser.post(address(answer), sent(right), headers=SCRIPT)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert stored(answer) == (right, 1)


def test_a_repeat_that_comes_late_is_told_what_counts_now(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    """The reply it had would say "saved" of an answer that is stored no more."""
    browser = client_of(new_hire)
    right, wrong = right_response(answer), wrong_response(answer)
    browser.post(address(answer), sent(right), headers=SCRIPT)
    browser.post(address(answer), sent(wrong, 1), headers=SCRIPT)

    late = browser.post(address(answer), sent(right), headers=SCRIPT)

    assert (late.status_code, late.json()["revision"]) == (409, 2)
    assert f'value="{wrong[0]}" checked' in late.json()["fields"]
    assert stored(answer) == (wrong, 2)


def test_another_tab_in_between_is_a_conflict(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    right, wrong = right_response(answer), wrong_response(answer)
    browser.post(address(answer), sent(right), headers=SCRIPT)
    reply = browser.post(address(answer), sent(wrong), headers=SCRIPT)
    assert reply.status_code == 409
    assert reply.json()["revision"] == 1
    assert f'value="{right[0]}" checked' in reply.json()["fields"]
    assert reply.json()["message"]
    assert stored(answer) == (right, 1)
    # Having seen it, she decides.
    reply = browser.post(address(answer), sent(wrong, 1), headers=SCRIPT)
    assert (reply.status_code, stored(answer)) == (200, (wrong, 2))


def test_the_same_answer_from_an_old_page_is_no_conflict(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    browser, right = client_of(new_hire), right_response(answer)
    browser.post(address(answer), sent(right), headers=SCRIPT)
    reply = browser.post(address(answer), sent(right), headers=SCRIPT)
    assert (reply.status_code, reply.json()["revision"]) == (200, 1)


def test_an_answer_can_be_taken_back(new_hire: User, answer: Answer, client_of: ClientOf) -> None:
    browser = client_of(new_hire)
    browser.post(address(answer), sent(right_response(answer)), headers=SCRIPT)
    browser.post(address(answer), sent([], 1), headers=SCRIPT)
    assert stored(answer) == (None, 2)


@pytest.mark.parametrize(
    "form",
    [
        sent(["nothing"]),
        {"response": ["a"]},
        {"response": ["a"], "revision": "-1"},
        {"response": ["a"], "revision": "9" * 30},
        {"response": ["a"], "revision": "x"},
    ],
    ids=["option", "no revision", "negative", "huge", "word"],
)
def test_what_no_page_of_ours_sends(
    new_hire: User, answer: Answer, client_of: ClientOf, form: dict[str, Any]
) -> None:
    reply = client_of(new_hire).post(address(answer), form, headers=SCRIPT)
    assert reply.status_code == 400
    assert reply.json()["message"]
    assert stored(answer) == (None, 0)


def test_two_answers_where_one_is_asked(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    both = right_response(answer) + wrong_response(answer)
    reply = client_of(new_hire).post(address(answer), sent(both), headers=SCRIPT)
    assert (reply.status_code, stored(answer)) == (400, (None, 0))


def test_after_handing_in_nothing_is_saved(
    new_hire: User, answer: Answer, sitting: QuizAttempt, client_of: ClientOf, way: Enrolment
) -> None:
    submit_attempt(sitting, way.assigned_at)
    revision = stored(answer)[1]
    reply = client_of(new_hire).post(
        address(answer), sent(right_response(answer), revision), headers=SCRIPT
    )
    assert reply.status_code == 410
    assert reply.json()["message"]
    assert stored(answer) == (None, revision)


def test_anothers_answer_is_not_there(
    colleague: User, answer: Answer, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(colleague)
    reply = client_of(colleague).post(address(answer), sent(right_response(answer)), headers=SCRIPT)
    assert (reply.status_code, stored(answer)) == (404, (None, 0))


# --- a form, without JavaScript ------------------------------------------------------------


@pytest.mark.parametrize(
    ("go", "name", "position"),
    [
        ("next", "show_question", 6),
        ("previous", "show_question", 4),
        ("flag", "show_question", 5),
        ("review", "review_attempt", None),
        ("elsewhere", "review_attempt", None),
    ],
)
def test_each_button_saves_and_leads_on(
    new_hire: User,
    sitting: QuizAttempt,
    client_of: ClientOf,
    go: str,
    name: str,
    position: int | None,
) -> None:
    fifth = answers_of(sitting)[4]
    right = right_response(fifth)
    reply = client_of(new_hire).post(address(fifth), sent(right, go=go))
    args = [sitting.pk] if position is None else [sitting.pk, position]
    assert reply["Location"] == reverse(name, args=args)
    assert stored(fifth) == (right, 1)
    assert fifth.flagged is (go == "flag")


@pytest.mark.parametrize(("position", "go"), [(1, "previous"), (10, "next")])
def test_at_either_end_comes_the_review(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf, position: int, go: str
) -> None:
    answer = answers_of(sitting)[position - 1]
    reply = client_of(new_hire).post(address(answer), sent([], go=go))
    assert reply["Location"] == reverse("review_attempt", args=[sitting.pk])


def test_moving_on_without_an_answer_stores_none(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    client_of(new_hire).post(address(answer), sent([], go="next"))
    assert stored(answer) == (None, 0)


def test_a_flag_is_put_and_taken(new_hire: User, answer: Answer, client_of: ClientOf) -> None:
    browser = client_of(new_hire)
    for flagged in (True, False):
        browser.post(address(answer), sent([], go="flag"))
        answer.refresh_from_db()
        assert answer.flagged is flagged


def test_a_script_flags_without_the_answer(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    browser.post(address(answer), sent(right_response(answer)), headers=SCRIPT)
    for flagged in ("true", "true", "false"):
        reply = browser.post(address(answer), {"go": "flag", "flagged": flagged}, headers=SCRIPT)
        assert reply.json() == {"revision": 1, "flagged": flagged == "true"}
        assert stored(answer) == (right_response(answer), 1)
        assert answer.flagged is (flagged == "true")


def test_after_handing_in_a_script_flags_nothing(
    new_hire: User, answer: Answer, sitting: QuizAttempt, client_of: ClientOf, way: Enrolment
) -> None:
    submit_attempt(sitting, way.assigned_at)
    form = {"go": "flag", "flagged": "true"}
    reply = client_of(new_hire).post(address(answer), form, headers=SCRIPT)
    assert reply.status_code == 410
    answer.refresh_from_db()
    assert not answer.flagged


def test_back_in_the_browser_and_another_choice_is_not_lost_in_silence(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    """The page from the browser's memory brings its old revision along."""
    browser = client_of(new_hire)
    right, wrong = right_response(answer), wrong_response(answer)
    browser.post(address(answer), sent(wrong, go="next"))
    page = browser.post(address(answer), sent(right, go="next"))
    assert page.status_code == 409
    assert page.context["sheet"].problem
    assert page.context["sheet"].revision == 1
    again = sent(right, page.context["sheet"].revision, go="next")
    assert browser.post(address(answer), again).status_code == 302
    assert stored(answer) == (right, 2)


def test_a_form_with_nonsense_shows_the_question_again(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    page = client_of(new_hire).post(address(answer), sent(["nothing"]))
    assert page.status_code == 400
    assert page.context["sheet"].problem


def test_a_refused_answer_is_not_said_to_be_saved(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    browser.post(address(answer), sent(right_response(answer)))
    refused = browser.post(address(answer), sent(["nothing"], 1)).content.decode()
    elsewhere = browser.post(address(answer), sent(wrong_response(answer)))
    for html in (refused, elsewhere.content.decode()):
        assert not re.search(r"Guardado \d", html)
        assert re.search(r'<p class="saved saved--kept" role="status"[^>]*>Sin guardar: ver', html)
        # Between the question and its fields, and tied to them.
        assert html.index("</legend>") < html.index('id="problem" role="alert"')
        assert html.index('id="problem"') < html.index('name="response"')
        assert 'aria-describedby="hint problem"' in html


def test_a_place_given_twice_comes_back_with_what_was_chosen(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    put_instead(answer, ORDERING)
    form = sent([]) | {f"response-{each}": "1" for each in "ijk"}
    page = client_of(new_hire).post(address(answer), form)
    html = page.content.decode()
    assert page.status_code == 400
    assert "Varios elementos están en el lugar 1." in html
    assert html.count('<option value="1" selected>') == 3
    assert stored(answer) == (None, 0)


def test_a_form_after_handing_in_leads_to_the_result(
    new_hire: User, answer: Answer, sitting: QuizAttempt, client_of: ClientOf, way: Enrolment
) -> None:
    submit_attempt(sitting, way.assigned_at)
    for go in ("next", "flag"):
        form = sent(right_response(answer), stored(answer)[1], go=go)
        reply = client_of(new_hire).post(address(answer), form)
        assert reply["Location"] == reverse("show_result", args=[sitting.pk])
    client_of(new_hire).post(address(answer), sent([], stored(answer)[1], go="flag"))
    answer.refresh_from_db()
    assert not answer.flagged


# --- the verb ------------------------------------------------------------------------------


def test_the_verb_refuses_an_old_revision(answer: Answer, way: Enrolment) -> None:
    at = way.assigned_at
    assert save_answer(answer, ["a"], 0, "es", at).revision == 1
    assert save_answer(answer, ["b"], 1, "es", at).revision == 2
    with pytest.raises(ConflictError) as conflict:
        save_answer(answer, ["c"], 1, "es", at)
    assert conflict.value.answer.response == ["b"]


def test_the_verb_refuses_a_finished_attempt(
    answer: Answer, sitting: QuizAttempt, way: Enrolment
) -> None:
    submit_attempt(sitting, way.assigned_at)
    with pytest.raises(FinishedError):
        save_answer(answer, ["a"], 0, "es", way.assigned_at)


# --- how sure -------------------------------------------------------------------------------


@pytest.fixture
def asked_how_sure(answer: Answer, sitting: QuizAttempt) -> Answer:
    QuizAttempt.objects.filter(pk=sitting.pk).update(confidence=True)
    answer.refresh_from_db()
    return answer


def test_how_sure_is_kept_with_the_answer(
    new_hire: User, asked_how_sure: Answer, client_of: ClientOf
) -> None:
    browser, right = client_of(new_hire), right_response(asked_how_sure)
    url = address(asked_how_sure)
    browser.post(url, sent(right, confidence="guess"), headers=SCRIPT)
    asked_how_sure.refresh_from_db()
    assert asked_how_sure.confidence == "guess"
    # The same answer, surer now: the page's key is no repeat.
    reply = browser.post(url, sent(right, 1, confidence="sure"), headers=SCRIPT)
    assert reply.json()["revision"] == 2
    asked_how_sure.refresh_from_db()
    assert (asked_how_sure.response, asked_how_sure.confidence) == (right, "sure")


def test_a_form_with_only_that_new_saves_it(
    new_hire: User, asked_how_sure: Answer, client_of: ClientOf
) -> None:
    client_of(new_hire).post(address(asked_how_sure), sent([], go="next", confidence="think"))
    asked_how_sure.refresh_from_db()
    assert (asked_how_sure.response, asked_how_sure.confidence) == (None, "think")


@pytest.mark.parametrize("said", ["", "certain"])
def test_what_is_no_confidence_changes_none(
    new_hire: User, asked_how_sure: Answer, client_of: ClientOf, said: str
) -> None:
    form = sent(right_response(asked_how_sure), confidence=said)
    assert (
        client_of(new_hire).post(address(asked_how_sure), form, headers=SCRIPT).status_code == 200
    )
    asked_how_sure.refresh_from_db()
    assert asked_how_sure.confidence == ""


def test_where_nobody_asks_it_is_not_kept(
    new_hire: User, answer: Answer, client_of: ClientOf
) -> None:
    form = sent(right_response(answer), confidence="sure")
    client_of(new_hire).post(address(answer), form, headers=SCRIPT)
    answer.refresh_from_db()
    assert answer.confidence == ""
