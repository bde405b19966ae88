"""What learners leave behind. No foreign key leads to a page: pages change, records stay."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.querysets import CompletionQuerySet, EnrolmentQuerySet, IdempotencyKeyQuerySet


class Enrolment(models.Model):
    """Somebody's way through a course, once; a recertification is a new cycle."""

    class Status(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned")
        STARTED = "started", _("Started")
        COMPLETED = "completed", _("Completed")
        CLOSED = "closed", _("Closed")

    OPEN = (Status.ASSIGNED, Status.STARTED)

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments"
    )
    course_key = models.UUIDField()
    cycle = models.PositiveSmallIntegerField(default=1)
    audience = models.CharField(max_length=20, blank=True, default="contact")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASSIGNED)
    assigned_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(
        null=True, help_text="The end of `due_on` where the learner lives."
    )
    risk_at = models.DateTimeField(null=True, help_text="From here the minutes left no longer fit.")
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    last_active_at = models.DateTimeField(null=True)
    here_key = models.UUIDField(null=True, help_text="The activity opened last.")
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    minutes_left = models.PositiveSmallIntegerField(default=0)
    score = models.FloatField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course_key", "cycle"], name="one_enrolment_per_cycle"
            ),
            models.UniqueConstraint(
                fields=["learner", "course_key"],
                condition=Q(status__in=["assigned", "started"]),
                name="one_open_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(status="completed", completed_at__isnull=False)
                | ~Q(status="completed"),
                name="completed_has_its_moment",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="done_within_total"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)),
                name="enrolment_score_in_range",
            ),
        ]
        indexes = [models.Index(fields=["course_key", "status"])]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.course_key} #{self.cycle}"


class Completion(models.Model):
    """What an app said of one activity; recomputed by it, so a repeat changes nothing."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="completions")
    activity_key = models.UUIDField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    content_hash = models.CharField(max_length=64)
    score = models.FloatField(null=True)
    passed = models.BooleanField(null=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"], name="one_completion_per_activity"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)),
                name="completion_score_in_range",
            ),
            models.CheckConstraint(
                condition=Q(last_at__gte=F("first_at")), name="completion_last_after_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.title}"


class LessonPlace(models.Model):
    """The screen a learner is on, and those she has seen."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="places")
    activity_key = models.UUIDField()
    screen_id = models.CharField(max_length=64)
    seen = models.JSONField(default=list)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"], name="one_place_per_lesson"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.screen_id}"


class KeptRule(models.Model):
    """A pocket rule a learner kept, in the words she read."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept_rules"
    )
    activity_key = models.UUIDField()
    kind = models.CharField(max_length=20, default="lesson", help_text="Of the activity.")
    block_id = models.CharField(max_length=64)
    rule = models.TextField()
    lesson_title = models.CharField(max_length=255)
    language = models.CharField(max_length=8)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "block_id"], name="one_copy_of_a_rule")
        ]

    def __str__(self) -> str:
        return self.rule


class IdempotencyKey(models.Model):
    """The reply already given to a write: a repeated request is answered, not done again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="idempotency_keys"
    )
    key = models.CharField(max_length=64)
    verb = models.CharField(max_length=40)
    status = models.PositiveSmallIntegerField()
    reply = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_index=True)

    objects = IdempotencyKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_reply_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
