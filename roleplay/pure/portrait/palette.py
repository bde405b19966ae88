"""The colours of people, their clothes and what is behind them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Skin:
    """A tone: the light side, the shaded side, eyelids, blood, lips and the darkest line."""

    base: str
    shade: str
    lid: str
    blush: str
    lip: str
    line: str


@dataclass(frozen=True)
class Hair:
    """A colour: itself, its depth, where light falls on it, and the brows that go with it."""

    base: str
    deep: str
    light: str
    brow: str


@dataclass(frozen=True)
class Cloth:
    """A piece of clothing, its folds, its second colour, and the ground that suits it."""

    base: str
    fold: str
    second: str
    ground: str


SKINS = (
    Skin("#f7d9c4", "#e6b698", "#edc3a9", "#e0705c", "#c9675e", "#7d4232"),
    Skin("#efc5a4", "#d69d76", "#e2ae88", "#d9694d", "#b95c50", "#6f3a2a"),
    Skin("#dfaa7e", "#c0855b", "#cf9568", "#c95c40", "#a54f45", "#5e3020"),
    Skin("#c58c60", "#a26b44", "#b37a50", "#b44d38", "#8f443b", "#4a2517"),
    Skin("#9d6746", "#7b4c32", "#8a583b", "#9c3f34", "#773733", "#33180f"),
    Skin("#744a33", "#573422", "#653e2a", "#8d372f", "#632c2a", "#22100a"),
)
HAIRS = (
    Hair("#2b2730", "#1b181f", "#4b4552", "#1b181f"),
    Hair("#4d3329", "#36221b", "#74503f", "#36221b"),
    Hair("#85482b", "#62311c", "#b06f45", "#5a2c1a"),
    Hair("#c99a5b", "#a3773d", "#e6c38c", "#946a34"),
    Hair("#b3b0ad", "#8e8a88", "#d9d7d4", "#5f5a5b"),
)
CLOTHES = (
    Cloth("#eef1ee", "#cfd6d6", "#b9c3c5", "#bdd3d9"),
    Cloth("#d99a3d", "#b97c28", "#a86d1f", "#cfdcc3"),
    Cloth("#2f7482", "#225a66", "#e9dfc9", "#f1dcae"),
    Cloth("#b4533a", "#934029", "#f1d9c4", "#c4dcd7"),
    Cloth("#35405c", "#262f46", "#f0ece4", "#f0cfc3"),
    Cloth("#5f7f5c", "#4a6648", "#e8e2d2", "#d9cde2"),
)
EYES = {
    "dark": ("#4a2c1d", "#24130c"),
    "hazel": ("#7c5a2b", "#3a2710"),
    "grey": ("#5d7f83", "#22363a"),
}
WHITE = "#fbf7f1"
PUPIL = "#140c0a"
GLINT = "#ffffff"
TEETH = "#fdfaf4"
MOUTH = "#5a1a1c"
TONGUE = "#c4574f"
FRAME = "#2c2a33"


def eyes_of(skin: int, hair_colour: int) -> tuple[str, str]:
    """The iris and its dark ring."""
    if skin <= 1 and hair_colour in {2, 3}:
        return EYES["grey"]
    if skin <= 2 and hair_colour >= 2:
        return EYES["hazel"]
    return EYES["dark"]
