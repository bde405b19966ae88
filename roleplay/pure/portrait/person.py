"""Who is drawn, and what the face shows: two small sets of numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """A person. None of it says how somebody behaves: that is the expression's."""

    head: int = 0  # 0 oval, 1 round, 2 square, 3 long
    skin: int = 2  # 0 lightest to 5 deepest
    hair: int = 0  # 0 side part, 1 crop, 2 combed back, 3 receding, 4 curls, 5 bob, 6 long, 7 bun
    hair_colour: int = 1  # 0 black, 1 dark brown, 2 chestnut, 3 fair, 4 grey
    lines: int = 0  # of age: 0 none, 1 some, 2 many
    glasses: bool = False
    beard: int = 0  # 0 none, 1 moustache, 2 beard
    clothes: int = 0  # 0 shirt, 1 jumper, 2 polo shirt, 3 blouse, 4 jacket, 5 hoodie


@dataclass(frozen=True)
class Expression:
    """What a face shows. Signed numbers are -100 to 100, the others 0 to 100."""

    brow_angle: float = 0  # signed: inner ends up (worry) to inner ends down (anger)
    brow_height: float = 0  # signed
    eye_open: float = 55
    gaze_x: float = 0  # signed: to the left and to the right of who looks at the portrait
    gaze_y: float = 0  # signed: up is negative, as everywhere in SVG
    mouth_curve: float = 0  # signed: corners down, corners up
    mouth_open: float = 0
    tension: float = 0
    tilt: float = 0  # signed
    flush: float = 0
