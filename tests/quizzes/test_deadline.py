"""A time limit: the server's clock decides, and what was saved in time is handed in by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Completion
from quizzes.models import Answer, QuizAttempt, QuizGrant
from quizzes.sitting import clock_of, seconds_left
from quizzes.verbs.attempts import FinishedError, save_answer, start_attempt
from tests.doing import answers_of, right_response
from tests.long_quiz import LongQuiz, SitsDown
from tests.people import ClientOf

SCRIPT = {"Accept": "application/json"}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def in_time(new_hire: User, sits_down: SitsDown) -> QuizAttempt:
    """Half an hour, of which ten minutes went by."""
    return sits_down(new_hire, timezone.now() - timedelta(minutes=10), time_limit=30)


@pytest.fixture
def overdue(new_hire: User, sits_down: SitsDown) -> QuizAttempt:
    """Half an hour, over for ten minutes; one question of 25 was answered in time."""
    start = timezone.now() - timedelta(minutes=40)
    attempt = sits_down(new_hire, start, time_limit=30)
    # One that has a key: what is written in own words waits for a person.
    known = next(each for each in answers_of(attempt) if right_response(each))
    save_answer(known, right_response(known), 0, "es", start + timedelta(minutes=5))
    return attempt


def unanswered_in(attempt: QuizAttempt) -> Answer:
    """One that nothing was said to."""
    return next(each for each in answers_of(attempt) if each.response is None)


def result(attempt: QuizAttempt) -> str:
    return reverse("show_result", args=[attempt.pk])


def sent(answer: Answer, **more: str) -> dict[str, Any]:
    return {"response": right_response(answer), "revision": str(answer.revision), **more}


@pytest.mark.parametrize(
    ("passed", "seconds", "minutes"),
    [
        (timedelta(0), 1800, 30),
        (timedelta(seconds=0.5), 1800, 30),
        (timedelta(minutes=20), 600, 10),
        (timedelta(minutes=29, seconds=59.9), 1, 1),
        (timedelta(minutes=30), 0, 0),
        (timedelta(hours=3), 0, 0),
    ],
)
def test_the_time_left(passed: timedelta, seconds: int, minutes: int) -> None:
    attempt = QuizAttempt(started_at=NOON, deadline_at=NOON + timedelta(minutes=30))
    clock = clock_of(attempt, NOON + passed)
    assert clock is not None
    assert (clock.seconds, clock.minutes) == (seconds, minutes)
    assert clock.ends_at == attempt.deadline_at


def test_without_a_limit_there_is_no_clock() -> None:
    attempt = QuizAttempt(started_at=NOON)
    assert clock_of(attempt, NOON) is None
    with pytest.raises(ValueError, match="no deadline"):
        seconds_left(attempt, NOON)


def test_the_last_moment_still_counts_and_the_deadline_does_not(
    new_hire: User, sits_down: SitsDown
) -> None:
    attempt = sits_down(new_hire, NOON, time_limit=30)
    first, second = answers_of(attempt)[:2]
    end = NOON + timedelta(minutes=30)
    save_answer(first, right_response(first), 0, "es", end - timedelta(microseconds=1))
    with pytest.raises(FinishedError):
        save_answer(second, right_response(second), 0, "es", end)


def test_pages_say_how_long_and_until_when(
    new_hire: User, in_time: QuizAttempt, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    for name, args in (("show_question", [in_time.pk, 1]), ("review_attempt", [in_time.pk])):
        page = browser.get(reverse(name, args=args))
        assert page.context["clock"].minutes == 20
        html = page.content.decode()
        assert "Quedan 20 minutos" in html
        until = timezone.localtime(in_time.deadline_at).strftime("%H:%M")
        assert f"hasta las {until}" in html
        # Out of the browser's memory it would tell the time that was left then.
        assert "no-store" in page["Cache-Control"]


def test_a_save_says_the_time_anew(
    new_hire: User, in_time: QuizAttempt, client_of: ClientOf
) -> None:
    answer = answers_of(in_time)[0]
    url = reverse("save_answer", args=[in_time.pk, 1])
    form = sent(answer)
    browser = client_of(new_hire)
    first = browser.post(url, form, headers=SCRIPT).json()
    assert 1190 < first["seconds_left"] <= 1200
    # Also a repeat, whose reply is otherwise the one it had.
    QuizAttempt.objects.update(deadline_at=timezone.now() + timedelta(minutes=5))
    again = browser.post(url, form, headers=SCRIPT).json()
    assert again["revision"] == first["revision"]
    assert 290 < again["seconds_left"] <= 300


@pytest.mark.parametrize(
    "name", ["show_question", "show_questions", "review_attempt", "show_result"]
)
def test_whoever_looks_after_the_end_finds_it_handed_in(
    new_hire: User, overdue: QuizAttempt, client_of: ClientOf, name: str
) -> None:
    args = [overdue.pk, 3] if name == "show_question" else [overdue.pk]
    page = client_of(new_hire).get(reverse(name, args=args), follow=True)
    assert page.request["PATH_INFO"] == result(overdue)
    assert page.context["time_over_at"] == overdue.deadline_at
    overdue.refresh_from_db()
    assert overdue.state == QuizAttempt.State.FINISHED
    assert overdue.finished_at == overdue.deadline_at
    # What had been saved by then counts. Nothing was written, so nobody has to mark it.
    assert overdue.score == 4.0


def test_the_door_leads_to_the_result(
    new_hire: User, overdue: QuizAttempt, client_of: ClientOf
) -> None:
    door = reverse("open_quiz", args=[overdue.activity_key])
    page = client_of(new_hire).get(door, follow=True)
    assert page.request["PATH_INFO"] == result(overdue)


def test_a_script_hears_that_the_time_is_over(
    new_hire: User, overdue: QuizAttempt, client_of: ClientOf
) -> None:
    second = unanswered_in(overdue)
    url = reverse("save_answer", args=[overdue.pk, second.position])
    reply = client_of(new_hire).post(url, sent(second), headers=SCRIPT)
    assert reply.status_code == 410
    assert reply.json() == {
        "message": "Se acabó el tiempo. Cuenta lo que se había guardado hasta entonces.",
        "url": result(overdue),
    }
    second.refresh_from_db()
    assert second.response is None
    overdue.refresh_from_db()
    assert overdue.state == QuizAttempt.State.FINISHED


@pytest.mark.parametrize("go", ["next", "flag", "review"])
def test_a_form_leads_to_the_result(
    new_hire: User, overdue: QuizAttempt, client_of: ClientOf, go: str
) -> None:
    second = unanswered_in(overdue)
    url = reverse("save_answer", args=[overdue.pk, second.position])
    assert client_of(new_hire).post(url, sent(second, go=go))["Location"] == result(overdue)
    second.refresh_from_db()
    assert (second.response, second.flagged) == (None, False)


def test_handing_in_late_is_handing_in_at_the_deadline(
    new_hire: User, overdue: QuizAttempt, client_of: ClientOf
) -> None:
    reply = client_of(new_hire).post(reverse("submit_attempt", args=[overdue.pk]))
    assert reply["Location"] == result(overdue)
    overdue.refresh_from_db()
    assert overdue.finished_at == overdue.deadline_at


def test_a_new_one_starts_when_the_old_is_over(new_hire: User, sits_down: SitsDown) -> None:
    first = sits_down(new_hire, NOON, time_limit=30)
    again = start_attempt(first.enrolment, LongQuiz().quiz_page, NOON + timedelta(minutes=31))
    assert again.number == 2
    first.refresh_from_db()
    assert first.state == QuizAttempt.State.FINISHED
    assert Completion.objects.filter(enrolment=first.enrolment).count() == 1


def test_minutes_granted_are_said_and_given(
    new_hire: User, trainer: User, in_time: QuizAttempt, sits_down: SitsDown, client_of: ClientOf
) -> None:
    QuizGrant.objects.create(
        enrolment=in_time.enrolment,
        activity_key=in_time.activity_key,
        kind=QuizGrant.Kind.MINUTES,
        minutes=15,
        by=trainer,
        reason="lee despacio",
        granted_at=timezone.now(),
    )
    QuizAttempt.objects.filter(pk=in_time.pk).update(
        state="finished", finished_at=timezone.now(), score=0, passed=False
    )
    page = client_of(new_hire).get(reverse("open_quiz", args=[in_time.activity_key]))
    assert page.context["quiz"]["time_limit"] == 45
    assert "Hay 45 minutos. Siguen corriendo al salir del cuestionario." in page.content.decode()
    again = sits_down(new_hire)
    assert again.deadline_at is not None
    assert again.deadline_at - again.started_at == timedelta(minutes=45)


def test_anothers_overdue_attempt_is_neither_shown_nor_touched(
    colleague: User, overdue: QuizAttempt, client_of: ClientOf
) -> None:
    assert client_of(colleague).get(result(overdue)).status_code == 404
    overdue.refresh_from_db()
    assert overdue.state == QuizAttempt.State.OPEN
