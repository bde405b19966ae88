"""How far a quiz would say the same again: Cronbach's alpha."""

import numpy as np

from quizzes.pure.item_marks import Ints, Marks
from quizzes.pure.moments import Floats, vary


def alpha_of(marks: Marks, possible: Floats, scores: Floats) -> float | None:
    """Cronbach's alpha, Moodle's coefficient of internal consistency as a fraction.

    k / (k - 1) x (1 - the sum of the variances of the parts / the variance of the whole). The parts
    are the questions asked of everybody and, where people get different ones, the places these
    stand in. None with fewer than two parts, or where all scores are the same.
    """
    k = marks.item.size / scores.size if scores.size else 0.0
    if k <= 1 or not vary(scores):
        return None
    part = _parts(marks, scores.size)
    count = np.maximum(np.bincount(part), 1)
    # In one place: with 100,000 marks every copy is a megabyte.
    off = marks.fraction * marks.points
    off /= possible[marks.attempt]
    off -= (np.bincount(part, off) / count)[part]
    off *= off
    variances = np.bincount(part, off) / np.maximum(count - 1, 1)
    unexplained = float((variances * count).sum()) / scores.size
    return k / (k - 1) * (1 - unexplained / float(scores.var(ddof=1)))


def _parts(marks: Marks, attempts: int) -> Ints:
    """Which part of the quiz each entry belongs to, counted from 0 with gaps."""
    count = np.bincount(marks.item)
    drawn = np.flatnonzero(count[marks.item] < attempts)
    part = marks.item.astype(np.int32)
    order = drawn[np.lexsort((marks.position[drawn], marks.attempt[drawn]))]
    attempt = marks.attempt[order]
    part[order] = count.size + np.arange(order.size) - np.searchsorted(attempt, attempt)
    return part
