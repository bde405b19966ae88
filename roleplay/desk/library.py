"""The ways to the library of scenarios, and to a new one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from roleplay.models import ScenarioLibraryPage, ScenarioPage

ICON = "comment"


def library_item() -> MenuItem:
    """In the menu, beside the courses."""
    url = reverse_lazy("explore_scenarios")
    return MenuItem(_("Scenarios"), url, name="scenarios", icon_name=ICON, order=155)


def library() -> ScenarioLibraryPage:
    """Where scenarios are written. Raises Http404 where it was taken away."""
    source = settings.LANGUAGE_CODE
    found: ScenarioLibraryPage = get_object_or_404(
        ScenarioLibraryPage, locale__language_code=source
    )
    return found


@require_GET
def explore_scenarios(request: HttpRequest) -> HttpResponse:
    """Wagtail's list of what is in the library."""
    return redirect("wagtailadmin_explore", library().pk)


@require_GET
def write_scenario(request: HttpRequest) -> HttpResponse:
    """The editor with a new scenario; Wagtail asks who may."""
    return redirect("wagtailadmin_pages:add", "roleplay", "scenariopage", library().pk)


def only_in_source(request: HttpRequest, parent: Page, page_class: type[Any]) -> Any:
    """Before a scenario is made in another language: its Spanish is what is played."""
    if page_class is not ScenarioPage or parent.locale.language_code == settings.LANGUAGE_CODE:
        return None
    said = gettext("Scenarios are written in Spanish first, and translated afterwards.")
    messages.warning(request, said)
    return redirect("write_scenario")
