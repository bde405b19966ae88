"""200 learners saving and finishing at once: nothing lost, nothing doubled, no error.

And conversations: whatever is sent twice at once is said, started and marked once.
"""

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import Completion, Enrolment, IdempotencyKey, LessonPlace
from quizzes.models import Answer, Mark, QuizAttempt
from quizzes.verbs.attempts import start_attempt
from roleplay.models import Assessment, Conversation, Turn
from tests.content import SmallCourse
from tests.doing import answers_of, right_response
from tests.people import ClientOf, Enrolled, MakePerson
from tests.rehearsal import GREETS, LOOKS_UP, SETTLES, SWAPS, Call, Calls, Rehearsal

LEARNERS, HANDS, ANSWERED = 200, 20, 3
SCRIPT = {"accept": "application/json"}
T = TypeVar("T")

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Seat:
    """A learner in front of an attempt, with what will be answered: position to response."""

    browser: Client
    enrolment: Enrolment
    attempt: QuizAttempt
    planned: dict[int, list[str]]

    def save(self, position: int) -> Any:
        """Sends one answer, as the page's script does."""
        url = reverse("save_answer", args=[self.attempt.pk, position])
        form = {"response": self.planned[position], "revision": "0"}
        return self.browser.post(url, form, headers=SCRIPT)

    def hand_in(self, key: str) -> Any:
        """Presses the button."""
        url = reverse("submit_attempt", args=[self.attempt.pk])
        return self.browser.post(url, {"idempotency_key": key})


@pytest.fixture
def seats(
    course: SmallCourse, person: MakePerson, enrolled: Enrolled, client_of: ClientOf
) -> list[Seat]:
    return [seat(course, person, enrolled, client_of, number) for number in range(LEARNERS)]


def seat(
    course: SmallCourse,
    person: MakePerson,
    enrolled: Enrolled,
    client_of: ClientOf,
    number: int,
) -> Seat:
    learner = person(f"9{number:03}", "Persona", str(number))
    enrolment = enrolled(learner)
    attempt = start_attempt(enrolment, course.quiz_page, timezone.now())
    answers = answers_of(attempt)[:ANSWERED]
    planned = {answer.position: right_response(answer) for answer in answers}
    return Seat(client_of(learner), enrolment, attempt, planned)


def at_once(work: Callable[[T], Any], things: Iterable[T], hands: int = HANDS) -> list[Any]:
    """Does the work on all things with many hands, which begin together; raises what they raise."""
    together = Barrier(hands)

    def begin() -> None:
        together.wait()

    def one(thing: T) -> Any:
        try:
            return work(thing)
        finally:
            connections.close_all()

    # Threads stand for the server's processes, which share no interpreter: they change often, or
    # whoever has the database's write lock waits for the other nineteen at each step.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0002)
    try:
        with ThreadPoolExecutor(hands, initializer=begin) as pool:
            return list(pool.map(one, things))
    finally:
        sys.setswitchinterval(interval)


def test_two_hundred_save_and_finish(course: SmallCourse, seats: list[Seat]) -> None:
    def sit(seat: Seat) -> list[int]:
        codes = [seat.browser.get(course.screen(1)).status_code]
        codes += [seat.save(position).status_code for position in seat.planned]
        return [*codes, seat.hand_in("end").status_code]

    codes = at_once(sit, seats)

    assert codes == [[200] * (1 + ANSWERED) + [302]] * LEARNERS
    # Nothing lost ...
    stored = {
        (row.attempt_id, row.position): row.response
        for row in Answer.objects.exclude(response=None)
    }
    assert stored == {
        (seat.attempt.pk, position): response
        for seat in seats
        for position, response in seat.planned.items()
    }
    assert set(QuizAttempt.objects.values_list("state", flat=True)) == {"finished"}
    completions = Completion.objects.filter(activity_key=course.quiz)
    assert list(completions.values_list("score", flat=True)) == [ANSWERED * 10] * LEARNERS
    assert LessonPlace.objects.count() == LEARNERS
    # ... nothing doubled.
    assert Mark.objects.count() == Answer.objects.count() == LEARNERS * 10
    assert IdempotencyKey.objects.count() == LEARNERS
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)


@pytest.fixture
def few(
    course: SmallCourse, person: MakePerson, enrolled: Enrolled, client_of: ClientOf
) -> list[Seat]:
    return [seat(course, person, enrolled, client_of, number) for number in range(12)]


@pytest.mark.parametrize("key", ["same", ""], ids=["one form", "forms without a key"])
def test_handed_in_three_times_at_once_counts_once(few: list[Seat], key: str) -> None:
    for seat in few:
        seat.save(1)
    replies = at_once(lambda seat: seat.hand_in(key), [seat for seat in few for _ in range(3)])
    assert {reply.status_code for reply in replies} == {302}
    assert Mark.objects.count() == len(few) * 10
    assert Completion.objects.count() == len(few)
    assert set(Completion.objects.values_list("attempts", flat=True)) == {1}


