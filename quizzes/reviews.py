"""Where somebody stands with the reviews of a course, and the questions reviewed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Min, QuerySet

from cms.models import User
from courses.models import CoursePage
from quizzes.models import Answer, Mark, Question, QuizAttempt, QuizPage, ReviewSitting
from quizzes.models.pages import AnswersWhen
from quizzes.pure.memory import Trial
from quizzes.pure.review import Offer, calendar_of, offer, weeks_kept
from quizzes.questions.kinds import KIND_NAMED

BY_HAND = [kind.name for kind in KIND_NAMED.values() if kind.by_hand]


@dataclass(frozen=True)
class Agenda:
    """What the calendar offers today, the sitting under way, and the weeks with a review so far."""

    offer: Offer
    calendar: dict[date, int]
    under_way: ReviewSitting | None
    weeks: int


def agenda_of(learner: User, course_key: UUID, at: datetime) -> Agenda:
    """The judgement of `offer` on this learner's passed quizzes and sittings; two to four queries.

    A sitting that would have no question is not offered.
    """
    calendar = _calendar(learner, course_key, at)
    sittings = list(ReviewSitting.objects.of(learner, course_key)) if calendar else []
    kept = [each.finished_at.astimezone(learner.zone) for each in sittings if each.finished_at]
    days = [each.date() for each in kept]
    offered = offer(calendar, max(days, default=None), at.astimezone(learner.zone).date())
    if offered.due and not askable(learner, _answered(learner, course_key, at)).exists():
        offered = offer({}, None, at.date())
    under_way = next((each for each in sittings if each.finished_at is None), None)
    return Agenda(offered, calendar, under_way, weeks_kept(days))


def _calendar(learner: User, course_key: UUID, at: datetime) -> dict[date, int]:
    first = _passed(learner, course_key, at).values("enrolment", "activity_key")
    moments = list(first.annotate(first=Min("finished_at")).values_list("first", flat=True))
    if not moments:
        return {}
    courses = CoursePage.objects.filter(
        translation_key=course_key, locale__language_code=settings.LANGUAGE_CODE
    )
    days = courses.values_list("review_days", flat=True).first() or []
    return calendar_of([each.astimezone(learner.zone).date() for each in moments], days)


def _passed(learner: User, course_key: UUID, at: datetime) -> QuerySet[QuizAttempt]:
    """Attempts passed by `at` at quizzes that show what was right; the others keep their keys."""
    silent = QuizPage.objects.filter(answers_when=AnswersWhen.NEVER).values("translation_key")
    mine = QuizAttempt.objects.of(learner).filter(enrolment__course_key=course_key, passed=True)
    return mine.filter(finished_at__lte=at).exclude(activity_key__in=silent).order_by()


def _answered(learner: User, course_key: UUID, at: datetime) -> QuerySet[Answer]:
    """Every marked answer at quizzes that were passed in the end, void ones aside."""
    passed = _passed(learner, course_key, at).values("activity_key")
    return (
        Answer.objects.filter(
            attempt__in=QuizAttempt.objects.of(learner).finished(),
            attempt__enrolment__course_key=course_key,
            attempt__finished_at__lte=at,
            attempt__activity_key__in=passed,
            fraction__isnull=False,
        )
        .exclude(method=Mark.Method.VOID)
        .order_by()
    )


def trials_of(learner: User, course_key: UUID, at: datetime) -> dict[UUID, list[Trial]]:
    """What was answered in the course's quizzes by `at`, by question; one query."""
    found: dict[UUID, list[Trial]] = defaultdict(list)
    rows = _answered(learner, course_key, at).values_list(
        "version__question_key", "fraction", "confidence", "response", "attempt__finished_at"
    )
    for key, fraction, confidence, response, moment in rows:
        if fraction is not None and moment is not None:  # as the query asks
            # An answer that was taken back leaves nothing to be sure of.
            found[key].append(Trial(fraction, confidence if response else "", moment))
    return found


def askable(learner: User, answered: QuerySet[Answer] | Collection[UUID]) -> QuerySet[Question]:
    """Of questions once answered those that can be asked today.

    Published, in use, marked without a person; not those of an attempt under way, which could
    profit from what a review shows.
    """
    keys: Any = answered
    if isinstance(answered, QuerySet):
        keys = answered.values("version__question_key")
    return (
        Question.objects.filter(
            live=True,
            archived=False,
            current_version__isnull=False,
            locale__language_code=settings.LANGUAGE_CODE,
            translation_key__in=keys,
        )
        .exclude(current_version__content__kind__in=BY_HAND)
        .exclude(translation_key__in=being_answered(learner))
    )


def being_answered(learner: User) -> QuerySet[Answer, Any]:
    """The keys of the questions in this learner's attempts under way."""
    open_ones = QuizAttempt.objects.of(learner).unfinished()
    return Answer.objects.filter(attempt__in=open_ones).order_by().values("version__question_key")
