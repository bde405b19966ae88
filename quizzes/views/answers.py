"""Answers on their way in: one by one from the page's script, or a form with one or all."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from cms.resend import SignedInRequest, person_required, wants_json
from courses.asking import ask_url
from quizzes.models import Answer, QuizAttempt
from quizzes.models.pages import Layout
from quizzes.models.records import Confidence
from quizzes.questions.base import InvalidResponseError, Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.sitting import (
    Problem,
    find_answer,
    find_attempt,
    prefix_of,
    seconds_left,
    sheet_of,
    unseen_lack,
    words_of,
)
from quizzes.verbs import attempts as verbs
from quizzes.views.questions import question_page, questions_page
from quizzes.views.sittings import in_time


@dataclass(frozen=True)
class Sent:
    """What a page sent for one question; `confidence` None: nothing was said of it."""

    response: Response
    revision: int
    confidence: str | None

    def is_news(self, answer: Answer) -> bool:
        """Whether it differs from what is stored."""
        sure = self.confidence in {None, answer.confidence}
        return self.response != (answer.response or []) or not sure


def read_sent(data: QueryDict, answer: Answer, attempt: QuizAttempt) -> Sent:
    """What was sent for a question. Raises InvalidResponseError."""
    content = answer.version.frozen
    response = KIND_NAMED[content.kind].read(data, content)
    revision, sure = data.get("revision", ""), data.get("confidence", "")
    if not revision.isdecimal() or len(revision) > 9:
        message = gettext("This page is incomplete. Reload it and answer again.")
        raise InvalidResponseError(message)
    known = attempt.confidence and sure in Confidence.values
    return Sent(response, int(revision), sure if known else None)


@require_POST
@person_required
def save_answer(request: SignedInRequest, attempt: UUID, position: int) -> HttpResponse:
    """Saves an answer: JSON for the page's script, a page for a form sent without it."""
    answer, at = find_answer(request.user, attempt, position), timezone.now()
    if wants_json(request):
        if request.POST.get("go") == "flag":
            return _flag_for_script(request, answer, at)
        return _save_for_script(request, answer, at)
    return _save_for_form(request, answer, at)


def _save_for_script(request: SignedInRequest, answer: Answer, at: datetime) -> HttpResponse:
    try:
        sent = read_sent(request.POST, answer, answer.attempt)
        saved = _save(answer, sent, at)
    except verbs.ConflictError as conflict:
        return _both_answers(conflict.answer, answer)
    except verbs.FinishedError:
        return _too_late(answer.attempt, at)
    except InvalidResponseError as wrong:
        return JsonResponse({"message": str(wrong)}, status=400)
    clock = timezone.localtime(saved.saved_at).strftime("%H:%M")
    left = {"seconds_left": seconds_left(answer.attempt, at)} if answer.attempt.deadline_at else {}
    lacks = unseen_lack(answer, sent.response)
    told = {"saved_at": clock, "revision": saved.revision} | ({"lacks": lacks} if lacks else {})
    return JsonResponse(told | left)


def _flag_for_script(request: SignedInRequest, answer: Answer, at: datetime) -> HttpResponse:
    """Flags as the page shows it; the answer itself travels on its own."""
    if not in_time(answer.attempt, at).is_open(at):
        return _too_late(answer.attempt, at)
    flagged = request.POST.get("flagged") == "true"
    verbs.flag_answer(answer, flagged)
    return JsonResponse({"revision": answer.revision, "flagged": flagged})


def _both_answers(stored: Answer, asked: Answer) -> HttpResponse:
    """The page keeps what is on it, and offers what is stored: as fields, ready to be shown."""
    stored.version = asked.version
    sheet = sheet_of(asked.attempt, stored, get_language() or "es")
    words = gettext(
        "This question was answered in another tab in the meantime. Which answer counts?"
    )
    fields = render_to_string("quizzes/fields.html", {"sheet": sheet})
    body = {"message": words, "revision": stored.revision, "fields": fields}
    return JsonResponse(body, status=409)


def _too_late(attempt: QuizAttempt, at: datetime) -> HttpResponse:
    over = attempt.deadline_at is not None and at >= attempt.deadline_at
    in_time(attempt, at)
    words = (
        gettext("The time is over. What had been saved by then counts.")
        if over
        else gettext("This attempt was handed in already. What had been saved by then counts.")
    )
    url = reverse("show_result", args=[attempt.pk])
    return JsonResponse({"message": words, "url": url}, status=410)


