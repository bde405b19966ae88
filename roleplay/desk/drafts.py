"""Scenarios as they stand at the desk: found by name, and read with their drafts."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from courses.models import PackageItem
from courses.package.keys import is_key
from roleplay.frozen import script_on_site
from roleplay.models import ScenarioPage
from roleplay.pure.script import Script

SOURCE = settings.LANGUAGE_CODE
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)

Pages = Mapping[str, ScenarioPage]


def scenario_named(name: str) -> ScenarioPage | None:
    """The Spanish row by its key in a package ("agr-2"), its address or its translation key."""
    rows = ScenarioPage.objects.filter(locale__language_code=SOURCE)
    if is_key(name):
        return rows.filter(translation_key=UUID(name)).first()
    items = PackageItem.objects.filter(section="scenarios", name=name)
    by_package = rows.filter(translation_key__in=items.values("key"))
    return by_package.first() or rows.filter(slug=name).first()


def all_scenarios() -> list[ScenarioPage]:
    """The Spanish row of every scenario, by title."""
    return list(ScenarioPage.objects.filter(locale__language_code=SOURCE).order_by("title"))


def pages_of(key: UUID) -> dict[str, ScenarioPage]:
    """What would be published: Spanish as last saved, other languages as they are live."""
    rows = ScenarioPage.objects.filter(translation_key=key).select_related("locale")
    found = {}
    for row in rows:
        language = row.locale.language_code
        if language == SOURCE:
            found[language] = row.get_latest_revision_as_object()
        elif row.live:
            found[language] = row
    return found


def pages_with(page: ScenarioPage) -> dict[str, ScenarioPage]:
    """The same with `page` as it is at hand, in its language; none where Spanish is missing."""
    found = pages_of(page.translation_key) | {page.locale.language_code: page}
    return found if SOURCE in found else {}


def script_of_pages(pages: Pages) -> Script | None:
    """Their script with the site's profile, moves and rubric; None without a profile."""
    try:
        return script_on_site(pages)
    except LookupError:
        return None
