"""Pages that checks hold back are published by who writes them, not by a workflow.

Approval would publish without showing anybody what the checks say; what gets there all the same,
by an older workflow, is held back by `cms.gates`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from wagtail.admin import messages
from wagtail.models import Page

MODERATION = ("action-submit", "action-restart-workflow")
# What is said instead, by model; apps add theirs.
unmoderated: dict[type[Page], str | Promise] = {}


def refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is edited."""
    return _refusal(request, type(page))


def refuse_new(request: HttpRequest, _parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """Before one is made."""
    return _refusal(request, page_class)


def _refusal(request: HttpRequest, page_class: type[Page]) -> HttpResponse | None:
    words = unmoderated.get(page_class)
    if words is None or not any(name in request.POST for name in MODERATION):
        return None
    messages.error(request, words)
    return redirect(request.get_full_path())
