"""Shoulders, what is worn on them, and glasses."""

from roleplay.pure.portrait.head import EYE_X, EYE_Y, MIDDLE, Head
from roleplay.pure.portrait.palette import CLOTHES, FRAME, GLINT, Cloth
from roleplay.pure.portrait.shapes import (
    Point,
    Shape,
    at,
    blob,
    ellipse,
    fill,
    line,
    outline,
    stroke,
)

SIDES = (-1, 1)


def wear(kind: int, head: Head) -> list[Shape]:
    """One of six pieces; each has its colours in the palette."""
    return (shirt, jumper, polo, blouse, jacket, hoodie)[kind](head.neck, CLOTHES[kind])


def half(side: int, *points: Point) -> list[Point]:
    """Points measured from the middle line, on one side of the body."""
    return [(MIDDLE + side * across, down) for across, down in points]


def shoulder(neck: float, opening: float) -> list[Point]:
    """The line of the left shoulder from the arm up to the neckline, from the middle line."""
    broad = 106 + neck * 0.45
    return [
        (broad + 6, 322),
        (broad, 302),
        (broad - 14, 285),
        (76, 273),
        (opening, 262),
    ]


def torso(neck: float, opening: float, low: float) -> str:
    """Shoulders with a round neckline of that width and depth."""
    points = shoulder(neck, opening)
    return outline(
        half(-1, *points),
        [
            *half(-1, (opening * 0.72, low - 10)),
            (MIDDLE, low),
            *half(1, (opening * 0.72, low - 10), points[-1]),
        ],
        half(1, *reversed(points[:-1])),
    )


def arms(fold: str) -> list[Shape]:
    """Where the arms part from the trunk."""
    return [
        stroke(line(half(side, (85, 324), (80, 310), (81, 300))), fold, 3.4, 0.8) for side in SIDES
    ]


def shirt(neck: float, cloth: Cloth) -> list[Shape]:
    """An open collar with its seam."""
    button_line = [(MIDDLE + 2, 300.0), (MIDDLE + 2, 324.0)]
    shapes = [
        fill(torso(neck, neck + 8, 300), cloth.base),
        *arms(cloth.fold),
        stroke(line(button_line), cloth.fold, 3),
    ]
    for side in SIDES:
        tip = [(22.0, 312.0), (neck + 14, 286.0), (neck + 9, 261.0)]
        shapes += [
            fill(
                outline(
                    half(side, (neck + 3, 247), (neck - 6, 268), (4, 294)),
                    half(side, tip[0]),
                    half(side, *tip[1:], (neck + 3, 247)),
                ),
                cloth.base,
            ),
            stroke(line(half(side, (4, 294), *tip)), cloth.second, 2.4),
        ]
    return shapes


def jumper(neck: float, cloth: Cloth) -> list[Shape]:
    """A round neck with a ribbed edge."""
    rim = [*half(-1, (neck + 9, 256), (neck - 3, 272)), (MIDDLE, 281.0)]
    rim += half(1, (neck - 3, 272), (neck + 9, 256))
    hem = [*half(1, (neck + 10, 268), (neck * 0.7, 285)), (MIDDLE, 294.0)]
    hem += half(-1, (neck * 0.7, 285), (neck + 10, 268), (neck + 9, 256))
    return [
        fill(torso(neck, neck + 6, 282), cloth.base),
        *arms(cloth.fold),
        fill(outline(rim, hem), cloth.second),
    ]


def polo(neck: float, cloth: Cloth) -> list[Shape]:
    """A knitted collar with piping and a button."""
    placket = [*half(-1, (8, 290)), *half(1, (8, 290))]
    shapes = [
        fill(torso(neck, neck + 6, 296), cloth.base),
        *arms(cloth.fold),
        fill(
            f"M{at(placket[0])}L{at(placket[1])}L{at((MIDDLE + 8, 324))}L{at((MIDDLE - 8, 324))}Z",
            cloth.fold,
        ),
        fill(ellipse(MIDDLE, 304, 2.8, 2.8), cloth.second),
    ]
    for side in SIDES:
        piping = half(side, (18, 304), (neck + 4, 292), (neck + 17, 266))
        shapes += [
            fill(
                outline(
                    half(side, (neck + 4, 250), (neck - 4, 268), (3, 290)),
                    piping,
                    half(side, (neck + 10, 256), (neck + 4, 250)),
                ),
                cloth.fold,
            ),
            stroke(line(piping), cloth.second, 2.4, 0.9),
        ]
    return shapes


