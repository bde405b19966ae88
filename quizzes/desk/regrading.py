"""Correcting the marks of a question: the dry run, the start, and how far it is."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages as desk_messages
from wagtail.admin.widgets.button import Button

from cms.resend import SignedInRequest
from quizzes.corrections import find_changes, former_of
from quizzes.desk.regrade_forms import POLICY_HELP, PlanForm, StartForm
from quizzes.desk.regrade_rows import Names, change_row, kept_rows, rows_of
from quizzes.exceptions import quizzes_by_key
from quizzes.models import Answer, Question, Regrade, ScoreChange
from quizzes.verbs import regrades as verbs
from quizzes.verbs.regrades import (
    NothingToCorrectError,
    UnconfirmedError,
    UnderWayError,
    continue_regrade,
)

LIST, EDIT = "wagtailsnippets_quizzes_question:list", "wagtailsnippets_quizzes_question:edit"
# Attempts marked within one request; the rest follows with "Continue", or by `resume_regrades`.
AT_ONCE = 200
ROWS_SHOWN = 50


def regrade_button(question: Question) -> Button:
    """For the question's own page."""
    url = reverse("plan_regrade", args=[question.pk])
    return Button(_("Correct its marks"), url=url, icon_name="rotate", priority=40)


def regrade_message_button(question: Question) -> Any:
    """The same beside the news that another key was published."""
    url = reverse("plan_regrade", args=[question.pk])
    return desk_messages.button(url, gettext("Correct its marks"))


def plan_url(question: Question, policy: str, quiz: object) -> str:
    """The dry run, asked already; `quiz` is the key of one, or empty for all."""
    query = urlencode({"policy": policy, "quiz": quiz or ""})
    return f"{reverse('plan_regrade', args=[question.pk])}?{query}"


def _question(request: SignedInRequest, pk: int) -> Question:
    question = get_object_or_404(Question, pk=pk)
    if not request.user.has_perm("quizzes.change_question"):
        raise PermissionDenied
    source = Question.objects.filter(
        translation_key=question.translation_key, locale__language_code="es"
    )
    return source.select_related("current_version").first() or question


def _quiz_choices(question: Question) -> list[tuple[str, str]]:
    asked = Answer.objects.filter(version__question_key=question.translation_key)
    keys = asked.values_list("attempt__activity_key", flat=True).distinct()
    quizzes = quizzes_by_key(keys)
    return sorted(
        ((str(key), quiz.title) for key, quiz in quizzes.items()), key=lambda each: each[1]
    )


def _wanted(request: SignedInRequest, question: Question, given: dict[str, Any]) -> Regrade:
    """The regrade that a valid form asks for, not saved."""
    void = given["policy"] == Regrade.Policy.VOID
    return Regrade(
        question_key=question.translation_key,
        activity_key=UUID(given["quiz"]) if given["quiz"] else None,
        version=None if void else question.current_version,
        policy=given["policy"],
        reason=given.get("reason", ""),
        by=request.user,
    )