def test_the_same_answer_three_times_at_once_is_stored_once(few: list[Seat]) -> None:
    replies = at_once(lambda seat: seat.save(2), [seat for seat in few for _ in range(3)])
    assert {reply.status_code for reply in replies} == {200}
    assert {reply.json()["revision"] for reply in replies} == {1}
    assert all(len({reply.content for reply in replies[n : n + 3]}) == 1 for n in range(0, 36, 3))
    assert set(Answer.objects.exclude(response=None).values_list("revision", flat=True)) == {1}


def test_of_three_tabs_that_differ_one_wins_and_the_others_hear_it(few: list[Seat]) -> None:
    def answer(tab: tuple[Seat, int]) -> Any:
        seat, number = tab
        sent = seat.planned if number else seat.planned | {1: []}
        other = Seat(seat.browser, seat.enrolment, seat.attempt, sent)
        return other.save(1)

    replies = at_once(answer, [(seat, number) for seat in few for number in (0, 1)])
    assert {reply.status_code for reply in replies} <= {200, 409}
    for seat in few:
        stored = answers_of(seat.attempt)[0]
        assert stored.revision == 1
        assert stored.response in (seat.planned[1], None)


def test_started_three_times_at_once_is_started_once(
    course: SmallCourse,
    person: MakePerson,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    learners = [person(f"8{number}", "Persona", str(number)) for number in range(8)]
    browsers = []
    for learner in learners:
        enrolled(learner)
        browsers.append(client_of(learner))
    url = reverse("start_attempt", args=[course.quiz])
    replies = at_once(lambda browser: browser.post(url), [each for each in browsers for _ in "abc"])
    assert {reply.status_code for reply in replies} == {302}
    assert QuizAttempt.objects.count() == len(learners)
    assert Answer.objects.count() == len(learners) * 10


# --- conversations -----------------------------------------------------------------------------


@pytest.fixture
def talking(rehearsal: Rehearsal, person: MakePerson, calls: Calls) -> list[Call]:
    """Twelve people in an assessed conversation, before the first line."""
    learners = [person(f"7{number:03}", "Persona", str(number)) for number in range(12)]
    return [calls(learner, rehearsal.assess) for learner in learners]


def tell(sent: tuple[Call, dict[str, str]]) -> Any:
    """Sends a line as the page's script does."""
    call, form = sent
    return call.browser.post(call.url("take_turn"), form, headers=SCRIPT)


@pytest.mark.parametrize("key", ["same", ""], ids=["one page", "a page without a key"])
def test_a_line_sent_three_times_at_once_is_said_once(talking: list[Call], key: str) -> None:
    forms = [(call, call.form(GREETS, idempotency_key=key)) for call in talking]
    replies = at_once(tell, [each for each in forms for _ in range(3)])
    assert {reply.status_code for reply in replies} == ({200} if key else {200, 409})
    assert all('data-turn="1"' in reply.json()["html"] for reply in replies)
    assert sorted(Turn.objects.values_list("position", flat=True)) == [1] * len(talking)
    assert set(Conversation.objects.values_list("turns_taken", flat=True)) == {1}


def test_of_two_tabs_that_differ_one_is_heard_and_the_other_told(talking: list[Call]) -> None:
    forms = [
        (call, call.form(words, idempotency_key=words))
        for call in talking
        for words in (GREETS, SWAPS)
    ]
    replies = at_once(tell, forms)
    codes = [reply.status_code for reply in replies]
    assert (codes.count(200), codes.count(409)) == (len(talking), len(talking))
    assert Turn.objects.count() == len(talking)


@pytest.mark.parametrize("key", ["same", ""], ids=["one page", "a page without a key"])
def test_a_last_line_sent_twice_at_once_is_marked_once(talking: list[Call], key: str) -> None:
    for call in talking:
        call.talk.say(GREETS, LOOKS_UP)
    forms = [(call, call.form(SETTLES, idempotency_key=key)) for call in talking]
    replies = at_once(tell, [each for each in forms for _ in range(2)])
    assert {reply.status_code for reply in replies} == ({200} if key else {200, 410})
    assert all(reply.json()["url"] for reply in replies)
    assert Assessment.objects.count() == len(talking)
    assert Turn.objects.count() == len(talking) * 3
    assert set(Completion.objects.values_list("attempts", "score")) == {(1, 100)}
    assert set(Conversation.objects.values_list("status", flat=True)) == {"finished"}


def test_a_conversation_started_three_times_at_once_is_started_once(
    rehearsal: Rehearsal, talking: list[Call]
) -> None:
    url = reverse("start_conversation", args=[rehearsal.practise])
    replies = at_once(lambda call: call.browser.post(url), [c for c in talking for _ in "abc"])
    assert {reply.status_code for reply in replies} == {302}
    started = Conversation.objects.filter(activity_key=rehearsal.practise)
    assert started.count() == len(talking)
    assert set(started.values_list("number", "status")) == {(1, "open")}
