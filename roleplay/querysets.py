"""The reading vocabulary of role-play."""

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery

from cms.models import User

if TYPE_CHECKING:
    from roleplay.models import Conversation
else:
    Conversation = Any


class ConversationQuerySet(QuerySet[Conversation]):
    """Conversations with customers."""

    def of(self, learner: User) -> Self:
        """One learner's, in enrolments that are not closed."""
        return self.filter(enrolment__learner=learner).exclude(enrolment__status="closed")

    def at_activity(self, enrolment_id: int, activity_key: UUID) -> Self:
        """One enrolment's at one activity, in order."""
        return self.filter(enrolment_id=enrolment_id, activity_key=activity_key).order_by("number")

    def unfinished(self) -> Self:
        """Still open."""
        return self.filter(status="open")

    def finished(self) -> Self:
        """Ended."""
        return self.filter(status="finished")

    def assessed(self) -> Self:
        """Those that count and that managers may see; practice belongs to the learner."""
        return self.filter(mode="assess")

    def with_current_assessment(self) -> Self:
        """Adds `score` and `passed` of the last assessment, or None where there is none."""
        rows = apps.get_model("roleplay", "Assessment").objects.filter(conversation=OuterRef("pk"))
        last = rows.order_by("-pk")
        return self.annotate(
            score=Subquery(last.values("score")[:1]), passed=Subquery(last.values("passed")[:1])
        )
