"""Rows of answers turned into columns of numbers, piece by piece, so that few are held as rows."""

from typing import Any

import numpy as np

from quizzes.pure.item_marks import Ints, Marks

Row = tuple[str, int, int, float, int, str | None]


class AnswerColumns:
    """Takes rows of (attempt, version, position, fraction, points, answer as text).

    `attempts`, `versions` and `said` number what was met, in the order in which it was.
    """

    def __init__(self) -> None:
        self.attempts: dict[str, int] = {}
        self.versions: dict[int, int] = {}
        self.said: dict[tuple[int, str | None], int] = {}
        self._columns: tuple[list[Any], ...] = ([], [], [], [], [], [])

    def take(self, rows: list[Row]) -> None:
        """Adds rows, at least one."""
        attempts, versions, positions, fractions, points, answers = zip(*rows, strict=True)
        pieces = (
            _numbered(self.attempts, attempts),
            _numbered(self.versions, versions),
            np.array(fractions, np.float64),
            np.array(points, np.float64),
            np.array(positions, np.int32),
            _numbered(self.said, zip(versions, answers, strict=True)),
        )
        for column, piece in zip(self._columns, pieces, strict=True):
            column.append(piece)

    def marks(self, items: Ints) -> Marks:
        """All of it, given away once; `items`: which item each version is, as in `versions`."""
        if not self._columns[0]:
            return Marks.of_matrix(np.empty((0, 0)))
        columns = [_joined(column) for column in self._columns]
        return Marks(columns[0], items[columns[1]], *columns[2:])


def _joined(pieces: list[Any]) -> Any:
    """One column at a time is there twice."""
    whole = np.concatenate(pieces)
    pieces.clear()
    return whole


def _numbered(known: dict[Any, int], values: Any) -> Ints:
    return np.array([known.setdefault(each, len(known)) for each in values], np.int32)
