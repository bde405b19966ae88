"""Whichever way a quiz might go live, one that does not hold stays the draft it is."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group as Role
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Revision, Workflow, WorkflowTask

from cms.gates import REFUSED
from cms.models import User
from cms.roles import ADMINISTRATORS
from quizzes.models import Question, QuizPage
from tests.content import SmallCourse
from tests.people import ClientOf
from tests.quizzes.test_check_quiz import quiz_form, with_draws

EDIT = "wagtailadmin_pages:edit"
LACKING, ENOUGH = ("draw", {"count": 50}), ("draw", {"count": 4})


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


@pytest.fixture
def quiz(course: SmallCourse) -> QuizPage:
    """The quiz, whose draft lacks questions; what is live asks ten."""
    return drafted(course.quiz_page, LACKING)


@pytest.fixture
def workflow() -> Workflow:
    """One in which administrators approve."""
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(Role.objects.get(name=ADMINISTRATORS))
    made = Workflow.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=1)
    return made


def drafted(quiz: QuizPage, *draws: tuple[str, dict[str, Any]], **changes: Any) -> QuizPage:
    """With a draft of these draws."""
    page = with_draws(quiz, *draws)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def live_count(quiz: QuizPage) -> int:
    """How many questions learners get."""
    return QuizPage.objects.get(pk=quiz.pk).question_count


def history(quiz: QuizPage) -> list[str]:
    """What its history says."""
    return list(PageLogEntry.objects.filter(page=quiz.pk).values_list("action", flat=True))


def approve(quiz: QuizPage, workflow: Workflow, author: User, chief: Client) -> None:
    """Someone else approves what the author submitted."""
    workflow.start(quiz, author)
    state = quiz.current_workflow_task_state
    assert state is not None
    url = reverse("wagtailadmin_pages:workflow_action", args=[quiz.pk, "approve", state.pk])
    assert chief.post(url, {"comment": ""}).status_code in {200, 302}


@pytest.mark.parametrize(("draw", "count"), [(LACKING, 10), (ENOUGH, 4)])
def test_approval_publishes_only_what_holds(
    course: SmallCourse,
    workflow: Workflow,
    trainer: User,
    administrator: User,
    client_of: ClientOf,
    draw: tuple[str, dict[str, Any]],
    count: int,
) -> None:
    quiz = drafted(course.quiz_page, draw)

    approve(quiz, workflow, trainer, client_of(administrator))

    assert live_count(quiz) == count
    assert (REFUSED in history(quiz)) == (count == 10)
    assert not QuizPage.objects.get(pk=quiz.pk).workflow_in_progress


@pytest.mark.parametrize("name", ["action-submit", "action-restart-workflow"])
def test_a_quiz_is_not_submitted_for_moderation(desk: Client, quiz: QuizPage, name: str) -> None:
    form = quiz_form(desk.get(reverse(EDIT, args=[quiz.pk]))) | {name: "1"}

    answer = desk.post(reverse(EDIT, args=[quiz.pk]), form, follow=True)

    assert "no necesitan moderación" in answer.content.decode()
    assert quiz.current_workflow_state is None
    assert live_count(quiz) == 10


def test_nor_where_one_is_made(desk: Client, quiz: QuizPage) -> None:
    parent = quiz.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["quizzes", "quizpage", parent.pk])

    answer = desk.post(url, {"title": "Otro", "action-submit": "1"}, follow=True)

    assert "no necesitan moderación" in answer.content.decode()
    assert not QuizPage.objects.filter(title="Otro").exists()


def test_what_was_sound_when_it_got_its_date_may_not_be_any_more(course: SmallCourse) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    quiz = drafted(course.quiz_page, ENOUGH, go_live_at=tomorrow)
    quiz.get_latest_revision().publish()
    come(quiz)
    Question.objects.update(archived=True)

    said = StringIO()
    call_command("publish_scheduled", stderr=said)

    assert live_count(quiz) == 10
    assert "1 not published" in said.getvalue()
    assert history(quiz).count(REFUSED) == 1
    # Nothing stands in the way of what comes after it.
    call_command("publish_scheduled", stderr=said)
    assert history(quiz).count(REFUSED) == 1


def test_what_still_holds_goes_live_on_its_date(course: SmallCourse) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    quiz = drafted(course.quiz_page, ENOUGH, go_live_at=tomorrow)
    quiz.get_latest_revision().publish()
    come(quiz)

    call_command("publish_scheduled", dryrun=True, stdout=StringIO())
    assert live_count(quiz) == 10
    call_command("publish_scheduled")

    assert live_count(quiz) == 4
    assert REFUSED not in history(quiz)


def come(quiz: QuizPage) -> None:
    """The date that was set has come."""
    before = timezone.now() - timedelta(minutes=1)
    revision = Revision.objects.get(pk=quiz.latest_revision_id)
    revision.content["go_live_at"] = before.isoformat()
    revision.approved_go_live_at = before
    revision.save(update_fields=["content", "approved_go_live_at"])


def test_it_gets_no_date_either(desk: Client, quiz: QuizPage) -> None:
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    form = quiz_form(desk.get(reverse(EDIT, args=[quiz.pk])))
    form |= {"go_live_at": tomorrow, "expire_at": "", "action-publish": "1"}

    answer = desk.post(reverse(EDIT, args=[quiz.pk]), form, follow=True)

    assert "no se publicó" in answer.content.decode()
    assert not quiz.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_going_back_to_a_revision_asks_the_checks_as_well(desk: Client, quiz: QuizPage) -> None:
    former = quiz.latest_revision_id
    drafted(quiz, ENOUGH)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[quiz.pk, former])
    form = quiz_form(desk.get(url)) | {"revision": former, "action-publish": "1"}

    answer = desk.post(reverse(EDIT, args=[quiz.pk]), form, follow=True)

    assert "no se publicó" in answer.content.decode()
    assert live_count(quiz) == 10
