"""Everything a learner does with an attempt: start, answer, flag, hand in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from courses.models import Enrolment
from courses.verbs.lessons import be_at
from quizzes.allowance import granted_in, minutes_in, past_in
from quizzes.bank import published_questions
from quizzes.models import Answer, Mark, QuizAttempt, QuizGrant, QuizPage
from quizzes.pure.access import Permission, Refusal, Rules, may_start
from quizzes.pure.drawing import Pick, draw_questions
from quizzes.querysets import AttemptQuerySet
from quizzes.questions.base import Response
from quizzes.standings import AttemptScore, scores_from, scores_of
from quizzes.verbs.marking import append_marks, fraction_of, record_standing, settle


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
    return _permission(scores, quiz, _grants(enrolment, quiz), at)


def _grants(enrolment: Enrolment, quiz: QuizPage) -> list[QuizGrant]:
    return list(QuizGrant.objects.for_quiz(enrolment.pk, quiz.translation_key))


def _permission(
    scores: list[AttemptScore], quiz: QuizPage, grants: list[QuizGrant], at: datetime
) -> Permission:
    rules = Rules(quiz.attempts_allowed, timedelta(hours=quiz.wait_hours), quiz.wait_from)
    return may_start(past_in(scores), rules, at, granted_in(grants))


def start_attempt(enrolment: Enrolment, quiz: QuizPage, at: datetime) -> QuizAttempt:
    """Starts an attempt, or returns the one under way. One whose time is over is handed in first.

    Raises RefusedError when none is left, the wait is not over, the quiz is passed, an attempt is
    being marked, or the bank has too few questions for its draws.
    """
    mine = QuizAttempt.objects.at_quiz(enrolment.pk, quiz.translation_key)
    tried = list(mine)
    if under_way := next((each for each in tried if each.state == QuizAttempt.State.OPEN), None):
        if under_way.is_open(at):
            return under_way
        submit_attempt(under_way, at)
        tried = list(mine.all())
    grants = _grants(enrolment, quiz)
    permission = _permission(scores_from(tried), quiz, grants, at)
    if not permission.allowed:
        raise RefusedError(permission)
    seed = secrets.token_hex(16)
    drawn = draw_questions(published_questions(), quiz.draw_list, seed, shuffle=quiz.shuffle)
    if drawn.missing:
        raise RefusedError(Permission(False, Refusal.NOT_READY))
    attempt = QuizAttempt(
        enrolment=enrolment,
        activity_key=quiz.translation_key,
        number=max((each.number for each in tried), default=0) + 1,
        seed=seed,
        pass_mark=quiz.pass_mark,
        layout=quiz.layout,
        shuffle=quiz.shuffle,
        confidence=quiz.confidence,
        started_at=at,
        deadline_at=deadline_of(quiz, grants, at),
    )
    return _store(attempt, drawn.picks, at)


@transaction.atomic(savepoint=False)
def _store(attempt: QuizAttempt, picks: Sequence[Pick], at: datetime) -> QuizAttempt:
    """Stores an attempt with its questions, or returns that of another tab, which came first."""
    # The constraints let one through: one is open, and each has a number of its own, so that who
    # saw the same past does not start anew what the other tab has handed in meanwhile. They raise
    # nothing, so that no savepoint is needed.
    QuizAttempt.objects.bulk_create([attempt], ignore_conflicts=True)
    mine = QuizAttempt.objects.at_quiz(attempt.enrolment_id, attempt.activity_key)
    stored = mine.filter(number__gte=attempt.number).latest("number")
    if stored.pk != attempt.pk:
        return stored
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt,
            position=position,
            version_id=pick.version_id,
            points=pick.points,
            critical=pick.critical,
        )
        for position, pick in enumerate(picks, start=1)
    )
    be_at(attempt.enrolment, attempt.activity_key, at)
    return attempt


def deadline_of(quiz: QuizPage, grants: list[QuizGrant], at: datetime) -> datetime | None:
    """When an attempt started now ends; None without a limit."""
    minutes = _minutes(quiz, grants)
    return at + timedelta(minutes=minutes) if minutes else None


def minutes_for(enrolment: Enrolment, quiz: QuizPage) -> int | None:
    """How long somebody has for this quiz, minutes granted included; None without a limit."""
    return _minutes(quiz, _grants(enrolment, quiz)) if quiz.time_limit else None


def _minutes(quiz: QuizPage, grants: list[QuizGrant]) -> int | None:
    if not quiz.time_limit:
        return None
    return quiz.time_limit + minutes_in(grants)


def save_answer(
    answer: Answer,
    response: Response,
    revision: int,
    language: str,
    at: datetime,
    confidence: str | None = None,
) -> Saved:
    """Stores an answer if the page that sent it had seen the last one; one conditional UPDATE.

    An empty response takes the answer back; `confidence` None leaves what was said of it. Raises
    ConflictError when another tab saved since, and FinishedError when the attempt was handed in or
    its time is over.
    """
    sure = {} if confidence is None else {"confidence": confidence}
    changed = (
        Answer.objects.filter(pk=answer.pk, revision=revision)
        .in_open_attempt(at)
        .update(
            response=response or None,
            revision=F("revision") + 1,
            language=language,
            saved_at=at,
            **sure,
        )
    )
    if changed:
        return Saved(revision + 1, at)
    stored = Answer.objects.select_related("attempt").get(pk=answer.pk)
    if not stored.attempt.is_open(at):
        raise FinishedError
    if _same(stored, response, confidence) and stored.saved_at:
        # The same answer again (a retry whose first reply was lost): nothing to resolve.
        return Saved(stored.revision, stored.saved_at)
    raise ConflictError(stored)


def _same(stored: Answer, response: Response, confidence: str | None) -> bool:
    return stored.response == (response or None) and confidence in {None, stored.confidence}


def flag_answer(answer: Answer, flagged: bool) -> None:
    """Marks a question to come back to; after handing in nothing changes any more."""
    under_way = Answer.objects.filter(pk=answer.pk, attempt__state=QuizAttempt.State.OPEN)
    under_way.update(flagged=flagged)


def keep_position(attempt: QuizAttempt, position: int) -> None:
    """Remembers the question on screen; looking at it again writes nothing."""
    if attempt.here != position:
        QuizAttempt.objects.filter(pk=attempt.pk).update(here=position)


@transaction.atomic(savepoint=False)
def submit_attempt(attempt: QuizAttempt, at: datetime) -> bool:
    """Hands in: one conditional UPDATE finishes, then marks and the course's record follow.

    After the deadline it counts as handed in at the deadline. Returns False when it was handed in
    before: then nothing happens a second time.
    """
    moment = min(at, attempt.deadline_at) if attempt.deadline_at else at
    finished = QuizAttempt.objects.filter(pk=attempt.pk, state=QuizAttempt.State.OPEN).update(
        state=QuizAttempt.State.FINISHED, finished_at=moment
    )
    if not finished:
        return False
    # Closes the answers: on PostgreSQL a save under way now finds another revision and is refused,
    # instead of changing an answer after it was marked.
    Answer.objects.filter(attempt=attempt).update(revision=F("revision") + 1)
    answers = list(Answer.objects.filter(attempt=attempt).select_related("version"))
    marks = [(answer, fraction_of(answer)) for answer in answers]
    append_marks(
        Mark(answer=answer, fraction=f"{fraction:.4f}", at=at)
        for answer, fraction in marks
        if fraction is not None
    )
    settle(attempt, answers)
    record_standing(attempt.enrolment, attempt.activity_key, at)
    return True


def finish_overdue(attempts: AttemptQuerySet, at: datetime) -> int:
    """Hands in those of `attempts` whose time is over; returns how many this call finished.

    Each in a transaction of its own. Whoever else does the same at the same moment finds them
    finished.
    """
    return sum(submit_attempt(attempt, at) for attempt in attempts.overdue(at))
