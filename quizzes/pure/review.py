"""Spaced review: when a sitting is offered, which questions it has, when they come back.

The calendar of the course decides when, memory decides which. The rules and where they come from:
docs/algorithms/spaced-review.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from quizzes.pure.drawing import rank
from quizzes.pure.memory import Memory, recall

SIZES = (3, 5, 10)
# Up to which day of the calendar a sitting is short, and middling (domain.md C.6).
SHORT_UNTIL, MIDDLING_UNTIL = 3, 75


class Why(StrEnum):
    """What stands behind an offer."""

    DUE = "due"
    KEPT = "kept"  # up to date; `next_on` says when the next one comes
    OVER = "over"  # the calendar has come to its end
    NOTHING = "nothing"  # no quiz passed yet, or the course has no calendar


@dataclass(frozen=True)
class Offer:
    """Whether a sitting is due today and why.

    `day`: which day of the calendar it is for, 0 when none is due; `size`: how many questions suit
    it; `next_on`: the next day after today on which one comes.
    """

    due: bool
    why: Why
    day: int = 0
    size: int = SIZES[0]
    next_on: date | None = None


@dataclass(frozen=True)
class Known:
    """A question somebody has met, and what is left of it. `surely_wrong`: sure and wrong last."""

    key: str
    memory: Memory
    surely_wrong: bool = False


def calendar_of(passed_on: Iterable[date], days: Sequence[int]) -> dict[date, int]:
    """The dates of sittings, in order, each with the day of the calendar it is; several: the last.

    `passed_on`: the dates on which quizzes were first passed, where the learner lives.
    """
    dates: dict[date, int] = {}
    for passed in passed_on:
        for day in days:
            when = passed + timedelta(days=day)
            dates[when] = max(day, dates.get(when, 0))
    return dict(sorted(dates.items()))


def offer(calendar: dict[date, int], kept_on: date | None, today: date) -> Offer:
    """Whether a sitting is due: a date of the calendar has come since the last sitting.

    One sitting catches up with every date missed: nothing piles up. `kept_on`: when the last one
    was finished.
    """
    if not calendar:
        return Offer(False, Why.NOTHING)
    next_on = next((each for each in calendar if each > today), None)
    open_dates = [each for each in calendar if each <= today and (not kept_on or each > kept_on)]
    if open_dates:
        day = calendar[open_dates[-1]]
        return Offer(True, Why.DUE, day, size_for(day), next_on)
    return Offer(False, Why.KEPT if next_on else Why.OVER, next_on=next_on)


def size_for(day: int) -> int:
    """How many questions suit a day of the calendar: the later, the more there is to mix."""
    if day <= SHORT_UNTIL:
        return SIZES[0]
    return SIZES[1] if day <= MIDDLING_UNTIL else SIZES[2]


def choose(cards: Iterable[Known], at: datetime, size: int, seed: str) -> list[Known]:
    """The questions of a sitting, the most useful first; `size` of them, or all there are.

    What one was sure of and got wrong; then what is due; then the rest; in each the least likely
    to be remembered first. The seed decides between equals.
    """

    def order(card: Known) -> tuple[bool, bool, float, str]:
        waits = card.memory.due_at > at
        return not card.surely_wrong, waits, recall(card.memory, at), rank(seed, "review", card.key)

    return sorted(cards, key=order)[: max(size, 0)]


def returns_on(due_on: date, calendar: Iterable[date], today: date) -> date | None:
    """The first sitting after today at which a question due on `due_on` comes back.

    None when the calendar has none so late.
    """
    return next((each for each in sorted(calendar) if each > today and each >= due_on), None)


def weeks_kept(days: Iterable[date]) -> int:
    """In how many weeks there was a review. It only grows: a pause takes nothing away."""
    return len({day.isocalendar()[:2] for day in days})
