"""Item analysis by classical test theory: what a quiz and its questions measured.

The figures are those of Moodle's quiz report ("Quiz statistics calculations", in Moodle's developer
documentation), and equal to them for a quiz that asks everybody the same. Formulas, sources, and
what differs where people get different questions: docs/algorithms/item-analysis.md. In short, an
item is judged by the attempts that were asked it, beside what those people earned of the rest of
their own attempt. Nothing undefined is a number: it is None.
"""

from collections.abc import Sequence

import numpy as np

from quizzes.pure.item_figures import Analysis, Choice, Item, ItemStatistics, QuizStatistics
from quizzes.pure.item_marks import Asked, Marks, by_item
from quizzes.pure.moments import (
    Floats,
    correlation,
    covariance,
    deviation,
    kurtosis,
    mean,
    median,
    skewness,
    thirds,
    vary,
)
from quizzes.pure.reliability import alpha_of

Answers = Sequence[Sequence[str] | None]


def analyse(marks: Marks, items: Sequence[Item], answers: Answers = ()) -> Analysis:
    """The analysis of these marks.

    `answers[said]` are the parts chosen in a distinct answer; None: it was left open.
    """
    earned, possible = marks.earned, marks.possible
    there = possible > 0
    scores = earned[there] / possible[there]
    quiz = _quiz(scores, alpha_of(marks, possible, scores))
    # Taken apart twice: what an item weighs needs the sum over all.
    weights = [_weights(each) for each in by_item(marks, earned, possible, len(items))]
    intended, pulls = [each[0] for each in weights], [each[1] for each in weights]
    asked = by_item(marks, earned, possible, len(items))
    return Analysis(
        quiz,
        tuple(
            _item(item, each, answers, intended=weight, effective=effect)
            for item, each, weight, effect in zip(
                items, asked, _percent(intended), _percent(pulls), strict=True
            )
        ),
    )


def _weights(asked: Asked) -> tuple[float, float | None]:
    """Intended and effective, neither yet as a share of all."""
    pull = asked.pull
    return float(asked.worth.sum()), None if pull is None else pull * asked.said.size


def _percent(weights: Sequence[float | None]) -> list[float | None]:
    """Of the sum of those there are."""
    whole = sum(weight for weight in weights if weight is not None)
    return [None if weight is None or not whole else 100 * weight / whole for weight in weights]


def _item(
    item: Item,
    asked: Asked,
    answers: Answers,
    *,
    intended: float | None,
    effective: float | None,
) -> ItemStatistics:
    choices, omitted = _choices(item, asked, answers)
    return ItemStatistics(
        item.key,
        asked.said.size,
        mean(asked.fraction),
        deviation(asked.fraction),
        item.guess,
        intended,
        effective,
        correlation(*asked.beside_rest),
        _efficiency(*asked.beside_rest),
        choices,
        omitted,
        item.options,
    )


def _efficiency(fraction: Floats, rest: Floats) -> float | None:
    """Covariance in percent of the largest these marks allow: were both in the same order."""
    if not (vary(fraction) and vary(rest)):
        return None
    most = covariance(np.sort(fraction), np.sort(rest))
    real = covariance(fraction, rest)
    return 100 * real / most if most and real is not None else None


def _choices(item: Item, asked: Asked, answers: Answers) -> tuple[tuple[Choice, ...], float]:
    """What was chosen by whom; and the share that chose nothing."""
    if not answers or not asked.said.size:
        return (), 0.0
    groups = (np.ones(asked.said.size), *thirds(asked.score))
    kinds, which = np.unique(asked.said, return_inverse=True)
    shares = np.array([np.bincount(which, group) / group.sum() for group in groups]).T
    totals = {part: np.zeros(3) for part in item.parts}
    omitted = 0.0
    for kind, share in zip(kinds, shares, strict=True):
        chosen = answers[kind] if kind >= 0 else None
        omitted += float(share[0]) if chosen is None else 0.0
        for part in dict.fromkeys(chosen or ()):
            totals[part] = totals.get(part, 0) + share
    known = frozenset(item.parts)
    found = (
        Choice(part, part in item.right if part in known else None, *map(float, total))
        for part, total in totals.items()
    )
    return tuple(found), omitted


def _quiz(scores: Floats, alpha: float | None) -> QuizStatistics:
    percent = 100 * scores
    sd = deviation(percent)
    error_ratio = None if alpha is None else 100 * float(np.sqrt(max(1 - alpha, 0.0)))
    return QuizStatistics(
        scores.size,
        mean(percent),
        median(percent),
        sd,
        skewness(percent),
        kurtosis(percent),
        alpha,
        error_ratio,
        None if error_ratio is None or sd is None else error_ratio * sd / 100,
    )
