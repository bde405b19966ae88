"""Asking from the debrief of a conversation: about all of it, or about one turn."""

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import User
from courses.asking import AskPlace, PlaceKind
from roleplay.models import Conversation, ScenarioPage
from roleplay.sitting import SCENARIO, Sitting, find_conversation, sit_down

# The anchor of the conversation as a whole; turns count from 1 as the debrief shows them.
WHOLE = "0"


def find_turn(learner: User, key: UUID, anchor: str, language: str) -> AskPlace:
    """A conversation of hers that ended, or one of its turns. Raises Http404."""
    conversation = find_conversation(learner, key)
    counted = anchor.isascii() and anchor.isdecimal()
    if conversation.status == Conversation.Status.OPEN or not counted:
        raise Http404
    sitting = sit_down(conversation, language)
    title, debrief = sitting.text(f"{SCENARIO}.title").text, reverse("show_debrief", args=[key])
    if anchor != WHOLE:
        words = {"title": title, "n": anchor}
        title, debrief = gettext("%(title)s · turn %(n)s") % words, f"{debrief}#turn-{anchor}"
    return AskPlace(
        DEBRIEF.name,
        key,
        anchor,
        conversation.enrolment_id,
        conversation.activity_key,
        conversation.version.scenario_key,
        title,
        debrief,
        "" if anchor == WHOLE else _said(sitting, anchor),
        review=conversation.assessed,
    )


def _said(sitting: Sitting, anchor: str) -> str:
    """The line said at a turn, counted among those that stand."""
    taken = sitting.history.taken
    if len(anchor) > 4 or not 1 <= int(anchor) <= len(taken):
        raise Http404
    decision = taken[int(anchor) - 1]
    return sitting.text(f"{SCENARIO}.beats.{decision.beat}.options.{decision.option.id}.text").text


def scenario_urls(keys: set[UUID]) -> dict[UUID, str]:
    """Where authors change these scenarios."""
    rows = ScenarioPage.objects.filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE
    )
    return {
        key: reverse("wagtailadmin_pages:edit", args=[pk])
        for key, pk in rows.values_list("translation_key", "pk")
    }


DEBRIEF = PlaceKind("debrief", _("Edit the scenario"), find_turn, scenario_urls)
