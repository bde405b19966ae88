"""What item analysis finds: frozen, and None wherever a figure is undefined."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A question as analysis knows it. `guess`: what chance alone earns (0-1), None if nothing.

    `parts` are the ids of all that can be chosen, `right` those of the key; either may be empty.
    `options`: the parts are offered as they are, so that each is worth judging by itself.
    """

    key: str
    guess: float | None = None
    parts: tuple[str, ...] = ()
    right: frozenset[str] = frozenset()
    options: bool = False


@dataclass(frozen=True)
class Choice:
    """How often a part of the answer was chosen, as shares 0-1: by all, top and bottom third.

    `right` is None for what was written freely: the key names only what can be chosen.
    """

    part: str
    right: bool | None
    everybody: float
    top: float
    bottom: float


@dataclass(frozen=True)
class ItemStatistics:
    """One question. `n` attempts were asked it.

    `facility`, `sd` and `guess` are fractions of its points (0-1); `item_rest` is a correlation
    (-1 to 1); weights and efficiency are percentages. `choices` has what could be chosen and what
    was; `omitted` is the share that did not answer.
    """

    key: str
    n: int
    facility: float | None
    sd: float | None
    guess: float | None
    intended_weight: float | None
    effective_weight: float | None
    item_rest: float | None
    efficiency: float | None
    choices: tuple[Choice, ...] = ()
    omitted: float = 0.0
    options: bool = False

    @property
    def discrimination(self) -> float | None:
        """Moodle's discrimination index: the item-rest correlation in percent."""
        return None if self.item_rest is None else 100 * self.item_rest


@dataclass(frozen=True)
class QuizStatistics:
    """The quiz over `n` attempts.

    Mean, median, `sd` and `standard_error` are of scores from 0 to 100, `error_ratio` is in
    percent, `alpha` 1 at most.
    """

    n: int
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True)
class Analysis:
    """A quiz and its items, in the order given."""

    quiz: QuizStatistics
    items: tuple[ItemStatistics, ...]
