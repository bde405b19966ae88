"""Notices of results that a regrade changed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.resend import SignedInRequest, person_required
from quizzes.models import ScoreChange
from quizzes.verbs import regrades as verbs


@require_POST
@person_required
def dismiss_change(request: SignedInRequest, change: int) -> HttpResponse:
    """Remembers that it was read; it is not shown again. 404 for what is not one's own."""
    mine = ScoreChange.objects.of(request.user)
    verbs.dismiss_change(get_object_or_404(mine, pk=change), request.user, timezone.now())
    return redirect("home")
