"""A page is not published while its checks find an error: what is said, and where one lands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.models import Page

MOST_SAID = 5


@dataclass(frozen=True)
class Verdict:
    """What the checks of an app found in a page; `errors` are words and the way to the place."""

    page: Page
    errors: tuple[tuple[str, str], ...]
    hints: int
    checks_url: str


def refuse(request: HttpRequest, page: Page, verdict: Verdict) -> HttpResponse | None:
    """Before `page` is published or scheduled: back to its editor, with the draft saved."""
    if not verdict.errors:
        if verdict.hints:
            messages.warning(request, _hints(verdict))
        return None
    if not page.live_revision_id:
        # A page published at once on creation is live before anybody is asked.
        rows = Page.objects.filter(pk=page.pk)
        rows.update(live=False, has_unpublished_changes=True)
    messages.error(request, _refusal(verdict))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_several(request: HttpRequest, verdicts: Iterable[Verdict]) -> HttpResponse | None:
    """Before several are published at once: to where the first that does not hold is listed."""
    unsound = [each for each in verdicts if each.errors]
    if not unsound:
        return None
    for each in unsound[:MOST_SAID]:
        messages.error(request, _refusal(each))
    return redirect("wagtailadmin_explore", unsound[0].page.get_parent().pk)


def meant_in(request: HttpRequest, objects: Iterable[Any]) -> set[int]:
    """The pages that a bulk action publishes, those below them included if so asked."""
    pages = [each for each in objects if isinstance(each, Page)]
    keys = {page.pk for page in pages}
    if "include_descendants" in request.POST:
        for page in pages:
            keys |= set(page.get_descendants().not_live().values_list("pk", flat=True))
    return keys


def link_to_checks(checks_url: str, words: str) -> SafeString:
    """The last words of a message: where all of it stands."""
    return format_html('<a class="desk-remarks__rest" href="{}">{}</a>', checks_url, words)


def _refusal(verdict: Verdict) -> SafeString:
    head = gettext("“%(title)s” was saved and not published. First mend:") % {
        "title": verdict.page.title
    }
    lines = [(words, url, gettext("Go there")) for words, url in verdict.errors[:MOST_SAID]]
    return format_html(
        "{}<ul class='desk-remarks'>{}</ul>{}",
        head,
        format_html_join("", '<li>{} <a href="{}">{}</a></li>', lines),
        _rest(verdict, len(verdict.errors) - MOST_SAID),
    )


def _rest(verdict: Verdict, number: int) -> SafeString | str:
    if number <= 0:
        return ""
    text = ngettext("%(n)s more is under Checks.", "%(n)s more are under Checks.", number)
    return link_to_checks(verdict.checks_url, text % {"n": number})


def _hints(verdict: Verdict) -> SafeString:
    counted = ngettext("%(n)s hint", "%(n)s hints", verdict.hints) % {"n": verdict.hints}
    said = gettext("The checks have %(hints)s for it.") % {"hints": counted}
    return format_html("{} {}", said, link_to_checks(verdict.checks_url, gettext("See them")))
