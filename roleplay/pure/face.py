"""A customer's face: a person and what they feel in, the attributes of an SVG out."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from roleplay.pure.portrait.age import age
from roleplay.pure.portrait.beard import beard
from roleplay.pure.portrait.clothes import spectacles, wear
from roleplay.pure.portrait.features import brow, eye, mouth
from roleplay.pure.portrait.hair import behind, front
from roleplay.pure.portrait.head import HEADS, ears, neck, nose, plain_face
from roleplay.pure.portrait.palette import CLOTHES, HAIRS, SKINS, eyes_of
from roleplay.pure.portrait.person import Expression, Look
from roleplay.pure.portrait.shapes import Shape, number

__all__ = ["NAMED", "Expression", "Face", "Layer", "Look", "draw", "expression_of"]

CALM = Expression(brow_height=8, eye_open=56, mouth_curve=22, flush=6)
WORRIED = Expression(
    brow_angle=-85,
    brow_height=25,
    eye_open=66,
    gaze_x=-45,
    gaze_y=40,
    mouth_curve=-45,
    mouth_open=6,
    tension=20,
    tilt=-45,
    flush=4,
)
ANNOYED = Expression(
    brow_angle=48,
    brow_height=-20,
    eye_open=36,
    gaze_x=60,
    gaze_y=-15,
    mouth_curve=-45,
    tension=85,
    tilt=40,
    flush=18,
)
FURIOUS = Expression(
    brow_angle=100,
    brow_height=-45,
    eye_open=88,
    mouth_curve=-70,
    mouth_open=72,
    tension=70,
    flush=90,
)
RELIEVED = Expression(
    brow_angle=-22,
    brow_height=45,
    eye_open=44,
    mouth_curve=85,
    mouth_open=34,
    tilt=-30,
    flush=22,
)
NAMED = {
    "calm": CALM,
    "worried": WORRIED,
    "annoyed": ANNOYED,
    "furious": FURIOUS,
    "relieved": RELIEVED,
}
# Who keeps it all inside: a small polite smile, and eyes that look down.
WITHDRAWN = Expression(
    brow_angle=-45,
    brow_height=6,
    eye_open=46,
    gaze_x=-40,
    gaze_y=65,
    mouth_curve=12,
    tension=45,
    tilt=-30,
    flush=10,
)


@dataclass(frozen=True)
class Layer:
    """Shapes that move together; `turn` is the transform of their group, or empty."""

    turn: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Face:
    """What `roleplay/face.html` draws: a ground, and layers from back to front.

    One look has the same paths, in number and kind, whatever it shows: a script can move one face
    into the next. `words` is for who knows the reader's language; drawing leaves it empty.
    """

    ground: str
    layers: tuple[Layer, ...]
    expression: Expression
    words: str = ""


def expression_of(
    anger: int, trust: int, openness: int, patience: int, *, hides_anger: bool = False
) -> Expression:
    """What those numbers, 0 to 100, look like; a small step of one is a small step of the face."""
    if hides_anger:
        ease = (trust + openness) / 2
        return along(((12, WITHDRAWN), (42, WORRIED), (62, CALM), (90, RELIEVED)), ease)
    ease = trust * 0.7 + openness * 0.3
    mild = along(((15, WORRIED), (48, CALM), (90, RELIEVED)), ease)
    shown = along(((22, mild), (58, ANNOYED), (92, FURIOUS)), anger)
    cool = 1 - climb(anger, 50, 90)
    # Somebody content again has forgotten how long it took.
    restless = (1 - climb(patience, 5, 45)) * (1 - climb(trust, 55, 85)) * cool
    guarded = (1 - climb(openness, 5, 40)) * cool
    return within(
        Expression(
            brow_angle=shown.brow_angle + 12 * restless,
            brow_height=shown.brow_height - 12 * restless,
            eye_open=shown.eye_open - 10 * restless - 6 * guarded,
            gaze_x=shown.gaze_x + 25 * guarded,
            gaze_y=shown.gaze_y - 30 * restless,
            mouth_curve=shown.mouth_curve - 26 * restless - 12 * guarded,
            mouth_open=shown.mouth_open * (1 - 0.6 * restless),
            tension=shown.tension + 45 * restless + 15 * guarded,
            tilt=shown.tilt + 18 * guarded,
            flush=shown.flush,
        )
    )


def climb(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`, evenly between."""
    return min(max((value - low) / (high - low), 0.0), 1.0)


def mixed(one: Expression, other: Expression, part: float) -> Expression:
    """An expression on the way from one to another."""
    here, there = (
        {field.name: getattr(each, field.name) for field in fields(Expression)}
        for each in (one, other)
    )
    return Expression(**{name: here[name] + (there[name] - here[name]) * part for name in here})


def along(stations: Sequence[tuple[float, Expression]], place: float) -> Expression:
    """The expression at a place on a line with stations."""
    shown = stations[0][1]
    for (low, _before), (high, after) in pairwise(stations):
        shown = mixed(shown, after, climb(place, low, high))
    return shown


def within(shown: Expression) -> Expression:
    """The same expression with no number beyond what a face can do."""
    unsigned = {"eye_open", "mouth_open", "tension", "flush"}
    return Expression(
        **{
            field.name: min(
                max(getattr(shown, field.name), 0 if field.name in unsigned else -100), 100
            )
            for field in fields(Expression)
        }
    )


def draw(look: Look, expression: Expression) -> Face:
    """The face of that person showing that expression."""
    head, skin, hair = HEADS[look.head], SKINS[look.skin], HAIRS[look.hair_colour]
    iris = eyes_of(look.skin, look.hair_colour)
    painted = look.hair >= 5 and not look.beard
    ears_seen = look.hair not in {5, 6}
    turn = f"rotate({number(expression.tilt * 0.09)} 160 236)"
    features = (
        *(ears(head, skin, expression) if ears_seen else ()),
        *plain_face(head, skin, expression),
        *eye(-1, skin, iris, expression, painted=painted),
        *eye(1, skin, iris, expression, painted=painted),
        *age(head, look.lines, skin, expression),
        *beard(look.beard, head, hair, expression),
        *mouth(skin, expression, painted=painted, bearded=look.beard == 2),
        *nose(head, skin, expression),
        *front(look.hair, head, hair),
        *(spectacles(head) if look.glasses else ()),
        brow(-1, hair.brow, expression, heavy=not painted),
        brow(1, hair.brow, expression, heavy=not painted),
    )
    return Face(
        ground=CLOTHES[look.clothes].ground,
        layers=(
            Layer(turn, tuple(behind(look.hair, head, hair))),
            Layer("", (*neck(head, skin), *wear(look.clothes, head))),
            Layer(turn, features),
        ),
        expression=expression,
    )
