"""Who is known to the site and still has no part in this: each address, tried by everybody else.

`test_strangers` sends strangers; here come colleagues, managers, trainers, and who was let go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group as Role
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import courses.urls
import quizzes.urls
import roleplay.urls
from cms.models import User
from courses.asking import find_place
from courses.models import Completion, Enrolment, Group, Inquiry, KeptRule, LessonPlace
from courses.verbs.inquiries import ask
from quizzes.models import (
    Answer,
    Mark,
    QuizAttempt,
    QuizGrant,
    Regrade,
    ReviewAnswer,
    ReviewCard,
    ReviewSitting,
    ScoreChange,
)
from quizzes.models.pages import Layout
from quizzes.sitting import prefix_of
from roleplay.models import Assessment, Conversation, ConversationGrant, Turn
from tests.content import SmallCourse
from tests.doing import Reads, Starts, Takes, answers_of, right_response
from tests.marking import BEST as BEST_LEVELS
from tests.marking import open_question
from tests.people import ClientOf, Enrolled
from tests.rehearsal import BEST, GREETS, LOOKS_UP, RUDE, Joins, Rehearsal, Talk, Talks
from tests.reviewing import sitting_about

OWN, COURSE, ATTEMPT, OVERSEER, TRAINER = "own", "course", "attempt", "overseer", "trainer"


@dataclass(frozen=True)
class Scene:
    """Ana's way: a lesson read, its rule kept, an attempt handed in and one under way, a review.

    On another course a conversation under way, and one that ended.
    """

    course: SmallCourse
    way: Enrolment
    under_way: QuizAttempt
    finished: QuizAttempt
    rule: str
    rehearsal: Rehearsal
    talk: Talk
    ended: Conversation
    review: ReviewSitting
    group: Group
    written: Answer
    change: ScoreChange
    inquiry: Inquiry
    grant: QuizGrant


@dataclass(frozen=True)
class Door:
    """An address: whose it is, how it is asked for, and what goes with it."""

    whose: str
    method: str
    args: Callable[[Scene], list[Any]] = lambda _scene: []
    form: Callable[[Scene], dict[str, Any]] = lambda _scene: {}


def saved(scene: Scene) -> dict[str, Any]:
    response = right_response(answers_of(scene.under_way)[0])
    return {"response": response, "revision": "0"}


def saved_together(scene: Scene) -> dict[str, Any]:
    second = answers_of(scene.under_way)[1]
    prefix = prefix_of(scene.under_way, second.position)
    return {f"{prefix}response": right_response(second), f"{prefix}revision": "0"}


def granted(scene: Scene) -> dict[str, Any]:
    quiz = {"quiz": str(scene.course.quiz), "kind": "attempt"}
    return {"enrolment": scene.way.pk, "reason": "Porque sí", "idempotency_key": "k", **quiz}


def withdrawn(_scene: Scene) -> dict[str, Any]:
    return {"reason": "Porque no", "idempotency_key": "k5"}


def marked(scene: Scene) -> dict[str, Any]:
    levels = {f"level-{criterion}": level for criterion, level in BEST_LEVELS.items()}
    return {"seen": "0", "comment": "", "idempotency_key": "k3", **levels}


def said(scene: Scene) -> dict[str, Any]:
    option = scene.talk.option(LOOKS_UP if scene.talk.state.beat == "detalle" else GREETS)
    return turned(scene) | {"option": option}


def turned(scene: Scene, **more: str) -> dict[str, Any]:
    return {"turn": scene.talk.turns, "idempotency_key": "k", **more}


def asked(_scene: Scene) -> dict[str, Any]:
    return {"kind": "ask", "text": "¿Por qué?", "idempotency_key": "k3"}


def granted_more(scene: Scene) -> dict[str, Any]:
    way = scene.talk.conversation.enrolment_id
    return {"enrolment": way, "reason": "Porque sí", "idempotency_key": "k2"}


# Whose: one's own | who is on the course | who takes the attempt | who looks after the person,
# or trains her.
DOORS = {
    "home": Door(OWN, "get"),
    "acknowledge_notice": Door(OWN, "post"),
    "my_rules": Door(OWN, "get"),
    "open_lesson": Door(COURSE, "get", lambda s: [s.course.greet]),
    "read_screen": Door(COURSE, "get", lambda s: [s.course.greet, 1]),
    "complete_lesson": Door(COURSE, "post", lambda s: [s.course.greet]),
    "lesson_done": Door(COURSE, "get", lambda s: [s.course.greet]),
    "keep_rule": Door(COURSE, "post", lambda s: [s.course.greet, s.rule]),
    "open_quiz": Door(COURSE, "get", lambda s: [s.course.quiz]),
    "start_attempt": Door(COURSE, "post", lambda s: [s.course.quiz]),
    "show_questions": Door(ATTEMPT, "get", lambda s: [s.under_way.pk]),
    "save_answers": Door(ATTEMPT, "post", lambda s: [s.under_way.pk], saved_together),
    "show_question": Door(ATTEMPT, "get", lambda s: [s.under_way.pk, 2]),
    "save_answer": Door(ATTEMPT, "post", lambda s: [s.under_way.pk, 1], saved),
    "review_attempt": Door(ATTEMPT, "get", lambda s: [s.under_way.pk]),
    "submit_attempt": Door(ATTEMPT, "post", lambda s: [s.under_way.pk]),
    "show_result": Door(ATTEMPT, "get", lambda s: [s.finished.pk]),
    "open_review": Door(COURSE, "get", lambda s: [s.course.key]),
    "start_review": Door(COURSE, "post", lambda s: [s.course.key]),
    "show_review_question": Door(ATTEMPT, "get", lambda s: [s.review.pk, 2]),
    "answer_review": Door(
        ATTEMPT, "post", lambda s: [s.review.pk, 1], lambda _s: {"go": "unknown"}
    ),
    "finish_review": Door(ATTEMPT, "post", lambda s: [s.review.pk]),
    "show_review_result": Door(ATTEMPT, "get", lambda s: [s.review.pk]),
    "open_ask": Door(ATTEMPT, "get", lambda s: ["question", s.under_way.pk, "1"]),
    "ask": Door(ATTEMPT, "post", lambda s: ["question", s.finished.pk, "1"], asked),
    "my_inquiries": Door(OWN, "get"),
    "my_group": Door(TRAINER, "get"),
    "show_inquiry": Door(TRAINER, "get", lambda s: [s.inquiry.pk]),
    "answer_inquiry": Door(TRAINER, "post", lambda s: [s.inquiry.pk], lambda _s: {"reply": "x"}),
    "close_inquiry": Door(TRAINER, "post", lambda s: [s.inquiry.pk]),
    "team": Door(OVERSEER, "get"),
    "export_team": Door(OVERSEER, "get"),
    "team_text": Door(OVERSEER, "get"),
    "show_person": Door(OVERSEER, "get", lambda s: [s.way.learner_id]),
    "grant_exception": Door(OVERSEER, "post", form=granted),
    "choose_group": Door(OVERSEER, "get"),
    "grant_to_group": Door(
        OVERSEER, "post", lambda s: [s.group.pk], lambda s: granted(s) | {"idempotency_key": "k4"}
    ),
    "withdraw_exception": Door(OVERSEER, "post", lambda s: [s.grant.pk], withdrawn),
    "withdraw_from_group": Door(OVERSEER, "post", lambda s: [s.group.pk, s.grant.pk], withdrawn),
    "marking_queue": Door(TRAINER, "get"),
    "mark_answer": Door(TRAINER, "post", lambda s: [s.written.pk], marked),
    "dismiss_change": Door(ATTEMPT, "post", lambda s: [s.change.pk]),
    "open_roleplay": Door(COURSE, "get", lambda s: [s.rehearsal.learn]),
    "start_conversation": Door(COURSE, "post", lambda s: [s.rehearsal.practise]),
    "show_conversation": Door(ATTEMPT, "get", lambda s: [s.talk.conversation.pk]),
    "take_turn": Door(ATTEMPT, "post", lambda s: [s.talk.conversation.pk], said),
    "consult_record": Door(
        ATTEMPT, "post", lambda s: [s.talk.conversation.pk], lambda s: turned(s, entry="notas")
    ),
    "rewind_conversation": Door(
        ATTEMPT, "post", lambda s: [s.talk.conversation.pk], lambda s: turned(s, to="1")
    ),
    "reflect": Door(ATTEMPT, "post", lambda s: [s.ended.pk], lambda _s: {"reflection": "worse"}),
    "show_debrief": Door(ATTEMPT, "get", lambda s: [s.ended.pk]),
    "keep_phrase": Door(ATTEMPT, "post", lambda s: [s.ended.pk], lambda _s: {"phrase": "1"}),
    "grant_conversation": Door(OVERSEER, "post", lambda s: [s.rehearsal.assess], granted_more),
}


@pytest.fixture
def scene(
    rehearsal: Rehearsal,
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    reads: Reads,
    takes: Takes,
    starts: Starts,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
) -> Scene:
    other = joins(new_hire, at=timezone.now() - timedelta(days=1))
    ended = talks(other, rehearsal.assess, *RUDE).conversation
    talk = talks(other, rehearsal.learn, GREETS)
    way = enrolled(new_hire)
    reads(way, course.greet)
    finished = takes(way, right=2)
    written = answers_of(finished)[-1]
    # One of her answers is in her own words, and waits to be marked; another result was changed.
    Mark.objects.filter(answer=written).delete()
    open_one = {"version": open_question(), "response": ["Así."], "fraction": None, "method": ""}
    Answer.objects.filter(pk=written.pk).update(**open_one)
    regrade = Regrade.objects.create(
        question_key=uuid4(), policy="void", reason="x", by=way.learner, started_at=timezone.now()
    )
    change = ScoreChange.objects.create(regrade=regrade, attempt=finished, at=timezone.now())
    group = Group(name="Marzo", starts_on=way.assigned_at.date())
    group.members = [way.learner]
    group.save()
    grant = QuizGrant.objects.create(
        enrolment=way,
        activity_key=course.quiz,
        group=group,
        by=way.learner,
        reason="x",
        granted_at=timezone.now(),
    )
    screen = list(course.lesson_page(course.greet).body)[-1]
    rule = next(each.id for each in screen.value["blocks"] if each.block_type == "pocket_rule")
    client_of(new_hire).post(reverse("keep_rule", args=[course.greet, rule]))
    review = sitting_about(finished)
    place = find_place(new_hire, "debrief", ended.pk, "1", "es")
    inquiry = ask(place, "review", "¿Por qué?", "es", timezone.now())
    under_way = starts(way)
    # All questions on a page, so that every address of an attempt is there.
    QuizAttempt.objects.filter(pk=under_way.pk).update(layout=Layout.ALL)
    under_way.refresh_from_db()
    return Scene(
        *(course, way, under_way, finished, rule, rehearsal, talk, ended),
        *(review, group, written, change, inquiry, grant),
    )


def records() -> list[Any]:
    """What somebody else could have changed."""
    models = (
        *(Enrolment, LessonPlace, Completion, KeptRule, QuizAttempt, Answer, QuizGrant),
        *(Mark, ScoreChange),
        *(Conversation, Turn, Assessment, ConversationGrant, Inquiry),
        *(ReviewSitting, ReviewAnswer, ReviewCard),
    )
    return [list(model.objects.order_by("pk").values()) for model in models]


def answers(browser: Client, scene: Scene, *whose: str) -> dict[str, int]:
    """What the addresses answer; nothing of anybody's may have changed by it."""
    before, found = records(), {}
    for name, door in DOORS.items():
        if door.whose in whose:
            ask = getattr(browser, door.method)
            found[name] = ask(reverse(name, args=door.args(scene)), door.form(scene)).status_code
    assert records() == before
    return found


