"""A conversation, turn by turn: shown, answered, looked up in the record, taken back."""

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required, wants_json
from courses.verbs.idempotency import Reply, once
from roleplay.forms import REFLECTIONS, RewindForm, TurnForm
from roleplay.models import Conversation
from roleplay.pure.engine import NotOfferedError
from roleplay.sitting import ended_of, find_conversation, sit_down, stage_of
from roleplay.verbs import conversations as verbs


@require_safe
@person_required
def show_conversation(request: SignedInRequest, conversation: UUID) -> HttpResponse:
    """Where the conversation stands; after its end, how it ended."""
    return _page(request, find_conversation(request.user, conversation))


def _page(
    request: SignedInRequest, conversation: Conversation, problem: str = "", status: int = 200
) -> HttpResponse:
    if conversation.status == Conversation.Status.FINISHED:
        return _ended(request, conversation, status)
    context = _stage(conversation, problem)
    return render(request, "roleplay/conversation.html", context, status=status)


def _stage(conversation: Conversation, problem: str = "") -> dict[str, Any]:
    context = stage_of(sit_down(conversation, get_language() or "es"), problem)
    address = [conversation.pk]
    context["brief"]["consult_url"] = reverse("consult_record", args=address)
    if context["learn"]:
        context["learn"]["rewind_url"] = reverse("rewind_conversation", args=address)
    return context | {
        "turn_url": reverse("take_turn", args=address),
        "idempotency_key": uuid.uuid4(),
        "exit_url": reverse("home"),
    }


def _ended(request: SignedInRequest, conversation: Conversation, status: int) -> HttpResponse:
    debrief = reverse("show_debrief", args=[conversation.pk])
    ask = conversation.number == 1 and not conversation.reflection
    context = ended_of(sit_down(conversation, get_language() or "es")) | {
        "reflection_url": reverse("reflect", args=[conversation.pk]) if ask else "",
        "reflections": [{"value": value, "label": label} for value, label in REFLECTIONS],
        "debrief_url": debrief,
    }
    return render(request, "roleplay/ended.html", context, status=status)


@require_POST
@person_required
def take_turn(request: SignedInRequest, conversation: UUID) -> HttpResponse:
    """Says one of the lines offered."""
    return _act(request, conversation, "take_turn", "say", "option")


@require_POST
@person_required
def consult_record(request: SignedInRequest, conversation: UUID) -> HttpResponse:
    """Opens a part of the customer's record while the customer waits."""
    return _act(request, conversation, "consult_record", "consult", "entry")


def _act(
    request: SignedInRequest, conversation_id: UUID, verb: str, kind: str, field: str
) -> HttpResponse:
    conversation, at = find_conversation(request.user, conversation_id), timezone.now()
    form = TurnForm(request.POST)
    what = request.POST.get(field, "")
    if not form.is_valid() or not what:
        return _problem(request, conversation, _incomplete(), 400)
    seen = form.cleaned_data["turn"]
    about = (conversation.pk, seen, what)

    def write() -> Reply:
        language = get_language() or "es"
        taken = verbs.take_turn(conversation, seen, kind, what, language, at)
        return Reply(200, {"turns": taken.turns, "over": taken.over})

    return _answer(request, conversation, verb, about, at, write)


@require_POST
@person_required
def rewind_conversation(request: SignedInRequest, conversation: UUID) -> HttpResponse:
    """Goes back to an earlier decision, to try something else; only while learning."""
    mine, at = find_conversation(request.user, conversation), timezone.now()
    form = RewindForm(request.POST)
    if not form.is_valid():
        return _problem(request, mine, _incomplete(), 400)
    seen, to = form.cleaned_data["turn"], form.cleaned_data["to"]

    def write() -> Reply:
        language = get_language() or "es"
        taken = verbs.rewind_conversation(mine, seen, to, language, at)
        return Reply(200, {"turns": taken.turns, "over": False})

    about = (mine.pk, seen, to)
    return _answer(request, mine, "rewind_conversation", about, at, write)


def _answer(
    request: SignedInRequest,
    conversation: Conversation,
    verb: str,
    about: tuple[Any, ...],
    at: datetime,
    write: Any,
) -> HttpResponse:
    try:
        reply = once(request.user, request.POST, verb, at, write, about)
    except verbs.ConflictError:
        return _problem(request, conversation, _went_on(), 409)
    except verbs.OverError:
        return _problem(request, conversation, _is_over(), 410)
    except (NotOfferedError, ValueError):
        return _problem(request, conversation, _not_there(), 400)
    url = reverse("show_conversation", args=[conversation.pk])
    if not wants_json(request):
        # Without the script, too, the page opens at the customer's words.
        return redirect(url if reply.body["over"] else f"{url}#now")
    if reply.body["over"]:
        return JsonResponse({"url": url})
    return JsonResponse(_swap(request, conversation))


def _swap(request: SignedInRequest, conversation: Conversation) -> dict[str, str]:
    """The stage as it is now, for the page's script, and what a screen reader announces."""
    # What was loaded before the write does not know of it.
    conversation.refresh_from_db(fields=["turns_taken", "status"])
    context = _stage(conversation)
    html = render_to_string("roleplay/conversation_stage.html", context, request)
    words = " ".join(shown.text for shown in context["line"]["paragraphs"])
    return {"html": html, "announce": f"{context['customer']['name']}: {words}"}


def _problem(
    request: SignedInRequest, conversation: Conversation, message: str, status: int
) -> HttpResponse:
    conversation.refresh_from_db(fields=["turns_taken", "status", "ending"])
    if not wants_json(request):
        return _page(request, conversation, message, status)
    body: dict[str, Any] = {"message": message}
    if conversation.status == Conversation.Status.FINISHED:
        body["url"] = reverse("show_conversation", args=[conversation.pk])
    else:
        body |= _swap(request, conversation)
    return JsonResponse(body, status=status)


def _incomplete() -> str:
    return gettext("This page is incomplete. Reload it and choose again.")


def _went_on() -> str:
    return gettext(
        "The conversation went on in another tab in the meantime. This is where it stands now."
    )


def _is_over() -> str:
    return gettext("This conversation is over already. What was said by then counts.")


def _not_there() -> str:
    return gettext("That is not there to choose now. This is where the conversation stands.")


@require_POST
@person_required
def reflect(request: SignedInRequest, conversation: UUID) -> HttpResponse:
    """Keeps in one tap how she thinks it went, and goes on to the debrief."""
    mine = find_conversation(request.user, conversation)
    value = request.POST.get("reflection", "")
    if value in dict(REFLECTIONS):
        verbs.reflect(mine, value)
    return redirect("show_debrief", conversation=mine.pk)
