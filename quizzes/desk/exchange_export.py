"""Export from the bank: what the list shows, in a format, with what is lost on the way."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.admin.widgets import HeaderButton

from courses.package.reading import PackageError
from courses.pure.numbers import row_number
from quizzes.already_here import portable_question
from quizzes.bank_package import write_bank
from quizzes.desk.exchange_forms import NAMES, ExportForm
from quizzes.desk.exportable import exportable
from quizzes.desk.filters import QuestionFilters, with_words
from quizzes.exchange_words import grouped
from quizzes.models import Question
from quizzes.pure.exchange.formats import FORMATS, PACKAGE
from quizzes.pure.exchange.portable import PortableQuestion, name_from
from quizzes.pure.exchange.problems import Loss, Lost

LIST = "wagtailsnippets_quizzes_question:list"
MOST_FOUND = 1000
TYPES = {"moodle_xml": "application/xml", PACKAGE: "application/zip"}


@require_GET
def export_questions(request: HttpRequest) -> HttpResponse:
    """Asks for the format and lists what each question would lose; the button downloads."""
    _may_export(request)
    asked = _asked(request)
    form = ExportForm({"format": request.GET.get("format") or PACKAGE})
    chosen = form.cleaned_data["format"] if form.is_valid() else PACKAGE
    found = exportable(asked, drafts=chosen == PACKAGE)
    count, losses = len(found.rows), []
    if chosen != PACKAGE:
        written = FORMATS[chosen].write(_portable(found.rows))
        count, losses = written.count, [*written.losses, *_translated(found.rows)]
    return render(
        request,
        "quizzes/desk/export.html",
        _page(request)
        | {
            "form": form,
            "total": len(asked),
            "ticked": "id" in request.GET,
            "count": count,
            "losses": grouped(losses),
            "unfinished": found.unfinished,
            "format_label": dict(NAMES)[chosen],
            "format": chosen,
        },
    )


@require_GET
def export_file(request: HttpRequest) -> HttpResponse:
    """The file itself: what is unfinished stays, as the page before it said."""
    _may_export(request)
    chosen = request.GET.get("format", "")
    rows = exportable(_asked(request), drafts=chosen not in FORMATS).rows
    stem = f"{gettext('questions')}-{timezone.localdate():%Y-%m-%d}"
    if chosen in FORMATS:
        content = FORMATS[chosen].write(_portable(rows)).text.encode()
        name = f"{stem}.{FORMATS[chosen].ending}"
    else:
        try:
            content, name = write_bank([row.translation_key for row in rows]), f"{stem}.zip"
        except PackageError as error:
            context = _page(request) | {"problems": [each.here for each in error.problems[:20]]}
            return render(request, "quizzes/desk/export.html", context, status=409)
    return HttpResponse(
        content,
        content_type=TYPES.get(chosen, "text/plain; charset=utf-8"),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _asked(request: HttpRequest) -> list[Question]:
    """What the list shows for these filters, or the questions named by id."""
    every = Question.objects.select_related("locale", "latest_revision").order_by("summary", "pk")
    if "id" in request.GET:
        found = every.filter(pk__in=ticked(request.GET.getlist("id"))[:MOST_FOUND])
    else:
        found = QuestionFilters(request.GET, queryset=every, request=request).qs
        found = with_words(found, request.GET.get("q", ""))
    return list(found)


def ticked(ids: Iterable[str]) -> list[int]:
    """The numbers among the ids of an address."""
    return [number for each in ids if (number := row_number(each)) is not None]


def _portable(rows: list[Question]) -> list[PortableQuestion]:
    return [portable_question(row) for row in rows]


def _translated(rows: list[Question]) -> list[Loss]:
    """Those that stand in another language, too."""
    keys = [row.translation_key for row in rows]
    others = Question.objects.filter(translation_key__in=keys).exclude(
        pk__in=[row.pk for row in rows]
    )
    translated = set(others.values_list("translation_key", flat=True))
    return [
        Loss(0, name_from(row.summary), Lost.LANGUAGES)
        for row in rows
        if row.translation_key in translated
    ]


def _may_export(request: HttpRequest) -> None:
    if not request.user.has_perm("quizzes.change_question"):
        raise PermissionDenied


def _page(request: HttpRequest) -> dict[str, Any]:
    heading, query = gettext("Export questions"), request.GET.copy()
    query.pop("format", None)
    return {
        "header_title": heading,
        "header_icon": "download",
        "list_url": reverse(LIST),
        "query": query.urlencode(),
        "kept_fields": [(name, each) for name in query for each in query.getlist(name)],
        "breadcrumbs_items": [
            {"url": reverse(LIST), "label": gettext("Questions")},
            {"url": "", "label": heading},
        ],
    }


def exchange_buttons(request: HttpRequest) -> list[HeaderButton]:
    """For the head of the list; the export takes the list's filters along."""
    buttons: list[HeaderButton] = []
    if request.user.has_perm("quizzes.add_question"):
        url = reverse("import_questions")
        buttons.append(HeaderButton(_("Import"), url=url, icon_name="upload"))
    if request.user.has_perm("quizzes.change_question"):
        url = export_of_list(request.GET)
        buttons.append(HeaderButton(_("Export"), url=url, icon_name="download"))
    return buttons


def export_of_list(asked: QueryDict) -> str:
    """The address that exports what a list shows, whichever page of it one is on."""
    query = asked.copy()
    for name in ("p", "ordering"):
        query.pop(name, None)
    return reverse("export_questions") + (f"?{query.urlencode()}" if query else "")


def export_of(ids: Iterable[int]) -> str:
    """The address that exports these questions."""
    return f"{reverse('export_questions')}?{urlencode([('id', each) for each in ids])}"
