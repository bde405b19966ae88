"""The tab with what the checks found, and the same as a page of its own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET
from wagtail.admin.panels import Panel

from quizzes.desk.checking import check_page, edit_url
from quizzes.models import QuizPage


class ChecksPanel(Panel):
    """Of what was saved last."""

    class BoundPanel(Panel.BoundPanel):
        """For one quiz."""

        template_name = "quizzes/desk/checks_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            if not self.instance.pk:
                return context | {"unsaved": True}
            stored = QuizPage.objects.get(pk=self.instance.pk).get_latest_revision_as_object()
            return context | {
                "checked": check_page(stored),
                "checks_url": reverse("check_quiz", args=[stored.pk]),
                "analysis_url": reverse("quiz_analysis", args=[stored.translation_key]),
            }


@require_GET
def check_quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """What the checks find in a quiz as it was saved last."""
    # By the number of its page: `pk` is a link to it, in which numbers may be too large to ask for.
    row = get_object_or_404(QuizPage, id=pk)
    if not row.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    page = row.get_latest_revision_as_object()
    heading = gettext("Checks")
    context = {
        "checked": check_page(page),
        "header_title": f"{heading}: {page.title}",
        "back_url": edit_url(page),
        "header_icon": "tasks",
        "breadcrumbs_items": [
            {"url": edit_url(page), "label": page.title},
            {"url": "", "label": heading},
        ],
    }
    return render(request, "quizzes/desk/checks_page.html", context)
