"""What trainers write: the quiz page."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from courses.activities import ActivityPage, Kind
from courses.blocks.streams import ContentField
from quizzes.blocks import DrawBlock, FixedBlock
from quizzes.levels import Level
from quizzes.pure.access import When
from quizzes.pure.drawing import Draw


class Layout(models.TextChoices):
    """How many questions a page shows."""

    ONE = "one", _("One question at a time")
    ALL = "all", _("All on one page")


class FeedbackWhen(models.TextChoices):
    """When what one's own answers teach is shown."""

    ALWAYS = When.ALWAYS, _("After every attempt")
    CLOSED = When.CLOSED, _("When passed, or without attempts left")


class AnswersWhen(models.TextChoices):
    """When right answers are shown: never while another attempt could profit."""

    CLOSED = When.CLOSED, _("When passed, or without attempts left")
    NEVER = When.NEVER, _("Never")


def _draw(kind: str, value: Any) -> Draw:
    """A block of a quiz as the pure module takes it."""
    points = value["points"] or 1
    if kind == "fixed":
        return Draw(1, key=value["question"], points=points, critical=value["critical"])
    return Draw(
        value["count"],
        frozenset(value["concepts"] or ()),
        value["level"] or "",
        value["difficulty"] or "",
        points=points,
    )


class QuizPage(ActivityPage):
    """A quiz: questions drawn from the bank for each attempt."""

    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        help_text=_("How much its score counts in the course's score."),
    )
    intro = models.TextField(_("introduction"), blank=True, max_length=600)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark (%)"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    wait_hours = models.PositiveSmallIntegerField(
        _("hours to wait"), default=24, help_text=_("Between attempts; 0: none.")
    )
    wait_from = models.PositiveSmallIntegerField(
        _("waiting starts after attempt"), default=2, validators=[MinValueValidator(1)]
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit (minutes)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Empty: none. It can be extended for a person or a group."),
    )
    layout = models.CharField(
        _("layout"), max_length=10, choices=Layout.choices, default=Layout.ONE
    )
    shuffle = models.BooleanField(_("mix questions and options"), default=True)
    confidence = models.BooleanField(
        _("ask how sure one is"),
        default=False,
        help_text=_("Sure, think so or guess, before anything is shown. It changes no score."),
    )
    feedback_when = models.CharField(
        _("what answers teach is shown"),
        max_length=10,
        choices=FeedbackWhen.choices,
        default=FeedbackWhen.ALWAYS,
    )
    answers_when = models.CharField(
        _("right answers are shown"),
        max_length=10,
        choices=AnswersWhen.choices,
        default=AnswersWhen.CLOSED,
    )
    blind_marking = models.BooleanField(
        _("mark without names"),
        default=False,
        help_text=_("Whoever marks open answers does not see whose they are."),
    )
    draws: StreamField = ContentField(
        [("draw", DrawBlock()), ("fixed", FixedBlock())], verbose_name=_("questions"), min_num=1
    )

    kind = Kind("quiz", _("Quiz"), "quiz", "open_quiz")
    hashed_fields = (*ActivityPage.hashed_fields, "intro", "pass_mark", "attempts_allowed", "draws")
    template = "quizzes/quiz_preview.html"
    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("pass_mark"),
                FieldPanel("attempts_allowed"),
                FieldPanel("wait_hours"),
                FieldPanel("wait_from"),
                FieldPanel("time_limit"),
            ],
            heading=_("Rules"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("layout"),
                FieldPanel("shuffle"),
                FieldPanel("confidence"),
                FieldPanel("feedback_when"),
                FieldPanel("answers_when"),
                FieldPanel("blind_marking"),
            ],
            heading=_("How it is taken"),
        ),
        FieldPanel("draws"),
    ]
    promote_panels = [*ActivityPage.promote_panels, FieldPanel("weight")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    @property
    def draw_list(self) -> list[Draw]:
        """The draws as the pure module takes them."""
        return [_draw(child.block_type, child.value) for child in self.draws]

    @property
    def question_count(self) -> int:
        """How many questions an attempt has."""
        return sum(draw.count for draw in self.draw_list)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For the editor's preview: the rules and draws; no attempt is made."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        draws = [
            {
                "count": draw.count,
                "concepts": sorted(draw.concepts),
                "level_label": Level(draw.level).label if draw.level else "",
            }
            for draw in self.draw_list
        ]
        return context | {"quiz": self, "draws": draws}
