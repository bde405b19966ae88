"""Spaced review: what somebody remembers, the sittings, and what was answered in them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from quizzes.models.records import Confidence, QuestionVersion
from quizzes.pure.memory import Memory
from quizzes.querysets import ReviewAnswerQuerySet, ReviewSittingQuerySet


class ReviewCard(models.Model):
    """What is left of one question in one learner's memory. Derived: from answers, by FSRS."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_cards"
    )
    question_key = models.UUIDField()
    stability = models.FloatField(help_text="Days until recall is expected to be 90 %.")
    difficulty = models.FloatField()
    reviewed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    surely_wrong = models.BooleanField(default=False, help_text="Sure, and wrong, the last time.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "question_key"], name="one_card_per_question"
            ),
            models.CheckConstraint(
                condition=Q(stability__gt=0, difficulty__range=(1, 10)), name="cards_are_possible"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("reviewed_at")), name="cards_are_due_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.question_key}"

    @property
    def memory(self) -> Memory:
        """As the judgements take it."""
        return Memory(self.stability, self.difficulty, self.reviewed_at, self.due_at)

    def keep(self, memory: Memory, surely_wrong: bool) -> None:
        """Takes over what an answer left; saves nothing."""
        self.stability, self.difficulty = memory.stability, memory.difficulty
        self.reviewed_at, self.due_at = memory.reviewed_at, memory.due_at
        self.surely_wrong = surely_wrong


class ReviewSitting(models.Model):
    """A few questions reviewed at one go. Practice: it belongs to the learner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_sittings"
    )
    course_key = models.UUIDField()
    size = models.PositiveSmallIntegerField(help_text="As chosen; there may be fewer questions.")
    seed = models.CharField(max_length=32)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = ReviewSittingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course_key"],
                condition=Q(finished_at__isnull=True),
                name="one_open_review",
            ),
            models.CheckConstraint(condition=Q(size__in=[3, 5, 10]), name="reviews_are_short"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="reviews_finish_after_they_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.started_at:%Y-%m-%d}"


class ReviewAnswer(models.Model):
    """One question of a sitting. Answered once: what is right is shown right after.

    An empty response is "I do not know"; `answered_at` is null while it was not answered.
    """

    sitting = models.ForeignKey(ReviewSitting, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    response = models.JSONField(null=True)
    language = models.CharField(max_length=8, blank=True, default="")
    confidence = models.CharField(max_length=6, choices=Confidence.choices, blank=True, default="")
    fraction = models.FloatField(null=True)
    grade = models.PositiveSmallIntegerField(null=True, help_text="FSRS: 1 again … 4 easy.")
    answered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, help_text="When memory asked for it again.")

    objects = ReviewAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "position"], name="one_review_answer_per_position"
            ),
            models.UniqueConstraint(
                fields=["sitting", "version"], name="no_question_twice_in_a_review"
            ),
            models.CheckConstraint(
                condition=Q(
                    response__isnull=True,
                    fraction__isnull=True,
                    grade__isnull=True,
                    answered_at__isnull=True,
                    due_at__isnull=True,
                )
                | Q(
                    response__isnull=False,
                    fraction__range=(0, 1),
                    grade__range=(1, 4),
                    answered_at__isnull=False,
                    due_at__gt=F("answered_at"),
                ),
                name="review_answers_are_whole_or_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.position}"
