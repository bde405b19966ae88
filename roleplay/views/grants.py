"""One assessed conversation more for somebody who has none left."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from cms.resend import SignedInRequest, person_required
from courses.models import Enrolment
from courses.verbs.idempotency import Reply, once
from courses.views.person import person_page
from roleplay.forms import GrantForm
from roleplay.models import RoleplayPage
from roleplay.verbs import conversations as verbs


@require_POST
@person_required
def grant_conversation(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Grants one to somebody the viewer looks after; 404 for anybody else, oneself too.

    Without a reason it comes back on the person's page, in its card (`roleplay/panels.py`).
    """
    form, at = GrantForm(request.POST), timezone.now()
    form.is_valid()
    visible = Enrolment.objects.open().visible_to(request.user, at).exclude(learner=request.user)
    enrolment = get_object_or_404(visible, pk=form.cleaned_data.get("enrolment"))
    if not RoleplayPage.objects.filter(translation_key=key).exists():
        raise Http404
    if form.errors:
        return person_page(request, enrolment.learner_id, 400)

    def write() -> Reply:
        verbs.grant_conversation(enrolment, key, request.user, form.cleaned_data["reason"], at)
        return Reply(302)

    token = request.POST.get("idempotency_key", "")
    once(request.user, token, "grant_conversation", at, write)
    messages.success(request, gettext("One conversation more was granted, with its reason."))
    return redirect("show_person", person=enrolment.learner_id)
