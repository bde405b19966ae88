"""An edit changes what counts: open enrolments are recounted once the edit is in the database."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from courses.models import CoursePage
from courses.verbs.completion import recount_course
from courses.verbs.translation import unpublish_translations

# Root, site root, course.
COURSE_DEPTH = 3


def course_key_of(page: Page) -> UUID | None:
    """The key of the course a page stands in, itself included; None outside any course."""
    path = page.path[: COURSE_DEPTH * Page.steplen]
    rows = CoursePage.objects.filter(path=path)
    return rows.values_list("translation_key", flat=True).first()


def counts(page: Page) -> bool:
    """Structure is read from the source's rows alone: translations change nothing that counts."""
    return page.depth >= COURSE_DEPTH and page.locale.language_code == settings.LANGUAGE_CODE


def recount_around(page: Page) -> None:
    """Recounts the page's course once the transaction is over, as learners see it."""
    key = course_key_of(page) if counts(page) else None
    if key is not None:
        transaction.on_commit(lambda: recount_course(key, timezone.now()))


def on_published(instance: Page, **_kwargs: Any) -> None:
    """A page was published."""
    recount_around(instance)


def on_unpublished(instance: Page, **_kwargs: Any) -> None:
    """A page was taken back: in every language, because structure comes from the source."""
    if counts(instance):
        unpublish_translations(instance)
        recount_around(instance)


def on_moved(instance: Page, parent_page_before: Page, **_kwargs: Any) -> None:
    """A page was moved or put in another order; the course it came from counts anew as well."""
    recount_around(instance)
    recount_around(parent_page_before)


def on_deleted(_request: HttpRequest, page: Page) -> None:
    """A page without records was deleted."""
    recount_around(page)


def on_bulk_deleted(objects: list[Any]) -> None:
    """Several pages without records were deleted."""
    for page in objects:
        if isinstance(page, Page):
            recount_around(page)
