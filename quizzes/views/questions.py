"""One question at a time, saved as one goes; and the page before handing in."""

import hashlib
import uuid
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required, wants_json
from courses.asking import ask_link, ask_url
from courses.verbs.idempotency import Reply, once
from quizzes.asking import asked
from quizzes.models import Answer, QuizAttempt
from quizzes.questions.base import InvalidResponseError, Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.sitting import find_answer, find_attempt, map_of, title_of
from quizzes.verbs import attempts as verbs


@require_safe
@person_required
def show_question(request: SignedInRequest, attempt: UUID, position: int) -> HttpResponse:
    """Shows a question and remembers the place."""
    sitting = find_attempt(request.user, attempt)
    if sitting.state != QuizAttempt.State.OPEN:
        return redirect("show_result", attempt=attempt)
    page = _question_page(request, sitting, position)
    verbs.keep_position(sitting, position)
    return page


def _question_page(
    request: SignedInRequest,
    sitting: QuizAttempt,
    position: int,
    problem: str = "",
    status: int = 200,
    kept: Response | None = None,
) -> HttpResponse:
    answers = list(sitting.answers.select_related("version"))
    answer = next((each for each in answers if each.position == position), None)
    if answer is None:
        raise Http404
    language, total = get_language() or "es", len(answers)
    seed = f"{sitting.pk}-{position}" if sitting.shuffle else ""
    response = answer.response if kept is None else kept
    context = {
        "quiz": {"title": title_of(sitting.activity_key, language)},
        "attempt": {"number": sitting.number, "position": position, "total": total},
        "question": asked(answer.version.frozen, language, seed, response),
        "map": map_of(answers, position),
        "save_url": reverse("save_answer", args=[sitting.pk, position]),
        "revision": answer.revision,
        "idempotency_key": uuid.uuid4(),
        "flagged": answer.flagged,
        "saved_at": answer.saved_at,
        "conflict": problem,
        "previous_url": _question_url(sitting, position - 1) if position > 1 else "",
        "next_url": _question_url(sitting, position + 1) if position < total else "",
        "review_url": reverse("review_attempt", args=[sitting.pk]),
        "exit_url": reverse("home"),
        "ask": ask_link("question", sitting.pk, str(position), form="answer"),
    }
    return render(request, "quizzes/question.html", context, status=status)


def _question_url(sitting: QuizAttempt, position: int) -> str:
    return reverse("show_question", args=[sitting.pk, position])


@require_POST
@person_required
def save_answer(request: SignedInRequest, attempt: UUID, position: int) -> HttpResponse:
    """Saves an answer: JSON for the page's script, a page for a form sent without it."""
    answer, at = find_answer(request.user, attempt, position), timezone.now()
    if wants_json(request):
        return _save_for_script(request, answer, at)
    return _save_for_form(request, answer, at)


def _save_for_script(request: SignedInRequest, answer: Answer, at: datetime) -> HttpResponse:
    try:
        reply = _save(request, answer, at)
    except verbs.ConflictError as conflict:
        stored = conflict.answer
        body = {"revision": stored.revision, "response": stored.response or []}
        return JsonResponse({"message": _two_answers(), **body}, status=409)
    except verbs.FinishedError:
        return JsonResponse({"message": _handed_in()}, status=410)
    except InvalidResponseError as wrong:
        return JsonResponse({"message": str(wrong)}, status=400)
    return JsonResponse(reply.body, status=reply.status)


def _save_for_form(request: SignedInRequest, answer: Answer, at: datetime) -> HttpResponse:
    sitting, go = answer.attempt, request.POST.get("go", "next")
    try:
        _save(request, answer, at)
    except verbs.ConflictError:
        return _question_page(request, sitting, answer.position, _changed_elsewhere(), 409)
    except verbs.FinishedError:
        return redirect("show_result", attempt=sitting.pk)
    except InvalidResponseError as wrong:
        return _question_page(request, sitting, answer.position, str(wrong), 400, wrong.kept)
    if go in {"flag", "ask"}:
        return _stay(answer, go)
    step = {"previous": -1, "next": 1}.get(go, 0)
    position = answer.position + step
    if step and sitting.answers.filter(position=position).exists():
        return redirect("show_question", attempt=sitting.pk, position=position)
    return redirect("review_attempt", attempt=sitting.pk)


def _stay(answer: Answer, go: str) -> HttpResponse:
    """Saved, and no step further: flagged, or on the way to ask about the question."""
    if go == "ask":
        return redirect(ask_url("question", answer.attempt_id, str(answer.position)))
    verbs.flag_answer(answer, not answer.flagged)
    return redirect("show_question", attempt=answer.attempt_id, position=answer.position)


def _save(request: SignedInRequest, answer: Answer, at: datetime) -> Reply:
    content = answer.version.frozen
    response = KIND_NAMED[content.kind].read(request.POST, content)
    revision = _revision(request)

    def write() -> Reply:
        return _written(answer, response, revision, at)

    if not wants_json(request) and response == (answer.response or []):
        # A form sent to move on, with nothing new in it: an old revision harms nothing.
        return Reply(200, {"revision": answer.revision})
    return once(request.user, _key_of(request, answer, response), "save_answer", at, write)


def _key_of(request: SignedInRequest, answer: Answer, response: Response) -> str:
    """The page's key for this very answer: "Back" in a browser brings an old key with a new one."""
    token = request.POST.get("idempotency_key", "")
    about = f"{token}|{answer.pk}|{'|'.join(response)}"
    return hashlib.sha256(about.encode()).hexdigest() if token else ""


def _written(answer: Answer, response: Response, revision: int, at: datetime) -> Reply:
    saved = verbs.save_answer(answer, response, revision, get_language() or "es", at)
    clock = timezone.localtime(saved.saved_at).strftime("%H:%M")
    return Reply(200, {"saved_at": clock, "revision": saved.revision})


def _revision(request: SignedInRequest) -> int:
    text = request.POST.get("revision", "")
    if not text.isdecimal() or len(text) > 9:
        raise InvalidResponseError(gettext("This page is incomplete. Reload it and answer again."))
    return int(text)


def _changed_elsewhere() -> str:
    return gettext(
        "This question was answered in another tab in the meantime. What is stored is shown here; "
        "choose again if you want something else."
    )


def _two_answers() -> str:
    """For the script, which keeps the choice on the screen and offers both."""
    return gettext(
        "This question was answered in another tab in the meantime. Which answer counts?"
    )


def _handed_in() -> str:
    return gettext("This attempt was handed in already. What had been saved by then counts.")


@require_safe
@person_required
def review_attempt(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """What is answered and what is not, before handing in."""
    sitting = find_attempt(request.user, attempt)
    if sitting.state != QuizAttempt.State.OPEN:
        return redirect("show_result", attempt=attempt)
    answers = list(sitting.answers.all())
    context = {
        "quiz": {"title": title_of(sitting.activity_key, get_language() or "es")},
        "attempt": {"number": sitting.number, "position": 0, "total": len(answers)},
        "map": map_of(answers),
        "unanswered": sum(answer.response is None for answer in answers),
        "submit_url": reverse("submit_attempt", args=[attempt]),
        "idempotency_key": uuid.uuid4(),
        "back_url": _question_url(sitting, sitting.here),
        "exit_url": reverse("home"),
    }
    return render(request, "quizzes/review.html", context)
