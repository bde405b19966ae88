"""The marks that item analysis reads, and the same by item, each beside its attempt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizzes.pure.moments import SAME, Floats, covariance

# Whole numbers of any width: four bytes are enough for what is counted here.
Ints = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class Marks:
    """One entry an answer, columns side by side. What was not asked, or was voided, has none.

    `attempt` and `item` count from 0; `fraction` is 0-1, an omitted answer 0; `points` its weight,
    above 0; `position` its place in the attempt; `said` which of the distinct answers it was.
    """

    attempt: Ints
    item: Ints
    fraction: Floats
    points: Floats
    position: Ints
    said: Ints

    @classmethod
    def of_matrix(cls, fractions: Floats, points: Floats | None = None) -> "Marks":
        """From attempts x items, NaN where an item was not asked; all weigh 1 unless told."""
        attempt, item = np.nonzero(~np.isnan(fractions))
        weights = np.ones(fractions.shape[1]) if points is None else points
        nothing = np.full(attempt.size, -1)
        return cls(attempt, item, fractions[attempt, item], weights[item], item, nothing)

    def among(self, wanted: NDArray[np.bool_]) -> "Marks":
        """Only the attempts for which `wanted` is true, counted from 0 again."""
        number = np.cumsum(wanted) - 1
        rows = np.flatnonzero(wanted[self.attempt])
        return Marks(
            number[self.attempt[rows]],
            self.item[rows],
            self.fraction[rows],
            self.points[rows],
            self.position[rows],
            self.said[rows],
        )

    @property
    def earned(self) -> Floats:
        """The points of each attempt."""
        return np.asarray(np.bincount(self.attempt, self.fraction * self.points), np.float64)

    @property
    def possible(self) -> Floats:
        """The points each attempt could have earned; 0 for one without entries."""
        return np.asarray(np.bincount(self.attempt, self.points), np.float64)


@dataclass(frozen=True)
class Asked:
    """The entries of one item, each beside the attempt it stands in. All are shares, 0-1.

    `share` is what it earned and `worth` what it could earn of the attempt's maximum; `score` is
    what the whole attempt earned of it.
    """

    fraction: Floats
    share: Floats
    worth: Floats
    score: Floats
    said: Ints

    @property
    def beside_rest(self) -> tuple[Floats, Floats]:
        """The item's fractions, and what the same people earned of the rest of their attempt."""
        has = self.worth < 1 - SAME
        return self.fraction[has], (self.score - self.share)[has] / (1 - self.worth[has])

    @property
    def pull(self) -> float | None:
        """How it moves the score: the root of their covariance. None where it moves it back."""
        together = covariance(self.share, self.score)
        if together is None or together < -SAME:
            return None
        return float(np.sqrt(max(together, 0.0)))


def by_item(marks: Marks, earned: Floats, possible: Floats, items: int) -> Iterator[Asked]:
    """The entries of each item, from 0 to `items`; none where it was never asked.

    In turn: all of them at once would take more room than the marks do.
    """
    order = np.argsort(marks.item, kind="stable")
    ends = np.searchsorted(marks.item[order], np.arange(items), side="right")
    for rows in np.split(order, ends)[:items]:
        yield _asked(marks, rows, earned, possible)


def _asked(marks: Marks, rows: NDArray[np.intp], earned: Floats, possible: Floats) -> Asked:
    attempt, fraction = marks.attempt[rows], marks.fraction[rows]
    worth = marks.points[rows] / possible[attempt]
    score = earned[attempt] / possible[attempt]
    return Asked(fraction, fraction * worth, worth, score, marks.said[rows])
