"""Publishing a scenario makes a version that never changes."""

from datetime import datetime
from uuid import UUID

from roleplay.frozen import content_on_site, sha256_of
from roleplay.models import ScenarioPage, ScenarioVersion
from roleplay.pure.checks import broken
from roleplay.pure.reading import script_of
from roleplay.pure.script import ENGINE

SOURCE = "es"


def publish_version(scenario_key: UUID, at: datetime) -> ScenarioVersion | None:
    """Makes (or finds) the version of what is live in all languages and points the scenario to it.

    Returns None, and leaves the former version in use, while the Spanish row is not live or what
    it names is not there: then it cannot be played.
    """
    rows = ScenarioPage.objects.live().filter(translation_key=scenario_key)
    pages = {row.locale.language_code: row for row in rows.select_related("locale")}
    if SOURCE not in pages:
        return None
    try:
        content = content_on_site(pages)
    except LookupError:
        return None
    if broken(script_of(content)):
        return None
    version, _created = ScenarioVersion.objects.get_or_create(
        scenario_key=scenario_key,
        sha256=sha256_of(content),
        defaults={"engine": ENGINE, "content": content, "created_at": at},
    )
    ScenarioPage.objects.filter(pk=pages[SOURCE].pk).update(current_version=version)
    return version


def republish_versions(at: datetime, profile: str = "") -> int:
    """New versions after a profile, the moves or the rubric changed; returns how many scenarios."""
    rows = ScenarioPage.objects.live().filter(locale__language_code=SOURCE)
    if profile:
        rows = rows.filter(profile=profile)
    keys = list(rows.values_list("translation_key", flat=True))
    for key in keys:
        publish_version(key, at)
    return len(keys)
