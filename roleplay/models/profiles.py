"""The profiles of customers, and the vocabulary and rubric that all scenarios share."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from courses.blocks.streams import ContentField
from roleplay.blocks.frame import PhraseBlock
from roleplay.kinds import Meter


class Playbook(models.Model):
    """The moves and the rubric: data of a package, one of each for the site."""

    part = models.CharField(max_length=10, unique=True)
    content = models.JSONField()

    def __str__(self) -> str:
        return self.part

    @classmethod
    def part_of(cls, part: str) -> Any:
        """What the site has under `part` ("moves" a list, "rubric" a map); empty before a load."""
        row = cls.objects.filter(part=part).first()
        return row.content if row else [] if part == "moves" else {}


class Profile(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A way of behaving. The label is the behaviour, never the person."""

    name = models.SlugField(
        _("name"), max_length=40, help_text=_("Scenarios refer to it. Do not change it later.")
    )
    label = models.CharField(_("label"), max_length=60)
    acting = models.CharField(
        _("what the person is doing"),
        max_length=120,
        help_text=_("“is acting aggressively”: a behaviour, not a person."),
    )
    summary = models.TextField(_("how to recognise it"), max_length=600)
    lead = models.CharField(
        _("leading meter"),
        max_length=10,
        choices=Meter.choices,
        default=Meter.ANGER,
        help_text=_("The face, the lines and the debrief's curve follow it."),
    )
    hides_anger = models.BooleanField(_("hides anger"), default=False)
    leaves_silently_at = models.PositiveSmallIntegerField(
        _("leaves in silence at this trust"), default=0, help_text=_("0: never.")
    )
    trap = models.CharField(_("typical trap"), max_length=40, blank=True)
    initial = models.JSONField(_("initial state"), default=dict)
    weights = models.JSONField(_("weights of the dimensions"), default=dict)
    table = models.JSONField(_("reaction table"), default=dict)
    irritation = models.JSONField(_("what a weak line does"), default=dict)
    phrases: StreamField = ContentField(
        [("phrase", PhraseBlock())], verbose_name=_("stock phrases"), blank=True
    )

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="profile",
        for_concrete_model=False,
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("name"),
        SynchronizedField("trap"),
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel("label"),
        FieldPanel("acting"),
        FieldPanel("summary"),
        FieldPanel("phrases"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label
