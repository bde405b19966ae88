"""Exceptions to the rules of a quiz, for one person or for a group."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cms.resend import SignedInRequest, person_required
from courses.models import Enrolment
from courses.pure.numbers import row_number
from courses.verbs.idempotency import Reply, once
from courses.views.person import person_page
from quizzes.exceptions import find_group, granted_to, may_be_granted, quizzes_in
from quizzes.forms import ExceptionForm
from quizzes.verbs import grants as verbs


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

    once(request.user, request.POST.get("idempotency_key", ""), "grant_exception", at, write)
    messages.success(request, gettext("The exception was granted, with its reason."))
    return redirect("show_person", person=enrolment.learner_id)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def grant_to_group(request: SignedInRequest, group: int) -> HttpResponse:
    """Grants the same to everybody of a group who takes the quiz, and lists what was granted."""
    at = timezone.now()
    found, people = find_group(request.user, group, at)
    ways = list(Enrolment.objects.open().filter(learner__in=people))
    courses = quizzes_in(way.course_key for way in ways)
    quizzes = {key: quiz for of_course in courses.values() for key, quiz in of_course.items()}
    form = ExceptionForm(quizzes, request.POST or None)
    context: dict[str, Any] = {
        "group": found,
        "people": people.count(),
        "form": form,
        "has_quizzes": bool(quizzes),
        "granted": granted_to(found, people),
        "idempotency_key": str(uuid.uuid4()),
    }
    if request.method != "POST":
        return render(request, "quizzes/group_exceptions.html", context)
    if not form.is_valid():
        return render(request, "quizzes/group_exceptions.html", context, status=400)
    key = form.exemption.activity_key
    meant = [way for way in ways if key in courses.get(way.course_key, {})]

    def write() -> Reply:
        verbs.grant_to_group(found, meant, form.exemption, request.user, at)
        return Reply(302)

    once(request.user, request.POST.get("idempotency_key", ""), "grant_to_group", at, write)
    words = ngettext("Granted to %(n)s person.", "Granted to %(n)s people.", len(meant))
    messages.success(request, words % {"n": len(meant)})
    return redirect("grant_to_group", group=found.pk)
