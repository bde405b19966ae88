"""What role-play knows that needs attention: what cannot be played, drafts, translations."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import User
from courses.desk.matters import ROWS_SHOWN, Matter, Section, Shortcut, unpublished
from courses.desk.sections import behind_sections, draft_section
from roleplay.desk.library import ICON
from roleplay.models import Profile, RoleplayPage, ScenarioPage

EDIT = "wagtailadmin_pages:edit"


def sections(viewer: User) -> list[Section]:
    """In the order in which they press. Drafts of scenarios are among the pages' own."""
    profiles = Profile.objects.defer("table", "phrases")
    drafts = draft_section(
        gettext("Profiles not published"),
        unpublished(profiles),
        viewer,
        "wagtailsnippets_roleplay_profile:edit",
    )
    source = {"live": True, "locale__language_code": settings.LANGUAGE_CODE}
    scenarios = ScenarioPage.objects.filter(**source).defer_streamfields()
    return [
        unplayable(),
        drafts,
        *behind_sections(scenarios, gettext("scenarios")),
        *behind_sections(profiles.filter(**source), gettext("profiles")),
    ]


def unplayable() -> Section:
    """Live conversations and scenarios that nobody can start; two queries."""
    scenarios = ScenarioPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    known = scenarios.values_list("pk", "title", "translation_key", "live", "current_version")
    rows = [
        Matter(title, reverse(EDIT, args=[pk]), gettext("cannot be played: see its checks"))
        for pk, title, _key, live, version in known
        if live and version is None
    ]
    ready = {str(key) for _pk, _title, key, live, version in known if live and version is not None}
    for page in RoleplayPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE):
        if not ready & set(page.scenarios):
            detail = gettext("has no scenario that is published")
            rows.append(Matter(page.title, reverse(EDIT, args=[page.pk]), detail))
    lead = gettext("Nobody can start a conversation there: mend it and publish.")
    heading = gettext("Conversations that cannot start")
    return Section(heading, lead, "warning", rows[:ROWS_SHOWN], len(rows))


def shortcuts(viewer: User) -> list[Shortcut]:
    """A new scenario."""
    if not viewer.has_perm("roleplay.change_profile"):
        return []
    return [Shortcut(_("Write a scenario"), reverse("write_scenario"), ICON, 15)]
