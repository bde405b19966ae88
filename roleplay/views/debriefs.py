"""What a conversation came to, and the phrases a learner keeps of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.verbs.lessons import Rule, drop_rule, keep_rule
from roleplay.debrief import debrief_of, phrase_at
from roleplay.models import Conversation, RoleplayPage
from roleplay.sitting import find_conversation, sit_down


@require_safe
@person_required
def show_debrief(request: SignedInRequest, conversation: UUID) -> HttpResponse:
    """The verdict, how it ended, what must never happen, turn by turn, and what to do next."""
    mine = find_conversation(request.user, conversation)
    if mine.status == Conversation.Status.OPEN:
        return redirect("show_conversation", conversation=conversation)
    context = debrief_of(sit_down(mine, get_language() or "es"))
    return render(request, "roleplay/debrief.html", context | {"exit_url": reverse("home")})


@require_POST
@person_required
def keep_phrase(request: SignedInRequest, conversation: UUID) -> HttpResponse:
    """Puts the better phrase of a turn among "my rules", or takes it out again (`drop`)."""
    mine = find_conversation(request.user, conversation)
    asked = request.POST.get("phrase", "")
    sitting = sit_down(mine, get_language() or "es")
    # Before the end a better phrase would be an answer.
    over = mine.status == Conversation.Status.FINISHED
    phrase = phrase_at(sitting, asked) if over else None
    if phrase is None:
        raise Http404
    option, shown = phrase
    if "drop" in request.POST:
        drop_rule(request.user, option)
    else:
        title = sitting.text("scenario.title").text
        language, kind = shown.lang or sitting.language, RoleplayPage.kind.name
        rule = Rule(mine.activity_key, option, shown.text, title, language, kind)
        keep_rule(request.user, rule, timezone.now())
    place = "rule" if asked == "rule" else f"turn-{asked}"
    return redirect(reverse("show_debrief", args=[conversation]) + f"#{place}")
