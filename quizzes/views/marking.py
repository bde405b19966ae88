"""Marking answers in people's own words: what waits, and one answer at a time."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cms.resend import SignedInRequest, person_required
from courses.pure.numbers import row_number
from courses.verbs.idempotency import Reply, once
from courses.words import ago_words
from quizzes import marking_queue as queue
from quizzes.asking import PARAGRAPHS
from quizzes.forms import COMMENT_LONGEST
from quizzes.models import Answer, Mark, QuizPage
from quizzes.pure.rubric import IncompleteError
from quizzes.questions.base import items_of
from quizzes.rubrics import criteria_of, open_mark_of
from quizzes.verbs import rubrics as verbs
from quizzes.verbs.rubrics import Judgement, MarkedMeanwhileError, NotForPeopleError


@require_safe
@person_required
def marking_queue(request: SignedInRequest) -> HttpResponse:
    """What waits, by quiz and question; 404 for who neither trains nor administers."""
    if not request.user.writes:
        raise Http404
    at, piles = timezone.now(), queue.piles_for(request.user)
    total = sum(pile.count for pile in piles)
    rows = [
        {"pile": pile, "since": ago_words(pile.oldest_at, at, request.user.zone)} for pile in piles
    ]
    return render(request, "quizzes/marking_queue.html", {"rows": rows, "total": total})


@dataclass(frozen=True)
class Written:
    """What the marker sent, or nothing yet, with what is wrong with it."""

    judgement: Judgement = field(default_factory=lambda: Judgement({}))
    missing: frozenset[str] = frozenset()
    meanwhile: bool = False
    too_long: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def mark_answer(request: SignedInRequest, answer: int) -> HttpResponse:
    """One answer with its rubric; saved, the next one follows. 404 for whom it is not to mark."""
    found, at = queue.find_markable(request.user, answer), timezone.now()
    quiz = queue.quiz_of(found.attempt.activity_key)
    if request.method != "POST":
        return _page(request, found, quiz, Written())
    judgement = _read(request, found)
    if len(judgement.comment) > COMMENT_LONGEST:
        return _page(request, found, quiz, Written(judgement, too_long=True), 400)
    place = queue.place_of(found, request.user, blind=queue.is_blind(quiz))

    def write() -> Reply:
        verbs.mark_answer(found, judgement, request.user, _seen(request), at)
        return Reply(302)

    try:
        once(request.user, request.POST.get("idempotency_key", ""), "mark_answer", at, write)
    except IncompleteError as error:
        written = Written(judgement, missing=frozenset(error.missing))
        return _page(request, found, quiz, written, 400)
    except MarkedMeanwhileError:
        return _page(request, found, quiz, Written(judgement, meanwhile=True), 409)
    except NotForPeopleError:
        return _page(request, found, quiz, Written(judgement), 409)
    return _onwards(request, found, place)


def _read(request: SignedInRequest, answer: Answer) -> Judgement:
    """The level of each criterion that was chosen, and the comment."""
    ids = [each["id"] for each in items_of(answer.version.frozen, "rubric")]
    sent = {each: request.POST.get(f"level-{each}", "") for each in ids}
    comment = request.POST.get("comment", "").replace("\r\n", "\n").replace("\x00", "").strip()
    return Judgement({each: level for each, level in sent.items() if level}, comment)


def _seen(request: SignedInRequest) -> int:
    seen = row_number(request.POST.get("seen", ""))
    return -1 if seen is None else seen


def _onwards(request: SignedInRequest, answer: Answer, place: queue.Place) -> HttpResponse:
    """To the next of the same question that waits, else the one before, else to what waits."""
    left = place.waiting - (answer.fraction is None)
    if left and (onwards := place.after or place.before):
        words = ngettext(
            "Saved. %(n)s more waits at this question.",
            "Saved. %(n)s more wait at this question.",
            left,
        )
        messages.success(request, words % {"n": left})
        return redirect("mark_answer", answer=onwards)
    messages.success(request, gettext("Saved. Nothing more waits at this question."))
    return redirect("marking_queue")


def _page(
    request: SignedInRequest,
    answer: Answer,
    quiz: QuizPage | None,
    written: Written,
    status: int = 200,
) -> HttpResponse:
    language, blind = get_language() or "es", queue.is_blind(quiz)
    content, answer = answer.version.frozen, _fresh(answer)
    marks = list(Mark.objects.filter(answer=answer).select_related("by").order_by("pk"))
    by_hand = [open_mark_of(each, content, language) for each in marks if each.method == "human"]
    levels: dict[str, str] = dict(written.judgement.levels)
    comment = written.judgement.comment
    if request.method != "POST" and by_hand:
        levels = {each.id: each.reached.id for each in by_hand[-1].criteria if each.reached}
        comment = by_hand[-1].comment
    response = (answer.response or [""])[0]
    context: dict[str, Any] = {
        "quiz": quiz.title if quiz else QuizPage.kind.label,
        "stem": PARAGRAPHS.split(content.text("stem", language).text),
        "stem_lang": content.text("stem", language).lang,
        "sample": content.text("sample", language),
        "response": response,
        "response_lang": answer.language if answer.language != language else "",
        "words": len(response.split()),
        "words_asked": content.structure.get("min_words") or 0,
        "criteria": criteria_of(content, levels, language),
        "comment": comment,
        "comment_longest": COMMENT_LONGEST,
        "history": by_hand,
        "seen": marks[-1].pk if marks else 0,
        "voided": answer.method == Mark.Method.VOID,
        "written": written,
        "blind": blind,
        "about": None if blind else _about(answer),
        "place": queue.place_of(answer, request.user, blind=blind),
        "idempotency_key": str(uuid.uuid4()),
    }
    return render(request, "quizzes/mark_answer.html", context, status=status)


def _fresh(answer: Answer) -> Answer:
    """As it stands now: somebody else may just have marked it."""
    return Answer.objects.select_related("attempt__enrolment__learner").get(pk=answer.pk)


def _about(answer: Answer) -> dict[str, Any]:
    """Who wrote it and when; never handed out where names are hidden."""
    attempt = answer.attempt
    learner = str(attempt.enrolment.learner)
    return {"name": learner, "number": attempt.number, "at": attempt.finished_at}