def blouse(neck: float, cloth: Cloth) -> list[Shape]:
    """A deep neckline and a thin chain."""
    points = shoulder(neck, neck + 12)
    slope = (neck * 0.5, 288.0)
    chain = [*half(-1, (neck - 1, 256), (neck * 0.5, 276)), (MIDDLE, 288.0)]
    chain += half(1, (neck * 0.5, 276), (neck - 1, 256))
    return [
        fill(
            outline(
                half(-1, *points),
                [*half(-1, slope), (MIDDLE, 312.0)],
                half(1, slope, points[-1]),
                half(1, *reversed(points[:-1])),
            ),
            cloth.base,
        ),
        *arms(cloth.fold),
        *(stroke(line(half(side, points[-1], slope, (0, 312))), cloth.fold, 5) for side in SIDES),
        stroke(line(chain), cloth.second, 2.4),
        fill(ellipse(MIDDLE, 291, 5, 5), cloth.second),
    ]


def jacket(neck: float, cloth: Cloth) -> list[Shape]:
    """A jacket over a white collar."""
    points = shoulder(neck, neck + 10)
    shapes = [
        fill(torso(neck, neck + 8, 292), cloth.second),
        *(
            fill(
                outline(
                    half(side, (neck + 2, 250), (neck - 4, 270), (2, 296)),
                    half(side, (16, 308), (neck + 8, 290)),
                    half(side, (neck + 12, 266), (neck + 2, 250)),
                ),
                GLINT,
            )
            for side in SIDES
        ),
    ]
    for side in SIDES:
        shapes += [
            fill(outline(half(side, *points), half(side, (neck + 2, 290), (10, 324))), cloth.base),
            fill(
                outline(
                    half(side, (neck + 10, 258), (neck + 24, 274), (neck + 26, 296)),
                    half(side, (neck + 12, 298), (neck + 18, 306)),
                    half(side, (12, 324)),
                    half(side, (neck - 2, 292), (neck + 6, 268), (neck + 10, 258)),
                ),
                cloth.fold,
            ),
        ]
    return shapes


def hoodie(neck: float, cloth: Cloth) -> list[Shape]:
    """A hood around the neck and its two cords."""
    rim = [*half(-1, (neck - 4, 266)), (MIDDLE, 290.0), *half(1, (neck - 4, 266), (neck - 2, 246))]
    hem = [*half(1, (neck + 4, 294)), (MIDDLE, 310.0)]
    hem += half(-1, (neck + 4, 294), (neck + 26, 268))
    return [
        fill(torso(neck, neck + 4, 284), cloth.base),
        *arms(cloth.fold),
        fill(
            outline(
                half(-1, (neck + 26, 268), (neck + 14, 250), (neck - 2, 246)),
                rim,
                half(1, (neck + 14, 250), (neck + 26, 268)),
                hem,
            ),
            cloth.fold,
        ),
        *(
            stroke(line(half(side, (14, 292), (16, 304), (15, 316))), cloth.second, 3.4)
            for side in SIDES
        ),
    ]


def spectacles(head: Head) -> list[Shape]:
    """Frames, with a breath of light on the glass."""
    shapes = []
    for side in SIDES:
        x, y = MIDDLE + side * EYE_X, EYE_Y + 3
        rim = blob(
            [
                (x - 28, y - 2),
                (x - 23, y - 20),
                (x, y - 23),
                (x + 23, y - 20),
                (x + 28, y - 2),
                (x + 22, y + 19),
                (x, y + 23),
                (x - 22, y + 19),
            ]
        )
        hinge, ear = (x + side * 28, y - 7), (MIDDLE + side * (head.cheek + 1), y - 11)
        shapes += [
            fill(rim, GLINT, 0.12),
            stroke(rim, FRAME, 3.6),
            stroke(f"M{at(hinge)}L{at(ear)}", FRAME, 3.6),
        ]
    bridge = [(MIDDLE - 7, EYE_Y - 2), (MIDDLE, EYE_Y - 6), (MIDDLE + 7, EYE_Y - 2)]
    return [*shapes, stroke(line(bridge), FRAME, 3.6)]
