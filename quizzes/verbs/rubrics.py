"""Marking by a person: what a rubric says of an answer in someone's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cms.models import User
from quizzes.models import Answer, Mark, QuizAttempt
from quizzes.pure.rubric import mark_rubric
from quizzes.questions.kinds import KIND_NAMED
from quizzes.questions.open_text import rubric_of
from quizzes.verbs.marking import append_marks, record_standing, settle


class MarkedMeanwhileError(Exception):
    """Somebody else marked the answer since the page was opened; `last` is that mark."""

    def __init__(self, last: Mark | None) -> None:
        super().__init__("marked meanwhile")
        self.last = last


class NotForPeopleError(Exception):
    """No person marks this: the attempt is under way, the kind marks itself, or it is void."""


@dataclass(frozen=True)
class Judgement:
    """What a person decided: a level for each criterion, by their ids, and words to the learner."""

    levels: Mapping[str, str]
    comment: str = ""


@transaction.atomic
def mark_answer(answer: Answer, judgement: Judgement, by: User, seen: int, at: datetime) -> Mark:
    """Appends a person's mark, settles the attempt and tells the course.

    `seen` is the id of the last mark the marker had before her, 0 for none: a later one raises
    MarkedMeanwhileError and nothing is written. Raises IncompleteError without a level for every
    criterion, NotForPeopleError where no person marks. The attempt is locked meanwhile.
    """
    locked = QuizAttempt.objects.select_for_update(of=("self",)).select_related("enrolment")
    attempt = locked.get(pk=answer.attempt_id)
    now = Answer.objects.select_related("version").get(pk=answer.pk)
    content = now.version.frozen
    by_hand = KIND_NAMED[content.kind].by_hand
    if attempt.state != QuizAttempt.State.FINISHED or not by_hand:
        raise NotForPeopleError
    last = Mark.objects.filter(answer=now).select_related("by").order_by("-pk").first()
    if (last.pk if last else 0) != seen:
        raise MarkedMeanwhileError(last)
    if now.method == Mark.Method.VOID:
        raise NotForPeopleError
    fraction = mark_rubric(rubric_of(content), judgement.levels).fraction
    mark = Mark(
        answer=now,
        fraction=f"{fraction:.4f}",
        method=Mark.Method.HUMAN,
        by=by,
        detail={"levels": dict(judgement.levels), "comment": judgement.comment.strip()},
        at=at,
    )
    append_marks([mark])
    settle(attempt, list(attempt.answers.all()))
    record_standing(attempt.enrolment, attempt.activity_key, at)
    return mark
