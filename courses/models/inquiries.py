"""What learners ask about: a question, a mistake, a mark to be looked at again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models.records import Enrolment
from courses.querysets import InquiryQuerySet


class Inquiry(models.Model):
    """Something a learner asked from a place. The place is kept as it was, in words."""

    class Kind(models.TextChoices):
        ASK = "ask", _("Question")
        MISTAKE = "mistake", _("Mistake reported")
        REVIEW = "review", _("Review of a mark")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="inquiries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()
    language = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    # Where: an address that finds the place again, and what an author would change.
    place_kind = models.CharField(max_length=20)
    place_key = models.UUIDField()
    anchor = models.CharField(max_length=64)
    activity_key = models.UUIDField(db_index=True)
    item_key = models.UUIDField(db_index=True)
    place_title = models.CharField(max_length=255)
    place_url = models.CharField(max_length=255)
    quote = models.TextField(blank=True, default="")
    reply = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    reply_read_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, help_text="Ended without words.")

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_inquiry_says_something"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, reply="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, reply__gt=""),
                name="a_reply_says_who_when_and_what",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_inquiry_says_who",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(closed_at__isnull=True),
                name="an_inquiry_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(reply_read_at__isnull=True)
                | Q(answered_at__isnull=False, reply_read_at__gte=F("answered_at")),
                name="a_reply_is_read_after_it_came",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="open_inquiries",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.place_title}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.answered_at is None and self.closed_at is None

    @property
    def is_new(self) -> bool:
        """Whether there is a reply that the learner has not seen."""
        return self.answered_at is not None and self.reply_read_at is None
