"""What conversations and pages of courses name is not deleted, and the reason is said."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from courses.desk.guards import keys_below
from roleplay.models import Conversation, ConversationGrant, Profile, RoleplayPage, ScenarioPage


def conversations_evidence(keys: set[UUID]) -> bool:
    """Whether anybody had a conversation at one of these pages, or with one of these scenarios."""
    had = Q(activity_key__in=keys) | Q(version__scenario_key__in=keys)
    granted = ConversationGrant.objects.filter(activity_key__in=keys)
    return Conversation.objects.filter(had).exists() or granted.exists()


def refuse_used(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before one page is deleted."""
    return _refuse_used(request, [page])


def refuse_used_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """Before several pages are deleted at once."""
    pages = [each for each in objects if isinstance(each, Page)]
    return _refuse_used(request, pages) if action_type == "delete" and pages else None


def _refuse_used(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    leaving = keys_below(pages)
    staying = [each for each in pages_using(leaving) if each.translation_key not in leaving]
    if not staying:
        return None
    reason = gettext("“%(title)s” cannot be deleted, because these conversations use it:") % {
        "title": ", ".join(page.title for page in pages)
    }
    links = format_html_join(", ", '<a href="{}">{}</a>', _links(staying))
    messages.error(request, format_html("{} {}", reason, links))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _links(pages: Iterable[Page]) -> Iterable[tuple[str, str]]:
    return ((reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title) for page in pages)


def pages_using(keys: set[UUID]) -> list[RoleplayPage]:
    """The source's pages of courses that have one of these scenarios."""
    wanted = {str(key) for key in keys}
    rows = RoleplayPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return [row for row in rows if wanted & set(row.scenarios)]


def scenarios_with(profile: Profile) -> list[ScenarioPage]:
    """The source's scenarios that name a profile."""
    rows = ScenarioPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return list(rows.filter(profile=profile.name).order_by("title"))


def profile_refusal(_profile: Profile) -> str | Promise:
    """Why a profile is not deleted, whoever asks."""
    return _("Profiles are not deleted, because scenarios and conversations name them.")


def refuse_unpublishing_profile(request: HttpRequest, row: Any) -> HttpResponse | None:
    """Before a snippet is unpublished: scenarios go on naming a profile."""
    if not isinstance(row, Profile) or not (used := scenarios_with(row)):
        return None
    names = ", ".join(f"“{page.title}”" for page in used)
    said = gettext("“%(profile)s” stays published: %(scenarios)s use it.")
    messages.error(request, said % {"profile": row, "scenarios": names})
    return redirect("wagtailsnippets_roleplay_profile:edit", row.pk)
