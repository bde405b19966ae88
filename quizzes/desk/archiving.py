"""Taking a question out of use, and back: it is never deleted, because answers refer to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from quizzes.models import Question
from quizzes.verbs.importing import IMPORTED
from quizzes.verbs.questions import archive_question

LIST, EDIT = "wagtailsnippets_quizzes_question:list", "wagtailsnippets_quizzes_question:edit"


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then archives; the same address brings an archived question back."""
    question = get_object_or_404(Question, pk=pk)
    if not request.user.has_perm("quizzes.change_question"):
        raise PermissionDenied
    if request.method == "GET":
        return render(request, "quizzes/desk/archive.html", _asked(question))
    archived = request.POST.get("archived") == "1"
    archive_question(question.translation_key, archived)
    log(question, "trato.archive" if archived else "trato.restore", user=request.user)
    said = (
        gettext("Archived: no new attempt gets it. Attempts that have it are not touched.")
        if archived
        else gettext("Back in use: new attempts may get it.")
    )
    messages.success(request, said)
    return redirect(EDIT, pk)


def _asked(question: Question) -> dict[str, Any]:
    heading = gettext("Use again") if question.archived else gettext("Archive")
    breadcrumbs = [
        {"url": reverse(LIST), "label": gettext("Questions")},
        {"url": reverse(EDIT, args=[question.pk]), "label": str(question)},
        {"url": "", "label": heading},
    ]
    return {
        "question": question,
        "header_title": heading,
        "breadcrumbs_items": breadcrumbs,
        "header_icon": "folder-inverse",
        "back_url": reverse(EDIT, args=[question.pk]),
    }


def archive_button(question: Question) -> Button:
    """For lists and for the question's own page."""
    return Button(
        _("Use again") if question.archived else _("Archive"),
        url=reverse("archive_question", args=[question.pk]),
        icon_name="rotate" if question.archived else "folder-inverse",
        priority=30,
    )


def refusal(_question: Question) -> str | Promise:
    """Why a question is not deleted, whoever asks."""
    return _("Questions are not deleted, because answers refer to them. Archive it instead.")


def log_actions(actions: Any) -> None:
    """Names for the history of a question."""
    actions.register_action("trato.archive", _("Archive"), _("Archived"))
    actions.register_action("trato.restore", _("Use again"), _("Back in use"))
    actions.register_action(IMPORTED, _("Import"), _("Imported"))
