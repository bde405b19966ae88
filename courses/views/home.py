"""The learner's home: what the induction is, how far she is, the one next step."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.resend import SignedInRequest, person_required
from courses.activities import home_panels, today_panels
from courses.journey import journey_of, places_of
from courses.lessons import stream_ids
from courses.models import Enrolment, Inquiry, LessonPage
from courses.outlines import load_outline
from courses.querysets import managed_paths


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
    journey = journey_of(enrolment, course, at, _places(enrolment))
    context = {
        "enrolment": journey,
        "next_step": journey.next_step,
        "modules": journey.modules,
        "show_notice": request.user.notice_read_at is None,
        "new_replies": Inquiry.objects.of(request.user).unread().count(),
        "rules_count": request.user.kept_rules.count(),
        "today": [panel(request, enrolment) for panel in today_panels],
        "panels": [panel(request, enrolment) for panel in home_panels],
    }
    return render(request, "courses/home.html", context)


def current_enrolment(request: SignedInRequest) -> Enrolment | None:
    """The course under way, else the one finished last."""
    mine = Enrolment.objects.of(request.user).alive().prefetch_related("completions")
    rows = list(mine.select_related("learner").order_by("-assigned_at"))
    under_way = [row for row in rows if row.status in Enrolment.OPEN]
    return next(iter([*under_way, *rows]), None)


def _without_course(request: SignedInRequest, at: datetime) -> HttpResponse:
    if managed_paths(request.user, at):
        return redirect("team")
    if request.user.writes:
        return redirect("wagtailadmin_home")
    return render(request, "courses/home.html", {"enrolment": None})


def _places(enrolment: Enrolment) -> dict[UUID, str]:
    """Where the lesson opened last was left; one lesson's screens are enough for the next step."""
    if enrolment.here_key is None:
        return {}
    lesson = LessonPage.objects.filter(
        translation_key=enrolment.here_key, locale__language_code="es"
    )
    # The body alone: making a page of it costs more than reading it.
    body = lesson.values_list("body", flat=True).first()
    return places_of(enrolment, {enrolment.here_key: stream_ids(body)}) if body else {}
