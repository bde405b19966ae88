"""Spaced review: the door, one question at a time with its answer right after, the result."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.asking import ask_link
from quizzes.models import Confidence, ReviewAnswer
from quizzes.pure.review import SIZES
from quizzes.questions.base import InvalidResponseError, Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.reviewing import (
    find_course,
    find_review,
    find_review_answer,
    offer_of,
    question_of,
    result_of,
    told_of,
    url_of,
)
from quizzes.reviews import Agenda, agenda_of
from quizzes.verbs import review as verbs


def _today(request: SignedInRequest, at: datetime) -> Any:
    return at.astimezone(request.user.zone).date()


@require_safe
@person_required
def open_review(request: SignedInRequest, course: UUID) -> HttpResponse:
    """Goes on with the sitting under way; without one, says what is offered today."""
    key, at = find_course(request.user, course), timezone.now()
    agenda = agenda_of(request.user, key, at)
    if agenda.under_way:
        return redirect(url_of(agenda.under_way))
    context = {"review": offer_of(agenda, key, _today(request, at)), "exit_url": reverse("home")}
    return render(request, "quizzes/review_door.html", context)


@require_POST
@person_required
def start_review(request: SignedInRequest, course: UUID) -> HttpResponse:
    """Starts a sitting of the chosen size, or goes on with the one under way."""
    key, at = find_course(request.user, course), timezone.now()
    sizes = {str(each): each for each in SIZES}
    size = sizes.get(request.POST.get("size", ""), SIZES[0])
    try:
        sitting = verbs.start_review(request.user, key, size, at)
    except verbs.NotDueError:
        return redirect("open_review", course=key)
    return redirect(url_of(sitting))


@require_safe
@person_required
def show_review_question(request: SignedInRequest, sitting: UUID, position: int) -> HttpResponse:
    """A question to answer; one that was answered, with what is right and why."""
    answer = find_review_answer(request.user, sitting, position)
    if answer.answered_at is None:
        if answer.sitting.finished_at:
            return redirect("show_review_result", sitting=sitting)
        return _question_page(request, answer)
    at = timezone.now()
    agenda = agenda_of(request.user, answer.sitting.course_key, at)
    told = told_of(answer, get_language() or "es", agenda, _today(request, at))
    context = _place(answer) | {
        "stem": answer.version.frozen.text("stem", get_language() or "es"),
        "told": told,
        "ask": ask_link("reviewed", sitting, str(position)),
        "next_url": url_of(answer.sitting),
        "finish_url": reverse("finish_review", args=[sitting]),
    }
    return render(request, "quizzes/review_answer.html", context)


def _place(answer: ReviewAnswer) -> dict[str, Any]:
    """How far the sitting is."""
    total = answer.sitting.answers.count()
    done = answer.sitting.answers.answered().count()
    return {
        "position": answer.position,
        "total": total,
        "left": total - done,
        "percent": done * 100 // total,
        "finished": answer.sitting.finished_at is not None,
        "exit_url": reverse("home"),
    }


def _question_page(
    request: SignedInRequest,
    answer: ReviewAnswer,
    problem: str = "",
    kept: Response | None = None,
) -> HttpResponse:
    sure = request.POST.get("confidence", "")
    question = question_of(answer, get_language() or "es", kept, sure)
    context = _place(answer) | question | {"problem": problem}
    status = 400 if problem else 200
    return render(request, "quizzes/review_question.html", context, status=status)


@require_POST
@person_required
def answer_review(request: SignedInRequest, sitting: UUID, position: int) -> HttpResponse:
    """Takes the answer for good and shows what is right; sent again, it changes nothing."""
    answer = find_review_answer(request.user, sitting, position)
    content, kind = answer.version.frozen, KIND_NAMED[answer.version.frozen.kind]
    unknown = request.POST.get("go") == "unknown"
    try:
        response = [] if unknown else kind.read(request.POST, content)
    except InvalidResponseError as wrong:
        return _question_page(request, answer, str(wrong), wrong.kept)
    if not response and not unknown and answer.answered_at is None:
        return _question_page(request, answer, _nothing_chosen())
    sure = request.POST.get("confidence", "")
    confidence = sure if sure in Confidence.values and not unknown else ""
    try:
        language = get_language() or "es"
        verbs.answer_review(answer, response, confidence, language, timezone.now())
    except verbs.ReviewFinishedError:
        return redirect("show_review_result", sitting=sitting)
    return redirect("show_review_question", sitting=sitting, position=position)


def _nothing_chosen() -> str:
    return gettext("Nothing is answered yet. Answer, or press “I do not know”.")


@require_POST
@person_required
def finish_review(request: SignedInRequest, sitting: UUID) -> HttpResponse:
    """Ends a sitting early: what was answered counts, the rest comes another day."""
    mine = find_review(request.user, sitting)
    verbs.finish_review(mine, timezone.now())
    mine.refresh_from_db()
    if mine.finished_at is None:
        messages.info(request, gettext("Nothing was answered yet: the review stays open."))
        return redirect("home")
    return redirect("show_review_result", sitting=sitting)


@require_safe
@person_required
def show_review_result(request: SignedInRequest, sitting: UUID) -> HttpResponse:
    """What was kept, what comes back and when."""
    mine, at = find_review(request.user, sitting), timezone.now()
    if mine.finished_at is None:
        return redirect(url_of(mine))
    agenda: Agenda = agenda_of(request.user, mine.course_key, at)
    context = {
        "result": result_of(mine, agenda, get_language() or "es", at),
        "review": offer_of(agenda, mine.course_key, _today(request, at)),
        "exit_url": reverse("home"),
    }
    return render(request, "quizzes/review_result.html", context)
