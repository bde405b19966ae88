"""My group: what a trainer looks at first, and replying from there."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from cms.models import User
from cms.resend import SignedInRequest, person_required
from courses import activities
from courses.forms import ReplyForm
from courses.inquiries import asked_rows
from courses.models import Group, Inquiry
from courses.my_group import parts_of, questions_for
from courses.verbs import inquiries as verbs
from courses.verbs.idempotency import Reply, once

GROUPS_A_PAGE = 10


def trainer_or_404(viewer: User) -> None:
    """Raises Http404 for who neither trains nor administers."""
    if not viewer.writes:
        raise Http404


@require_safe
@person_required
def my_group(request: SignedInRequest) -> HttpResponse:
    """Questions, what waits for a person, and who is stuck in each group."""
    trainer_or_404(request.user)
    at, viewer = timezone.now(), request.user
    groups = Group.objects.led_by(viewer).select_related("course")
    page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    sections = [each for sections in activities.group_sections for each in sections(viewer, at)]
    context = {
        "questions": questions_for(viewer, at),
        "sections": [each for each in sections if each.total],
        "groups": parts_of(page.object_list, at, get_language() or "es"),
        "page": page,
    }
    return render(request, "courses/my_group.html", context)


def find_inquiry(viewer: User, pk: int) -> Inquiry:
    """One that the viewer may answer. Raises Http404."""
    mine = Inquiry.objects.answerable_by(viewer)
    return get_object_or_404(
        mine.select_related("enrolment__learner", "answered_by", "closed_by"), pk=pk
    )


@require_safe
@person_required
def show_inquiry(request: SignedInRequest, inquiry: int) -> HttpResponse:
    """One question with its reply, or the form for it."""
    found = find_inquiry(request.user, inquiry)
    return _inquiry_page(request, found, timezone.now(), ReplyForm())


@require_POST
@person_required
def answer_inquiry(request: SignedInRequest, inquiry: int) -> HttpResponse:
    """Replies, once; to who comes second it shows what is there."""
    found, at = find_inquiry(request.user, inquiry), timezone.now()
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _inquiry_page(request, found, at, form, 400)

    def write() -> Reply:
        verbs.answer_inquiry(found, request.user, form.cleaned_data["reply"], at)
        return Reply(302)

    try:
        once(request.user, request.POST, "answer_inquiry", at, write)
    except verbs.EndedError:
        return _inquiry_page(request, found, at, form, 409)
    learner = found.enrolment.learner
    messages.success(request, gettext("%(name)s finds the reply at home.") % {"name": learner})
    return redirect("my_group")


def _inquiry_page(
    request: SignedInRequest, found: Inquiry, at: datetime, form: ReplyForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "inquiry": asked_rows([found], request.user, at)[0],
        "form": form,
        # What was written against a reply that came first is not lost.
        "too_late": form.data.get("reply", "") if status == 409 else "",
    }
    return render(request, "courses/inquiry.html", context, status=status)


@require_POST
@person_required
def close_inquiry(request: SignedInRequest, inquiry: int) -> HttpResponse:
    """Ends a question to which there is nothing to say; repeated it changes nothing."""
    found, at = find_inquiry(request.user, inquiry), timezone.now()

    def write() -> Reply:
        verbs.close_inquiry(found, request.user, at)
        return Reply(302)

    try:
        once(request.user, request.POST, "close_inquiry", at, write)
    except verbs.EndedError:
        messages.info(request, gettext("It was answered or closed in the meantime."))
    else:
        messages.success(request, gettext("Closed. It stays under the last ones."))
    return redirect("my_group")
