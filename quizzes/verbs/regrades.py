"""Correcting the marks of a question whose key was wrong: first planned, then done in pieces.

Each attempt is a short transaction of its own. What is still to do is read from the marks, never
from a counter: a regrade that was interrupted goes on where it stopped, and two at once do no harm.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from cms.models import User
from quizzes.corrections import Found, asked_answers, find_changes, outcome_with, verdict_on
from quizzes.models import Mark, QuizAttempt, Regrade, ScoreChange
from quizzes.pure.grading import Outcome
from quizzes.verbs.marking import append_marks, record_standing, settle


class UnconfirmedError(Exception):
    """Somebody would no longer have passed, and nobody said that this is meant."""

    def __init__(self, found: Found) -> None:
        super().__init__("attempts would fall that were not confirmed")
        self.found = found


class NothingToCorrectError(Exception):
    """No mark would be worth anything else."""


class UnderWayError(Exception):
    """A regrade of this question is not finished yet; `regrade` is that one."""

    def __init__(self, regrade: Regrade) -> None:
        super().__init__("under way")
        self.regrade = regrade


def start_regrade(wanted: Regrade, confirmed: Collection[str], at: datetime) -> Regrade:
    """Puts a regrade on record; `continue_regrade` does it.

    `wanted` is not saved yet; `confirmed` are the ids of attempts that may fall from passed to not
    passed. Raises ValueError without a reason, UnconfirmedError when others would fall as well,
    NothingToCorrectError when no mark would change, and UnderWayError while another regrade of the
    question is unfinished.
    """
    wanted.reason = wanted.reason.strip()
    if not wanted.reason:
        raise ValueError("a regrade needs a reason")
    found = find_changes(wanted)
    if not found.corrects:
        raise NothingToCorrectError
    falling = {str(change.attempt.pk) for change in found.changes if change.falls}
    if not falling <= set(confirmed):
        raise UnconfirmedError(found)
    wanted.falling, wanted.started_at = sorted(falling), at
    try:
        with transaction.atomic():
            wanted.save()
    except IntegrityError:
        others = Regrade.objects.filter(question_key=wanted.question_key)
        raise UnderWayError(others.latest("pk")) from None
    return wanted


def continue_regrade(regrade: Regrade, at: datetime, batch: int | None = None) -> int:
    """Marks what is still to be marked, at most `batch` attempts; returns how many this call did.

    The regrade is finished once a whole round found nothing more. Attempts that would fall without
    having been confirmed are left as they are. Finished before, nothing happens.
    """
    if Regrade.objects.filter(pk=regrade.pk, finished_at__isnull=False).exists():
        return 0
    done = 0
    for change in find_changes(regrade).changes:
        if done == batch:
            return done
        done += regrade_attempt(regrade, change.attempt.pk, at)
    Regrade.objects.filter(pk=regrade.pk, finished_at=None).update(finished_at=at)
    return done


@transaction.atomic
def regrade_attempt(regrade: Regrade, attempt_id: UUID, at: datetime) -> bool:
    """Appends the marks of one attempt, settles it and tells the course; False: nothing to do.

    The row of the attempt is locked, so whoever does the same waits and then finds it done.
    """
    locked = QuizAttempt.objects.select_for_update(of=("self",)).select_related("enrolment")
    attempt = locked.get(pk=attempt_id)
    if attempt.state != QuizAttempt.State.FINISHED:
        return False
    before = Outcome(attempt.score, attempt.passed)
    marks = _marks(regrade, attempt, at)
    answers = list(attempt.answers.all())
    after = outcome_with(attempt, answers, {mark.answer_id: float(mark.fraction) for mark in marks})
    falls = before.passed and not after.passed
    if not marks or (falls and str(attempt.pk) not in regrade.falling):
        return False
    append_marks(marks)
    settle(attempt, list(attempt.answers.all()))
    if before != after:
        ScoreChange.objects.create(
            regrade=regrade,
            attempt=attempt,
            score_before=before.score,
            passed_before=before.passed,
            score_after=attempt.score,
            passed_after=attempt.passed,
            at=at,
        )
    record_standing(attempt.enrolment, attempt.activity_key, at)
    return True


def _marks(regrade: Regrade, attempt: QuizAttempt, at: datetime) -> list[Mark]:
    """The marks to append; none where this regrade has marked before."""
    asked = asked_answers(regrade).filter(attempt=attempt).exclude(marks__regrade=regrade)
    verdicts = [(answer, verdict_on(answer, regrade)) for answer in asked.select_related("version")]
    void = regrade.policy == Regrade.Policy.VOID
    return [
        Mark(
            answer=answer,
            fraction=f"{verdict.fraction:.4f}",
            method=Mark.Method.VOID if void else Mark.Method.REGRADE,
            by_id=regrade.by_id,
            reason=regrade.reason,
            regrade=regrade,
            at=at,
        )
        for answer, verdict in verdicts
        if verdict.fraction is not None
    ]


def dismiss_change(change: ScoreChange, learner: User, at: datetime) -> bool:
    """The learner has read that a result changed; False where it is not hers or was read before."""
    mine = ScoreChange.objects.of(learner).filter(pk=change.pk)
    return bool(mine.unread().update(seen_at=at))
