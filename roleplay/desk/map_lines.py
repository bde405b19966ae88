"""Where the lines of a map run: from row to row straight, farther in lanes beside the boxes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

LANE, FIRST_LANE, EDGE = 14, 22, 10
# How far from a row a line turns into its lane; lanes take turns, so that few lie on each other.
TURN, TURNS, APART = 10, 4, 6
RADIUS = 6
BEND = 30

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, across: float) -> "Box":
        """The same, farther to the right."""
        return replace(self, x=self.x + across)


@dataclass(frozen=True)
class Line:
    """A way between two boxes; `look` is a quality, "rule" or "default"."""

    source: str
    target: str
    look: str
    words: str


@dataclass(frozen=True)
class Route:
    """A line with its path."""

    line: Line
    d: str


@dataclass(frozen=True)
class Drawn:
    """All routes, and how much room they take: boxes move right by `left`."""

    routes: tuple[Route, ...]
    left: float
    width: float


@dataclass(frozen=True)
class _Way:
    """A line on its side: 0 straight down to the next row, 1 right of the boxes, -1 left of them.

    Lines turn in the gaps between rows: beside the boxes they pass the rows from `first` to `last`.
    """

    line: Line
    first: int
    last: int
    side: int
    lane: int = 0
    x: float = 0


def route(
    boxes: Mapping[str, Box],
    rows: Sequence[Sequence[str]],
    lines: Iterable[Line],
    width: float,
) -> Drawn:
    """The path of every line; `width` is that of the boxes."""
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    sides = [
        (min(boxes[name].x for name in row), max(boxes[name].x + boxes[name].width for name in row))
        for row in rows
    ]
    ways = _in_lanes([_way(line, row_of) for line in lines], sides)
    beside = [way.x for way in ways if way.side]
    left = max(0, EDGE - min(beside, default=EDGE))
    placed = {name: box.moved(left) for name, box in boxes.items()}
    starts, ends = _ports(placed, ways, out=True), _ports(placed, ways, out=False)
    routes = (
        Route(
            way.line,
            _around(starts[way.line], ends[way.line], way.x + left, way.lane)
            if way.side
            else _down(starts[way.line], ends[way.line]),
        )
        for way in ways
    )
    return Drawn(tuple(routes), left, left + max([width, *(x + EDGE for x in beside)]))


def _way(line: Line, row_of: Mapping[str, int]) -> _Way:
    source, target = row_of[line.source], row_of[line.target]
    if target > source:
        return _Way(line, source + 1, target - 1, 0 if target == source + 1 else 1)
    return _Way(line, target, source, -1)


def _in_lanes(ways: list[_Way], sides: Sequence[tuple[float, float]]) -> list[_Way]:
    """Short ones close to the boxes they pass, and none where another runs at that height."""
    found: list[_Way] = []
    for way in sorted(ways, key=lambda each: each.last - each.first):
        if not way.side:
            found.append(way)
            continue
        passed = sides[way.first : way.last + 1]
        edge = max(right for _, right in passed) if way.side > 0 else min(x for x, _ in passed)
        lane = 0
        while True:
            x = edge + way.side * (FIRST_LANE + LANE * lane)
            if not any(_meet(way, x, other) for other in found):
                break
            lane += 1
        found.append(replace(way, lane=lane, x=x))
    return found


def _meet(way: _Way, x: float, other: _Way) -> bool:
    """Whether a lane at `x` would run too close to another line's; they also turn in gaps."""
    return (
        way.side == other.side
        and other.first - 1 <= way.last
        and way.first - 1 <= other.last
        and abs(other.x - x) < LANE
    )


def _ports(boxes: Mapping[str, Box], ways: list[_Way], *, out: bool) -> dict[Line, Point]:
    """Where each line leaves its box below, or enters it above: side by side, in order."""
    at: dict[str, list[_Way]] = {}
    for way in ways:
        at.setdefault(way.line.source if out else way.line.target, []).append(way)
    found = {}
    for name, here in at.items():
        box = boxes[name]

        def order(way: _Way, out: bool = out) -> tuple[int, float]:
            other = boxes[way.line.target if out else way.line.source]
            return way.side, way.x if way.side else other.x

        for place, way in enumerate(sorted(here, key=order), start=1):
            x = box.x + box.width * place / (len(here) + 1)
            found[way.line] = (x, box.y + box.height if out else box.y)
    return found


def _down(start: Point, end: Point) -> str:
    (x, y), (to_x, to_y) = start, end
    return f"M{x:g} {y:g}C{x:g} {y + BEND:g} {to_x:g} {to_y - BEND:g} {to_x:g} {to_y:g}"


def _around(start: Point, end: Point, lane_x: float, lane: int) -> str:
    away = TURN + APART * (lane % TURNS)
    below, above = start[1] + away, end[1] - away
    corners = [start, (start[0], below), (lane_x, below), (lane_x, above), (end[0], above), end]
    return _rounded(corners)


def _rounded(points: Sequence[Point]) -> str:
    d = f"M{points[0][0]:g} {points[0][1]:g}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        first, second = _towards(corner, before), _towards(corner, after)
        d += f"L{first[0]:g} {first[1]:g}Q{corner[0]:g} {corner[1]:g} {second[0]:g} {second[1]:g}"
    return d + f"L{points[-1][0]:g} {points[-1][1]:g}"


def _towards(corner: Point, other: Point) -> Point:
    """A point near the corner on the way to another; lines are level or upright."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    near = min(RADIUS, (abs(across) + abs(down)) / 2)
    if across:
        return corner[0] + (near if across > 0 else -near), corner[1]
    return corner[0], corner[1] + (near if down > 0 else -near if down else 0)
