"""Spaced review as its learner meets it: found for its owner, and in words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cms.models import User
from courses.models import Enrolment
from courses.pure.texts import Shown
from quizzes.asking import Asked, asked
from quizzes.models import Confidence, ReviewAnswer, ReviewSitting
from quizzes.pure.review import SIZES, Why, returns_on
from quizzes.questions.base import Part, Reason, Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.reviews import Agenda, being_answered


@dataclass(frozen=True)
class Size:
    """A length of sitting to choose; about a minute a question."""

    questions: int
    suits: bool
    words: str
    minutes: str


@dataclass(frozen=True)
class Told:
    """What an answer came to and why; `key` is None while another attempt could profit."""

    verdict: str
    right: bool
    surely_wrong: bool
    yours: list[Part]
    lacks: str
    key: list[Part] | None
    reasons: list[Reason]
    explanation: Shown
    returns: str


@dataclass(frozen=True)
class Recalled:
    """A line of the result: the question, and when it comes back."""

    stem: Shown
    right: bool
    verdict: str
    returns: str
    url: str


def find_course(learner: User, course_key: UUID) -> UUID:
    """The key of a course this learner takes or took. Raises Http404 for any other."""
    mine = Enrolment.objects.of(learner).alive()
    if not mine.filter(course_key=course_key).exists():
        raise Http404
    return course_key


def find_review(learner: User, sitting_id: UUID) -> ReviewSitting:
    """The learner's own sitting, in a course that is still theirs. Raises Http404."""
    courses = Enrolment.objects.of(learner).alive().values("course_key")
    mine = ReviewSitting.objects.filter(learner=learner, course_key__in=courses)
    sitting = mine.filter(pk=sitting_id).first()
    if sitting is None:
        raise Http404
    return sitting


def find_review_answer(learner: User, sitting_id: UUID, position: int) -> ReviewAnswer:
    """One question of the learner's own sitting. Raises Http404."""
    sitting = find_review(learner, sitting_id)
    answer = sitting.answers.filter(position=position).select_related("version").first()
    if answer is None:
        raise Http404
    answer.sitting = sitting
    return answer


def url_of(sitting: ReviewSitting) -> str:
    """Where a sitting goes on: its first question without an answer, else its result."""
    left = sitting.answers.filter(answered_at__isnull=True).values_list("position", flat=True)
    position = None if sitting.finished_at else left.first()
    if position is None:
        return reverse("show_review_result", args=[sitting.pk])
    return reverse("show_review_question", args=[sitting.pk, position])


def offer_of(agenda: Agenda, course_key: UUID, today: date) -> dict[str, Any]:
    """What the home page and the door say of today's review."""
    offered = agenda.offer
    return {
        "due": offered.due,
        "over": offered.why is Why.OVER,
        "nothing": offered.why is Why.NOTHING,
        "sizes": [size_of(each, offered.size) for each in SIZES],
        "minutes": minutes_words(offered.size),
        "next": comes_words(offered.next_on, today) if offered.next_on else "",
        "weeks": weeks_words(agenda.weeks),
        "continue_url": url_of(agenda.under_way) if agenda.under_way else "",
        "start_url": reverse("start_review", args=[course_key]),
        "url": reverse("open_review", args=[course_key]),
    }


def size_of(questions: int, suits: int) -> Size:
    """A size with its words."""
    return Size(
        questions,
        questions == suits,
        ngettext("%(n)s question", "%(n)s questions", questions) % {"n": questions},
        minutes_words(questions),
    )


def minutes_words(minutes: int) -> str:
    """About a minute a question."""
    return gettext("%(n)s min") % {"n": minutes}


def question_of(
    answer: ReviewAnswer, language: str, kept: Response | None, confidence: str
) -> dict[str, Any]:
    """A question before it is answered; `kept` and `confidence` are what was sent, if refused."""
    put: Asked = asked(
        answer.version.frozen,
        language,
        seed_of(answer),
        kept,
        wrong="" if kept is None else "problem",
    )
    levels = [
        {"value": value, "label": label, "chosen": value == confidence}
        for value, label in Confidence.choices
    ]
    return {
        "question": put,
        "confidence": levels,
        "answer_url": reverse("answer_review", args=[answer.sitting_id, answer.position]),
    }


def seed_of(answer: ReviewAnswer) -> str:
    """In which order this question's options stand."""
    return f"{answer.sitting_id}-{answer.position}"


def told_of(answer: ReviewAnswer, language: str, agenda: Agenda, today: date) -> Told:
    """What is shown right after an answer: the right one and why."""
    content = answer.version.frozen
    kind, chosen = KIND_NAMED[content.kind], answer.response or []
    held = being_answered(answer.sitting.learner)
    hidden = held.filter(version__question_key=answer.version.question_key).exists()
    right = answer.fraction == 1
    return Told(
        verdict_words(answer.fraction or 0.0),
        right,
        answer.confidence == Confidence.SURE and not right,
        kind.parts(content, chosen, language),
        kind.lacks(content, chosen),
        None if hidden or right else kind.key_parts(content, language),
        [] if hidden else kind.reasons(content, chosen, language),
        Shown("") if hidden else content.text("feedback", language),
        returns_words(answer, agenda, today),
    )


def verdict_words(fraction: float) -> str:
    """What an answer was worth."""
    if fraction >= 1:
        return gettext("Right")
    if fraction > 0:
        return gettext("%(worth)s %% right") % {"worth": round(100 * fraction)}
    return gettext("Not this time")


def returns_words(answer: ReviewAnswer, agenda: Agenda, today: date) -> str:
    """When a question comes back; empty when no review is planned so late."""
    if answer.due_at is None:
        return ""
    due_on = answer.due_at.astimezone(answer.sitting.learner.zone).date()
    day = returns_on(due_on, agenda.calendar, today)
    return comes_words(day, today) if day else ""


def comes_words(day: date, today: date) -> str:
    """When something comes, as people say it."""
    days = (day - today).days
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    return gettext("in %(n)s days") % {"n": days}


def weeks_words(weeks: int) -> str:
    """The weeks with a review so far; empty before the first. Pauses are not mentioned."""
    if not weeks:
        return ""
    return ngettext("%(n)s week with review", "%(n)s weeks with review", weeks) % {"n": weeks}


def result_of(
    sitting: ReviewSitting, agenda: Agenda, language: str, at: datetime
) -> dict[str, Any]:
    """What was kept, what comes back and when."""
    today = at.astimezone(sitting.learner.zone).date()
    answers = list(sitting.answers.answered().select_related("version"))
    for answer in answers:
        answer.sitting = sitting
    lines = [_line(answer, language, agenda, today) for answer in answers]
    kept = [line for line in lines if line.right]
    numbers = {"kept": len(kept), "total": len(lines)}
    return {
        "sentence": gettext("%(kept)s of %(total)s remembered") % numbers,
        "kept": kept,
        "coming": [line for line in lines if not line.right],
        "all_kept": len(kept) == len(lines),
    }


def _line(answer: ReviewAnswer, language: str, agenda: Agenda, today: date) -> Recalled:
    return Recalled(
        answer.version.frozen.text("stem", language),
        answer.fraction == 1,
        verdict_words(answer.fraction or 0.0),
        returns_words(answer, agenda, today),
        reverse("show_review_question", args=[answer.sitting_id, answer.position]),
    )
