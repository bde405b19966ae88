"""The team: who is where, who is late and why; also as a spreadsheet and as text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from cms.models import User
from cms.resend import SignedInRequest, person_required
from courses.activities import team_columns, team_links
from courses.export import as_spreadsheet, as_text
from courses.forms import TeamFilters
from courses.querysets import EnrolmentQuerySet, managed_paths
from courses.spreadsheet import XLSX
from courses.team_list import filtered, people_in_training, rows_of, teams_of
from courses.words import state_labels

PEOPLE_A_PAGE = 50


@dataclass(frozen=True)
class StateCount:
    """How many people are in a state, and the address that shows only them."""

    code: str
    label: str
    n: int
    url: str
    here: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the form, who matches in any state, and in the state asked."""

    filters: TeamFilters
    state: str
    in_any_state: EnrolmentQuerySet
    matching: EnrolmentQuerySet


def overseer_or_404(viewer: User, at: datetime) -> None:
    """Raises Http404 for somebody who looks after nobody."""
    if not (viewer.writes or managed_paths(viewer, at)):
        raise Http404


def asked_by(request: SignedInRequest, at: datetime) -> Asked:
    """Reads the filters in the address."""
    overseer_or_404(request.user, at)
    filters = TeamFilters(request.GET, teams_of(request.user, at))
    asked = filters.asked()
    everybody = people_in_training(request.user, at)
    in_any_state = {name: value for name, value in asked.items() if name != "state"}
    in_state = filtered(everybody, asked, at)
    return Asked(filters, asked.get("state", ""), filtered(everybody, in_any_state, at), in_state)


@require_safe
@person_required
def team(request: SignedInRequest) -> HttpResponse:
    """The list, a page of 50 at a time."""
    at = timezone.now()
    asked = asked_by(request, at)
    counts = _counts(request, asked, at)
    pages = Paginator(asked.matching, PEOPLE_A_PAGE)
    # The people in the state asked for are counted already.
    pages.count = next((each.n for each in counts if each.here), 0)
    page = pages.get_page(request.GET.get("page"))
    part = slice((page.number - 1) * PEOPLE_A_PAGE, page.number * PEOPLE_A_PAGE)
    context = {
        "people": rows_of(asked.matching, at, get_language() or "es", part),
        "columns": [column.title for column in team_columns],
        "filters": asked.filters,
        "counts": counts,
        "links": [each for link in team_links if (each := link(request.user, at))],
        "page": page,
        "total": pages.count,
        "export_url": _with_filters(request, "export_team"),
        "text_url": _with_filters(request, "team_text"),
    }
    return render(request, "courses/team.html", context)


def _counts(request: SignedInRequest, asked: Asked, at: datetime) -> list[StateCount]:
    counts, here = asked.in_any_state.count_states(at), asked.state
    everyone = _with_filters(request, "team", "")
    by_state = [
        StateCount(
            str(state), label, counts[state], _with_filters(request, "team", state), state == here
        )
        for state, label in state_labels().items()
    ]
    return [
        StateCount("", gettext("Everybody"), sum(counts.values()), everyone, not here),
        *by_state,
    ]


def _with_filters(request: SignedInRequest, url_name: str, state: str | None = None) -> str:
    asked: dict[str, Any] = {
        name: request.GET[name] for name in ("q", "team", "state", "sort") if request.GET.get(name)
    }
    if state is not None:
        asked["state"] = state
    asked = {name: value for name, value in asked.items() if value}
    return reverse(url_name) + (f"?{urlencode(asked)}" if asked else "")


@require_safe
@person_required
def export_team(request: SignedInRequest) -> HttpResponse:
    """The same people as a spreadsheet."""
    at = timezone.now()
    rows = rows_of(asked_by(request, at).matching, at, get_language() or "es")
    day = timezone.localdate(at)
    headers = {"Content-Disposition": f'attachment; filename="trato-{day:%Y-%m-%d}.xlsx"'}
    return HttpResponse(as_spreadsheet(rows), content_type=XLSX, headers=headers)


@require_safe
@person_required
def team_text(request: SignedInRequest) -> HttpResponse:
    """The same people as text to paste."""
    at = timezone.now()
    rows = rows_of(asked_by(request, at).matching, at, get_language() or "es")
    text = as_text(rows)
    lines = min(max(len(rows) * 3, 4), 18)
    context = {"text": text, "lines": lines, "back_url": _with_filters(request, "team")}
    return render(request, "courses/team_text.html", context)
