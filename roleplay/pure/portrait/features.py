"""Eyes, brows and mouth: what an expression moves."""

import math
from collections.abc import Callable

from roleplay.pure.portrait.head import EYE_X, EYE_Y, MIDDLE, MOUTH_Y
from roleplay.pure.portrait.palette import GLINT, MOUTH, PUPIL, TEETH, TONGUE, WHITE, Skin
from roleplay.pure.portrait.person import Expression
from roleplay.pure.portrait.shapes import (
    Bezier,
    Point,
    Shape,
    at,
    drawn,
    ellipse,
    fill,
    line,
    outline,
    stroke,
)

EYE_SIZE = 1.13


def eye(
    side: int, skin: Skin, iris: tuple[str, str], shown: Expression, *, painted: bool
) -> list[Shape]:
    """One eye. Nothing is clipped: the lids are painted over the ball, as they lie in life."""
    x = MIDDLE + side * EYE_X

    def p(across: float, down: float) -> Point:
        return (x + side * across * EYE_SIZE, EYE_Y + down * EYE_SIZE)

    anger, worry = max(shown.brow_angle, 0) / 100, max(-shown.brow_angle, 0) / 100
    smile = max(shown.mouth_curve, 0) / 100
    wide = shown.eye_open / 100
    up = 1 + 16 * wide
    low = 7 - 3.5 * smile - shown.tension * 0.012 + 2 * wide
    crease = max(up + 9 - 4 * wide, 15.5)
    inner, outer = p(-20, 3), p(21, 3 * worry)
    tip = p(27, -6 + 3 * worry) if painted else p(23.5, -1 + 3 * worry)
    thick = 6.2 if painted else 5

    def over(height: float, slant: float = 1) -> tuple[Point, Point]:
        """The two controls of a curve of the upper lid, from the inner corner to the outer."""
        return (
            p(-12, -height * 1.3 + (anger * 8 - worry * 2) * slant),
            p(10, -height * 1.36 - anger + worry * 5),
        )

    lid = over(up)
    upper: Bezier = (inner, *lid, outer)
    lower: Bezier = (outer, p(12, low * 1.25), p(-10, low * 1.3), inner)
    shadow, fold, lashes = over(up - 4.5), over(crease, 0.4), over(up + thick * 0.82)
    cx = x + shown.gaze_x * 0.092
    cy = EYE_Y + shown.gaze_y * 0.06 - 1.5
    return [
        fill(f"M{at(inner)}{drawn([upper, lower])}Z", WHITE),
        fill(ellipse(cx, cy, 12.6, 12.6), iris[1]),
        fill(ellipse(cx, cy, 10.8, 10.8), iris[0]),
        fill(ellipse(cx, cy, 5.6, 5.6), PUPIL),
        fill(ellipse(cx - 4, cy - 4.2, 3.5, 3.5), GLINT, 0.95),
        fill(ellipse(cx + 3.8, cy + 4.4, 1.8, 1.8), GLINT, 0.45),
        fill(
            f"M{at(inner)}{drawn([upper])}C{at(shadow[1])} {at(shadow[0])} {at(inner)}Z",
            skin.line,
            0.3,
        ),
        fill(
            f"M{at(outer)}{drawn([lower])}C{at(p(-14, low + 17))} {at(p(14, low + 17))} "
            f"{at(outer)}Z",
            skin.base,
        ),
        stroke(
            line([p(18, low * 0.42 + worry * 2), p(7, low * 0.95), p(-8, low * 0.98)]),
            skin.line,
            1.8,
            0.4,
        ),
        fill(f"M{at(inner)}{drawn([upper])}C{at(fold[1])} {at(fold[0])} {at(inner)}Z", skin.lid),
        stroke(f"M{at(inner)}{drawn([(inner, *fold, outer)])}", skin.shade, 2, 0.9),
        fill(
            f"M{at(inner)}{drawn([(inner, *lid, tip)])}C{at(lashes[1])} {at(lashes[0])} "
            f"{at(inner)}Z",
            skin.line,
        ),
    ]


def brow(side: int, colour: str, shown: Expression, *, heavy: bool) -> Shape:
    """One brow: thick inside, tapering out. Tense and tilted, one rides higher than the other."""
    x, y = MIDDLE + side * EYE_X, EYE_Y - 31
    anger, worry = max(shown.brow_angle, 0) / 100, max(-shown.brow_angle, 0) / 100
    doubt = side * shown.tilt * shown.tension / 10000
    lift = shown.brow_height * 0.09 + doubt * 14
    half = 5.2 if heavy else 4.2
    inner = (x - side * (20 + anger * 3 + worry), y - lift + anger * 14 - worry * 12)
    middle = (x + side * 4, y - lift - 6 + anger * 5 - worry * 2)
    outer = (x + side * 29, y - lift + 3 - anger * 7 + worry * 8)
    return fill(
        outline(
            [(inner[0], inner[1] - half), (middle[0], middle[1] - half), outer],
            [(middle[0] - side, middle[1] + half), (inner[0] + side, inner[1] + half)],
            [(inner[0] - side * 1.5, inner[1]), (inner[0], inner[1] - half)],
        ),
        colour,
    )


