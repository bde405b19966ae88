"""What records name is not deleted: it is unpublished or archived, and the reason is said."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.models import Completion, Enrolment, LessonPlace, Team

# Each app's answer to "did anybody leave a record under one of these keys?"
evidence: list[Callable[[set[UUID]], bool]] = []
# Why a snippet is not deleted, by its model; None from the function: it may be.
refusals: dict[type[Any], Callable[[Any], str | Promise | None]] = {}


def courses_evidence(keys: set[UUID]) -> bool:
    """Enrolments by course, completions and places by activity."""
    return (
        Enrolment.objects.filter(course_key__in=keys).exists()
        or Completion.objects.filter(activity_key__in=keys).exists()
        or LessonPlace.objects.filter(activity_key__in=keys).exists()
    )


def team_refusal(team: Team) -> str | None:
    """Who was in which team, and since when, is a record too."""
    if team.memberships.exists() or team.children.exists():
        return _("“%(name)s” has members or teams below it. End the memberships instead.") % {
            "name": team
        }
    return None


def keys_below(pages: Iterable[Page]) -> set[UUID]:
    """The keys of the pages and all below; a translation may go, its records are the source's."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    rows = Page.objects.filter(below, locale__language_code=settings.LANGUAGE_CODE)
    return set(rows.values_list("translation_key", flat=True))


def refuse_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before one page is deleted."""
    return _refuse_pages(request, [page])


def refuse_snippets(request: HttpRequest, rows: Iterable[Any]) -> HttpResponse | None:
    """Before snippets are deleted, one or several."""
    for row in rows:
        refusal = refusals.get(type(row))
        if refusal and (reason := refusal(row)):
            messages.error(request, str(reason))
            return redirect(row.snippet_viewset.get_url_name("list"))
    return None


def refuse_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """Before several things at once are deleted."""
    if action_type != "delete":
        return None
    pages = [each for each in objects if isinstance(each, Page)]
    return _refuse_pages(request, pages) if pages else refuse_snippets(request, objects)


def _refuse_pages(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    keys = keys_below(pages)
    if not keys or not any(has_records(keys) for has_records in evidence):
        return None
    names = ", ".join(_("“%(title)s”") % {"title": page.title} for page in pages)
    reason = _(
        "%(names)s cannot be deleted: people are on it or did it, and what they did is kept. "
        "Unpublish it instead: learners no longer get it, and their records stay."
    )
    messages.error(request, reason % {"names": names})
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk)
