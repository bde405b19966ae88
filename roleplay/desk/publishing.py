"""Publishing a scenario: refused while it does not hold, and what becomes of it afterwards."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Page

from courses.desk.refusing import Verdict, link_to_checks, meant_in, refuse, refuse_several
from roleplay.desk.checking import Checked, check_pages, checks_url
from roleplay.desk.deleting import scenarios_with
from roleplay.desk.drafts import pages_with
from roleplay.models import Profile, ScenarioPage
from roleplay.verbs.scenarios import publish_version, republish_versions


def refuse_unsound(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before one page is published or scheduled; the draft stays saved."""
    checked = _checked(page) if isinstance(page, ScenarioPage) else None
    return refuse(request, page, _verdict(checked)) if checked else None


def refuse_unsound_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """Before several pages are published at once, those below them included."""
    if action_type != "publish":
        return None
    rows = ScenarioPage.objects.filter(pk__in=meant_in(request, objects))
    found = [_checked(row.get_latest_revision_as_object()) for row in rows]
    return refuse_several(request, [_verdict(each) for each in found if each])


def is_unsound(row: Any) -> bool:
    """Whether this is a scenario that does not hold: it does not go live by itself either."""
    checked = _checked(row) if isinstance(row, ScenarioPage) else None
    return checked is not None and bool(checked.errors)


def _checked(page: ScenarioPage) -> Checked | None:
    """None for a translation whose Spanish is missing: it cannot be played anyway."""
    pages = pages_with(page)
    return check_pages(pages) if pages else None


def _verdict(checked: Checked) -> Verdict:
    errors = tuple((each.words, each.url) for each in checked.errors)
    return Verdict(checked.page, errors, len(checked.warnings), checks_url(checked.page))


def warn_of_unsound(request: HttpRequest, row: Any) -> None:
    """After a profile was published: its scenarios stay live, and what no longer holds is said."""
    if not isinstance(row, Profile):
        return
    for page in scenarios_with(row):
        checked = _checked(page) if page.live else None
        if checked is not None and checked.errors:
            said = gettext("With these numbers “%(title)s” no longer holds.")
            link = link_to_checks(checks_url(checked.page), gettext("See its checks"))
            messages.warning(request, format_html("{} {}", said % {"title": page.title}, link))


def on_page_published(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """A scenario was published in some language.

    After the transaction: a package publishes both languages in one, and one version comes of it.
    """
    if issubclass(sender, ScenarioPage):
        key: UUID = instance.translation_key
        transaction.on_commit(lambda: publish_version(key, timezone.now()))


def on_page_unpublished(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """A translation was taken back; with the source, courses took back all of them already."""
    on_page_published(sender, instance)


def on_published(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """A profile was published: what is played with it changes in every scenario that names it."""
    if issubclass(sender, Profile):
        name: str = instance.name
        transaction.on_commit(lambda: republish_versions(timezone.now(), name))
