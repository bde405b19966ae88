"""The lines of age, and those an expression draws for a moment."""

from roleplay.pure.portrait.head import EYE_X, EYE_Y, MIDDLE, Head
from roleplay.pure.portrait.palette import Skin
from roleplay.pure.portrait.person import Expression
from roleplay.pure.portrait.shapes import Shape, line, stroke


def age(head: Head, years: int, skin: Skin, shown: Expression) -> list[Shape]:
    """Folds beside the mouth, under the eyes, on the forehead; smiling deepens some."""
    smile = max(shown.mouth_curve, 0) / 100
    raised = max(shown.brow_height, 0) / 100
    fold = min(1, (0.0, 0.5, 0.85)[years] + smile * 0.25)
    shapes = []
    for side in (-1, 1):
        corner = MIDDLE + side * (31 + smile * 8)
        shapes.append(
            stroke(
                line(
                    [
                        (MIDDLE + side * (head.nose + 8), 182),
                        (corner + side * 2, 192 - smile * 3),
                        (corner + side * 5, 206),
                    ]
                ),
                skin.shade,
                3,
                fold,
            )
        )
        eye = MIDDLE + side * EYE_X
        shapes += [
            stroke(
                line(
                    [
                        (eye - side * 14, EYE_Y + 15),
                        (eye + side * 2, EYE_Y + 20),
                        (eye + side * 17, EYE_Y + 14),
                    ]
                ),
                skin.shade,
                2.6,
                (0, 0.55, 0.9)[years],
            ),
            stroke(
                line([(eye + side * 25, EYE_Y + 2), (eye + side * 31, EYE_Y + 5)]),
                skin.shade,
                2.4,
                (0, 0.3, 0.9)[years] * (0.6 + smile * 0.4),
            ),
            stroke(
                line([(eye + side * 25, EYE_Y - 4), (eye + side * 32, EYE_Y - 5)]),
                skin.shade,
                2.4,
                (0, 0.2, 0.9)[years] * (0.6 + smile * 0.4),
            ),
        ]
    forehead = head.top + 48
    lift = raised * 4
    for number_of, half in enumerate((27, 21)):
        y = forehead - number_of * 9 - lift
        shapes.append(
            stroke(
                line(
                    [
                        (MIDDLE - half, y + 1),
                        (MIDDLE - half / 2, y - 1),
                        (MIDDLE, y + 1),
                        (MIDDLE + half / 2, y - 1),
                        (MIDDLE + half, y + 1),
                    ]
                ),
                skin.shade,
                2.4,
                (raised * 0.35, 0.2 + raised * 0.5, 0.75)[years],
            )
        )
    anger = max(shown.brow_angle, 0) / 100
    for side in (-1, 1):
        shapes.append(
            stroke(
                line(
                    [
                        (MIDDLE + side * 8, 112 + anger * 3),
                        (MIDDLE + side * 5.5, 120 + anger * 3),
                        (MIDDLE + side * 5, 129 + anger * 3),
                    ]
                ),
                skin.line,
                2.6,
                anger * 0.6,
            )
        )
    return shapes
