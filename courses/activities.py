"""The contract between courses and the apps above it: what an activity is.

Courses never name quizzes or roleplay. Each app registers its kinds here from its top-rung module
`activity`, and tells a course what happened only through `courses.verbs.completion`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.models import User
from courses.fields import CodesField
from courses.pure.ordered import in_one_order

if TYPE_CHECKING:
    from courses.models import Enrolment


@dataclass(frozen=True)
class Kind:
    """A kind of activity: stable name, label, icon, and the URL name that opens one by its key."""

    name: str
    label: str | Promise
    icon: str
    url_name: str


@dataclass(frozen=True)
class Panel:
    """A part of the person page that an app fills: HTML for one person's enrolments, or nothing."""

    title: str | Promise
    render: Callable[[HttpRequest, Iterable["Enrolment"]], str]


@dataclass(frozen=True)
class TeamColumn:
    """A column of the team table that an app fills: HTML by enrolment, few queries."""

    title: str | Promise
    cells: Callable[[list[int]], dict[int, str]]


@dataclass(frozen=True)
class GroupRow:
    """One thing that waits in "My group": where it leads, and what there is to say."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class GroupSection:
    """A part of "My group" that an app fills. `total` may exceed the rows.

    `counted` is the number beside the heading where rows are no such things as it names, but ways
    to them; otherwise their total stands there.
    """

    heading: str
    lead: str
    rows: tuple[GroupRow, ...]
    total: int
    more_url: str = ""
    counted: int | None = None

    @property
    def left_out(self) -> int:
        """How many are not among the rows."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class TeamLink:
    """Where else the team page leads."""

    label: str
    url: str


@dataclass(frozen=True)
class Remark:
    """Something found in a course: where, what to mend, and whether it blocks publishing."""

    blocks: bool
    place: str
    words: str


@dataclass(frozen=True)
class HomePanel:
    """A part of the learner's home that an app fills: HTML for the course shown, or nothing.

    `sign` is asked with the enrolments themselves (`OuterRef` leads to one): a panel is only
    filled where it says yes, so that what is not there costs no query. `render` is told the
    activity that is the next step, if there is one: that is offered already.
    """

    name: str
    sign: Callable[[], Exists]
    render: Callable[[HttpRequest, "Enrolment", UUID | None], str]


DemoPlayer = Callable[["Enrolment", UUID, float, datetime], None]
DemoHabit = Callable[["Enrolment", float, datetime], None]

kinds: dict[str, Kind] = {}
pages: list[type["ActivityPage"]] = []
person_panels: list[Panel] = []
# Right under the next step: what is for today. The others stand at the end of the page.
today_panels: list[HomePanel] = []
home_panels: list[HomePanel] = []
team_columns: list[TeamColumn] = []
demo_players: dict[str, DemoPlayer] = {}
# What the demo's people do beside the steps of the path, up to the day they were last seen.
demo_habits: list[DemoHabit] = []
# What waits for a person in "My group", answers to mark for one: for a viewer, at a moment.
group_sections: list[Callable[[User, datetime], list[GroupSection]]] = []
# What an app offers from the team page, or nothing: for a viewer, at a moment; a query at most.
team_links: list[Callable[[User, datetime], TeamLink | None]] = []
# What stops somebody until a person decides, in words, by enrolment: no attempts left.
stops: list[Callable[[list[int]], dict[int, list[str]]]] = []
# What each app finds in a course before anybody takes it: for `check_course`.
course_checks: list[Callable[[UUID], Iterable["Remark"]]] = []
# How each app erases what the demo's people left in it; used by nothing else.
erasers: list[Callable[[models.QuerySet["Enrolment"]], None]] = []
# Each app's proof that its records still say what was done: yields a sentence per contradiction.
record_checks: list[Callable[[], Iterable[str]]] = []


def register(page: type["ActivityPage"], demo: DemoPlayer) -> None:
    """Makes a kind of activity known: its page model, and how the demo's people do one.

    `demo(enrolment, activity_key, skill, at)` does the activity through the app's own verbs; skill
    is the share of right answers, 0-1.
    """
    kinds[page.kind.name] = page.kind
    demo_players[page.kind.name] = demo
    pages.append(page)


class ActivityPage(Page):
    """Something a learner does inside a module. Subclasses name their `kind`."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=5, help_text=_("How long it takes, honestly.")
    )
    required = models.BooleanField(
        _("required"), default=True, help_text=_("Counts towards finishing the course.")
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=0, help_text=_("How much its score counts in the course's score.")
    )
    concepts = CodesField(_("concepts"), help_text=_("Codes separated by commas: C22, C27."))
    content_hash = models.CharField(max_length=64, editable=False, default="")

    kind: ClassVar[Kind]
    parent_page_types = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    hashed_fields: ClassVar[tuple[str, ...]] = ("title", "minutes", "required", "concepts")

    content_panels = [*Page.content_panels, FieldPanel("minutes"), FieldPanel("concepts")]
    promote_panels = [FieldPanel("slug"), FieldPanel("required")]

    class Meta:
        abstract = True

    def hashed_content(self) -> dict[str, Any]:
        """What a change of content means for this activity; subclasses name more fields."""
        fields = (self._meta.get_field(name) for name in self.hashed_fields)
        return {field.name: field.value_to_string(self) for field in fields}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the hash of what learners get beside it, for the records that name it."""
        content = in_one_order(self.hashed_content())
        text = json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder)
        self.content_hash = hashlib.sha256(text.encode()).hexdigest()
        super().save(*args, **kwargs)
