"""Item analysis at the author's desk: a quiz, a question in it, a question wherever it is asked."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from courses.spreadsheet import XLSX
from quizzes.analysis import Which
from quizzes.desk.analysis_export import as_csv, as_spreadsheet
from quizzes.desk.question_row import EDIT, bank_rows
from quizzes.desk.report import asked_which, question_report, quiz_report, voided_questions
from quizzes.models import QuizPage

ICON = "list-ul"
LIST = "wagtailsnippets_quizzes_question:list"
CSV = "text/csv; charset=utf-8"


def quiz_to_analyse(request: HttpRequest, key: UUID) -> QuizPage:
    """The source's page. Raises Http404, also for who may not edit it."""
    quiz = QuizPage.objects.filter(
        translation_key=key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if quiz is None or not quiz.permissions_for_user(request.user).can_edit():
        raise Http404
    return quiz


@require_safe
def quiz_analysis(request: HttpRequest, key: UUID) -> HttpResponse:
    """The quiz, and a line for each of its questions."""
    quiz, which = quiz_to_analyse(request, key), asked_which(request.GET.get("attempts"))
    context = {
        "quiz": quiz,
        "report": quiz_report(key, which, get_language() or "es"),
        "voided": voided_questions(key, which, get_language() or "es"),
        "which": which,
        "choices": Which.choices,
        **_frame(gettext("Item analysis"), [(_edit_page(quiz), quiz.title)]),
    }
    return render(request, "quizzes/desk/analysis.html", context)


@require_safe
def item_analysis(request: HttpRequest, key: UUID, question: UUID) -> HttpResponse:
    """One of its questions: every figure explained, and who chose what."""
    quiz, which = quiz_to_analyse(request, key), asked_which(request.GET.get("attempts"))
    report = quiz_report(key, which, get_language() or "es")
    row = next((each for each in report.rows if each.question.key == question), None)
    if row is None:
        raise Http404
    back = reverse("quiz_analysis", args=[key]) + f"?attempts={which}"
    trail = [(_edit_page(quiz), quiz.title), (back, gettext("Item analysis"))]
    context = {
        "row": row,
        "which": which,
        "which_label": Which(which).label,
        "back_url": back,
        "all_url": reverse("question_analysis", args=[question]),
        **_frame(gettext("Analysis of a question"), trail),
    }
    return render(request, "quizzes/desk/item_analysis.html", context)


@require_safe
def question_analysis(request: HttpRequest, key: UUID) -> HttpResponse:
    """A question over all quizzes that asked it. 404 for who may not see the bank."""
    bank = bank_rows([key]).get(key)
    if bank is None or not request.user.has_perm("quizzes.view_question"):
        raise Http404
    which = asked_which(request.GET.get("attempts"))
    report = question_report(key, which, get_language() or "es")
    trail = [(reverse(LIST), gettext("Questions"))]
    context = {
        "report": report,
        "row": report.row if report else None,
        "edit_url": reverse(EDIT, args=[bank.pk]),
        "which": which,
        "which_label": Which(which).label,
        "choices": Which.choices,
        **_frame(gettext("Analysis of a question"), trail),
    }
    return render(request, "quizzes/desk/question_analysis.html", context)


@require_safe
def export_analysis(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same as a file: `?as=xlsx`, else CSV."""
    quiz, which = quiz_to_analyse(request, key), asked_which(request.GET.get("attempts"))
    report = quiz_report(key, which, get_language() or "es")
    spreadsheet = request.GET.get("as") == "xlsx"
    content = as_spreadsheet(report) if spreadsheet else as_csv(report)
    day, suffix = timezone.localdate(), "xlsx" if spreadsheet else "csv"
    name = f"{slugify(quiz.title)}-{which}-{day:%Y-%m-%d}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX if spreadsheet else CSV, headers=headers)


def _edit_page(quiz: QuizPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[quiz.pk])


def _frame(heading: str, trail: list[tuple[str, str]]) -> dict[str, Any]:
    """What Wagtail's own pages show around ours."""
    breadcrumbs = [{"url": url, "label": label} for url, label in trail]
    return {
        "header_title": heading,
        "header_icon": ICON,
        "breadcrumbs_items": [*breadcrumbs, {"url": "", "label": heading}],
    }


def analysis_buttons(page: Page, user: Any) -> list[Button]:
    """For a quiz in lists and on its own page, in whichever language it is looked at."""
    quiz = page.cached_content_type.model_class() is QuizPage
    if not quiz or not page.permissions_for_user(user).can_edit():
        return []
    url = reverse("quiz_analysis", args=[page.translation_key])
    return [Button(_("Item analysis"), url=url, icon_name=ICON, priority=40)]
