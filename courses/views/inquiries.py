"""Asking from a place, and what came of it: the learner's side."""

import uuid
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.asking import AskPlace, ask_url, find_place
from courses.forms import AskForm
from courses.inquiries import own_rows, receiver_words
from courses.models import Inquiry
from courses.verbs import inquiries as verbs
from courses.verbs.idempotency import Reply, once


@require_safe
@person_required
def open_ask(request: SignedInRequest, place: str, key: UUID, anchor: str) -> HttpResponse:
    """Where one asks from a place, with what was asked there before. The script shows it there."""
    here = find_place(request.user, place, key, anchor, get_language() or "es")
    return _ask_page(request, here, AskForm(review=here.review), timezone.now())


@require_POST
@person_required
def ask(request: SignedInRequest, place: str, key: UUID, anchor: str) -> HttpResponse:
    """Asks, once; what cannot be asked so is offered again."""
    here, at = find_place(request.user, place, key, anchor, get_language() or "es"), timezone.now()
    form = AskForm(request.POST, review=here.review)
    if not form.is_valid():
        return _ask_page(request, here, form, at, status=400)
    _ask_once(request, here, form, at)
    return redirect(ask_url(place, key, anchor) + "?sent=1")


def _ask_once(request: SignedInRequest, here: AskPlace, form: AskForm, at: datetime) -> None:
    asked = form.cleaned_data

    def write() -> Reply:
        language = get_language() or "es"
        inquiry = verbs.ask(here, asked["kind"], asked["text"], language, at)
        return Reply(302, {"inquiry": inquiry.pk})

    once(request.user, request.POST, "ask", at, write)


def _ask_page(
    request: SignedInRequest, here: AskPlace, form: AskForm, at: datetime, status: int = 200
) -> HttpResponse:
    before = Inquiry.objects.of(request.user).at_place(here.kind, here.key, here.anchor)
    found = list(before.select_related("answered_by").order_by("-asked_at", "-pk"))
    context = {
        "place": here,
        "ask_url": ask_url(here.kind, here.key, here.anchor),
        "send_url": reverse("ask", args=[here.kind, here.key, here.anchor]),
        "form": form,
        "receivers": receiver_words(request.user),
        "inquiries": own_rows(found, request.user, at),
        "sent": "sent" in request.GET and bool(found),
        "idempotency_key": uuid.uuid4(),
    }
    page = render(request, "courses/ask.html", context, status=status)
    verbs.read_replies(request.user, found, at)
    return page


@require_safe
@person_required
def my_inquiries(request: SignedInRequest) -> HttpResponse:
    """Everything she asked, newest first, with the replies; seen is read."""
    at = timezone.now()
    mine = Inquiry.objects.of(request.user).select_related("answered_by")
    found = sorted(mine, key=lambda each: (not each.is_new, -(each.asked_at.timestamp())))
    context = {"inquiries": own_rows(found, request.user, at)}
    page = render(request, "courses/my_inquiries.html", context)
    verbs.read_replies(request.user, found, at)
    return page
