"""Whose result a correction changes, from what to what, and which answers keep their mark."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.resend import SignedInRequest
from courses.querysets import visible_people
from quizzes.corrections import Found
from quizzes.desk.analysis_words import percent
from quizzes.desk.effects import effects_of
from quizzes.exceptions import quizzes_by_key
from quizzes.models import QuizAttempt, ScoreChange
from quizzes.pure.regrading import Kept


@dataclass(frozen=True)
class Row:
    """Somebody whose result changes, from what to what."""

    person: str
    quiz: str
    number: int
    before: str
    after: str
    falls: bool
    rises: bool
    effect: str = ""


class Names:
    """People's names as this viewer may know them: others are counted, not named."""

    def __init__(self, request: SignedInRequest) -> None:
        people = visible_people(request.user, timezone.now())
        self.known = set(people.values_list("pk", flat=True))

    def of(self, attempt: QuizAttempt) -> str:
        """The learner's name, or that she belongs to others."""
        learner = attempt.enrolment.learner
        return str(learner) if learner.pk in self.known else gettext("Somebody outside your groups")


def rows_of(request: SignedInRequest, found: Found) -> list[Row]:
    """Those whose result a correction would move, who falls first."""
    moving = [change for change in found.changes if change.moves]
    if not moving:
        return []
    names, effects = Names(request), effects_of(moving)
    quizzes = quizzes_by_key(change.attempt.activity_key for change in moving)
    rows = []
    for change in moving:
        quiz = quizzes.get(change.attempt.activity_key)
        rows.append(
            Row(
                names.of(change.attempt),
                quiz.title if quiz else "",
                change.attempt.number,
                result_words(change.before.score, change.before.passed),
                result_words(change.after.score, change.after.passed),
                change.falls,
                change.rises,
                effects[change.attempt.pk].words if change.attempt.pk in effects else "",
            )
        )
    return sorted(rows, key=lambda row: (not row.falls, not row.rises))


def result_words(score: float | None, passed: bool | None) -> str:
    """ "70 %, not passed"."""
    if score is None:
        return gettext("being marked")
    verdict = gettext("passed") if passed else gettext("not passed")
    return f"{percent(score, 0 if score == round(score) else 1)}, {verdict}"


KEPT_WORDS = {
    Kept.OTHER_KIND: _("The question was of another kind when it was asked."),
    Kept.PART_GONE: _("The answer names an option that the corrected question lacks."),
    Kept.BY_HAND: _("A person marked it, or has to."),
    Kept.VOIDED: _("It was declared void before: everybody has the whole mark."),
}


def kept_rows(request: SignedInRequest, found: Found) -> list[dict[str, Any]]:
    """Answers that keep their mark, with the reason."""
    if not found.kept:
        return []
    names = Names(request)
    return [
        {"person": names.of(attempt), "number": attempt.number, "why": KEPT_WORDS[why]}
        for attempt, why in found.kept
    ]


def change_row(change: ScoreChange, names: Names, quizzes: dict[UUID, Any]) -> Row:
    """Somebody whose result a correction did change; `quizzes` by key."""
    quiz = quizzes.get(change.attempt.activity_key)
    return Row(
        names.of(change.attempt),
        quiz.title if quiz else "",
        change.attempt.number,
        result_words(change.score_before, change.passed_before),
        result_words(change.score_after, change.passed_after),
        bool(change.passed_before) and not change.passed_after,
        bool(change.passed_after) and not change.passed_before,
    )
