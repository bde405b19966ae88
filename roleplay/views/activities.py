"""The door of a conversation: what it is, in which mode, what was had so far, the start."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.doing import Doing, find_activity
from courses.journey import ActivityLine, Done, left_before
from courses.outlines import load_outline
from courses.pure.texts import Shown
from courses.verbs.idempotency import Reply, once
from roleplay.kinds import Channel, Mode
from roleplay.models import Conversation, RoleplayPage
from roleplay.pure.access import Permission, Refusal
from roleplay.pure.engine import begin
from roleplay.sitting import face_of
from roleplay.standings import finished_of, passed_now, score_now
from roleplay.verbs import conversations as verbs
from roleplay.words import mode_words, refusal_words


def find_roleplay(request: SignedInRequest, key: UUID) -> Doing:
    """The conversation's activity for this person; 404 when it is not theirs."""
    return find_activity(request.user, RoleplayPage, key, get_language() or "es")


@require_safe
@person_required
def open_roleplay(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What awaits there and how it counts; with a conversation under way, straight back to it."""
    doing = find_roleplay(request, key)
    page: RoleplayPage = doing.page
    mine = Conversation.objects.at_activity(doing.enrolment.pk, key)
    if under_way := mine.unfinished().first():
        return redirect("show_conversation", conversation=under_way.pk)
    permission = verbs.permission_to_start(doing.enrolment, page)
    had = finished_of(doing.enrolment.pk, key)
    language = get_language() or "es"
    context = {
        "roleplay": _about(doing, permission),
        "scenario": _scenario(page, language),
        "may_start": {
            "allowed": permission.allowed,
            "passed": permission.refusal is Refusal.PASSED,
            "reason": refusal_words(permission),
        },
        "left": _left(doing, language) if permission.allowed else [],
        "start_url": reverse("start_conversation", args=[key]),
        "idempotency_key": uuid.uuid4(),
        "conversations": [_line(each, language) for each in reversed(had)],
        "exit_url": reverse("home"),
    }
    return render(request, "roleplay/intro.html", context)


def _about(doing: Doing, permission: Permission) -> dict[str, Any]:
    page: RoleplayPage = doing.page
    return {
        "title": doing.title,
        "intro": _intro(page.intro, getattr(doing.translated, "intro", "")),
        "minutes": page.minutes,
        "mode": page.mode,
        "mode_label": Mode(page.mode).label,
        "mode_words": mode_words(page.mode, page.attempts_allowed),
        "attempts_left": permission.left,
        "attempts_allowed": page.attempts_allowed * len(page.scenarios)
        if page.mode == Mode.ASSESS
        else None,
    }


def _intro(source: str, translated: str) -> Shown:
    """A translation starts as a copy of the source and counts as one only when it differs."""
    if translated and translated != source:
        return Shown(translated)
    return Shown(source, "es" if translated else "")


def _scenario(page: RoleplayPage, language: str) -> dict[str, Any] | None:
    """Who will be there; nothing where it is still to be drawn."""
    versions = verbs.playable_versions(page)
    if len(versions) != 1:
        return None
    script = versions[0].script
    texts = {
        name: script.text(f"scenario.{name}", language)
        for name in ("title", "summary", "warning", "sector")
    }
    return {
        **texts,
        "channel": script.channel,
        "channel_label": Channel(script.channel).label,
        "person_name": script.person.get("name", ""),
        "profile_acting": script.text("profile.acting", language),
        # Where a call is assessed the face is hidden, here as there.
        "face": None
        if page.mode == Mode.ASSESS and script.channel == Channel.PHONE
        else face_of(script, begin(script, "door")),
    }


def _left(doing: Doing, language: str) -> list[ActivityLine]:
    """What the module asks for before this and is not done yet."""
    course = load_outline(doing.enrolment.course_key, language)
    if course is None:
        return []
    outline = course.for_audience(doing.enrolment.audience)
    return left_before(outline, Done.of(doing.enrolment), doing.page.translation_key)


def _line(conversation: Conversation, language: str) -> dict[str, Any]:
    script, score = conversation.version.script, score_now(conversation)
    return {
        "number": conversation.number,
        "finished_at": conversation.finished_at,
        "title": script.text("scenario.title", language),
        "ending_title": script.text(f"scenario.endings.{conversation.ending}.title", language),
        "passed": passed_now(conversation) if conversation.assessed else None,
        "score": None if score is None else int(score),
        "url": reverse("show_debrief", args=[conversation.pk]),
    }


@require_POST
@person_required
def start_conversation(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Starts a conversation and goes to it; with one under way, goes there."""
    doing, at = find_roleplay(request, key), timezone.now()

    def write() -> Reply:
        conversation = verbs.start_conversation(doing.enrolment, doing.page, at)
        return Reply(302, {"conversation": str(conversation.pk)})

    try:
        reply = once(request.user, request.POST, "start_conversation", at, write)
    except verbs.RefusedError as refused:
        messages.warning(request, refusal_words(refused.permission))
        return redirect("open_roleplay", key=key)
    url: HttpResponse = redirect("show_conversation", **reply.body)
    return url
