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
from quizzes.sitting import find_attempt
from quizzes.verbs import attempts as verbs


@require_POST
@person_required
def submit_attempt(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """Hands in once; sent again it shows the same result."""
    sitting, at = find_attempt(request.user, attempt), timezone.now()

    def write() -> Reply:
        verbs.submit_attempt(sitting, at)
        return Reply(302)

    once(request.user, request.POST.get("idempotency_key", ""), "submit_attempt", at, write)
    return redirect("show_result", attempt=attempt)


@require_safe
@person_required
def show_result(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """The score, what to read again, and per question: yours, right, why."""
    sitting = find_attempt(request.user, attempt)
    if sitting.state == QuizAttempt.State.OPEN:
        return redirect("show_question", attempt=attempt, position=sitting.here)
    context = result_of(sitting, get_language() or "es", timezone.now())
    return render(request, "quizzes/result.html", context | {"exit_url": reverse("home")})
