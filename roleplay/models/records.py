"""What learners leave behind in conversations, and the versions of scenarios they met."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment
from roleplay.kinds import Mode
from roleplay.pure.reading import KEPT
from roleplay.pure.script import Script
from roleplay.querysets import ConversationQuerySet


class ScenarioVersion(models.Model):
    """A scenario as it was published, with all a replay needs. Never changed, never deleted."""

    scenario_key = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    engine = models.PositiveSmallIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scenario_key", "sha256"], name="one_row_per_scenario_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scenario_key} {self.sha256[:8]}"

    @property
    def script(self) -> Script:
        """The content as the engine takes it."""
        return KEPT.script(self.sha256, lambda: self.content)


class Conversation(models.Model):
    """One conversation with a customer. What it was started with is kept with it."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        FINISHED = "finished", _("Finished")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="conversations")
    activity_key = models.UUIDField()
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode.choices)
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    truth = models.CharField(max_length=10)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    turns_taken = models.PositiveIntegerField(default=0)
    ending = models.CharField(max_length=40, blank=True, default="")
    ending_kind = models.CharField(max_length=24, blank=True, default="")
    reflection = models.CharField(max_length=10, blank=True, default="")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"],
                condition=Q(status="open"),
                name="one_open_conversation",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "activity_key", "number"],
                name="conversations_are_numbered",
            ),
            models.CheckConstraint(
                condition=Q(status="open", finished_at__isnull=True, ending="")
                | Q(status="finished", finished_at__isnull=False, ending__gt=""),
                name="finished_conversation_has_its_ending",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="conversations_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} #{self.number}"

    @property
    def assessed(self) -> bool:
        """Whether it counts, and managers may see its result."""
        return self.mode == Mode.ASSESS


class Turn(models.Model):
    """One act of the learner: a line said, a part of the record opened, a decision taken back.

    Nothing is erased: taking back is a turn too, and says to where.
    """

    class Act(models.TextChoices):
        SAY = "say", _("Said")
        CONSULT = "consult", _("Opened")
        REWIND = "rewind", _("Went back")

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="turns")
    position = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act.choices)
    # The option said, the entry opened, or the turn gone back to.
    what = models.CharField(max_length=64)
    beat = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "position"], name="one_turn_per_position"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="turns_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.position}"


class Assessment(models.Model):
    """What a conversation is worth. Assessments are appended; the last one counts."""

    class Method(models.TextChoices):
        AUTOMATIC = "automatic", _("Automatic")
        HUMAN = "human", _("By a person")

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="assessments"
    )
    score = models.DecimalField(max_digits=7, decimal_places=4)
    passed = models.BooleanField()
    detail = models.JSONField()
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.AUTOMATIC)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="scores_0_to_100"),
            models.CheckConstraint(
                condition=Q(method="automatic") | Q(by__isnull=False, reason__gt=""),
                name="a_persons_assessment_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.score}"


class ConversationGrant(models.Model):
    """One assessed conversation more than the rules give, with who granted it and why."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="conversation_grants"
    )
    activity_key = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_conversation_grant_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.reason}"