def nowhere(*whose: str) -> dict[str, int]:
    return {name: 404 for name, door in DOORS.items() if door.whose in whose}


def test_every_address_has_its_owner() -> None:
    ours = (courses.urls, quizzes.urls, roleplay.urls)
    known = {pattern.name for urls in ours for pattern in urls.urlpatterns}
    assert known == set(DOORS)


def test_for_her_who_learns_all_are_there(
    scene: Scene, manager: User, administrator: User, client_of: ClientOf
) -> None:
    """So that a 404 below is an answer to who asks, not to what."""
    browser, overseer = client_of(scene.way.learner), client_of(manager)
    others = {OVERSEER: overseer, TRAINER: client_of(administrator)}
    for name, door in DOORS.items():
        ask = getattr(others.get(door.whose, browser), door.method)
        answer = ask(reverse(name, args=door.args(scene)), door.form(scene))
        assert answer.status_code in {200, 302}, name


@pytest.mark.parametrize("state", ["on the course", "in an attempt", "finished"])
def test_who_is_on_the_same_course_finds_nothing_of_hers(
    state: str,
    scene: Scene,
    colleague: User,
    enrolled: Enrolled,
    starts: Starts,
    takes: Takes,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
) -> None:
    way, other = enrolled(colleague), joins(colleague)
    if state == "in an attempt":
        starts(way)
        talks(other, scene.rehearsal.learn, GREETS)
    if state == "finished":
        takes(way)
        talks(other, scene.rehearsal.assess, *BEST)
    theirs = (ATTEMPT, OVERSEER, TRAINER)
    assert answers(client_of(colleague), scene, *theirs) == nowhere(*theirs)


