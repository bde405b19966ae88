"""Saving a page with all questions: what is new goes in, what is not taken is said."""

from typing import Any

import pytest
from django.urls import reverse

from cms.models import User
from quizzes.models import Answer, QuizAttempt
from quizzes.questions.base import Response
from quizzes.verbs.attempts import save_answer, submit_attempt
from tests.doing import Starts, answers_of, form_of, right_response, wrong_response
from tests.long_quiz import SitsDown
from tests.people import ClientOf, Enrolled


@pytest.fixture
def sitting(new_hire: User, sits_down: SitsDown) -> QuizAttempt:
    return sits_down(new_hire, layout="all", confidence=True)


def address(sitting: QuizAttempt) -> str:
    return reverse("save_answers", args=[sitting.pk])


def page_of(sitting: QuizAttempt) -> str:
    return reverse("show_questions", args=[sitting.pk])


def fields(answer: Answer, response: Response, revision: int = 0, **more: str) -> dict[str, Any]:
    """What the page sends for one question."""
    prefix = f"q{answer.position}-"
    form: dict[str, Any] = {f"{prefix}revision": str(revision)}
    form |= form_of(answer, response, prefix)
    return form | {f"{prefix}{name}": value for name, value in more.items()}


def of_kind(sitting: QuizAttempt, kind: str) -> Answer:
    return next(each for each in answers_of(sitting) if each.version.frozen.kind == kind)


def test_everything_on_the_page_is_saved_at_once(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    form: dict[str, Any] = {"go": "review"}
    for answer in answers_of(sitting):
        form |= fields(answer, right_response(answer) or ["Unas palabras."], confidence="think")
    reply = client_of(new_hire).post(address(sitting), form)
    assert reply["Location"] == reverse("review_attempt", args=[sitting.pk])
    for answer in answers_of(sitting):
        assert answer.response == (right_response(answer) or ["Unas palabras."])
        assert (answer.confidence, answer.revision) == ("think", 1)


def test_only_what_is_new_is_written(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    first, second = of_kind(sitting, "single_choice"), of_kind(sitting, "short_text")
    form = fields(first, right_response(first)) | fields(second, [])
    for _again in range(2):
        assert client_of(new_hire).post(address(sitting), form).status_code == 302
    assert [each.pk for each in answers_of(sitting) if each.revision] == [first.pk]


@pytest.mark.parametrize(
    ("go", "place"), [("stay", ""), ("stay-7", "#q7"), ("flag-7", "#q7"), ("stay-99", ""), ("", "")]
)
def test_each_button_leads_on(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf, go: str, place: str
) -> None:
    first = of_kind(sitting, "single_choice")
    form = fields(first, right_response(first)) | {"go": go}
    assert client_of(new_hire).post(address(sitting), form)["Location"] == page_of(sitting) + place
    stored = answers_of(sitting)
    assert stored[first.position - 1].response == right_response(first)
    assert [each.position for each in stored if each.flagged] == ([7] if go == "flag-7" else [])


def test_another_tab_in_between_loses_nothing_in_silence(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    contested, free = of_kind(sitting, "single_choice"), of_kind(sitting, "short_text")
    stored, mine = wrong_response(contested), right_response(contested)
    save_answer(contested, stored, 0, "es", sitting.started_at)
    form = fields(contested, mine) | fields(free, ["lo mío"]) | {"go": "review"}
    page = client_of(new_hire).post(address(sitting), form)
    assert page.status_code == 409
    assert page.context["problems"] == [contested.position]
    sheet = page.context["sheets"][contested.position - 1]
    assert sheet.revision == 1
    content = contested.version.frozen
    assert sheet.problem.sent == (content.text(f"options.{mine[0]}.text", "es").text,)
    assert f'value="{stored[0]}" checked' in sheet.question.fields
    # Everything else on the page went in, and nothing was written over.
    assert of_kind(sitting, "short_text").response == ["lo mío"]
    assert of_kind(sitting, "single_choice").response == stored


def test_what_cannot_be_read_stays_on_the_page(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    number, free = of_kind(sitting, "numeric"), of_kind(sitting, "short_text")
    form = fields(number, ["muchos"]) | fields(free, ["lo mío"])
    page = client_of(new_hire).post(address(sitting), form)
    assert page.status_code == 409
    sheet = page.context["sheets"][number.position - 1]
    assert 'value="muchos"' in sheet.question.fields
    assert f'aria-invalid="true" aria-describedby="{sheet.prefix}problem"' in sheet.question.fields
    assert sheet.problem.words
    assert of_kind(sitting, "numeric").response is None
    assert of_kind(sitting, "short_text").response == ["lo mío"]


def test_after_handing_in_nothing_is_saved(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    first = answers_of(sitting)[0]
    submit_attempt(sitting, sitting.started_at)
    reply = client_of(new_hire).post(address(sitting), fields(first, right_response(first), 1))
    assert reply["Location"] == reverse("show_result", args=[sitting.pk])
    assert answers_of(sitting)[0].response is None


def test_where_questions_come_one_by_one_there_is_no_such_address(
    new_hire: User, starts: Starts, enrolled: Enrolled, client_of: ClientOf
) -> None:
    attempt = starts(enrolled(new_hire))
    assert client_of(new_hire).post(address(attempt), {"revision": "0"}).status_code == 404


def test_anothers_attempt_is_not_there(
    colleague: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    first = answers_of(sitting)[0]
    form = fields(first, right_response(first))
    assert client_of(colleague).post(address(sitting), form).status_code == 404
    assert answers_of(sitting)[0].response is None
