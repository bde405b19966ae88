"""Mean, spread and shape of a few numbers, as item analysis needs them. Undefined is None.

Sources: Fisher's k-statistics, as in Joanes and Gill (1998), "Comparing measures of sample skewness
and kurtosis", and in "Quiz statistics calculations" of Moodle's developer documentation.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Sums of thirds and sevenths differ in the last digits: below this, numbers are the same number.
SAME = 1e-9


def vary(values: Floats) -> bool:
    """Whether there are two values that differ: without them no spread says anything."""
    return values.size >= 2 and float(np.ptp(values)) > SAME


def mean(values: Floats) -> float | None:
    """The arithmetic mean; None of nothing."""
    return float(values.mean()) if values.size else None


def median(values: Floats) -> float | None:
    """The middle value, the mean of two in the middle; None of nothing."""
    return float(np.median(values)) if values.size else None


def deviation(values: Floats) -> float | None:
    """Standard deviation of a sample (n - 1); None under two values, 0 where all are the same."""
    if values.size < 2:
        return None
    return float(values.std(ddof=1)) if vary(values) else 0.0


def covariance(first: Floats, second: Floats) -> float | None:
    """Covariance of a sample (n - 1); None under two pairs."""
    if first.size < 2:
        return None
    return float((first - first.mean()) @ (second - second.mean())) / (first.size - 1)


def correlation(first: Floats, second: Floats) -> float | None:
    """Pearson's r, -1 to 1; None where one of the two does not vary."""
    if not (vary(first) and vary(second)):
        return None
    a, b = first - first.mean(), second - second.mean()
    r = float(a @ b) / float(np.sqrt((a @ a) * (b @ b)))
    return max(-1.0, min(1.0, r))


def skewness(values: Floats) -> float | None:
    """G1 = k3 / k2^1.5; above 0 the longer tail is to the right. None under three values."""
    n = values.size
    if n < 3 or not vary(values):
        return None
    off = values - values.mean()
    k2 = float((off**2).sum()) / (n - 1)
    k3 = n * float((off**3).sum()) / ((n - 1) * (n - 2))
    return float(k3 / k2**1.5)


def kurtosis(values: Floats) -> float | None:
    """G2 = k4 / k2^2, the excess: 0 for a normal distribution. None under four values."""
    n = values.size
    if n < 4 or not vary(values):
        return None
    off = values - values.mean()
    m2, m4 = float((off**2).mean()), float((off**4).mean())
    k2 = n * m2 / (n - 1)
    k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return k4 / k2**2


def thirds(scores: Floats) -> tuple[Floats, Floats]:
    """How much each of the scores belongs to the top and to the bottom third, 0 to 1.

    Each third weighs exactly a third. Who ties at its border belongs to it in part, all alike, so
    that the result does not hang on an order nobody chose.
    """
    rounded = np.round(scores, 9)
    return _lowest_third(-rounded), _lowest_third(rounded)


def _lowest_third(scores: Floats) -> Floats:
    if not scores.size:
        return np.zeros(0)
    size = scores.size / 3
    cut = np.sort(scores)[int(np.ceil(size)) - 1]
    below, tied = scores < cut, scores == cut
    share = (size - below.sum()) / tied.sum()
    weights: Floats = below + share * tied
    return weights
