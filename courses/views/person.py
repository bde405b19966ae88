"""One person in training, as those who look after them see it."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.models import User
from cms.resend import SignedInRequest, person_required
from courses.activities import person_panels
from courses.journey import journey_of
from courses.models import Enrolment
from courses.outlines import load_outlines
from courses.querysets import visible_people
from courses.views.team import overseer_or_404
from courses.words import ago_words


@require_safe
@person_required
def show_person(request: SignedInRequest, person: int) -> HttpResponse:
    """Courses, where they are, scores; 404 for anybody outside the viewer's teams."""
    return person_page(request, person)


def person_page(request: SignedInRequest, person: int, status: int = 200) -> HttpResponse:
    """The same as the answer to a form in one of its panels, which then says what is wrong."""
    at = timezone.now()
    overseer_or_404(request.user, at)
    learner = get_object_or_404(visible_people(request.user, at), pk=person)
    mine = Enrolment.objects.of(learner).alive().select_related("learner")
    enrolments = list(mine.prefetch_related("completions").order_by("-assigned_at"))
    courses = load_outlines({each.course_key for each in enrolments}, get_language() or "es")
    journeys = [
        journey_of(each, courses[each.course_key], at, {}, links=False)
        for each in enrolments
        if each.course_key in courses
    ]
    panels = [(panel.title, panel.render(request, enrolments)) for panel in person_panels]
    # The same as in the list of the team; of people without a course there is only the door.
    moments = [each.last_active_at for each in enrolments] or [learner.last_login]
    seen = [moment for moment in moments if moment]
    context = {
        "person": _person(learner, at, max(seen, default=None)),
        "enrolments": journeys,
        "panels": [{"title": title, "html": html} for title, html in panels if html],
    }
    return render(request, "courses/person.html", context, status=status)


def _person(learner: User, at: datetime, seen: datetime | None) -> dict[str, object]:
    places = learner.memberships.current(at).filter(role="member").select_related("team")
    return {
        "name": str(learner),
        "team": ", ".join(place.team.name for place in places),
        "email": learner.email or "",
        "number": learner.username,
        "last_seen": ago_words(seen, at, learner.zone) if seen else "",
    }