def test_a_learner_looks_after_nobody_herself_included(scene: Scene, client_of: ClientOf) -> None:
    found = answers(client_of(scene.way.learner), scene, OVERSEER, TRAINER)
    assert found == nowhere(OVERSEER, TRAINER)


def test_a_manager_reads_nothing_of_what_was_asked(
    scene: Scene, manager: User, client_of: ClientOf
) -> None:
    assert answers(client_of(manager), scene, TRAINER) == nowhere(TRAINER)
    person = reverse("show_person", args=[scene.way.learner_id])
    assert "¿Por qué?" not in client_of(manager).get(person).content.decode()


@pytest.mark.parametrize("who", ["manager", "trainer", "administrator"])
def test_who_looks_after_her_does_nothing_in_her_place(
    who: str, scene: Scene, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    browser = client_of(request.getfixturevalue(who))
    assert answers(browser, scene, COURSE, ATTEMPT) == nowhere(COURSE, ATTEMPT)


def test_a_closed_enrolment_opens_nothing(scene: Scene, client_of: ClientOf) -> None:
    Enrolment.objects.update(status="closed")
    found = answers(client_of(scene.way.learner), scene, COURSE, ATTEMPT)
    assert found == nowhere(COURSE, ATTEMPT)


def test_who_left_is_signed_out(scene: Scene, manager: User, client_of: ClientOf) -> None:
    browser, overseer = client_of(scene.way.learner), client_of(manager)
    User.objects.update(is_active=False)
    for asker, whose in ((browser, (OWN, COURSE, ATTEMPT)), (overseer, (OVERSEER,))):
        assert set(answers(asker, scene, *whose).values()) == {302}
    assert browser.get("/")["Location"].startswith(reverse("account_login"))


def test_ones_own_pages_hold_nothing_of_others(
    scene: Scene, outsider: User, colleague: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(colleague)
    for person in (outsider, colleague):
        for name in ("home", "my_rules"):
            page = client_of(person).get(reverse(name))
            assert "Ana" not in page.content.decode()
            assert not page.context.get("rules")
    client_of(outsider).post(reverse("acknowledge_notice"))
    scene.way.learner.refresh_from_db()
    assert scene.way.learner.notice_read_at is None


def test_a_manager_reaches_nobody_from_outside(
    scene: Scene,
    manager: User,
    outsider: User,
    enrolled: Enrolled,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
) -> None:
    theirs, browser = enrolled(outsider), client_of(manager)
    talked = talks(joins(outsider), scene.rehearsal.assess, *RUDE).conversation
    assert browser.get(reverse("show_person", args=[scene.way.learner_id])).status_code == 200
    assert browser.get(reverse("show_person", args=[outsider.pk])).status_code == 404
    form = granted(scene) | {"enrolment": theirs.pk}
    assert browser.post(reverse("grant_exception"), form).status_code == 404
    grant = reverse("grant_conversation", args=[scene.rehearsal.assess])
    form["enrolment"] = talked.enrolment_id
    assert browser.post(grant, form).status_code == 404
    assert list(QuizGrant.objects.all()) == [scene.grant]
    assert not ConversationGrant.objects.exists()
    for name in ("team", "team_text"):
        assert "Fabio" not in browser.get(reverse(name)).content.decode()


def test_a_trainer_reaches_her_groups_alone(
    scene: Scene, trainer: User, outsider: User, client_of: ClientOf
) -> None:
    browser = client_of(trainer)
    hers = reverse("show_person", args=[scene.way.learner_id])
    assert browser.get(hers).status_code == 404
    group = Group(name="Marzo", starts_on=scene.way.assigned_at.date())
    group.trainers, group.members = [trainer], [scene.way.learner]
    group.save()
    assert browser.get(hers).status_code == 200
    assert browser.get(reverse("show_person", args=[outsider.pk])).status_code == 404


def test_a_role_of_another_name_opens_no_desk(
    scene: Scene, manager: User, outsider: User, client_of: ClientOf
) -> None:
    guests = Role.objects.create(name="Guests")
    outsider.groups.add(guests)
    assert client_of(outsider).get("/").status_code == 200
    assert client_of(outsider).get(reverse("team")).status_code == 404
    manager.groups.add(guests)
    browser, quiz = client_of(manager), scene.course.quiz_page
    for name, args in {
        "wagtailadmin_home": [],
        "wagtailadmin_pages:edit": [quiz.pk],
        "wagtailadmin_pages:preview_on_edit": [quiz.pk],
        "wagtailadmin_pages:view_draft": [quiz.pk],
        "wagtailsnippets_quizzes_question:list": [],
        "wagtailsnippets_courses_team:list": [],
    }.items():
        assert browser.get(reverse(name, args=args)).status_code == 404, name
