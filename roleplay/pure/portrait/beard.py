"""Moustache and beard: around the mouth, which is painted over them."""

from roleplay.pure.portrait.head import MIDDLE, MOUTH_Y, Head, jaw_drop
from roleplay.pure.portrait.palette import Hair
from roleplay.pure.portrait.person import Expression
from roleplay.pure.portrait.shapes import Point, Shape, fill, outline


def beard(kind: int, head: Head, hair: Hair, shown: Expression) -> list[Shape]:
    """Nothing, a moustache, or a whole beard; they follow the corners of the mouth and the jaw."""
    if kind == 0:
        return []
    end = MOUTH_Y - 4 - shown.mouth_curve * 0.07
    half = 33 + max(shown.mouth_curve, 0) * 0.06
    moustache = fill(upper_lip(end, half, shown.mouth_curve * 0.03), hair.base)
    if kind == 1:
        return [moustache]
    return [fill(jaw(head, jaw_drop(shown), end, half), hair.base), moustache]


def both(points: list[Point]) -> list[Point]:
    """Points of the left half, and their mirror on the way back out."""
    return points + [(-across, down) for across, down in reversed(points) if across]


def placed(points: list[Point]) -> list[Point]:
    """Points measured from the middle line, in the box."""
    return [(MIDDLE + across, down) for across, down in points]


def upper_lip(end: float, half: float, rise: float) -> str:
    """The moustache."""
    y = MOUTH_Y
    over = [(-half, end + 6), (-half * 0.7, y - 10 - rise), (-10.0, y - 15), (0.0, y - 12)]
    under = [(half * 0.5, y - 1), (0.0, y - 4), (-half * 0.5, y - 1), (-half, end + 6)]
    left, right = over, both(over)[len(over) :]
    return outline(placed(left), placed(right), placed(under))


def jaw(head: Head, drop: float, end: float, half: float) -> str:
    """The beard from ear to ear, open around the mouth."""
    y = MOUTH_Y
    outer = [
        (-head.cheek - 1, 152.0),
        (-head.cheek - 1, 172.0),
        (-head.jaw - 5, 206 + drop * 0.4),
        (-head.chin_half - 6, head.chin + 3 + drop),
        (0.0, head.chin + 9 + drop),
    ]
    cheek = [(-half, end + 1), (-head.cheek + 24, 192.0), (-head.cheek + 12, 176.0)]
    lip = [(-half + 5, y + 8), (-14.0, y + 14), (0.0, y + 15)]
    return outline(
        placed(both(outer)),
        placed([(-across, down) for across, down in reversed(cheek)]),
        placed([*both(lip)[::-1], (-half, end + 1)]),
        placed([*cheek[1:], outer[0]]),
    )
