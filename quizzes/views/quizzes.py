"""The door of a quiz: its rules, the attempts so far, the start."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.doing import Doing, find_activity
from courses.journey import ActivityLine, Done, left_before
from courses.outlines import load_outline
from courses.verbs.idempotency import Reply, once
from quizzes.models import QuizAttempt, QuizPage
from quizzes.pure.access import Permission, Refusal
from quizzes.sitting import address_of
from quizzes.standings import AttemptScore, scores_of
from quizzes.verbs import attempts as verbs
from quizzes.words import refusal_words, waiting_words


def find_quiz(request: SignedInRequest, key: UUID) -> Doing:
    """The quiz for this person; 404 when it is not theirs."""
    return find_activity(request.user, QuizPage, key, get_language() or "es")


@require_safe
@person_required
def open_quiz(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Goes to the question where she left; without an open attempt, shows the rules."""
    doing, at = find_quiz(request, key), timezone.now()
    quiz: QuizPage = doing.page
    under_way = QuizAttempt.objects.at_quiz(doing.enrolment.pk, key).unfinished().first()
    if under_way:
        # If its time is over, the question hands it in and leads to the result.
        return redirect(address_of(under_way, under_way.here))
    permission = verbs.permission_to_start(doing.enrolment, quiz, at)
    scores = scores_of(doing.enrolment.pk, key)
    context = {
        "quiz": about(doing, permission, len(scores)),
        "attempts": [_line(score) for score in reversed(scores)],
        "may_start": {
            "allowed": permission.allowed,
            "passed": permission.refusal is Refusal.PASSED,
            # Now or later: then the rules of an attempt are worth saying.
            "ahead": permission.refusal is not Refusal.PASSED and permission.attempts_left > 0,
            "reason": refusal_words(permission, doing.enrolment.learner.zone),
        },
        "left": _left(doing) if permission.allowed else [],
        "start_url": reverse("start_attempt", args=[key]),
        "idempotency_key": uuid.uuid4(),
        "exit_url": reverse("home"),
    }
    return render(request, "quizzes/quiz_intro.html", context)


def _left(doing: Doing) -> list[ActivityLine]:
    """What is to be done before this quiz and is not done yet: said before an attempt is spent."""
    course = load_outline(doing.enrolment.course_key, get_language() or "es")
    if course is None:
        return []
    outline = course.for_audience(doing.enrolment.audience)
    return left_before(outline, Done.of(doing.enrolment), doing.page.translation_key)


def about(doing: Doing, permission: Permission, used: int) -> dict[str, object]:
    """The quiz's rules, as said before it starts."""
    quiz: QuizPage = doing.page
    # With those granted to her.
    attempts = quiz.attempts_allowed and used + permission.attempts_left
    return {
        "title": doing.title,
        "intro": getattr(doing.translated, "intro", "") or quiz.intro,
        "minutes": quiz.minutes,
        "questions": quiz.question_count,
        "pass_mark": quiz.pass_mark,
        "attempts_allowed": attempts,
        "attempts_left": permission.attempts_left,
        "time_limit": verbs.minutes_for(doing.enrolment, quiz),
        "wait": waiting_words(quiz.wait_hours, quiz.wait_from, attempts),
        "confidence": quiz.confidence,
        "who_sees": gettext(
            "Your best attempt counts. Your manager and trainers see scores, not single answers;"
            " what is written in your own words is read by whoever marks it."
        ),
    }


def _line(score: AttemptScore) -> dict[str, object]:
    labels = {
        True: gettext("Passed"),
        False: gettext("Not passed yet"),
        None: gettext("Being marked"),
    }
    return {
        "number": score.number,
        "state_label": labels[score.passed],
        "finished_at": score.finished_at,
        "score": None if score.score is None else int(score.score),
        "passed": score.passed,
        "url": reverse("show_result", args=[score.attempt_id]),
    }


@require_POST
@person_required
def start_attempt(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Draws the questions and goes to the first; with an attempt under way, goes there."""
    doing, at = find_quiz(request, key), timezone.now()

    def write() -> Reply:
        attempt = verbs.start_attempt(doing.enrolment, doing.page, at)
        return Reply(302, {"attempt": str(attempt.pk), "position": attempt.here})

    try:
        reply = once(request.user, request.POST, "start_attempt", at, write)
    except verbs.RefusedError as refused:
        messages.warning(request, refusal_words(refused.permission, doing.enrolment.learner.zone))
        return redirect("open_quiz", key=key)
    url: HttpResponse = redirect("show_question", **reply.body)
    return url
