"""How well somebody is expected to remember a question: FSRS, without chance.

The rules and where they come from: docs/algorithms/spaced-review.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import cast

import fsrs

# Whole days only: steps of minutes are for flashcards drilled in one sitting. No fuzz: the same
# answers lead to the same days, on whichever server.
SCHEDULER = fsrs.Scheduler(
    learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=365
)
HALF = 0.5


class Grade(IntEnum):
    """How well a question was remembered, in the words and numbers of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Memory:
    """What is left of a question in somebody's memory.

    `stability`: the days until recall is expected to be 90 %, above 0. `difficulty`: 1 to 10.
    """

    stability: float
    difficulty: float
    reviewed_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class Trial:
    """A question answered once: what it was worth (0-1), how sure (sure, think, guess, ""), when.

    `apart`: some days after learning it, in a review; not in the quiz that followed the lesson.
    """

    fraction: float
    confidence: str
    at: datetime
    apart: bool = False

    @property
    def surely_wrong(self) -> bool:
        """Sure, and not wholly right: as the result page says it, too."""
        return self.confidence == "sure" and self.fraction < 1


def grade_of(trial: Trial) -> Grade:
    """What an answer says about memory. A guess that hit counts for less than knowing.

    Wholly right: good; easy when sure of it in a review; hard when guessed. At least half right:
    hard, guessed: again. Else again. Seconds are not measured: slow readers know as much.
    """
    guessed = trial.confidence == "guess"
    if trial.fraction >= 1:
        if guessed:
            return Grade.HARD
        return Grade.EASY if trial.confidence == "sure" and trial.apart else Grade.GOOD
    return Grade.HARD if trial.fraction >= HALF and not guessed else Grade.AGAIN


def remember(memory: Memory | None, grade: Grade, at: datetime) -> Memory:
    """The memory after an answer at `at`; None: the first one."""
    moment = at.astimezone(UTC)
    card, _log = SCHEDULER.review_card(_card(memory, moment), fsrs.Rating(int(grade)), moment)
    # Both are None only before the first answer.
    return Memory(cast("float", card.stability), cast("float", card.difficulty), at, card.due)


def after(memory: Memory | None, trials: Iterable[Trial]) -> Memory | None:
    """The memory after several answers, in order of time; those older than it say nothing new."""
    for trial in sorted(trials, key=lambda each: each.at):
        if memory is None or trial.at > memory.reviewed_at:
            memory = remember(memory, grade_of(trial), trial.at)
    return memory


def recall(memory: Memory, at: datetime) -> float:
    """How probable it is that it is remembered at `at`, 0 to 1; whole days count."""
    moment = at.astimezone(UTC)
    return SCHEDULER.get_card_retrievability(_card(memory, moment), moment)


def _card(memory: Memory | None, at: datetime) -> fsrs.Card:
    """As the package takes it. Ids and due moments are given: else it would look at the clock."""
    if memory is None:
        return fsrs.Card(card_id=0, due=at)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at.astimezone(UTC),
        last_review=memory.reviewed_at.astimezone(UTC),
    )
