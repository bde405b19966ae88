"""Marking and what a score means. Fractions are 0-1, scores 0-100."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Marking:
    """What an answer is worth."""

    fraction: float

    @property
    def right(self) -> bool:
        """Wholly right."""
        return self.fraction >= 1


def mark_exact(key: Collection[str], chosen: Collection[str]) -> Marking:
    """All or nothing: 1 for exactly the key, else 0 (the rule stated in every such question)."""
    return Marking(1.0 if chosen and set(chosen) == set(key) else 0.0)


def score_of(fractions: Iterable[float]) -> float:
    """The score of an attempt: mean of its marks x 100, one decimal. No questions score 0."""
    marks = list(fractions)
    return round(100 * sum(marks) / len(marks), 1) if marks else 0.0


def passes(score: float, pass_mark: int) -> bool:
    """Whether a score reaches the pass mark."""
    return score >= pass_mark
