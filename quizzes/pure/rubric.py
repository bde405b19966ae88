"""Marking by a rubric: criteria in levels with points; the mark is the share of the most points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizzes.pure.grading import Marking


@dataclass(frozen=True)
class Criterion:
    """What is looked at: the points of each level by its id, in the author's order."""

    id: str
    points: Mapping[str, int]

    @property
    def most(self) -> int:
        """What the best level is worth."""
        return max(self.points.values(), default=0)


class IncompleteError(ValueError):
    """A criterion without a level, or a level that is not of this rubric; `missing` names them."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__("criteria without a level")
        self.missing = list(missing)


def mark_rubric(rubric: Sequence[Criterion], levels: Mapping[str, str]) -> Marking:
    """The points reached over the most that can be reached, four decimals.

    `levels` maps the id of each criterion to the id of the level reached. Raises IncompleteError
    with the ids of the criteria that have no level of theirs.
    """
    missing = [each.id for each in rubric if levels.get(each.id) not in each.points]
    if missing:
        raise IncompleteError(missing)
    reached = sum(each.points[levels[each.id]] for each in rubric)
    most = sum(each.most for each in rubric)
    return Marking(round(reached / most, 4) if most else 0.0)