@require_http_methods(["GET", "HEAD"])
def plan_regrade(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks how, then says who would change from what to what; writes nothing."""
    question = _question(request, pk)
    unfinished = Regrade.objects.filter(question_key=question.translation_key, finished_at=None)
    if running := unfinished.first():
        return redirect("show_regrade", running.pk)
    asked = "policy" in request.GET
    form = PlanForm(_quiz_choices(question), request.GET if asked else None)
    if not asked or not form.is_valid():
        return render(request, "quizzes/desk/plan_regrade.html", _asked(question, form))
    start = StartForm(_quiz_choices(question), initial=form.cleaned_data)
    return _plan_page(request, question, form, start)


@require_POST
def start_regrade(request: SignedInRequest, pk: int) -> HttpResponse:
    """Puts it on record and marks the first ones; asks again where something is missing."""
    question, at = _question(request, pk), timezone.now()
    start = StartForm(_quiz_choices(question), request.POST)
    plan = PlanForm(_quiz_choices(question), request.POST)
    if not plan.is_valid():
        return redirect("plan_regrade", question.pk)
    if not start.is_valid():
        return _plan_page(request, question, plan, start, 400)
    confirmed = request.POST.getlist("falling") if request.POST.get("confirmed") else []
    try:
        regrade = verbs.start_regrade(_wanted(request, question, start.cleaned_data), confirmed, at)
    except UnconfirmedError:
        return _plan_page(request, question, plan, start, 409)
    except NothingToCorrectError:
        # Done meanwhile, perhaps by this very form sent twice: the plan says so.
        return redirect(plan_url(question, plan.cleaned_data["policy"], plan.cleaned_data["quiz"]))
    except UnderWayError as under_way:
        regrade = under_way.regrade
    else:
        continue_regrade(regrade, at, AT_ONCE)
    return redirect("show_regrade", regrade.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def show_regrade(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is and who changed; sent again it goes on."""
    regrade = get_object_or_404(Regrade.objects.select_related("version", "by"), pk=pk)
    if not request.user.has_perm("quizzes.change_question"):
        raise PermissionDenied
    if request.method == "POST":
        continue_regrade(regrade, timezone.now(), AT_ONCE)
        return redirect("show_regrade", pk)
    return render(request, "quizzes/desk/show_regrade.html", _shown(request, regrade))


def _crumbs(question: Question | None, heading: str) -> dict[str, Any]:
    here = [{"url": reverse(EDIT, args=[question.pk]), "label": str(question)}] if question else []
    crumbs = [{"url": reverse(LIST), "label": gettext("Questions")}, *here]
    return {
        "header_title": heading,
        "breadcrumbs_items": [*crumbs, {"url": "", "label": heading}],
        "header_icon": "rotate",
    }


def _asked(question: Question, form: PlanForm) -> dict[str, Any]:
    helps = [
        {"value": value, "label": label, "help": POLICY_HELP[value]}
        for value, label in Regrade.Policy.choices
    ]
    chosen = form["policy"].value()
    return _crumbs(question, gettext("Correct the marks")) | {
        "question": question,
        "back_url": reverse(EDIT, args=[question.pk]),
        "form": form,
        "policies": [each | {"chosen": each["value"] == chosen} for each in helps],
        "earlier": _earlier(question, form),
    }


def _earlier(question: Question, form: PlanForm) -> list[dict[str, Any]]:
    """Corrections of this question that were applied, the last one first; one query."""
    titles = dict(form.fields["quiz"].choices)  # type: ignore[attr-defined]
    done = Regrade.objects.filter(
        question_key=question.translation_key, finished_at__isnull=False
    ).select_related("by")
    return [
        {"regrade": each, "quiz": titles.get(str(each.activity_key), ""), "marks": each.number}
        for each in done.annotate(number=Count("marks")).order_by("-pk")
    ]


def _plan_page(
    request: SignedInRequest,
    question: Question,
    form: PlanForm,
    start: StartForm,
    status: int = 200,
) -> HttpResponse:
    """The dry run beside the form; `start` may carry complaints."""
    if form.cleaned_data["policy"] != Regrade.Policy.VOID and question.current_version is None:
        messages.error(request, gettext("Publish the corrected question first: its key marks."))
        return redirect(EDIT, question.pk)
    found = find_changes(_wanted(request, question, form.cleaned_data))
    rows = rows_of(request, found)
    context = _asked(question, form) | {
        "start": start,
        "chosen_policy": dict(Regrade.Policy.choices)[form.cleaned_data["policy"]],
        "found": found,
        "page": Paginator(rows, ROWS_SHOWN).get_page(request.GET.get("page")),
        "moving": len(rows),
        "falling": [each for each in rows if each.falls],
        "falling_ids": [str(each.attempt.pk) for each in found.changes if each.falls],
        "rising": sum(each.rises for each in rows),
        "unseen": sum(each.revalued and not each.moves for each in found.changes),
        "pages_query": f"{urlencode(form.cleaned_data)}&",
        "kept": kept_rows(request, found),
        "unconfirmed": status == 409,
        "nobody": not found.corrects,
    }
    return render(request, "quizzes/desk/plan_regrade.html", context, status=status)


def _shown(request: SignedInRequest, regrade: Regrade) -> dict[str, Any]:
    question = Question.objects.filter(
        translation_key=regrade.question_key, locale__language_code="es"
    ).first()
    done, former = regrade.marks.count(), former_of(regrade)
    left = former.changes if regrade.finished_at else find_changes(regrade).changes
    changes = _changes(regrade)
    names, page = Names(request), Paginator(changes, ROWS_SHOWN).get_page(request.GET.get("page"))
    quizzes = quizzes_by_key({each.attempt.activity_key for each in page.object_list})
    rows = [change_row(each, names, quizzes) for each in page.object_list]
    heading = gettext("Correction of marks")
    words = ngettext("%(n)s answer marked anew", "%(n)s answers marked anew", done)
    return _crumbs(question, heading) | {
        "question": question,
        "regrade": regrade,
        "done": done,
        "done_words": words % {"n": done},
        "left": len(left),
        "under_way": former.under_way,
        "again_url": question and plan_url(question, regrade.policy, regrade.activity_key),
        "back_url": question and reverse(EDIT, args=[question.pk]),
        "total": done + len(left),
        "rows": rows,
        "page": page,
    }


def _changes(regrade: Regrade) -> QuerySet[ScoreChange]:
    return regrade.changes.select_related("attempt__enrolment__learner").order_by("pk")
