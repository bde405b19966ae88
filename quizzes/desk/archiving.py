"""Taking a question out of use, and back: it is never deleted, because answers refer to it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.panels import Panel
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from quizzes.desk.lacking import MeantForm, quizzes_lacking
from quizzes.models import Question
from quizzes.verbs.importing import IMPORTED
from quizzes.verbs.questions import archive_question

LIST, EDIT = "wagtailsnippets_quizzes_question:list", "wagtailsnippets_quizzes_question:edit"


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then archives; the same address brings an archived question back.

    Asks for a tick besides where published quizzes would be left short.
    """
    question = get_object_or_404(Question, pk=pk)
    if not request.user.has_perm("quizzes.change_question"):
        raise PermissionDenied
    archived = request.POST.get("archived") == "1"
    leaves = archived or (request.method == "GET" and not question.archived)
    lacking = quizzes_lacking([question.translation_key]) if leaves else []
    form = MeantForm(lacking, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = _asked(question) | {"lacking": lacking, "form": form}
        status = 400 if form.is_bound else 200
        return render(request, "quizzes/desk/archive.html", context, status=status)
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


class ArchivedPanel(Panel):
    """Read only, above the fields of a question that no new attempt gets."""

    class BoundPanel(Panel.BoundPanel):
        """For one question."""

        template_name = "quizzes/desk/archived.html"

        def is_shown(self) -> bool:
            """Only while it is archived."""
            return bool(self.instance.pk and self.instance.archived)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "since": archived_since(self.instance),
                "archive_url": reverse("archive_question", args=[self.instance.pk]),
            }


def archived_since(question: Question) -> datetime | None:
    """When somebody archived it last, in whichever language; None where no record says."""
    rows = Question.objects.filter(translation_key=question.translation_key)
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Question),
        action="trato.archive",
        object_id__in=[str(pk) for pk in rows.values_list("pk", flat=True)],
    )
    last: datetime | None = entries.aggregate(at=Max("timestamp"))["at"]
    return last


def refusal(_question: Question) -> str | Promise:
    """Why a question is not deleted, whoever asks."""
    return _("Questions are not deleted, because answers refer to them. Archive it instead.")


def log_actions(actions: Any) -> None:
    """Names for the history of a question."""
    actions.register_action("trato.archive", _("Archive"), _("Archived"))
    actions.register_action("trato.restore", _("Use again"), _("Back in use"))
    actions.register_action(IMPORTED, _("Import"), _("Imported"))
