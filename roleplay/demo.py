"""How a demo person has a conversation: through the same verbs as everybody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from courses.models import Enrolment
from roleplay.models import Assessment, Conversation, ConversationGrant, RoleplayPage, Turn
from roleplay.pure.drawing import number_from
from roleplay.pure.engine import offered
from roleplay.pure.replay import QUALITY_ORDER
from roleplay.verbs.conversations import history_of, start_conversation, take_turn


def have_conversation(enrolment: Enrolment, activity_key: UUID, skill: float, at: datetime) -> None:
    """One conversation; `skill` is the share of decisions in which the best line is said."""
    page = RoleplayPage.objects.get(translation_key=activity_key, locale__language_code="es")
    conversation = start_conversation(enrolment, page, at)
    over, turns = False, 0
    while not over:
        state = history_of(conversation).last
        ordered = sorted(
            offered(conversation.version.script, state), key=lambda o: QUALITY_ORDER[o.quality]
        )
        # Without the seed of the conversation: the demo looks alike on every installation.
        knows = number_from("demo", str(enrolment.learner_id), str(turns)) % 100 < skill * 100
        option = ordered[0] if knows else ordered[min(2, len(ordered) - 1)]
        moment = at + timedelta(seconds=30 * turns)
        taken = take_turn(conversation, turns, "say", option.id, "es", moment)
        over, turns = taken.over, taken.turns


def erase(enrolments: QuerySet[Enrolment]) -> None:
    """Deletes the demo's conversations with their turns and assessments."""
    conversations = Conversation.objects.filter(enrolment__in=enrolments)
    Assessment.objects.filter(conversation__in=conversations).delete()
    Turn.objects.filter(conversation__in=conversations).delete()
    conversations.delete()
    ConversationGrant.objects.filter(enrolment__in=enrolments).delete()
