"""Exceptions to the rules of a quiz, for one person or for a group."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.models import User
from cms.resend import SignedInRequest, person_required
from courses.models import Enrolment, Group
from courses.pure.numbers import row_number
from courses.verbs.idempotency import Reply, once
from courses.views.person import person_page
from courses.views.team import overseer_or_404
from quizzes.exceptions import find_group, groups_for, may_be_granted, quizzes_in
from quizzes.forms import ExceptionForm
from quizzes.granted import granted_to
from quizzes.models import QuizPage
from quizzes.verbs import grants as verbs

GROUPS_A_PAGE = 50
Quizzes = dict[UUID, dict[UUID, QuizPage]]


@require_POST
@person_required
def grant_exception(request: SignedInRequest) -> HttpResponse:
    """Grants one to somebody the viewer looks after; 404 for anybody else, oneself too.

    What cannot be granted comes back on the person's page, in its form (`quizzes/panels.py`).
    """
    at, pk = timezone.now(), row_number(request.POST.get("enrolment", ""))
    enrolment = get_object_or_404(may_be_granted(request.user, at), pk=pk)
    quizzes = quizzes_in([enrolment.course_key]).get(enrolment.course_key, {})
    form = ExceptionForm(quizzes, request.POST)
    if not form.is_valid():
        return person_page(request, enrolment.learner_id, 400)

    def write() -> Reply:
        verbs.grant_exception(enrolment, form.exemption, request.user, at)
        return Reply(302)

    once(request.user, request.POST, "grant_exception", at, write)
    messages.success(request, gettext("The exception was granted, with its reason."))
    return redirect("show_person", person=enrolment.learner_id)


@require_safe
@person_required
def choose_group(request: SignedInRequest) -> HttpResponse:
    """The groups to which the viewer may grant; 404 for who looks after nobody."""
    at = timezone.now()
    overseer_or_404(request.user, at)
    page = Paginator(groups_for(request.user, at), GROUPS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "quizzes/choose_group.html", {"page": page, "groups": page.object_list})


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def grant_to_group(request: SignedInRequest, group: int) -> HttpResponse:
    """Grants the same to everybody of a group who takes the quiz, and lists what was granted."""
    at = timezone.now()
    found, people = find_group(request.user, group, at)
    if request.method != "POST":
        return group_page(request, found, people)
    ways, courses = _ways_of(people)
    form = ExceptionForm(_quizzes_of(courses), request.POST)
    if not form.is_valid():
        return group_page(request, found, people, form, status=400)
    key = form.exemption.activity_key
    meant = [way for way in ways if key in courses.get(way.course_key, {})]

    def write() -> Reply:
        verbs.grant_to_group(found, meant, form.exemption, request.user, at)
        return Reply(302)

    once(request.user, request.POST, "grant_to_group", at, write)
    words = ngettext("Granted to %(n)s person.", "Granted to %(n)s people.", len(meant))
    messages.success(request, words % {"n": len(meant)})
    return redirect("grant_to_group", group=found.pk)


def group_page(
    request: SignedInRequest,
    group: Group,
    people: QuerySet[User],
    form: ExceptionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The group's page; also the answer to a form on it, which then says what is wrong."""
    form = form or ExceptionForm(_quizzes_of(_ways_of(people)[1]))
    context: dict[str, Any] = {
        "group": group,
        "people": people.count(),
        "form": form,
        "has_quizzes": bool(form.quizzes),
        "granted": granted_to(request, group, people),
        "idempotency_key": str(uuid.uuid4()),
    }
    return render(request, "quizzes/group_exceptions.html", context, status=status)


def _ways_of(people: QuerySet[User]) -> tuple[list[Enrolment], Quizzes]:
    """How these people take their courses, and the quizzes of each course."""
    ways = list(Enrolment.objects.latest_ways().filter(learner__in=people))
    return ways, quizzes_in(way.course_key for way in ways)


def _quizzes_of(courses: Quizzes) -> dict[UUID, QuizPage]:
    return {key: quiz for of_course in courses.values() for key, quiz in of_course.items()}
