"""A question as the beginning of another: a draft in every language."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button

from courses.package.translations import keep_translations
from quizzes.models import Question
from quizzes.verbs.questions import duplicate_question

LIST, EDIT = "wagtailsnippets_quizzes_question:list", "wagtailsnippets_quizzes_question:edit"


@require_http_methods(["GET", "POST"])
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then duplicates and opens the copy."""
    question = get_object_or_404(Question, pk=pk)
    user: Any = request.user
    if not user.has_perm("quizzes.add_question"):
        raise PermissionDenied
    if request.method == "GET":
        return render(request, "quizzes/desk/duplicate.html", _asked(question))
    with transaction.atomic():
        copy = duplicate_question(question.translation_key, user)
        others = copy.get_translations().select_related("locale")
        keep_translations(copy, {row.locale.language_code: row for row in others})
    messages.success(
        request, gettext("This is the copy, a draft in every language. Change it and publish it.")
    )
    return redirect(EDIT, copy.pk)


def _asked(question: Question) -> dict[str, Any]:
    breadcrumbs = [
        {"url": reverse(LIST), "label": gettext("Questions")},
        {"url": reverse(EDIT, args=[question.pk]), "label": str(question)},
        {"url": "", "label": gettext("Duplicate")},
    ]
    return {
        "question": question,
        "header_title": gettext("Duplicate"),
        "breadcrumbs_items": breadcrumbs,
        "header_icon": "copy",
        "back_url": reverse(EDIT, args=[question.pk]),
    }


def duplicate_button(question: Question) -> Button:
    """For lists and for the question's own page."""
    return Button(
        _("Duplicate"),
        url=reverse("duplicate_question", args=[question.pk]),
        icon_name="copy",
        priority=25,
    )
