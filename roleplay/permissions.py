"""The library of scenarios, and what trainers and administrators may do with profiles."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale

from cms.models import HomePage
from cms.roles import ADMINISTRATORS, TRAINERS, grant
from cms.roots import set_up_site
from roleplay.models import Profile, ScenarioLibraryPage

TITLES = {"es": "Escenarios", "en": "Scenarios"}


def set_up_roles(**_kwargs: Any) -> None:
    """Repeatable. Nobody deletes a profile: scenarios name it."""
    # First after a flush: what was cached names rows that are gone.
    ContentType.objects.clear_cache()
    set_up_site()
    set_up_library()
    for role in (TRAINERS, ADMINISTRATORS):
        grant(role, Profile, ["add", "change", "publish", "view"])


def set_up_library() -> None:
    """The one library, in every language; made again wherever it is missing."""
    source = settings.LANGUAGE_CODE
    home = HomePage.objects.filter(locale__language_code=source).first()
    if home is None:
        return
    library = ScenarioLibraryPage.objects.filter(locale__language_code=source).first()
    if library is None:
        library = ScenarioLibraryPage(title=TITLES[source], slug="escenarios", locale=home.locale)
        home.add_child(instance=library)
        library.save_revision().publish()
    for locale in Locale.objects.exclude(language_code=source):
        if not library.has_translation(locale):
            row = library.copy_for_translation(locale)
            row.title = row.draft_title = TITLES.get(locale.language_code, library.title)
            row.save_revision().publish()
