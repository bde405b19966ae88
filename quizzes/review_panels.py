"""Spaced review beside other things: today's at home, retention on the page of one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.activities import HomePanel, Panel
from courses.models import Enrolment
from quizzes.models import QuizAttempt, ReviewAnswer, ReviewCard
from quizzes.pure.memory import recall
from quizzes.reviewing import offer_of
from quizzes.reviews import agenda_of

PERIODS = (30, 90)
# A share of fewer answers would come near to telling single ones.
FEWEST_ANSWERS = 5
# Right after an answer everything is remembered, what was missed as well: it was just shown.
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """The reviews of so many days: how many sittings, and what share was remembered in percent.

    `share` is None where too few answers would tell single ones.
    """

    words: str
    sittings: int
    share: int | None


def render_today(request: HttpRequest, enrolment: Enrolment, _next: UUID | None) -> str:
    """Today's review, else when the next one comes; nothing where neither is."""
    at, learner = timezone.now(), enrolment.learner
    agenda = agenda_of(learner, enrolment.course_key, at)
    today = at.astimezone(learner.zone).date()
    review = offer_of(agenda, enrolment.course_key, today)
    return render_to_string("quizzes/review_panel.html", {"review": review}, request)


def render_retention(request: HttpRequest, enrolments: Iterable[Enrolment]) -> str:
    """How much somebody retains, never single answers; nothing before the first review."""
    mine, at = list(enrolments), timezone.now()
    if not mine:
        return ""
    answered = ReviewAnswer.objects.answered().filter(
        sitting__learner=mine[0].learner_id,
        sitting__course_key__in={each.course_key for each in mine},
    )
    counts = answered.aggregate(**_counted(at))
    if not counts["first"]:
        return ""
    context = {
        "periods": [_period(days, counts) for days in PERIODS],
        "expected": expected_recall(mine[0].learner_id, at),
        "fewest": FEWEST_ANSWERS,
    }
    return render_to_string("quizzes/retention_panel.html", context, request)


def _counted(at: datetime) -> dict[str, Count]:
    counts = {"first": Count("pk")}
    for days in PERIODS:
        since = Q(answered_at__gt=at - timedelta(days=days))
        counts[f"sittings_{days}"] = Count("sitting", filter=since, distinct=True)
        counts[f"answers_{days}"] = Count("pk", filter=since)
        counts[f"right_{days}"] = Count("pk", filter=since & Q(fraction=1))
    return counts


def _period(days: int, counts: dict[str, int]) -> Period:
    answers, right = counts[f"answers_{days}"], counts[f"right_{days}"]
    share = 100 * right // answers if answers >= FEWEST_ANSWERS else None
    words = ngettext("Last %(n)s day", "Last %(n)s days", days) % {"n": days}
    return Period(words, counts[f"sittings_{days}"], share)


def expected_recall(learner_id: int, at: datetime) -> str:
    """The mean probability of remembering in a week, over all questions reviewed, in words."""
    cards = ReviewCard.objects.filter(learner=learner_id)
    expected = [recall(card.memory, at + AHEAD) for card in cards]
    if len(expected) < FEWEST_ANSWERS:
        return ""
    percent = round(100 * sum(expected) / len(expected))
    words = gettext(
        "In a week, without another review, about %(percent)s %% of it should be remembered."
    )
    return words % {"percent": percent}


def has_passed() -> Exists:
    """Whether somebody passed a quiz of the course: before that there is nothing to review."""
    attempts = QuizAttempt.objects.filter(
        enrolment__learner=OuterRef("learner"), enrolment__course_key=OuterRef("course_key")
    )
    return Exists(attempts.filter(passed=True))


TODAY = HomePanel("has_review", has_passed, render_today)
RETENTION = Panel(_("What is retained"), render_retention)
