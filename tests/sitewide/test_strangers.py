"""Every address of ours: a stranger is asked to sign in, somebody else finds nothing there."""

from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.asking import find_place
from courses.models import Completion, Enrolment, Group, Inquiry, KeptRule, LessonPlace
from courses.verbs.inquiries import ask
from quizzes.models import QuizAttempt, QuizGrant, Regrade, ReviewAnswer, ScoreChange
from roleplay.models import Conversation, ConversationGrant, Turn
from tests.content import SmallCourse
from tests.doing import Starts, answers_of
from tests.people import ClientOf, Enrolled
from tests.rehearsal import Joins, Rehearsal, Talks
from tests.reviewing import sitting_about

LOGIN = "/accounts/login/"

# URL name: (method, what else stands in the address, answer to somebody else).
# An outsider has a home and rules of their own.
ADDRESSES: dict[str, tuple[str, list[str], int]] = {
    "home": ("get", [], 200),
    "my_rules": ("get", [], 200),
    "acknowledge_notice": ("post", [], 302),
    "open_lesson": ("get", ["lesson"], 404),
    "read_screen": ("get", ["lesson", "1"], 404),
    "complete_lesson": ("post", ["lesson"], 404),
    "lesson_done": ("get", ["lesson"], 404),
    "keep_rule": ("post", ["lesson", "rule"], 404),
    "open_ask": ("get", ["place", "lesson", "screen"], 404),
    "ask": ("post", ["place", "lesson", "screen"], 404),
    "my_inquiries": ("get", [], 200),
    "my_group": ("get", [], 404),
    "show_inquiry": ("get", ["inquiry"], 404),
    "answer_inquiry": ("post", ["inquiry"], 404),
    "close_inquiry": ("post", ["inquiry"], 404),
    "team": ("get", [], 404),
    "export_team": ("get", [], 404),
    "team_text": ("get", [], 404),
    "show_person": ("get", ["person"], 404),
    "open_quiz": ("get", ["quiz"], 404),
    "start_attempt": ("post", ["quiz"], 404),
    "grant_exception": ("post", [], 404),
    "choose_group": ("get", [], 404),
    "grant_to_group": ("get", ["group"], 404),
    "withdraw_exception": ("post", ["grant"], 404),
    "withdraw_from_group": ("post", ["group", "grant"], 404),
    "marking_queue": ("get", [], 404),
    "mark_answer": ("get", ["answer"], 404),
    "dismiss_change": ("post", ["change"], 404),
    "show_questions": ("get", ["attempt"], 404),
    "save_answers": ("post", ["attempt"], 404),
    "show_question": ("get", ["attempt", "1"], 404),
    "save_answer": ("post", ["attempt", "1"], 404),
    "review_attempt": ("get", ["attempt"], 404),
    "submit_attempt": ("post", ["attempt"], 404),
    "show_result": ("get", ["attempt"], 404),
    "open_review": ("get", ["course"], 404),
    "start_review": ("post", ["course"], 404),
    "show_review_question": ("get", ["review", "1"], 404),
    "answer_review": ("post", ["review", "1"], 404),
    "finish_review": ("post", ["review"], 404),
    "show_review_result": ("get", ["review"], 404),
    "open_roleplay": ("get", ["roleplay"], 404),
    "start_conversation": ("post", ["roleplay"], 404),
    "grant_conversation": ("post", ["roleplay"], 404),
    "show_conversation": ("get", ["conversation"], 404),
    "take_turn": ("post", ["conversation"], 404),
    "consult_record": ("post", ["conversation"], 404),
    "rewind_conversation": ("post", ["conversation"], 404),
    "reflect": ("post", ["conversation"], 404),
    "show_debrief": ("get", ["conversation"], 404),
    "keep_phrase": ("post", ["conversation"], 404),
}

Address = Callable[[str], str]


@pytest.fixture
def attempt(new_hire: User, enrolled: Enrolled, starts: Starts) -> QuizAttempt:
    return starts(enrolled(new_hire))


@pytest.fixture
def conversation(rehearsal: Rehearsal, new_hire: User, joins: Joins, talks: Talks) -> Conversation:
    return talks(joins(new_hire), rehearsal.learn).conversation


@pytest.fixture
def inquiry(course: SmallCourse, new_hire: User, attempt: QuizAttempt) -> Inquiry:
    anchor = course.lesson_page(course.greet).body[0].id
    place = find_place(new_hire, "lesson", course.greet, anchor, "es")
    return ask(place, "ask", "¿Por qué?", "es", timezone.now())


