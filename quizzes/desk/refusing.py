"""A quiz is not published while the checks find an error, whichever way; the draft stays saved."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.models import Page

from quizzes.desk.checking import Checked, Remark, check_page, checks_url
from quizzes.finding_words import counted_words
from quizzes.models import QuizPage

MOST_SAID = 5


def refuse_unsound(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before one page is published or scheduled."""
    if not isinstance(page, QuizPage) or not _is_source(page):
        return None
    checked = check_page(page)
    if not checked.errors:
        if checked.hints:
            messages.warning(request, _hints(checked))
        return None
    if not page.live_revision_id:
        # A page published at once on creation is live before anybody is asked.
        QuizPage.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
    messages.error(request, _refusal(checked))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_unsound_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """Before several pages are published at once, those below them included."""
    if action_type != "publish":
        return None
    quizzes = _quizzes_in(objects, below="include_descendants" in request.POST)
    unsound = [checked for page in quizzes if (checked := check_page(page)).errors]
    if not unsound:
        return None
    for checked in unsound[:MOST_SAID]:
        messages.error(request, _refusal(checked))
    return redirect("wagtailadmin_explore", unsound[0].page.get_parent().pk)


def is_unsound(row: Any) -> bool:
    """Whether this is a quiz with errors: neither an approval nor a date publishes it."""
    return isinstance(row, QuizPage) and _is_source(row) and bool(check_page(row).errors)


def _is_source(page: Page) -> bool:
    """Only Spanish decides what is asked."""
    return bool(page.locale.language_code == settings.LANGUAGE_CODE)


def _quizzes_in(objects: Iterable[Any], *, below: bool) -> list[QuizPage]:
    """The quizzes among these pages, as they would be published."""
    pages = [each for each in objects if isinstance(each, Page)]
    keys = {page.pk for page in pages}
    if below:
        for page in pages:
            keys |= set(page.get_descendants().not_live().values_list("pk", flat=True))
    rows = QuizPage.objects.filter(pk__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    return [row.get_latest_revision_as_object() for row in rows]


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
    return remark.words, format_html('<a href="{}">{}</a>', remark.url, gettext("Go there"))


def _rest(checked: Checked, number: int) -> SafeString | str:
    if number <= 0:
        return ""
    text = ngettext("%(n)s more is under Checks.", "%(n)s more are under Checks.", number)
    return _link(checked, text % {"n": number})


def _hints(checked: Checked) -> SafeString:
    said = gettext("The checks have %(hints)s for it.") % {
        "hints": counted_words(0, len(checked.hints))
    }
    return format_html("{} {}", said, _link(checked, gettext("See them")))


def _link(checked: Checked, words: str) -> SafeString:
    return format_html(
        '<a class="desk-remarks__rest" href="{}">{}</a>', checks_url(checked.page), words
    )
