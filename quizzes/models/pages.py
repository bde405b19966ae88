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
from quizzes.blocks import DrawBlock
from quizzes.levels import Level
from quizzes.pure.drawing import Draw


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
        _("hours to wait after the second attempt"), default=24
    )
    draws: StreamField = ContentField([("draw", DrawBlock())], verbose_name=_("draws"), min_num=1)

    kind = Kind("quiz", _("Quiz"), "quiz", "open_quiz")
    hashed_fields = (*ActivityPage.hashed_fields, "intro", "pass_mark", "attempts_allowed", "draws")
    template = "quizzes/quiz_preview.html"
    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel("pass_mark"), FieldPanel("attempts_allowed"), FieldPanel("wait_hours")],
            heading=_("Rules"),
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
        return [
            Draw(
                child.value["count"],
                frozenset(child.value["concepts"] or ()),
                child.value["level"] or "",
            )
            for child in self.draws
        ]

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
