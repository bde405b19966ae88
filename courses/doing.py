"""Finds what somebody is about to do: the activity, its translation, and their enrolment in it."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.http import Http404
from wagtail.models import Page

from cms.models import User
from courses.activities import ActivityPage
from courses.models import Enrolment, ModulePage
from courses.pure.outline import takes_part
from courses.querysets import EnrolmentQuerySet

STEP = Page.steplen


@dataclass(frozen=True)
class Doing:
    """An activity for this person; `translated` is None in the source's own language."""

    enrolment: Enrolment
    page: ActivityPage
    translated: ActivityPage | None

    @property
    def title(self) -> str:
        """In the reader's language, else in the source's."""
        return str((self.translated or self.page).title)


def find_activity(learner: User, model: type[ActivityPage], key: UUID, language: str) -> Doing:
    """Loads an activity for somebody enrolled in its course; two queries.

    Raises Http404 when it is not published, not in the part of the course this person takes, or
    the person has no enrolment in the course: what is not yours is not there.
    """
    source = settings.LANGUAGE_CODE
    found = model.objects.live().filter(
        translation_key=key, locale__language_code__in={source, language}
    )
    rows = {row.locale.language_code: row for row in found.select_related("locale")}
    if source not in rows:
        raise Http404
    page = rows[source]
    enrolment = _enrolment_around(learner, page)
    if enrolment is None or enrolment.module_audiences is None:
        raise Http404
    if not takes_part(enrolment.audience, enrolment.module_audiences):
        raise Http404
    translated = rows.get(language) if language != source else None
    return Doing(enrolment, page, translated)


def _enrolment_around(learner: User, page: ActivityPage) -> Any:
    """Her enrolment in the course around a page, the latest, if the course is published.

    One query; `module_audiences` comes with it, None where the module is not published.
    """
    course = _courses().filter(path=page.path[: -2 * STEP])
    module = Subquery(_modules().filter(path=page.path[:-STEP]))
    mine = _ways().filter(learner=learner, course_key__in=course)
    return next(iter(mine.annotate(module_audiences=module)[:1]), None)


# What is the same for everybody is built once: putting a statement together takes longer than
# the database needs for it.
@cache
def _ways() -> EnrolmentQuerySet:
    return Enrolment.objects.alive().order_by("-cycle")


@cache
def _courses() -> QuerySet[Page, Any]:
    pages: QuerySet[Page] = Page.objects.live().order_by()
    return pages.values("translation_key")


@cache
def _modules() -> QuerySet[ModulePage, Any]:
    modules: QuerySet[ModulePage] = ModulePage.objects.live().order_by()
    return modules.values("audiences")
