"""Questions go through moderation where a workflow is set; trainers lock and unlock them."""

from typing import Any

import pytest
from django.contrib.auth.models import Group as Role
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from cms.models import User
from cms.roles import ADMINISTRATORS
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf
from tests.quizzes.test_publish_question import a_true_false, drawn, form_of

EDIT = "wagtailsnippets_quizzes_question:edit"


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


@pytest.fixture
def _moderated(course: SmallCourse) -> None:
    """Administrators approve questions."""
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(Role.objects.get(name=ADMINISTRATORS))
    workflow = Workflow.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    kind = ContentType.objects.get_for_model(Question)
    WorkflowContentType.objects.create(workflow=workflow, content_type=kind)


@pytest.mark.usefixtures("_moderated")
def test_a_question_is_published_when_it_was_approved(
    desk: Client,
    administrator: User,
    client_of: ClientOf,
    django_capture_on_commit_callbacks: Any,
) -> None:
    question = a_true_false()
    before = drawn(question)
    form = form_of(question, "Propuesta nueva.") | {"action-submit": "1"}

    desk.post(reverse(EDIT, args=[question.pk]), form)
    waiting = Question.objects.get(pk=question.pk)
    assert waiting.workflow_in_progress
    assert drawn(question).sha256() == before.sha256()

    chief, state = client_of(administrator), waiting.current_workflow_task_state
    approve = reverse(
        "wagtailsnippets_quizzes_question:workflow_action", args=[question.pk, "approve", state.pk]
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert chief.post(approve, {"comment": ""}).status_code in {200, 302}

    assert drawn(question).text("stem", "es").text == "Propuesta nueva."


def test_a_trainer_locks_and_unlocks(desk: Client) -> None:
    question = a_true_false()

    desk.post(reverse("wagtailsnippets_quizzes_question:lock", args=[question.pk]))
    assert Question.objects.get(pk=question.pk).locked

    desk.post(reverse("wagtailsnippets_quizzes_question:unlock", args=[question.pk]))
    assert not Question.objects.get(pk=question.pk).locked


def test_the_history_names_who_did_what(desk: Client, trainer: User) -> None:
    question = a_true_false()
    desk.post(reverse(EDIT, args=[question.pk]), form_of(question, "Otra afirmación."))
    desk.post(reverse("archive_question", args=[question.pk]), {"archived": "1"})

    page = desk.get(reverse("wagtailsnippets_quizzes_question:history", args=[question.pk]))

    said = page.content.decode()
    assert "Archivada" in said
    assert trainer.get_full_name() in said
