"""The lines on what is recorded and who sees it, at the first sign-in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.resend import SignedInRequest, person_required
from courses.verbs.notice import acknowledge_notice as acknowledge


@require_POST
@person_required
def acknowledge_notice(request: SignedInRequest) -> HttpResponse:
    """Remembers that it was read; it is not shown again."""
    acknowledge(request.user, timezone.now())
    return redirect("home")
