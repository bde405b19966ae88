"""The reading vocabulary of quizzes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.models import User
from cms.roles import TRAINERS

if TYPE_CHECKING:
    from quizzes.models import (
        Answer,
        QuizAttempt,
        QuizGrant,
        ReviewAnswer,
        ReviewSitting,
        ScoreChange,
    )
else:
    Answer = QuizAttempt = QuizGrant = ReviewAnswer = ReviewSitting = ScoreChange = Any


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
        """Those that may still be answered at `at`.

        Not a join: an UPDATE would put every condition into a subquery, and PostgreSQL looks at
        those once, before it waits for whoever changes the row, and not again afterwards.
        """
        in_time = Q(deadline_at__isnull=True) | Q(deadline_at__gt=at)
        attempts = apps.get_model("quizzes", "QuizAttempt").objects.filter(in_time, state="open")
        return self.filter(Exists(attempts.filter(pk=OuterRef("attempt_id"))))

    def to_mark(self) -> Self:
        """Handed in and waiting for a person."""
        return self.filter(attempt__state="finished", fraction__isnull=True)

    def markable_by(self, viewer: User) -> Self:
        """Handed in by people whom `viewer` trains, never her own; administrators: by all."""
        others = self.filter(attempt__state="finished").exclude(attempt__enrolment__learner=viewer)
        if viewer.is_administrator:
            return others
        if TRAINERS not in viewer.role_names:
            return others.none()
        trained = User.objects.filter(intake_groups__trainers=viewer)
        return others.filter(attempt__enrolment__learner__in=trained)


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
        """Every grant of one enrolment at one quiz, oldest first; withdrawn ones too.

        What those come to, `quizzes.allowance` says: an attempt that was used stays used.
        """
        mine = self.filter(enrolment_id=enrolment_id, activity_key=activity_key)
        return mine.order_by("granted_at", "pk")

    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def granted_with(self, grant: QuizGrant) -> Self:
        """All that a group was granted at once: `grant` is one of them."""
        return self.filter(
            group=grant.group_id,
            activity_key=grant.activity_key,
            kind=grant.kind,
            minutes=grant.minutes,
            reason=grant.reason,
            by=grant.by_id,
            granted_at=grant.granted_at,
        )


class ChangeQuerySet(QuerySet[ScoreChange]):
    """Results that a regrade changed."""

    def of(self, learner: User) -> Self:
        """One learner's, in enrolments that are not closed."""
        mine = self.filter(attempt__enrolment__learner=learner)
        return mine.exclude(attempt__enrolment__status="closed")

    def unread(self) -> Self:
        """Those she has not said she read."""
        return self.filter(seen_at=None)