def mouth(skin: Skin, shown: Expression, *, painted: bool, bearded: bool) -> list[Shape]:
    """Lips around a dark gap that a closed mouth keeps as a line; teeth when it opens."""
    smile, frown = max(shown.mouth_curve, 0) / 100, max(-shown.mouth_curve, 0) / 100
    gape, tight = shown.mouth_open / 100, shown.tension / 100
    shout = gape * frown
    pressed = tight * (1 - gape)
    x = MIDDLE + shown.gaze_x * 0.05 * pressed
    half = 27 + 8 * smile + 3 * pressed - 5 * gape * (1 - smile) + 7 * shout
    gap = 3.6 + pressed + 31 * gape
    centre = MOUTH_Y + 5 * smile - 4 * frown
    top, low = centre - gap * 0.42, centre + gap * 0.58
    corner = MOUTH_Y - 9 * smile + 9 * frown
    corner += (centre + 4 - corner) * min(shout * 1.4, 1)
    bend = 1.9 + 3.4 * shout
    skew = shown.gaze_x * 0.045 * pressed * (0.4 + frown)
    bow, under = (5.5, 8.5)
    if painted:
        bow, under = 7.5, 10.5
    bow, under = bow * (1 - 0.6 * tight), under * (1 - 0.6 * tight)

    def edge(middle: float, puff: Callable[[float], float] | None = None) -> list[Point]:
        """A curve from corner to corner through `middle`, pushed out by `puff`."""
        steps = (-1, -0.82, -0.55, -0.22, 0, 0.22, 0.55, 0.82, 1)
        return [
            (
                x + half * u,
                middle + (corner - middle) * abs(u) ** bend - skew * u + (puff(u) if puff else 0),
            )
            for u in steps
        ]

    def row(middle: float, inset: float, depth: float) -> str:
        """Teeth along an edge, as deep as `depth` in the middle and thinner to the sides."""
        steps = (-1, -0.6, -0.2, 0.2, 0.6, 1)
        ridge = [
            (x + half * inset * u, middle + (corner - middle) * abs(inset * u) ** bend)
            for u in steps
        ]
        rim = [
            (px, py + depth * (1 - 0.35 * u * u)) for (px, py), u in zip(ridge, steps, strict=True)
        ]
        return outline(ridge, rim[::-1], [ridge[0]])

    def upper_puff(u: float) -> float:
        return -bow * (1 - math.pow(abs(u), 1.6)) + (bow * 0.3 if u == 0 else 0)

    def lower_puff(u: float) -> float:
        return under * (1 - u * u)

    teeth = max(0.0, min(1.0, (gap - 7) / 5))
    strength = 1 if painted else 0.6
    upper, lower = edge(top), edge(low)
    chin = low + under
    ticks = 0.2 + 0.6 * max(pressed, smile * 0.7)
    return [
        stroke(
            line([(x - 12, chin + 6), (x, chin + 8 - frown * 4), (x + 12, chin + 6)]),
            skin.shade,
            4,
            0 if bearded else 0.7 * (1 - gape),
        ),
        fill(outline(edge(top, upper_puff), upper[::-1][1:]), skin.lip, strength),
        fill(outline(lower, edge(low, lower_puff)[::-1][1:]), skin.lip, strength * 0.86),
        fill(outline(upper, lower[::-1][1:]), MOUTH),
        fill(ellipse(x, low - gap * 0.16, half * 0.5, max(gap * 0.2, 0.6)), TONGUE, teeth * 0.9),
        fill(row(top, 0.86, min(gap * 0.42, 10)), TEETH, teeth),
        fill(row(low, 0.72, -min(gap * 0.2, 6)), TEETH, teeth * min(shout * 2, 1)),
        *(
            stroke(
                line(
                    [
                        (end[0] + to * 2, end[1] - 4 + frown * 4),
                        (end[0] + to * 4, end[1] + frown * 3),
                        (end[0] + to * 3, end[1] + 4 + frown * 4),
                    ]
                ),
                skin.shade,
                3,
                0 if bearded else ticks,
            )
            for end, to in ((upper[0], -1), (upper[-1], 1))
        ),
    ]
