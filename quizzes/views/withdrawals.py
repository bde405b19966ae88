"""Exceptions taken back: from one person, or from the people of a group at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from cms.resend import SignedInRequest, person_required
from courses.verbs.idempotency import Reply, once
from courses.views.person import person_page
from quizzes.exceptions import find_group, may_be_granted
from quizzes.forms import WithdrawalForm
from quizzes.models import QuizGrant
from quizzes.verbs import grants as verbs
from quizzes.views.grants import group_page


@require_POST
@person_required
def withdraw_exception(request: SignedInRequest, grant: int) -> HttpResponse:
    """Withdraws what could be granted by the viewer; 404 for anybody else, the learner too.

    Without a reason the form comes back on the person's page (`quizzes/granted.py`).
    """
    at = timezone.now()
    theirs = QuizGrant.objects.filter(enrolment__in=may_be_granted(request.user, at))
    found = get_object_or_404(theirs.select_related("enrolment"), pk=grant)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return person_page(request, found.enrolment.learner_id, 400)

    def write() -> Reply:
        now = verbs.withdraw_exception(found, request.user, at, form.cleaned_data["reason"])
        return Reply(302, {"now": now})

    about = (found.pk, form.cleaned_data["reason"])
    reply = once(request.user, request.POST, "withdraw_exception", at, write, about)
    words = gettext("The exception was withdrawn, with its reason.")
    _say(request, words if reply.body["now"] else "")
    return redirect("show_person", person=found.enrolment.learner_id)


@require_POST
@person_required
def withdraw_from_group(request: SignedInRequest, group: int, grant: int) -> HttpResponse:
    """Withdraws what was granted at once with `grant`, from those whom the viewer looks after."""
    at = timezone.now()
    place, people = find_group(request.user, group, at)
    theirs = QuizGrant.objects.filter(group=place, enrolment__learner__in=people)
    found = get_object_or_404(theirs, pk=grant)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return group_page(request, place, people, status=400)

    def write() -> Reply:
        reason = form.cleaned_data["reason"]
        count = verbs.withdraw_from_group(found, people, request.user, at, reason)
        return Reply(302, {"people": count})

    about = (found.pk, form.cleaned_data["reason"])
    count = once(request.user, request.POST, "withdraw_from_group", at, write, about).body["people"]
    words = ngettext("Withdrawn from %(n)s person.", "Withdrawn from %(n)s people.", count)
    _say(request, words % {"n": count} if count else "")
    return redirect("grant_to_group", group=place.pk)


def _say(request: HttpRequest, done: str) -> None:
    """Nothing done: somebody was faster, and theirs stays."""
    if done:
        messages.success(request, done)
    else:
        messages.info(request, gettext("It was withdrawn already: that reason stays."))
