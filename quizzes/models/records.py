"""What learners leave behind in quizzes, and the versions of questions they were asked."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment
from quizzes.pure.content import Content
from quizzes.querysets import AnswerQuerySet, AttemptQuerySet


class QuestionVersion(models.Model):
    """A question as it was published, in all languages. Never changed, never deleted."""

    question_key = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question_key", "sha256"], name="one_row_per_question_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_key} {self.sha256[:8]}"

    @property
    def frozen(self) -> Content:
        """The content as marking and display take it."""
        return Content.from_json(self.content)


class QuizAttempt(models.Model):
    """One try at a quiz. The rules it was started under are kept with it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        FINISHED = "finished", _("Finished")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="quiz_attempts")
    activity_key = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    seed = models.CharField(max_length=32)
    pass_mark = models.PositiveSmallIntegerField()
    here = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"],
                condition=Q(state="open"),
                name="one_open_attempt",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "activity_key", "number"], name="attempts_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(state="open", finished_at__isnull=True)
                | Q(state="finished", finished_at__isnull=False),
                name="finished_attempt_has_its_moment",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="attempts_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} #{self.number}"


class Answer(models.Model):
    """One question of an attempt and what was answered; `response` is null while unanswered."""

    attempt = models.ForeignKey(QuizAttempt, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    response = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True, default="")
    flagged = models.BooleanField(default=False)
    saved_at = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_answer_per_position"),
            models.UniqueConstraint(fields=["attempt", "version"], name="no_question_twice"),
            models.CheckConstraint(
                condition=Q(response__isnull=True) | Q(saved_at__isnull=False),
                name="answers_have_their_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.position}"


class AttemptGrant(models.Model):
    """One attempt more than the rules give, with who granted it and why."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="attempt_grants"
    )
    activity_key = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_grant_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.reason}"


class Mark(models.Model):
    """What an answer is worth. Marks are appended; the last one counts."""

    class Method(models.TextChoices):
        AUTOMATIC = "automatic", _("Automatic")
        HUMAN = "human", _("By a person")
        REGRADE = "regrade", _("Regrade")
        VOID = "void", _("Void")

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="marks")
    fraction = models.DecimalField(max_digits=5, decimal_places=4)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.AUTOMATIC)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fraction__range=(0, 1)), name="marks_between_0_and_1"
            ),
            models.CheckConstraint(
                condition=Q(method="automatic") | Q(by__isnull=False, reason__gt=""),
                name="a_persons_mark_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.fraction}"
