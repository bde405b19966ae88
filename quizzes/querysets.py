"""The reading vocabulary of quizzes."""

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery

from cms.models import User

if TYPE_CHECKING:
    from quizzes.models import Answer, QuizAttempt
else:
    Answer = QuizAttempt = Any


class AttemptQuerySet(QuerySet[QuizAttempt]):
    """Tries at quizzes."""

    def of(self, learner: User) -> Self:
        """One learner's, in enrolments that are not closed."""
        return self.filter(enrolment__learner=learner).exclude(enrolment__status="closed")

    def at_quiz(self, enrolment_id: int, activity_key: UUID) -> Self:
        """One enrolment's at one quiz, in order."""
        return self.filter(enrolment_id=enrolment_id, activity_key=activity_key).order_by("number")

    def unfinished(self) -> Self:
        """Still open."""
        return self.filter(state="open")

    def finished(self) -> Self:
        """Handed in."""
        return self.filter(state="finished")


class AnswerQuerySet(QuerySet[Answer]):
    """Questions asked and what was answered."""

    def unanswered(self) -> Self:
        """Without an answer."""
        return self.filter(response__isnull=True)

    def with_current_mark(self) -> Self:
        """Adds `fraction`: the last mark, or None before there is one."""
        marks = apps.get_model("quizzes", "Mark").objects.filter(answer=OuterRef("pk"))
        return self.annotate(fraction=Subquery(marks.order_by("-pk").values("fraction")[:1]))
