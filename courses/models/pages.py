"""What editors write: courses, modules and lessons."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.activities import ActivityPage, Kind
from courses.blocks.screen import ScreenBlock
from courses.blocks.streams import ContentField
from courses.fields import ChoicesField, CodesField, DaysField
from courses.lessons import screens_of

AUDIENCES = [
    ("contact", _("Direct contact with customers")),
    ("back_office", _("No direct contact")),
    ("managers", _("Managers")),
    ("trainers", _("Trainers")),
]


def review_calendar() -> list[int]:
    """When what was learnt is reviewed, in days, unless a course says otherwise."""
    return [1, 3, 10, 30, 75, 180]


def _activities_in(page: Page) -> list[Any]:
    """The activities below a page in order; a query for each kind. None while it is not saved."""
    return list(page.get_descendants().type(ActivityPage).specific()) if page.path else []


def _modules_in(course: Page) -> list[tuple[Page, list[Any]]]:
    """The modules of a course, each with its activities."""
    activities = _activities_in(course)
    return [
        (module, [each for each in activities if each.path.startswith(module.path)])
        for module in (course.get_children() if course.path else [])
    ]


class CoursePage(Page):
    """A course: modules in order and the time to finish them."""

    summary = models.TextField(_("summary"), blank=True, max_length=400)
    days_to_complete = models.PositiveSmallIntegerField(_("days to complete"), default=28)
    review_days = DaysField(
        _("days of review"),
        default=review_calendar,
        blank=True,
        help_text=_("A review is offered so many days after a quiz was passed. Empty: never."),
    )

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("days_to_complete"),
        FieldPanel("review_days"),
    ]

    template = "courses/course_preview.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For the author's preview: the modules with their activities, drafts included."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"course": self, "modules": _modules_in(self)}


class ModulePage(Page):
    """A stretch of a course; its children are activities."""

    summary = models.TextField(_("summary"), blank=True, max_length=400)
    audiences = ChoicesField(
        _("audiences"),
        several_of=AUDIENCES,
        help_text=_("Who takes this module. None ticked: everybody."),
    )
    concepts = CodesField(_("concepts"), help_text=_("Codes separated by commas: C22, C27."))

    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("audiences"),
        FieldPanel("concepts"),
    ]

    template = "courses/module_preview.html"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For the author's preview: its activities, drafts included."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"module": self, "activities": _activities_in(self)}

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        """Exactly the concrete activities, whichever app they come from."""
        return [
            model for model in super().clean_subpage_models() if issubclass(model, ActivityPage)
        ]


class LessonPage(ActivityPage):
    """A lesson: screens read one at a time."""

    body: StreamField = ContentField(
        [("screen", ScreenBlock())], verbose_name=_("screens"), min_num=1
    )

    kind = Kind("lesson", _("Lesson"), "lesson", "open_lesson")
    hashed_fields = (*ActivityPage.hashed_fields, "body")
    template = "courses/lesson_preview.html"
    content_panels = [*ActivityPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For the editor's preview: every screen, one under the other."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"lesson": self, "screens": screens_of(self, None)}
