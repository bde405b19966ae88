"""Everything a learner does with an attempt: start, answer, flag, hand in."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from cms.models import User
from courses.models import Enrolment
from courses.verbs.completion import record_completion
from courses.verbs.lessons import be_at
from quizzes.bank import published_questions
from quizzes.models import Answer, AttemptGrant, Mark, QuizAttempt, QuizPage
from quizzes.pure.access import Past, Permission, Refusal, may_start
from quizzes.pure.drawing import draw_questions
from quizzes.questions.base import Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.standings import scores_of, standing_of


class RefusedError(Exception):
    """The attempt may not start; `permission` says why and from when."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(str(permission.refusal))
        self.permission = permission


class FinishedError(Exception):
    """The attempt was handed in already; what was saved before counts."""


class ConflictError(Exception):
    """The answer was changed in another tab meanwhile; `answer` is what is stored."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("changed elsewhere")
        self.answer = answer


@dataclass(frozen=True)
class Saved:
    """What saving an answer leaves."""

    revision: int
    saved_at: datetime


def permission_to_start(enrolment: Enrolment, quiz: QuizPage, at: datetime) -> Permission:
    """The judgement of `may_start` on this enrolment's finished attempts and grants."""
    scores = scores_of(enrolment.pk, quiz.translation_key)
    past = [Past(each.finished_at, each.passed) for each in scores]
    grants = AttemptGrant.objects.filter(enrolment=enrolment, activity_key=quiz.translation_key)
    granted = list(grants.values_list("granted_at", flat=True))
    return may_start(past, quiz.attempts_allowed, timedelta(hours=quiz.wait_hours), at, granted)


def grant_attempt(
    enrolment: Enrolment, activity_key: UUID, by: User, reason: str, at: datetime
) -> AttemptGrant:
    """One attempt more for somebody, at once and on record. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a grant needs a reason")
    return AttemptGrant.objects.create(
        enrolment=enrolment, activity_key=activity_key, by=by, reason=reason.strip(), granted_at=at
    )


def start_attempt(enrolment: Enrolment, quiz: QuizPage, at: datetime) -> QuizAttempt:
    """Starts an attempt, or returns the one under way.

    Raises RefusedError when none is left, the wait is not over, the quiz is passed, or the bank
    has too few questions for its draws.
    """
    mine = QuizAttempt.objects.at_quiz(enrolment.pk, quiz.translation_key)
    if under_way := mine.unfinished().first():
        return under_way
    permission = permission_to_start(enrolment, quiz, at)
    if not permission.allowed:
        raise RefusedError(permission)
    seed = secrets.token_hex(16)
    drawn = draw_questions(published_questions(), quiz.draw_list, seed)
    if drawn.missing:
        raise RefusedError(Permission(False, Refusal.NOT_READY))
    try:
        with transaction.atomic():
            last = mine.aggregate(last=Max("number"))["last"] or 0
            attempt = QuizAttempt.objects.create(
                enrolment=enrolment,
                activity_key=quiz.translation_key,
                number=last + 1,
                seed=seed,
                pass_mark=quiz.pass_mark,
                started_at=at,
            )
            Answer.objects.bulk_create(
                Answer(attempt=attempt, position=position, version_id=version)
                for position, version in enumerate(drawn.version_ids, start=1)
            )
            be_at(enrolment, quiz.translation_key, at)
    except IntegrityError:
        # Another tab started at the same moment: the constraint let one through.
        return mine.unfinished().get()
    return attempt


def save_answer(
    answer: Answer, response: Response, revision: int, language: str, at: datetime
) -> Saved:
    """Stores an answer if the page that sent it had seen the last one; one conditional UPDATE.

    An empty response takes the answer back. Raises ConflictError when another tab saved since, and
    FinishedError when the attempt was handed in.
    """
    changed = Answer.objects.filter(
        pk=answer.pk, revision=revision, attempt__state=QuizAttempt.State.OPEN
    ).update(response=response or None, revision=F("revision") + 1, language=language, saved_at=at)
    if changed:
        return Saved(revision + 1, at)
    stored = Answer.objects.select_related("attempt").get(pk=answer.pk)
    if stored.attempt.state != QuizAttempt.State.OPEN:
        raise FinishedError
    if stored.response == (response or None) and stored.saved_at:
        # The same answer again (a retry whose first reply was lost): nothing to resolve.
        return Saved(stored.revision, stored.saved_at)
    raise ConflictError(stored)


def flag_answer(answer: Answer, flagged: bool) -> None:
    """Marks a question to come back to; after handing in nothing changes any more."""
    under_way = Answer.objects.filter(pk=answer.pk, attempt__state=QuizAttempt.State.OPEN)
    under_way.update(flagged=flagged)


def keep_position(attempt: QuizAttempt, position: int) -> None:
    """Remembers the question on screen; looking at it again writes nothing."""
    if attempt.here != position:
        QuizAttempt.objects.filter(pk=attempt.pk).update(here=position)


@transaction.atomic
def submit_attempt(attempt: QuizAttempt, at: datetime) -> bool:
    """Hands in: one conditional UPDATE finishes, then marks and the course's record follow.

    Returns False when it was handed in before: then nothing happens a second time.
    """
    finished = QuizAttempt.objects.filter(pk=attempt.pk, state=QuizAttempt.State.OPEN).update(
        state=QuizAttempt.State.FINISHED, finished_at=at
    )
    if not finished:
        return False
    # Closes the answers: on PostgreSQL a save under way now finds another revision and is refused,
    # instead of changing an answer after it was marked.
    Answer.objects.filter(attempt=attempt).update(revision=F("revision") + 1)
    answers = Answer.objects.filter(attempt=attempt).select_related("version")
    Mark.objects.bulk_create(
        Mark(answer=answer, fraction=fraction_of(answer), at=at) for answer in answers
    )
    record_standing(attempt.enrolment, attempt.activity_key, at)
    return True


def fraction_of(answer: Answer) -> str:
    """The automatic mark of an answer from its version, with four decimals."""
    content = answer.version.frozen
    return f"{KIND_NAMED[content.kind].mark(content, answer.response).fraction:.4f}"


def record_standing(enrolment: Enrolment, activity_key: UUID, at: datetime) -> None:
    """Tells the course what the current marks add up to."""
    if standing := standing_of(enrolment.pk, activity_key):
        record_completion(enrolment, activity_key, standing, at)
