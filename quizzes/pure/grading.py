"""Marking and what a score means. Fractions are 0-1, scores 0-100."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Marking:
    """What an answer is worth; `fraction` None: a person has to read it first."""

    fraction: float | None

    @property
    def right(self) -> bool:
        """Wholly right."""
        return self.fraction is not None and self.fraction >= 1


def mark_exact(key: Collection[str], chosen: Collection[str]) -> Marking:
    """All or nothing: 1 for exactly the key, else 0 (the rule stated in every such question)."""
    return Marking(1.0 if chosen and set(chosen) == set(key) else 0.0)


def mark_partial(key: Collection[str], wrong: Collection[str], chosen: Collection[str]) -> Marking:
    """The share of the right ones chosen less the share of the wrong ones chosen, never below 0.

    Choosing everything earns nothing, so guessing widely does not pay.
    """
    hits = len(set(key) & set(chosen)) / len(key) if key else 0.0
    slips = len(set(wrong) & set(chosen)) / len(wrong) if wrong else 0.0
    return Marking(max(0.0, hits - slips))


def mark_share(right: int, total: int) -> Marking:
    """The share of the parts that are right."""
    return Marking(right / total if total else 0.0)


def mark_order(key: Sequence[str], given: Sequence[str]) -> Marking:
    """How much of an order is right: the longest run of items, gaps allowed, in the right order.

    One item out of place among n costs one step of n - 1; the reverse order earns nothing. What is
    missing from `given` is out of place. The longest common subsequence, as Moodle's ordering
    question grades by "longest ordered subset".
    """
    place = {item: position for position, item in enumerate(key)}
    ranks = [place[item] for item in dict.fromkeys(given) if item in place]
    best: list[int] = []
    for position, rank in enumerate(ranks):
        before = [best[other] for other in range(position) if ranks[other] < rank]
        best.append(1 + max(before, default=0))
    longest = max(best, default=0)
    return Marking(max(0, longest - 1) / (len(key) - 1) if len(key) > 1 else 0.0)


def score_of(fractions: Iterable[float], points: Iterable[int] | None = None) -> float:
    """The score of an attempt: mean of its marks, weighted by points, x 100, one decimal.

    No questions score 0.
    """
    marks = list(fractions)
    weights = list(points) if points is not None else [1] * len(marks)
    total = sum(weights)
    earned = sum(mark * weight for mark, weight in zip(marks, weights, strict=True))
    return round(100 * earned / total, 1) if total else 0.0


def passes(score: float, pass_mark: int, critical: Iterable[float] = ()) -> bool:
    """Whether a score reaches the pass mark with every critical question wholly right."""
    return score >= pass_mark and all(fraction >= 1 for fraction in critical)


@dataclass(frozen=True)
class Weighed:
    """The mark of an answer (0-1; None: a person has to mark it) and what it counts."""

    fraction: float | None
    points: int = 1
    critical: bool = False


@dataclass(frozen=True)
class Outcome:
    """What the marks of an attempt add up to; both None while one of them is missing."""

    score: float | None
    passed: bool | None


def outcome_of(marks: Sequence[Weighed], pass_mark: int) -> Outcome:
    """Score and verdict of an attempt, once every answer has a mark."""
    fractions = [mark.fraction for mark in marks if mark.fraction is not None]
    if len(fractions) < len(marks):
        return Outcome(None, None)
    score = score_of(fractions, [mark.points for mark in marks])
    critical = [mark.fraction or 0.0 for mark in marks if mark.critical]
    return Outcome(score, passes(score, pass_mark, critical))
