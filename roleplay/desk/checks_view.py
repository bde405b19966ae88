"""The checks, the map and the playtest of a scenario as it was saved last."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from roleplay.desk.checking import check_pages, edit_url, remarks_on
from roleplay.desk.drafts import LANGUAGES, SOURCE, pages_of, script_of_pages
from roleplay.desk.library import ICON
from roleplay.desk.scenario_map import map_of
from roleplay.finding_words import bot_words, kind_words, truth_words
from roleplay.models import ScenarioPage
from roleplay.pure.assessment import judge
from roleplay.pure.bots import RANDOM_GAMES
from roleplay.pure.playtest import UnderTruth, playtest
from roleplay.pure.replay import decisions_in
from roleplay.pure.script import Script

LOOKS = [
    ("good", _("Excellent line")),
    ("fair", _("Acceptable line")),
    ("poor", _("Weak line")),
    ("harmful", _("Harmful line")),
    ("rule", _("Rule")),
    ("default", _("Otherwise")),
]


def scenario_to_edit(request: HttpRequest, pk: int) -> ScenarioPage:
    """The Spanish scenario as last saved. Raises Http404, and PermissionDenied for a reader."""
    row = get_object_or_404(ScenarioPage, id=pk)
    if not row.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    page = pages_of(row.translation_key).get(SOURCE)
    if page is None:
        raise Http404
    return page


@require_GET
def check_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """A page; with `?part` only what the editor puts into its tab."""
    page = scenario_to_edit(request, pk)
    checked = check_pages(pages_of(page.translation_key))
    context = {
        "checked": checked,
        "map": map_of(checked, get_language() or SOURCE),
        "looks": LOOKS,
    }
    return _page_or_part(request, checked.page, "checks", gettext("Checks and map"), context)


@require_GET
def playtest_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """Plays it, as thoroughly as a page can wait for; `?part` as above."""
    page = scenario_to_edit(request, pk)
    script = script_of_pages(pages_of(page.translation_key))
    context = _played(page, script) if script else {"truths": [], "remarks": []}
    return _page_or_part(request, page, "playtest", gettext("Playtest"), context)


def _played(page: ScenarioPage, script: Script) -> dict[str, Any]:
    report = playtest(script, LANGUAGES, thorough=False)
    remarks = remarks_on(page, script, list(report.failures))
    return {
        "truths": [_under(script, each) for each in report.truths],
        "remarks": remarks,
        "holds": not report.failures,
    }


def _under(script: Script, under: UnderTruth) -> dict[str, Any]:
    language = get_language() or SOURCE
    titles = {
        name: script.text(f"scenario.endings.{name}.title", language).text
        for name in under.walk.endings
    }
    steps = under.reference
    best = judge(script, decisions_in(script, steps), steps[-1].after)
    rows = [
        {
            "who": bot_words(name),
            "score": game.verdict.score,
            "passed": game.verdict.passed,
            "ending": kind_words(game.last.ending_kind),
        }
        for name, game in under.bots.items()
    ]
    return {
        "name": truth_words(under.truth) if len(script.truths) > 1 else "",
        "reference": under.reference_score,
        "reference_passes": best.passed,
        "reference_ending": kind_words(under.reference_ending),
        "random_mean": round(under.random_mean),
        "random_passes": under.random_passes,
        "random_games": RANDOM_GAMES,
        "rows": rows,
        "endings": [
            {"kind": kind_words(kind), "title": titles[name]}
            for name, kind in sorted(under.walk.endings.items())
        ],
        "complete": under.walk.complete,
    }


def _page_or_part(
    request: HttpRequest, page: ScenarioPage, name: str, heading: str, context: dict[str, Any]
) -> HttpResponse:
    if "part" in request.GET:
        return render(request, f"roleplay/desk/{name}_part.html", context)
    frame = {
        "part": f"roleplay/desk/{name}_part.html",
        "header_title": heading,
        "header_icon": ICON,
        "breadcrumbs_items": [
            {"url": reverse("explore_scenarios"), "label": gettext("Scenarios")},
            {"url": edit_url(page), "label": page.title},
            {"url": "", "label": heading},
        ],
    }
    return render(request, "roleplay/desk/scenario_page.html", context | frame)
