"""What the figures call for: flags, each with a limit that has a source and a least number.

Sources, by name in docs/algorithms/item-analysis.md: Ebel and Frisbie (discrimination), Moodle's
quiz report (efficiency), Haladyna and Downing (options), Nunnally (alpha).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizzes.pure.item_figures import Choice, ItemStatistics, QuizStatistics
from quizzes.pure.moments import SAME

FEW, ENOUGH = 10, 30
HARD, EASY = 0.2, 0.95
WEAK = 0.2
DUBIOUS = 15.0
LURE = 0.1
LOW_ALPHA = 0.5


class Severity(StrEnum):
    """`ACT`: probably a mistake. `LOOK`: worth a second look. `NOTE`: nothing to do now."""

    ACT = "act"
    LOOK = "look"
    NOTE = "note"


class Code(StrEnum):
    """What is the matter."""

    TOO_FEW = "too_few"
    EARLY = "early"
    HARD = "hard"
    EASY = "easy"
    BELOW_GUESS = "below_guess"
    AGAINST = "against"
    DUBIOUS = "dubious"
    WEAK = "weak"
    LURES_BEST = "lures_best"
    NEVER_CHOSEN = "never_chosen"
    ALPHA_NEGATIVE = "alpha_negative"
    ALPHA_LOW = "alpha_low"


@dataclass(frozen=True)
class Flag:
    """`parts` are the options it is about, where it is about some."""

    code: Code
    severity: Severity
    parts: tuple[str, ...] = ()

    @property
    def calls(self) -> bool:
        """Whether somebody should look."""
        return self.severity is not Severity.NOTE


def flags(item: ItemStatistics) -> tuple[Flag, ...]:
    """What an item's figures call for, the most pressing first.

    Under 10 attempts nothing is judged, under 30 only how hard it was: a correlation of so few says
    more about who came than about the question.
    """
    if item.n < FEW or item.facility is None:
        return (Flag(Code.TOO_FEW, Severity.NOTE),)
    found = list(_facility(item))
    if item.n < ENOUGH:
        return (*found, Flag(Code.EARLY, Severity.NOTE))
    found += [*_discrimination(item), *_options(item)]
    return tuple(sorted(found, key=lambda flag: list(Severity).index(flag.severity)))


def _facility(item: ItemStatistics) -> Iterator[Flag]:
    facility = item.facility or 0.0
    if item.n >= ENOUGH and item.guess and facility < item.guess:
        yield Flag(Code.BELOW_GUESS, Severity.ACT)
    elif facility < HARD:
        yield Flag(Code.HARD, Severity.LOOK)
    if facility > EASY:
        yield Flag(Code.EASY, Severity.LOOK)


def _discrimination(item: ItemStatistics) -> Iterator[Flag]:
    """The gravest of three. An item that nearly everybody gets right cannot tell people apart."""
    r, efficiency = item.item_rest, item.efficiency
    if r is None:
        return
    if r < 0:
        yield Flag(Code.AGAINST, Severity.ACT)
    elif efficiency is not None and efficiency < DUBIOUS:
        yield Flag(Code.DUBIOUS, Severity.LOOK)
    elif r < WEAK and (item.facility or 0.0) <= EASY:
        yield Flag(Code.WEAK, Severity.LOOK)


def _options(item: ItemStatistics) -> Iterator[Flag]:
    if not item.options:
        return
    wrong = [choice for choice in item.choices if choice.right is False]
    if lures := _parts([each for each in wrong if each.top - each.bottom > LURE - SAME]):
        yield Flag(Code.LURES_BEST, Severity.ACT, lures)
    if never := _parts([each for each in wrong if not each.everybody]):
        yield Flag(Code.NEVER_CHOSEN, Severity.LOOK, never)


def _parts(choices: list[Choice]) -> tuple[str, ...]:
    return tuple(choice.part for choice in choices)


def quiz_flags(quiz: QuizStatistics) -> tuple[Flag, ...]:
    """The same for the quiz as a whole."""
    if quiz.n < FEW:
        return (Flag(Code.TOO_FEW, Severity.NOTE),)
    if quiz.n < ENOUGH:
        return (Flag(Code.EARLY, Severity.NOTE),)
    if quiz.alpha is None or quiz.alpha >= LOW_ALPHA:
        return ()
    negative = quiz.alpha < 0
    return (
        Flag(Code.ALPHA_NEGATIVE, Severity.ACT)
        if negative
        else Flag(Code.ALPHA_LOW, Severity.LOOK),
    )


def calls_for_review(item: ItemStatistics) -> bool:
    """Whether any of its flags calls for somebody."""
    return any(flag.calls for flag in flags(item))
