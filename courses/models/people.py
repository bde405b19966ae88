"""Teams and groups: who looks after whom."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from courses.querysets import GroupQuerySet, MembershipQuerySet


class Team(ClusterableModel):
    """A team; teams are a tree, and a manager sees the subtree."""

    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    # "1.4.9." – the ids from the root down, so that a subtree is one prefix.
    path = models.CharField(max_length=255, editable=False, default="", db_index=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("parent"),
        InlinePanel("memberships", label=_("Members")),
    ]

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError for a team that would be part of itself."""
        if self.pk and self.parent and self.parent.path.startswith(self.path or "-"):
            raise ValidationError({"parent": _("A team cannot be part of itself.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the paths of the team and of everything below it."""
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else ''}{self.pk}."
        if path != self.path:
            self.path = path
            type(self).objects.filter(pk=self.pk).update(path=path)
            for child in self.children.all():
                child.save()


class Membership(models.Model):
    """Somebody's place in a team, from a day to a day; a manager is a member in that role."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        MANAGER = "manager", _("Manager")

    team = ParentalKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    panels = [
        FieldPanel("person"),
        FieldPanel("role"),
        FieldPanel("starts_on"),
        FieldPanel("ends_on"),
    ]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person", "role", "starts_on"], name="one_membership_per_start"
            ),
            models.UniqueConstraint(
                fields=["team", "person", "role"],
                condition=models.Q(starts_on__isnull=True),
                name="one_membership_without_start",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("It cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.team} ({self.get_role_display()})"


class Group(ClusterableModel):
    """An intake group: people who start together, with their trainers. Due dates count from it."""

    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("starts on"))
    course = models.ForeignKey(
        "courses.CoursePage",
        verbose_name=_("course"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Members are enrolled in it when the group is saved."),
    )
    trainers = ParentalManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("trainers"), blank=True, related_name="groups_led"
    )
    members = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("members"),
        blank=True,
        related_name="intake_groups",
    )

    objects = GroupQuerySet.as_manager()
    panels = [
        FieldPanel("name"),
        FieldPanel("starts_on"),
        FieldPanel("course"),
        FieldPanel("trainers"),
        FieldPanel("members"),
    ]

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["-starts_on", "name"]

    def __str__(self) -> str:
        return self.name
