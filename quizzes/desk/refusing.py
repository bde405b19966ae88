"""A quiz is not published while the checks find an error, whichever way; the draft stays saved."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from courses.desk.refusing import Verdict, meant_in, refuse, refuse_several
from quizzes.desk.checking import check_page, checks_url
from quizzes.models import QuizPage


def refuse_unsound(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before one page is published or scheduled."""
    if not isinstance(page, QuizPage) or not _is_source(page):
        return None
    return refuse(request, page, _verdict_on(page))


def refuse_unsound_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """Before several pages are published at once, those below them included."""
    if action_type != "publish":
        return None
    rows = QuizPage.objects.filter(pk__in=meant_in(request, objects))
    rows = rows.filter(locale__language_code=settings.LANGUAGE_CODE)
    as_published = [row.get_latest_revision_as_object() for row in rows]
    return refuse_several(request, map(_verdict_on, as_published))


def is_unsound(row: Any) -> bool:
    """Whether this is a quiz with errors: neither an approval nor a date publishes it."""
    return isinstance(row, QuizPage) and _is_source(row) and bool(check_page(row).errors)


def _is_source(page: Page) -> bool:
    """Only Spanish decides what is asked."""
    return bool(page.locale.language_code == settings.LANGUAGE_CODE)


def _verdict_on(page: QuizPage) -> Verdict:
    checked = check_page(page)
    errors = tuple((each.words, each.url) for each in checked.errors)
    return Verdict(page, errors, len(checked.hints), checks_url(page))
