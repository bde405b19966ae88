"""What learners leave behind in quizzes, and the versions of questions they were asked."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment
from quizzes.pure.content import Content
from quizzes.querysets import AnswerQuerySet, AttemptQuerySet, GrantQuerySet


class Confidence(models.TextChoices):
    """How sure somebody is of an answer, said before anything is shown."""

    SURE = "sure", _("Sure")
    THINK = "think", _("I think so")
    GUESS = "guess", _("A guess")


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
    layout = models.CharField(max_length=10, default="one")
    shuffle = models.BooleanField(default=True)
    confidence = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    seed = models.CharField(max_length=32)
    pass_mark = models.PositiveSmallIntegerField()
    here = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True, help_text="From here nothing is saved any more.")
    finished_at = models.DateTimeField(null=True)
    # What the current marks add up to; null while it is open or a person has to mark an answer.
    score = models.FloatField(null=True)
    passed = models.BooleanField(null=True)

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
            models.CheckConstraint(
                condition=Q(score__isnull=True, passed__isnull=True)
                | Q(
                    state="finished",
                    score__isnull=False,
                    score__range=(0, 100),
                    passed__isnull=False,
                ),
                name="only_finished_attempts_have_a_score",
            ),
            models.CheckConstraint(
                condition=Q(deadline_at__isnull=True) | Q(deadline_at__gt=F("started_at")),
                name="deadline_comes_after_the_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"], condition=Q(state="open"), name="open_attempts_by_deadline"
            ),
            models.Index(fields=["activity_key", "state"], name="attempts_at_a_quiz"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} #{self.number}"

    def is_open(self, at: datetime) -> bool:
        """Whether answers are still taken at `at`."""
        in_time = self.deadline_at is None or at < self.deadline_at
        return self.state == self.State.OPEN and in_time


class Answer(models.Model):
    """One question of an attempt and what was answered; `response` is null while unanswered."""

    attempt = models.ForeignKey(QuizAttempt, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    response = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True, default="")
    flagged = models.BooleanField(default=False)
    confidence = models.CharField(max_length=6, choices=Confidence.choices, blank=True, default="")
    saved_at = models.DateTimeField(null=True)
    points = models.PositiveSmallIntegerField(default=1)
    critical = models.BooleanField(default=False)
    # The last mark, kept beside the answer so that lists and statistics read one table.
    fraction = models.FloatField(null=True)
    method = models.CharField(max_length=10, blank=True, default="")

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
            models.CheckConstraint(condition=Q(points__gte=1), name="questions_weigh_something"),
            models.CheckConstraint(
                condition=Q(fraction__isnull=True, method="")
                | Q(fraction__isnull=False, fraction__range=(0, 1), method__gt=""),
                name="answers_know_their_last_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.position}"


class QuizGrant(models.Model):
    """What somebody gets beyond the rules of a quiz, with who granted it and why.

    One more attempt; no waiting for the next one; or extra minutes in every attempt.
    """

    class Kind(models.TextChoices):
        ATTEMPT = "attempt", _("One more attempt")
        WAIT = "wait", _("No waiting")
        MINUTES = "minutes", _("More time")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="quiz_grants")
    activity_key = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ATTEMPT)
    minutes = models.PositiveSmallIntegerField(default=0)
    group = models.ForeignKey(
        "courses.Group",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The group it was granted to as a whole.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField()
    # Taken back: it counts no more for what is started afterwards; what was used stays used.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True, default="")

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_grant_says_why"),
            models.CheckConstraint(
                condition=Q(kind="minutes", minutes__gte=1) | (~Q(kind="minutes") & Q(minutes=0)),
                name="only_time_has_minutes",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""
                )
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_at__gte=F("granted_at"),
                    withdrawn_by__isnull=False,
                    withdrawn_reason__gt="",
                ),
                name="a_withdrawal_says_when_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.reason}"


class Regrade(models.Model):
    """A correction of the marks of one question, with its reason; it can be taken up again."""

    class Policy(models.TextChoices):
        UPWARDS = "upwards", _("Only upwards")
        BOTH = "both", _("Both ways")
        VOID = "void", _("The question counts as right for everybody")

    question_key = models.UUIDField()
    activity_key = models.UUIDField(null=True, help_text="One quiz; null: every quiz.")
    version = models.ForeignKey(
        QuestionVersion,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose key marks; null when the question is void.",
    )
    policy = models.CharField(max_length=10, choices=Policy.choices)
    reason = models.CharField(max_length=300)
    falling = models.JSONField(
        default=list,
        help_text="Ids of attempts that were confirmed to be no longer passed; no other one falls.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_regrade_says_why"),
            models.CheckConstraint(
                condition=Q(policy="void", version__isnull=True)
                | (~Q(policy="void") & Q(version__isnull=False)),
                name="a_regrade_has_a_key_unless_void",
            ),
            models.UniqueConstraint(
                fields=["question_key"],
                condition=Q(finished_at__isnull=True),
                name="one_regrade_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_key} {self.policy}"


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
    # By a person: the points of each criterion of the rubric, by its id, and the comment.
    detail = models.JSONField(null=True)
    regrade = models.ForeignKey(Regrade, null=True, on_delete=models.PROTECT, related_name="marks")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fraction__range=(0, 1)), name="marks_between_0_and_1"
            ),
            models.CheckConstraint(
                condition=Q(method="automatic")
                | Q(method="human", by__isnull=False)
                | Q(by__isnull=False, reason__gt=""),
                name="a_persons_mark_says_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["answer", "regrade"],
                condition=Q(regrade__isnull=False),
                name="a_regrade_marks_an_answer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.fraction}"
