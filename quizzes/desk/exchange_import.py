"""Import into the bank: a file, a report of what would be taken, then the import."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from courses.package.sections import key_of
from quizzes.desk import examining, kept_uploads
from quizzes.desk.exchange_forms import NAMES, ConfirmForm, UploadForm
from quizzes.pure.exchange.formats import PACKAGE
from quizzes.pure.exchange.sameness import key_for
from quizzes.verbs.importing import import_questions, log_import

LIST = "wagtailsnippets_quizzes_question:list"


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Asks for a file; reports what is in it. Nothing is saved."""
    _may_import(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "quizzes/desk/import.html", _page() | {"form": form})
    content, asked = form.cleaned_data["file"], form.cleaned_data["format"]
    plan = examining.examine(content, form.file_name, asked)
    token = kept_uploads.keep(content, form.file_name, plan.format_name, request.user.pk)
    confirm = ConfirmForm(initial={"token": token})
    return render(request, "quizzes/desk/import_report.html", _report(plan, confirm, request))


@require_POST
def import_confirmed(request: HttpRequest) -> HttpResponse:
    """Imports what the report showed; doing it twice adds nothing.

    The list then shows what came.
    """
    _may_import(request)
    at, batch = timezone.now(), uuid4()
    form = ConfirmForm(request.POST)
    kept = kept_uploads.find(request.POST.get("token", ""), request.user.pk)
    if kept is None:
        messages.error(request, gettext("The file is no longer here. Choose it again."))
        return redirect("import_questions")
    plan = examining.examine(*kept)
    if not form.is_valid():
        return render(request, "quizzes/desk/import_report.html", _report(plan, form, request))
    publish = form.cleaned_data["publish"] and _may_publish(request)
    if plan.format_name == PACKAGE:
        came = _load(request, kept[0], plan, at, publish)
    else:
        done = import_questions(
            plan.questions,
            form.defaults,
            at,
            user=request.user,
            publish=publish,
            format_name=plan.format_name,
        )
        came = [key_for(question) for question in done.created]
        _say(request, len(done.created), len(done.here))
        for question in done.failed:
            words = gettext("Not saved: %(name)s") % {"name": question.name or question.stem[:80]}
            messages.error(request, words)
    if not log_import(came, batch, request.user, at):
        return redirect(LIST)
    return redirect(f"{reverse(LIST)}?{urlencode({'imported': batch})}")


def _load(
    request: HttpRequest, content: bytes, plan: examining.Plan, at: datetime, publish: bool
) -> list[UUID]:
    """The keys of what was written."""
    with examining.opened(content, plan.file) as package:
        report = examining.load_package(package, at, publish=publish)
    mine = {
        name: [each for each in getattr(report, name) if each.startswith("questions/")]
        for name in ("created", "updated", "unchanged", "kept")
    }
    _say(request, len(mine["created"]) + len(mine["updated"]), len(mine["unchanged"]))
    if mine["kept"]:
        said = ngettext(
            "%(count)s question was changed here since and stays as it is.",
            "%(count)s questions were changed here since and stay as they are.",
            len(mine["kept"]),
        )
        messages.warning(request, said % {"count": len(mine["kept"])})
    names = [each.partition("/")[2] for each in (*mine["created"], *mine["updated"])]
    return [key_of(package.key, name) for name in names]


def _say(request: HttpRequest, created: int, here: int) -> None:
    said = ngettext(
        "%(count)s question was imported.", "%(count)s questions were imported.", created
    )
    words = said % {"count": created}
    if here:
        more = ngettext("%(count)s was here already.", "%(count)s were here already.", here)
        words = f"{words} {more % {'count': here}}"
    every = messages.button(reverse(LIST), gettext("See the whole bank"))
    messages.success(request, words, buttons=[every] if created else None)


def _may_import(request: HttpRequest) -> None:
    if not request.user.has_perm("quizzes.add_question"):
        raise PermissionDenied


def _may_publish(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("quizzes.publish_question"))


def _report(plan: examining.Plan, form: ConfirmForm, request: HttpRequest) -> dict[str, Any]:
    known = dict(NAMES).get(plan.format_name, "")
    return _page() | {
        "plan": plan,
        "form": form,
        "format_label": known,
        "is_package": plan.format_name == PACKAGE,
        "may_publish": _may_publish(request),
    }


def _page() -> dict[str, Any]:
    heading = gettext("Import questions")
    return {
        "header_title": heading,
        "header_icon": "upload",
        "list_url": reverse(LIST),
        "breadcrumbs_items": [
            {"url": reverse(LIST), "label": gettext("Questions")},
            {"url": "", "label": heading},
        ],
    }
