"""A voice as a line: it trembles when tense, swells with anger, lies nearly flat when held back."""

import math
from dataclasses import dataclass

from roleplay.pure.portrait.shapes import at

LENGTH = 320
MIDDLE = 32
STEP = 2


@dataclass(frozen=True)
class Wave:
    """A path twice as long as the box it moves through, 0 0 320 64, and how it moves."""

    d: str
    pace: str  # still, even, tense or loud


def wave_of(
    anger: int, trust: int, openness: int, patience: int, *, hides_anger: bool = False
) -> Wave:
    """The line of a voice from the meters of the customer, 0 to 100."""
    held = 1 - openness / 100 if hides_anger else 0.0
    heat = anger / 100 * (0.15 if hides_anger else 1)
    unease = min(1, max(heat, (100 - trust) / 160, (60 - patience) / 120, held * 0.6))
    size = (7 + 21 * heat) * (1 - 0.55 * held)
    if heat >= 0.7:
        pace = "loud"
    elif held >= 0.6:
        pace = "still"
    else:
        pace = "tense" if unease >= 0.45 else "even"
    points = [(float(x), _height(x, size, unease)) for x in range(0, 2 * LENGTH + STEP, STEP)]
    return Wave(f"M{at(points[0])}" + "".join(f"L{at(point)}" for point in points[1:]), pace)


def _height(x: int, size: float, unease: float) -> float:
    """Whole numbers of waves in the box, so that its end meets its beginning."""
    turn = 2 * math.pi * x / LENGTH
    phrase = 0.3 + 0.7 * abs(math.sin(1.5 * turn + 0.6))
    smooth = math.sin(9 * turn)
    rough = 0.55 * math.sin(17 * turn + 1) + 0.45 * math.sin(23 * turn)
    return MIDDLE + size * phrase * (smooth * (1 - unease) + rough * unease)
