"""What trainers write: the library of scenarios, the scenario, and the page that uses one."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from courses.activities import ActivityPage, Kind
from courses.blocks.streams import ContentField
from courses.fields import ChoicesField, CodesField
from roleplay.blocks.beat import BeatBlock
from roleplay.blocks.frame import EndingBlock, FactBlock, RecordBlock
from roleplay.fields import (
    DimensionsField,
    LookField,
    MovesField,
    NamedField,
    ScenariosField,
    WeightsField,
    founded,
    profiles,
)
from roleplay.kinds import Channel, Mode, Truth


class ScenarioLibraryPage(Page):
    """Where scenarios are kept; one for the site, made with it."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["roleplay.ScenarioPage"]
    max_count_per_parent = 1
    template = "roleplay/library_preview.html"

    class Meta:
        verbose_name = _("scenario library")
        verbose_name_plural = _("scenario libraries")


class ScenarioPage(Page):
    """A customer and a situation: what is said, what it does, how it may end."""

    profile = NamedField(_("profile"), choices_from=profiles, max_length=40)
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel.choices, default=Channel.PHONE
    )
    sector = models.CharField(_("sector"), max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    summary = models.TextField(
        _("summary"), max_length=400, help_text=_("The situation, without giving anything away.")
    )
    warning = models.TextField(
        _("content warning"),
        max_length=300,
        blank=True,
        help_text=_("What some people would rather know before: insults, illness, loss."),
    )
    person_name = models.CharField(_("the customer's name"), max_length=80)
    person_age = models.PositiveSmallIntegerField(
        _("age"), default=40, validators=[MinValueValidator(16), MaxValueValidator(110)]
    )
    voice = models.CharField(_("voice"), max_length=200, blank=True)
    look = LookField(_("face"))
    role = models.TextField(_("your role"), max_length=600)
    policy = models.TextField(_("the policy"), max_length=1200)
    limits = models.TextField(_("the limits of your authority"), max_length=800)
    scene = models.TextField(_("before the first line"), max_length=600, blank=True)
    record: StreamField = ContentField(
        [("entry", RecordBlock())], verbose_name=_("the customer's record"), blank=True
    )
    truths = ChoicesField(
        _("possible truths"),
        several_of=Truth.choices,
        default=founded,
        help_text=_("Assessments use the first; practice draws one by the weights."),
    )
    truth_weights = WeightsField(_("weights of the truths"))
    facts: StreamField = ContentField(
        [("fact", FactBlock())], verbose_name=_("hidden facts"), blank=True
    )
    assesses = DimensionsField(_("assesses"))
    must_do = MovesField(_("must be done"), help_text=_("Moves every good ending needs."))
    beats: StreamField = ContentField(
        [("beat", BeatBlock())],
        verbose_name=_("beats"),
        help_text=_("The conversation starts at the first."),
    )
    endings: StreamField = ContentField([("ending", EndingBlock())], verbose_name=_("endings"))
    concepts = CodesField(_("concepts"), help_text=_("Codes separated by commas: C22, C27."))
    current_version = models.ForeignKey(
        "roleplay.ScenarioVersion",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    parent_page_types: ClassVar[list[str]] = ["roleplay.ScenarioLibraryPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "roleplay/scenario_preview.html"
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("profile"),
        SynchronizedField("person_name"),
    ]

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    def with_content_json(self, content: Any) -> "ScenarioPage":
        """A revision holds texts; the version that is played is the row's own."""
        row: ScenarioPage = super().with_content_json(content)
        row.current_version_id = self.current_version_id
        return row

    def clean(self) -> None:
        """Raises ValidationError when two beats, endings, facts or entries share a name."""
        super().clean()
        for field in ("beats", "endings", "facts", "record"):
            names = [block.value["name"] for block in getattr(self, field)]
            repeated = {name for name in names if name and names.count(name) > 1}
            if repeated:
                message = _("“%(name)s” is the name of two of them. Give each a name of its own.")
                raise ValidationError({field: message % {"name": min(repeated)}})


class RoleplayPage(ActivityPage):
    """A conversation to have: one scenario or a draw from several, in one mode."""

    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.PRACTISE)
    scenarios = ScenariosField(
        _("scenarios"), help_text=_("With several, each conversation draws one not had yet.")
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("For each scenario; only assessments count them."),
    )
    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    kind = Kind("roleplay", _("Conversation"), "conversation", "open_roleplay")
    hashed_fields = (*ActivityPage.hashed_fields, "intro", "mode", "scenarios", "attempts_allowed")
    template = "roleplay/roleplay_preview.html"
    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel("mode"), FieldPanel("scenarios"), FieldPanel("attempts_allowed")],
            heading=_("Conversation"),
        ),
    ]
    promote_panels = [*ActivityPage.promote_panels, FieldPanel("weight")]

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")

    def clean(self) -> None:
        """Raises ValidationError for a weight where nothing is assessed, and without a scenario."""
        super().clean()
        if self.mode != Mode.ASSESS and self.weight:
            message = _("Only an assessment has a score that can count. Set the weight to 0.")
            raise ValidationError({"weight": message})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For the editor's preview: the rules and the scenarios; no conversation is started."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        rows = ScenarioPage.objects.filter(
            translation_key__in=self.scenarios, locale__language_code="es"
        )
        return context | {"roleplay": self, "scenarios": list(rows)}
