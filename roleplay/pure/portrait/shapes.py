"""Paths of SVG from points. Everything drawn is a path, so that one face can move into another."""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Bezier = tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Shape:
    """One path with its attributes, all text: a template would write numbers in its language."""

    d: str
    fill: str = "none"
    stroke: str = "none"
    width: str = "0"
    opacity: str = "1.00"


def number(value: float) -> str:
    """A number as SVG wants it, to a tenth: "12", "12.5"."""
    return f"{round(value, 1) + 0:g}"


def share(value: float) -> str:
    """An opacity, kept between nothing and all."""
    return f"{min(max(value, 0), 1):.2f}"


def fill(d: str, colour: str, opacity: float = 1) -> Shape:
    """A filled shape."""
    return Shape(d, fill=colour, opacity=share(opacity))


def stroke(d: str, colour: str, width: float, opacity: float = 1) -> Shape:
    """A line; its ends are round."""
    return Shape(d, stroke=colour, width=number(width), opacity=share(opacity))


def at(point: Point) -> str:
    """A point as path data."""
    return f"{number(point[0])} {number(point[1])}"


def beziers(points: Sequence[Point], *, closed: bool = False) -> list[Bezier]:
    """The smooth curve through the points (Catmull-Rom), as Bézier pieces."""
    count = len(points)
    pieces = []
    for here in range(count if closed else count - 1):
        if closed:
            p0, p1 = points[here - 1], points[here]
            p2, p3 = points[(here + 1) % count], points[(here + 2) % count]
        else:
            p0, p1 = points[max(here - 1, 0)], points[here]
            p2, p3 = points[here + 1], points[min(here + 2, count - 1)]
        first = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        second = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        pieces.append((p1, first, second, p2))
    return pieces


def drawn(pieces: Sequence[Bezier]) -> str:
    """Bézier pieces that follow each other as path data, without the move to their start."""
    return "".join(f"C{at(one)} {at(two)} {at(end)}" for _start, one, two, end in pieces)


def line(points: Sequence[Point]) -> str:
    """An open smooth line."""
    return f"M{at(points[0])}" + drawn(beziers(points))


def blob(points: Sequence[Point]) -> str:
    """A closed smooth shape."""
    return f"M{at(points[0])}" + drawn(beziers(points, closed=True)) + "Z"


def outline(*strands: Sequence[Point]) -> str:
    """A closed shape of smooth strands with a corner where one ends and the next begins."""
    data = f"M{at(strands[0][0])}"
    end: list[Point] = []
    for strand in strands:
        data += drawn(beziers([*end, *strand]))
        end = [strand[-1]]
    return data + "Z"


def ellipse(x: float, y: float, across: float, down: float) -> str:
    """An ellipse as a path."""
    k = 0.5523
    return (
        f"M{at((x - across, y))}"
        f"C{at((x - across, y - down * k))} {at((x - across * k, y - down))} {at((x, y - down))}"
        f"C{at((x + across * k, y - down))} {at((x + across, y - down * k))} {at((x + across, y))}"
        f"C{at((x + across, y + down * k))} {at((x + across * k, y + down))} {at((x, y + down))}"
        f"C{at((x - across * k, y + down))} {at((x - across, y + down * k))} {at((x - across, y))}Z"
    )
