"""Publishing a scenario: refused while it does not hold, and what becomes of it afterwards."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.models import Page

from roleplay.desk.checking import Checked, Remark, check_pages, checks_url
from roleplay.desk.deleting import scenarios_with
from roleplay.desk.drafts import pages_with
from roleplay.finding_words import counted_words
from roleplay.models import Profile, ScenarioPage
from roleplay.verbs.scenarios import publish_version, republish_versions

MOST_SAID = 5


def refuse_unsound(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before one page is published or scheduled; the draft stays saved."""
    if not isinstance(page, ScenarioPage):
        return None
    checked = _checked(page)
    if checked is None:
        return None
    if not checked.errors:
        if checked.warnings:
            messages.warning(request, _hints(checked))
        return None
    if not page.live_revision_id:
        # A page published at once on creation is live before anybody is asked.
        ScenarioPage.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
    messages.error(request, _refusal(checked))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_unsound_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """Before several pages are published at once, those below them included."""
    if action_type != "publish":
        return None
    unsound = []
    for page in _scenarios_in(objects, below="include_descendants" in request.POST):
        checked = _checked(page)
        if checked is not None and checked.errors:
            unsound.append(checked)
    if not unsound:
        return None
    for checked in unsound[:MOST_SAID]:
        messages.error(request, _refusal(checked))
    return redirect("wagtailadmin_explore", unsound[0].page.get_parent().pk)


def is_unsound(row: Any) -> bool:
    """Whether this is a scenario that does not hold: it does not go live by itself either."""
    checked = _checked(row) if isinstance(row, ScenarioPage) else None
    return checked is not None and bool(checked.errors)


def _scenarios_in(objects: Iterable[Any], *, below: bool) -> list[ScenarioPage]:
    """The scenarios among these pages, as they would be published."""
    pages = [each for each in objects if isinstance(each, Page)]
    keys = {page.pk for page in pages}
    if below:
        for page in pages:
            keys |= set(page.get_descendants().not_live().values_list("pk", flat=True))
    rows = ScenarioPage.objects.filter(pk__in=keys)
    return [row.get_latest_revision_as_object() for row in rows]


def _checked(page: ScenarioPage) -> Checked | None:
    """None for a translation whose Spanish is missing: it cannot be played anyway."""
    pages = pages_with(page)
    return check_pages(pages) if pages else None


def _refusal(checked: Checked) -> SafeString:
    errors = checked.errors
    head = gettext("“%(title)s” was saved and not published. First mend:") % {
        "title": checked.page.title
    }
    return format_html(
        "{}<ul class='desk-remarks'>{}</ul>{}",
        head,
        format_html_join("", "<li>{} {}</li>", map(_line, errors[:MOST_SAID])),
        _rest(checked, len(errors) - MOST_SAID),
    )


def _line(remark: Remark) -> tuple[str, SafeString]:
    link = format_html('<a href="{}">{}</a>', remark.url, gettext("Go there"))
    return remark.words, link


def _rest(checked: Checked, number: int) -> SafeString | str:
    if number <= 0:
        return ""
    text = ngettext("%(n)s more is under Checks.", "%(n)s more are under Checks.", number)
    return format_html(
        '<a class="desk-remarks__rest" href="{}">{}</a>',
        checks_url(checked.page),
        text % {"n": number},
    )


def _hints(checked: Checked) -> SafeString:
    return format_html(
        '{} <a class="desk-remarks__rest" href="{}">{}</a>',
        gettext("The checks have %(hints)s for it.")
        % {"hints": counted_words(0, len(checked.warnings))},
        checks_url(checked.page),
        gettext("See them"),
    )


def warn_of_unsound(request: HttpRequest, row: Any) -> None:
    """After a profile was published: its scenarios stay live, and what no longer holds is said."""
    if not isinstance(row, Profile):
        return
    for page in scenarios_with(row):
        checked = _checked(page) if page.live else None
        if checked is not None and checked.errors:
            said = gettext("With these numbers “%(title)s” no longer holds.")
            link = format_html(
                '<a class="desk-remarks__rest" href="{}">{}</a>',
                checks_url(checked.page),
                gettext("See its checks"),
            )
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
