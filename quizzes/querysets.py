"""The reading vocabulary of quizzes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Q, QuerySet

from cms.models import User

if TYPE_CHECKING:
    from quizzes.models import Answer, QuizAttempt, QuizGrant, ReviewAnswer, ReviewSitting
else:
    Answer = QuizAttempt = QuizGrant = ReviewAnswer = ReviewSitting = Any


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

    def overdue(self, at: datetime) -> Self:
        """Still open although their time is over."""
        return self.unfinished().filter(deadline_at__lte=at)

    def being_marked(self) -> Self:
        """Handed in, with an answer that a person has to mark."""
        return self.finished().filter(score__isnull=True)


class AnswerQuerySet(QuerySet[Answer]):
    """Questions asked and what was answered."""

    def unanswered(self) -> Self:
        """Without an answer."""
        return self.filter(response__isnull=True)

    def in_open_attempt(self, at: datetime) -> Self:
        """Those that may still be answered at `at`."""
        in_time = Q(attempt__deadline_at__isnull=True) | Q(attempt__deadline_at__gt=at)
        return self.filter(in_time, attempt__state="open")

    def to_mark(self) -> Self:
        """Handed in and waiting for a person."""
        return self.filter(attempt__state="finished", fraction__isnull=True)


class ReviewSittingQuerySet(QuerySet[ReviewSitting]):
    """Sittings of spaced review."""

    def of(self, learner: User, course_key: UUID) -> Self:
        """One learner's in one course, oldest first."""
        return self.filter(learner=learner, course_key=course_key).order_by("started_at", "pk")

    def unfinished(self) -> Self:
        """Still open."""
        return self.filter(finished_at__isnull=True)

    def finished(self) -> Self:
        """Finished, with all of their questions or with some."""
        return self.filter(finished_at__isnull=False)


class ReviewAnswerQuerySet(QuerySet[ReviewAnswer]):
    """Questions of reviews."""

    def answered(self) -> Self:
        """Those that were answered, "I do not know" included."""
        return self.filter(answered_at__isnull=False)


class GrantQuerySet(QuerySet[QuizGrant]):
    """What people get beyond the rules."""

    def for_quiz(self, enrolment_id: int, activity_key: UUID) -> Self:
        """Every grant of one enrolment at one quiz, oldest first."""
        mine = self.filter(enrolment_id=enrolment_id, activity_key=activity_key)
        return mine.order_by("granted_at", "pk")