@pytest.fixture
def address(
    course: SmallCourse,
    new_hire: User,
    trainer: User,
    attempt: QuizAttempt,
    conversation: Conversation,
    inquiry: Inquiry,
) -> Address:
    answer = answers_of(attempt)[0]
    regrade = Regrade.objects.create(
        question_key=answer.version.question_key,
        policy="void",
        reason="Ambigua",
        by=trainer,
        started_at=timezone.now(),
    )
    change = ScoreChange.objects.create(regrade=regrade, attempt=attempt, at=timezone.now())
    group = Group.objects.create(name="Marzo", starts_on=timezone.localdate())
    grant = QuizGrant.objects.create(
        enrolment=attempt.enrolment,
        activity_key=course.quiz,
        group=group,
        by=trainer,
        reason="Estuvo enferma",
        granted_at=timezone.now(),
    )
    rule = course.lesson_page(course.greet).body[2].value["blocks"][0].id
    things: dict[str, Any] = {
        "lesson": course.greet,
        "rule": rule,
        "quiz": course.quiz,
        "attempt": attempt.pk,
        "course": course.key,
        "review": sitting_about(attempt).pk,
        "roleplay": conversation.activity_key,
        "conversation": conversation.pk,
        "person": new_hire.pk,
        "group": group.pk,
        "answer": answer.pk,
        "change": change.pk,
        "grant": grant.pk,
        "place": "lesson",
        "screen": course.lesson_page(course.greet).body[0].id,
        "inquiry": inquiry.pk,
        "1": 1,
    }

    def of(name: str) -> str:
        return reverse(name, args=[things[word] for word in ADDRESSES[name][1]])

    return of


def test_the_table_is_complete() -> None:
    ours = {
        pattern.name
        for app in ("courses", "quizzes", "roleplay")
        for pattern in import_module(f"{app}.urls").urlpatterns
    }
    assert ours == set(ADDRESSES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_signed_out(client: Client, address: Address, name: str) -> None:
    method = ADDRESSES[name][0]
    answer = getattr(client, method)(address(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{LOGIN}?next=")
    script = getattr(client, method)(address(name), headers={"accept": "application/json"})
    assert script.status_code == 401


@pytest.mark.parametrize("name", ADDRESSES)
def test_somebody_else(
    outsider: User,
    attempt: QuizAttempt,
    conversation: Conversation,
    client_of: ClientOf,
    address: Address,
    name: str,
) -> None:
    method, _things, status = ADDRESSES[name]
    form = {"response": "x", "revision": "0", "enrolment": str(attempt.enrolment_id), "reason": "x"}
    form |= {"turn": "0", "entry": "compra", "to": "1", "phrase": "1", "reflection": "better"}
    form |= {"kind": "ask", "text": "x", "reply": "x"}
    answer = getattr(client_of(outsider), method)(address(name), form)
    assert answer.status_code == status
    left = (KeptRule, Completion, LessonPlace, Turn, ConversationGrant)
    assert not any(model.objects.exists() for model in left)
    assert QuizGrant.objects.standing().count() == QuizGrant.objects.count() == 1
    assert not Enrolment.objects.exclude(learner=attempt.enrolment.learner).exists()
    assert not ReviewAnswer.objects.answered().exists()
    assert Inquiry.objects.open().count() == Inquiry.objects.count() == 1
    assert QuizAttempt.objects.count() == Conversation.objects.count() == 1
    assert Conversation.objects.get(status="open", turns_taken=0, reflection="") == conversation
    attempt.refresh_from_db()
    assert (attempt.state, attempt.here) == ("open", 1)
    assert all(answer.response is None for answer in answers_of(attempt))


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row[1]])
def test_what_there_is_not(manager: User, client_of: ClientOf, name: str) -> None:
    method, things, _status = ADDRESSES[name]
    words = {"person": 999999, "rule": "nothing", "1": 1}
    words |= dict.fromkeys(("group", "answer", "change", "inquiry", "grant"), 999999)
    words |= {"place": "lesson", "screen": "nothing"}
    args = [words.get(thing, uuid4()) for thing in things]
    assert getattr(client_of(manager), method)(reverse(name, args=args)).status_code == 404


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row[0] == "post"])
def test_a_link_writes_nothing(
    new_hire: User, client_of: ClientOf, address: Address, name: str
) -> None:
    assert client_of(new_hire).get(address(name)).status_code == 405


@pytest.mark.parametrize(
    "url",
    [
        "/nowhere/",
        "/lessons/x/",
        "/attempts/1/1/",
        "/quizzes/%00/",
        "/team/0x1/",
        "/es/nowhere/",
        "/media/../cms/settings.py",
        "/documents/1/x.pdf",
        "/django-admin/",
    ],
)
def test_addresses_that_are_none(new_hire: User, client_of: ClientOf, url: str) -> None:
    page = client_of(new_hire).get(url)
    assert page.status_code == 404
    assert "<main" in page.content.decode()


def test_pages_of_the_tree_lead_to_the_plain_address_or_nowhere(
    course: SmallCourse, outsider: User, client_of: ClientOf, client: Client
) -> None:
    """Wagtail would serve a lesson to anybody who guesses its slug."""
    for key, language in ((course.greet, "es"), (course.greet, "en")):
        url = course.lesson_page(key, language).get_url()
        for browser in (client, client_of(outsider)):
            page = browser.get(url, follow=True)
            assert "Un cliente entra" not in page.content.decode()
            assert "A customer walks in" not in page.content.decode()
    quiz = client.get(course.quiz_page.get_url(), follow=True).content.decode()
    assert "Diez preguntas" not in quiz
