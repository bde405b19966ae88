"""Everything a learner does with spaced review: start a sitting, answer, finish."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from cms.models import User
from courses.verbs.lessons import be_active
from quizzes.models import ReviewAnswer, ReviewCard, ReviewSitting
from quizzes.pure.content import Content
from quizzes.pure.memory import Trial, after, grade_of, remember
from quizzes.pure.review import SIZES, Known, choose
from quizzes.questions.base import Response
from quizzes.questions.kinds import DECIMALS, KIND_NAMED
from quizzes.reviews import agenda_of, askable, trials_of


class NotDueError(Exception):
    """The calendar offers no sitting now, or no question is left to ask."""


class ReviewFinishedError(Exception):
    """The sitting was finished without this question."""


@dataclass(frozen=True)
class Reviewed:
    """What an answer came to: its worth (0-1), and whether it stood before this request."""

    fraction: float
    repeated: bool


def start_review(learner: User, course_key: UUID, size: int, at: datetime) -> ReviewSitting:
    """Starts a sitting of `size` questions (3, 5 or 10; fewer where there are no more).

    Returns the one under way instead, if there is one. What was answered in quizzes since the
    last time is taken into memory first. Raises NotDueError; ValueError for another size.
    """
    if size not in SIZES:
        raise ValueError(size)
    agenda = agenda_of(learner, course_key, at)
    if agenda.under_way:
        return agenda.under_way
    if not agenda.offer.due:
        raise NotDueError
    try:
        with transaction.atomic():
            return _start(learner, course_key, size, at)
    except IntegrityError:
        # Another tab started at the same moment: the constraint let one through.
        return ReviewSitting.objects.of(learner, course_key).latest("started_at", "pk")


def _start(learner: User, course_key: UUID, size: int, at: datetime) -> ReviewSitting:
    cards = gather_cards(learner, trials_of(learner, course_key, at))
    versions = dict(askable(learner, set(cards)).values_list("translation_key", "current_version"))
    known = [
        Known(str(key), card.memory, card.surely_wrong)
        for key, card in cards.items()
        if key in versions
    ]
    seed = secrets.token_hex(16)
    chosen = choose(known, at, size, seed)
    if not chosen:
        raise NotDueError
    sitting = ReviewSitting.objects.create(
        learner=learner, course_key=course_key, size=size, seed=seed, started_at=at
    )
    be_active(learner, course_key, at)
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(sitting=sitting, position=position, version_id=versions[UUID(each.key)])
        for position, each in enumerate(chosen, start=1)
    )
    return sitting


def gather_cards(learner: User, trials: Mapping[UUID, list[Trial]]) -> dict[UUID, ReviewCard]:
    """The learner's cards of these questions, brought up to date with what quizzes told.

    Three queries at most, whatever their number. An answer older than the card says nothing new.
    """
    rows = ReviewCard.objects.filter(learner=learner, question_key__in=list(trials))
    cards = {card.question_key: card for card in rows}
    fresh: list[UUID] = []
    changed: list[UUID] = []
    for key, told in trials.items():
        card = cards.get(key)
        before = card.memory if card else None
        memory = after(before, told)
        if memory is None or memory is before:
            continue
        (changed if card else fresh).append(key)
        cards[key] = card or ReviewCard(learner=learner, question_key=key)
        cards[key].keep(memory, max(told, key=lambda each: each.at).surely_wrong)
    ReviewCard.objects.bulk_create([cards[key] for key in fresh], ignore_conflicts=True)
    ReviewCard.objects.bulk_update(
        [cards[key] for key in changed],
        ["stability", "difficulty", "reviewed_at", "due_at", "surely_wrong"],
    )
    return cards


def worth_of(content: Content, response: Response | None) -> float:
    """What an answer of a review is worth by its version, 0-1, four decimals."""
    fraction = KIND_NAMED[content.kind].mark(content, response or None).fraction
    return round(fraction or 0.0, DECIMALS)


@transaction.atomic
def answer_review(
    answer: ReviewAnswer, response: Response, confidence: str, language: str, at: datetime
) -> Reviewed:
    """Marks an answer for good and takes it into memory; empty is "I do not know".

    The last answer of a sitting finishes it. An answer given before stands: what is right was
    shown then. Raises ReviewFinishedError when the sitting was finished without it.
    """
    key = answer.version.question_key
    # Locked: of two last answers at once, one has to see the other.
    sitting = ReviewSitting.objects.select_for_update().get(pk=answer.sitting_id)
    card = ReviewCard.objects.select_for_update().get(learner=sitting.learner_id, question_key=key)
    trial = Trial(worth_of(answer.version.frozen, response), confidence, at, apart=True)
    memory = remember(card.memory, grade_of(trial), at)
    open_ones = ReviewAnswer.objects.filter(answered_at__isnull=True, sitting__finished_at=None)
    changed = open_ones.filter(pk=answer.pk).update(
        response=response,
        language=language,
        confidence=confidence,
        fraction=trial.fraction,
        grade=int(grade_of(trial)),
        answered_at=at,
        due_at=memory.due_at,
    )
    if not changed:
        return _stored(answer)
    card.keep(memory, trial.surely_wrong)
    card.save()
    if not sitting.answers.filter(answered_at__isnull=True).exists():
        finish_review(sitting, at)
    return Reviewed(trial.fraction, repeated=False)


def _stored(answer: ReviewAnswer) -> Reviewed:
    answer.refresh_from_db()
    if answer.fraction is None:
        raise ReviewFinishedError
    return Reviewed(answer.fraction, repeated=True)


def finish_review(sitting: ReviewSitting, at: datetime) -> bool:
    """Finishes with the questions answered so far; one conditional UPDATE.

    Returns False when it was finished before, or nothing was answered: then it stays open.
    """
    answered = ReviewAnswer.objects.filter(sitting=sitting).answered().values("sitting")
    open_one = ReviewSitting.objects.filter(pk=sitting.pk, pk__in=answered).unfinished()
    return bool(open_one.update(finished_at=at))
