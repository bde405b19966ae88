"""Handing in, and what it came to."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.verbs.idempotency import Reply, once
from quizzes.models import QuizAttempt
from quizzes.result import result_of
from quizzes.sitting import address_of, find_attempt
from quizzes.verbs import attempts as verbs
from quizzes.views.sittings import find_in_time


@require_POST
@person_required
def submit_attempt(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """Hands in once; sent again it shows the same result."""
    sitting, at = find_attempt(request.user, attempt), timezone.now()

    def write() -> Reply:
        verbs.submit_attempt(sitting, at)
        return Reply(302)

    once(request.user, request.POST, "submit_attempt", at, write)
    return redirect("show_result", attempt=attempt)


@require_safe
@person_required
def show_result(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """The score, what to read again, and per question: yours, right, why."""
    at = timezone.now()
    sitting = find_in_time(request.user, attempt, at)
    if sitting.state == QuizAttempt.State.OPEN:
        return redirect(address_of(sitting, sitting.here))
    context = result_of(sitting, get_language() or "es", at)
    return render(request, "quizzes/result.html", context | {"exit_url": reverse("home")})
