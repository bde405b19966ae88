"""Head, ears, neck, nose and their shading."""

from dataclasses import dataclass

from roleplay.pure.portrait.palette import Skin
from roleplay.pure.portrait.person import Expression
from roleplay.pure.portrait.shapes import (
    Point,
    Shape,
    at,
    beziers,
    blob,
    drawn,
    ellipse,
    fill,
    line,
    outline,
    stroke,
)

MIDDLE = 160.0
EYE_Y = 147.0
EYE_X = 35.0
MOUTH_Y = 204.0


@dataclass(frozen=True)
class Head:
    """A shape of head in the numbers of the box; halves are measured from the middle."""

    top: float
    temple: float
    cheek: float
    jaw: float
    chin: float
    chin_half: float
    neck: float
    nose: float

    def x(self, share: float) -> float:
        """Where a share of the head's half width is: -1 left temple, 1 right temple."""
        return MIDDLE + share * self.temple

    def y(self, share: float) -> float:
        """Where a share of the head's height is: 0 top of the skull, 1 the closed chin."""
        return self.top + share * (234 - self.top)

    def points(self, pairs: str) -> list[Point]:
        """Pairs of shares, "across down  across down", as points of the box."""
        numbers = [float(word) for word in pairs.split()]
        return [
            (self.x(across), self.y(down))
            for across, down in zip(numbers[::2], numbers[1::2], strict=True)
        ]


HEADS = (
    Head(top=55, temple=68, cheek=70, jaw=53, chin=234, chin_half=20, neck=29, nose=11),
    Head(top=60, temple=71, cheek=77, jaw=64, chin=231, chin_half=25, neck=32, nose=13),
    Head(top=55, temple=70, cheek=73, jaw=66, chin=235, chin_half=33, neck=37, nose=13),
    Head(top=50, temple=66, cheek=67, jaw=50, chin=238, chin_half=19, neck=28, nose=10),
)


def edge(head: Head, drop: float) -> list[Point]:
    """The outline of the face, from the top down its right side and up the left one."""
    half = [
        (0.72 * head.temple, head.top + 17),
        (head.temple, head.top + 58),
        (head.cheek, 160.0),
        (head.jaw + 1, 203 + drop * 0.4),
        (head.chin_half, head.chin - 5 + drop),
    ]
    right = [(MIDDLE + across, down) for across, down in half]
    left = [(MIDDLE - across, down) for across, down in reversed(half)]
    return [(MIDDLE, head.top), *right, (MIDDLE, head.chin + drop), *left]


def jaw_drop(shown: Expression) -> float:
    """How far the chin sinks under an open mouth."""
    return shown.mouth_open * 0.15


def ears(head: Head, skin: Skin, shown: Expression) -> list[Shape]:
    """Both ears, the right one in the shade; they redden with the cheeks."""
    shapes = []
    for side, colour in ((-1, skin.base), (1, skin.lid)):
        x = MIDDLE + side * (head.cheek + 3)
        shapes += [
            fill(ellipse(x, 154, 12, 21), colour),
            fill(ellipse(x, 154, 12, 21), skin.blush, 0.08 + shown.flush * 0.004),
            stroke(
                line([(x + side * 4, 143), (x - side * 2, 145), (x - side * 4, 157)]),
                skin.shade,
                3,
                0.9,
            ),
        ]
    return shapes


def neck(head: Head, skin: Skin) -> list[Shape]:
    """The neck down into the clothes, with the shadow of the chin on it."""
    half = head.neck
    left, right = MIDDLE - half, MIDDLE + half
    return [
        fill(
            f"M{at((left, 200))}L{at((left, 250))}C{at((left, 262))} {at((left - 20, 268))} "
            f"{at((left - 46, 274))}L{at((left - 46, 320))}L{at((right + 46, 320))}L"
            f"{at((right + 46, 274))}C{at((right + 20, 268))} {at((right, 262))} {at((right, 250))}"
            f"L{at((right, 200))}Z",
            skin.base,
        ),
        fill(
            f"M{at((left, 200))}L{at((left, 238))}C{at((left + 18, 262))} {at((right - 20, 268))} "
            f"{at((right, 252))}L{at((right, 200))}Z",
            skin.shade,
        ),
    ]


def plain_face(head: Head, skin: Skin, shown: Expression) -> list[Shape]:
    """The face without its features: skin, the shaded side, cheeks."""
    points = edge(head, jaw_drop(shown))
    pieces = beziers(points, closed=True)
    shaded = pieces[2:6]
    back = [
        points[6],
        (MIDDLE + head.chin_half * 1.1, points[6][1] - 17),
        (MIDDLE + head.jaw * 0.86, 196),
        (MIDDLE + head.cheek - 13, 158),
        (MIDDLE + head.temple - 7, 128),
        points[2],
    ]
    heat = shown.flush / 100
    smile = max(shown.mouth_curve, 0) / 100
    shapes = [
        fill(blob(points), skin.base),
        fill(f"M{at(points[2])}{drawn(shaded)}{drawn(beziers(back))}Z", skin.shade, 0.62),
        fill(
            blob([(MIDDLE - 54, 172), (MIDDLE, 152), (MIDDLE + 54, 172), (MIDDLE, 184)]),
            skin.blush,
            heat * 0.16,
        ),
        fill(
            blob([(MIDDLE - 46, 174), (MIDDLE, 160), (MIDDLE + 46, 174), (MIDDLE, 184)]),
            skin.blush,
            heat * 0.12,
        ),
    ]
    for side in (-1, 1):
        x, y = MIDDLE + side * (head.cheek - 29), 183 - smile * 4
        shapes += [
            fill(ellipse(x, y, 25 * size, 15 * size), skin.blush, 0.05 + heat * 0.11)
            for size in (1, 0.8, 0.6, 0.4)
        ]
    return shapes


def nose(head: Head, skin: Skin, shown: Expression) -> list[Shape]:
    """A shadow down one side, the wings and the light on the tip."""
    wide = head.nose + shown.tension * 0.025 + max(shown.brow_angle, 0) * 0.015
    up = max(shown.brow_angle, 0) * 0.02
    x, base = MIDDLE, 185 - up
    return [
        fill(
            outline(
                [(x + 5, 146), (x + 8, 160), (x + wide + 2, 176), (x + wide, base)],
                [(x + 4, base + 4), (x - 3, base + 3)],
                [(x + 4, base - 6), (x + 5, 168), (x + 3, 152), (x + 5, 146)],
            ),
            skin.shade,
            0.75,
        ),
        stroke(
            line(
                [
                    (x - wide, base - 5),
                    (x - wide + 1, base),
                    (x - 5, base + 1),
                    (x, base + 4),
                    (x + 6, base + 1),
                    (x + wide, base),
                    (x + wide + 1, base - 6),
                ]
            ),
            skin.line,
            2.6,
            0.62,
        ),
        fill(ellipse(x - 2, base - 8, 10, 7), skin.blush, 0.06 + shown.flush * 0.0016),
    ]
