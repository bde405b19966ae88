"""The learner's home: what the induction is, how far she is, the one next step."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.resend import SignedInRequest, person_required
from courses.activities import HomePanel, home_panels, today_panels
from courses.journey import NextStep, journey_of, place_words
from courses.models import Enrolment, Inquiry, KeptRule
from courses.outlines import load_outline
from courses.querysets import EnrolmentQuerySet, managed_paths


@require_safe
@person_required
def home(request: SignedInRequest) -> HttpResponse:
    """Shows the way through the current course; people without one go to where they work."""
    at = timezone.now()
    enrolment = current_enrolment(request)
    if enrolment is None:
        return _without_course(request, at)
    course = load_outline(enrolment.course_key, get_language() or "es")
    if course is None:
        return render(request, "courses/home.html", {"enrolment": None})
    journey = journey_of(enrolment, course, at, place_words(enrolment))
    context = {
        "enrolment": journey,
        "next_step": journey.next_step,
        "modules": journey.modules,
        "show_notice": request.user.notice_read_at is None,
        "new_replies": _replies(request) if enrolment.has_replies else 0,
        "rules_count": enrolment.rules_count or 0,
        "today": _filled(request, enrolment, journey.next_step, today_panels),
        "panels": _filled(request, enrolment, journey.next_step, home_panels),
    }
    return render(request, "courses/home.html", context)


def current_enrolment(request: SignedInRequest) -> Any:
    """The course under way, else the one finished last; with what there is to see beside it."""
    rows = list(_with_signs().of(request.user))
    under_way = [row for row in rows if row.status in Enrolment.OPEN]
    current = next(iter([*under_way, *rows]), None)
    if current is not None:
        current.learner = request.user  # as loaded with the session
    return current


@cache
def _with_signs() -> EnrolmentQuerySet:
    """Ways with what tells what there is beside them; built once, since it is a third of asking."""
    asked = Inquiry.objects.filter(enrolment__learner=OuterRef("learner"))
    kept = KeptRule.objects.filter(learner=OuterRef("learner")).order_by().values("learner")
    return (
        Enrolment.objects.alive()
        .annotate(
            has_replies=Exists(asked.unread()),
            rules_count=Subquery(kept.values(n=Count("pk"))),
            **{panel.name: panel.sign() for panel in [*today_panels, *home_panels]},
        )
        .order_by("-assigned_at")
    )


def _replies(request: SignedInRequest) -> int:
    return Inquiry.objects.of(request.user).unread().count()


def _filled(
    request: SignedInRequest, enrolment: Any, step: NextStep | None, panels: list[HomePanel]
) -> list[str]:
    """The panels that have something to show."""
    key = step.key if step else None
    shown = [each for each in panels if getattr(enrolment, each.name)]
    return [each.render(request, enrolment, key) for each in shown]


def _without_course(request: SignedInRequest, at: datetime) -> HttpResponse:
    if managed_paths(request.user, at):
        return redirect("team")
    if request.user.writes:
        return redirect("wagtailadmin_home")
    return render(request, "courses/home.html", {"enrolment": None})
