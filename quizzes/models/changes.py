"""What a regrade changed for somebody, kept until and after she has seen it."""

from django.db import models
from django.db.models import Q

from quizzes.models.records import QuizAttempt, Regrade
from quizzes.querysets import ChangeQuerySet


class ScoreChange(models.Model):
    """The result of an attempt before and after a regrade; the learner is told at home."""

    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="changes")
    attempt = models.ForeignKey(QuizAttempt, on_delete=models.PROTECT, related_name="changes")
    score_before = models.FloatField(null=True)
    passed_before = models.BooleanField(null=True)
    score_after = models.FloatField(null=True)
    passed_after = models.BooleanField(null=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regrade", "attempt"], name="a_regrade_changes_an_attempt_once"
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True) | Q(seen_at__gte=models.F("at")),
                name="changes_are_seen_after_they_happen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.score_before} → {self.score_after}"