def _save_for_form(request: SignedInRequest, answer: Answer, at: datetime) -> HttpResponse:
    sitting, position = answer.attempt, answer.position
    if not in_time(sitting, at).is_open(at):
        return redirect("show_result", attempt=sitting.pk)
    try:
        sent = read_sent(request.POST, answer, sitting)
        # A form sent to move on, with nothing new in it: an old revision harms nothing.
        if sent.is_news(answer):
            _save(answer, sent, at)
    except verbs.ConflictError:
        problem = _changed_elsewhere(answer, sent)
        return question_page(request, sitting, position, at, problem, 409)
    except verbs.FinishedError:
        return redirect("show_result", attempt=sitting.pk)
    except InvalidResponseError as wrong:
        problem = Problem(str(wrong), wrong.kept)
        return question_page(request, sitting, position, at, problem, 400)
    return _go_on(sitting, answer, request.POST.get("go", "next"))


def _go_on(sitting: QuizAttempt, answer: Answer, go: str) -> HttpResponse:
    if go == "ask":
        return redirect(ask_url("question", sitting.pk, str(answer.position)))
    if go == "flag":
        verbs.flag_answer(answer, not answer.flagged)
        return redirect("show_question", attempt=sitting.pk, position=answer.position)
    step = {"previous": -1, "next": 1}.get(go, 0)
    position = answer.position + step
    if step and sitting.answers.filter(position=position).exists():
        return redirect("show_question", attempt=sitting.pk, position=position)
    return redirect("review_attempt", attempt=sitting.pk)


def _save(answer: Answer, sent: Sent, at: datetime) -> verbs.Saved:
    language = get_language() or "es"
    return verbs.save_answer(
        answer, sent.response, sent.revision, language, at, confidence=sent.confidence
    )


def _changed_elsewhere(answer: Answer, sent: Sent) -> Problem:
    """Nothing is lost in silence: what was sent is said in words beside what is stored."""
    words = gettext(
        "This question was answered in another tab in the meantime. What is stored is shown here; "
        "choose again if you want something else."
    )
    return Problem(words, sent=words_of(answer, sent.response, get_language() or "es"))


@require_POST
@person_required
def save_answers(request: SignedInRequest, attempt: UUID) -> HttpResponse:
    """Saves what is new on a page with all questions, and shows it again where some was not taken.

    Sent again it does no harm: the revision beside each answer tells old from new.
    """
    sitting, at = find_attempt(request.user, attempt), timezone.now()
    if sitting.layout != Layout.ALL:
        raise Http404
    if not in_time(sitting, at).is_open(at):
        return redirect("show_result", attempt=attempt)
    problems: dict[int, Problem] = {}
    answers = {each.position: each for each in sitting.answers.select_related("version")}
    for answer in answers.values():
        if problem := _save_part(request.POST, sitting, answer, at):
            problems[answer.position] = problem
    go, _, number = request.POST.get("go", "").partition("-")
    meant = answers.get(int(number)) if number.isdecimal() and len(number) < 5 else None
    if go == "flag" and meant:
        verbs.flag_answer(meant, not meant.flagged)
    if problems:
        return questions_page(request, sitting, at, problems, 409)
    if go == "review":
        return redirect("review_attempt", attempt=attempt)
    if go == "ask" and meant:
        return redirect(ask_url("question", attempt, number))
    place = f"#q{meant.position}" if meant else ""
    return redirect(reverse("show_questions", args=[attempt]) + place)


def _save_part(
    data: QueryDict, sitting: QuizAttempt, answer: Answer, at: datetime
) -> Problem | None:
    """Saves one question of a page with all; what went wrong with it, if anything did."""
    part = _part_of(data, prefix_of(sitting, answer.position))
    if "revision" not in part:
        return None
    try:
        sent = read_sent(part, answer, sitting)
        if sent.is_news(answer):
            _save(answer, sent, at)
    except verbs.ConflictError:
        return _changed_elsewhere(answer, sent)
    except verbs.FinishedError:
        return Problem(gettext("This attempt was handed in already."))
    except InvalidResponseError as wrong:
        return Problem(str(wrong), wrong.kept)
    return None


def _part_of(data: QueryDict, prefix: str) -> QueryDict:
    """The fields of one question, by the names they have where it stands alone."""
    part = QueryDict(mutable=True)
    for name, values in data.lists():
        if name.startswith(prefix):
            part.setlist(name.removeprefix(prefix), values)
    return part
