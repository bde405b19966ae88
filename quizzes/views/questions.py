"""The questions of an attempt, one at a time or all on a page; and the page before handing in."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.resend import SignedInRequest, person_required
from quizzes.models import Answer, QuizAttempt
from quizzes.models.pages import Layout
from quizzes.sitting import (
    Problem,
    address_of,
    answered_in_part,
    clock_of,
    map_of,
    sheet_of,
    title_of,
)
from quizzes.verbs import attempts as verbs
from quizzes.views.sittings import find_in_time


@require_safe
@person_required
def show_question(request: SignedInRequest, attempt: UUID, position: int) -> HttpResponse:
    """Shows a question and remembers the place."""
    at = timezone.now()
    sitting = find_in_time(request.user, attempt, at)
    if sitting.state != QuizAttempt.State.OPEN:
        return redirect("show_result", attempt=attempt)
    if sitting.layout == Layout.ALL:
        return redirect(address_of(sitting, position))
    page = question_page(request, sitting, position, at)
    verbs.keep_position(sitting, position)
    return page


@require_safe
@person_required
def show_questions(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """Shows all questions on one page."""
    at = timezone.now()
    sitting = find_in_time(request.user, attempt, at)
    if sitting.state != QuizAttempt.State.OPEN:
        return redirect("show_result", attempt=attempt)
    if sitting.layout != Layout.ALL:
        return redirect(address_of(sitting, sitting.here))
    return questions_page(request, sitting, at)


def question_page(
    request: SignedInRequest,
    sitting: QuizAttempt,
    position: int,
    at: datetime,
    problem: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    """One question, with what went wrong with its answer. Raises Http404 where there is none."""
    answers = list(sitting.answers.select_related("version"))
    answer = next((each for each in answers if each.position == position), None)
    if answer is None:
        raise Http404
    context = _context(sitting, answers, position, at) | {
        "sheet": sheet_of(sitting, answer, get_language() or "es", problem),
        "save_url": reverse("save_answer", args=[sitting.pk, position]),
        "previous_url": address_of(sitting, position - 1) if position > 1 else "",
    }
    return _rendered(request, sitting, "quizzes/question.html", context, status)


def questions_page(
    request: SignedInRequest,
    sitting: QuizAttempt,
    at: datetime,
    problems: Mapping[int, Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    """All questions, with what went wrong with the answer of some, by position."""
    answers = list(sitting.answers.select_related("version"))
    language, wrong = get_language() or "es", problems or {}
    context = _context(sitting, answers, 0, at) | {
        "sheets": [sheet_of(sitting, each, language, wrong.get(each.position)) for each in answers],
        "problems": sorted(wrong),
        "save_url": reverse("save_answers", args=[sitting.pk]),
    }
    return _rendered(request, sitting, "quizzes/questions.html", context, status)


def _context(
    sitting: QuizAttempt, answers: list[Answer], position: int, at: datetime
) -> dict[str, Any]:
    title = title_of(sitting.activity_key, get_language() or "es")
    return {
        "quiz": {"title": title},
        "attempt": {"number": sitting.number, "position": position, "total": len(answers)},
        "map": map_of(sitting, answers, position),
        "clock": clock_of(sitting, at),
        "exit_url": reverse("home"),
    }


def _rendered(
    request: SignedInRequest,
    sitting: QuizAttempt,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    page = render(request, template, context, status=status)
    if sitting.deadline_at:
        # Out of the browser's memory it would tell the time that was left then.
        add_never_cache_headers(page)
    return page


@require_safe
@person_required
def review_attempt(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """What is answered and what is not, before handing in."""
    at = timezone.now()
    sitting = find_in_time(request.user, attempt, at)
    if sitting.state != QuizAttempt.State.OPEN:
        return redirect("show_result", attempt=attempt)
    answers = list(sitting.answers.select_related("version"))
    context = _context(sitting, answers, 0, at) | {
        "in_part": answered_in_part(sitting, answers),
        "unanswered": sum(answer.response is None for answer in answers),
        "flagged": sum(answer.flagged for answer in answers),
        "submit_url": reverse("submit_attempt", args=[attempt]),
        "idempotency_key": uuid.uuid4(),
        "back_url": address_of(sitting, sitting.here),
    }
    return _rendered(request, sitting, "quizzes/review.html", context)
