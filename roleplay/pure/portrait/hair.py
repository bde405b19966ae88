"""Eight heads of hair. Points are shares of the head, so that each style sits on every head."""

from dataclasses import dataclass

from roleplay.pure.portrait.head import Head
from roleplay.pure.portrait.palette import Hair
from roleplay.pure.portrait.shapes import Shape, ellipse, fill, line, outline, stroke


@dataclass(frozen=True)
class Lock:
    """A mass of hair: strands of points with a corner ("/") between them."""

    points: str
    tone: str = "base"
    opacity: float = 1


@dataclass(frozen=True)
class Strand:
    """A line on the hair, where light falls or where it parts."""

    points: str
    tone: str = "light"
    opacity: float = 0.5
    width: float = 3


@dataclass(frozen=True)
class Curls:
    """Round curls: across, down and size in pixels, three by three."""

    rounds: str
    tone: str = "base"


Piece = Lock | Strand | Curls

BEHIND: dict[int, tuple[Piece, ...]] = {
    4: (Curls("-1.12 .2 26  1.12 .2 26  -1.2 .36 25  1.2 .36 25  -1.14 .52 21  1.14 .52 21"),),
    5: (
        Lock(
            "-1.16 .3  -1.24 .6  -1.26 .86  -1.1 1 / -.4 1.02  .4 1.02  1.1 1 /"
            "1.26 .86  1.24 .6  1.16 .3 / 0 -.1  -1.16 .3",
            "deep",
        ),
    ),
    6: (
        Lock(
            "-1.1 .2  -1.24 .55  -1.3 .95  -1.42 1.3  -1.4 1.5 / 1.4 1.5 /"
            "1.42 1.3  1.3 .95  1.24 .55  1.1 .2 / 0 -.1  -1.1 .2"
        ),
        Lock("-.9 .5  -.95 .9  -.75 1.3 / .75 1.3 / .95 .9  .9 .5 / -.9 .5", "deep"),
        Strand("-1.12 .9  -1.2 1.1  -1.22 1.3"),
        Strand("1.08 .95  1.16 1.1  1.2 1.3", "deep", 0.7),
    ),
    7: (
        Curls("1 .84 31"),
        Strand("1 .69  1.25 .75  1.27 .89"),
        Strand("1.02 .79  1.13 .85  1.09 .97", "deep", 0.7),
    ),
}

SIDE_PART: tuple[Piece, ...] = (
    Lock(
        "-1.03 .5  -1.1 .4  -1.12 .22  -.95 .02  -.6 -.08  -.1 -.15  .5 -.13  .95 0  1.13 .22"
        "  1.1 .4  1.03 .5 / .94 .5 / .95 .42  .92 .34  .84 .25 / .5 .25  .1 .22  -.3 .13"
        "  -.46 .05 / -.6 .15  -.82 .24  -.92 .34  -.95 .42  -.94 .5 / -1.03 .5"
    ),
    Lock(".84 .25  .5 .25  .1 .22  -.3 .13  -.46 .05 / -.1 .1  .4 .15  .84 .25", "deep", 0.8),
    Strand("-.42 0  0 .02  .5 .08  .92 .22"),
    Strand("-.3 -.07  .2 -.07  .7 0"),
    Strand("-.5 -.02  -.72 .06  -.92 .2", width=2.6),
)
CROP: tuple[Piece, ...] = (
    Lock(
        "-1.02 .44  -1.04 .34  -1.02 .2  -.86 .05  -.5 -.045  0 -.07  .5 -.045  .86 .05  1.02 .2"
        "  1.04 .34  1.02 .44 / .93 .44 / .92 .34  .82 .24 / .5 .175  0 .16  -.5 .175  -.82 .24 /"
        "-.92 .34  -.93 .44 / -1.02 .44"
    ),
    Lock("-.82 .24  -.5 .175  0 .16  .5 .175  .82 .24 / .5 .13  0 .115  -.5 .13  -.82 .24", "deep"),
    Strand("-.6 .04  -.3 0  0 -.012"),
    Strand("-.78 .13  -.72 .09"),
)
COMBED_BACK: tuple[Piece, ...] = (
    Lock(
        "-1.03 .5  -1.09 .38  -1.12 .18  -.98 -.04  -.62 -.18  -.1 -.22  .45 -.2  .9 -.07"
        "  1.12 .16  1.09 .38  1.03 .5 / .94 .5 / .95 .4  .87 .28  .74 .21 / .45 .12  0 .09"
        "  -.45 .12  -.74 .21 / -.87 .28  -.95 .4  -.94 .5 / -1.03 .5"
    ),
    Strand("-.6 .13  -.62 .02  -.5 -.1"),
    Strand("-.3 .08  -.3 -.04  -.14 -.15"),
    Strand(".05 .07  .08 -.05  .24 -.14"),
    Strand(".4 .09  .46 -.02  .6 -.09", "deep", 0.7),
    Strand(".7 .17  .8 .08  .88 .02", "deep", 0.7),
)
RECEDING: tuple[Piece, ...] = (
    Lock(
        "-1.02 .54  -1.13 .46  -1.14 .3  -1.06 .17  -.93 .1  -.83 .13  -.86 .24  -.92 .4"
        "  -.93 .54 / -1.02 .54"
    ),
    Lock(
        "1.02 .54  1.13 .46  1.14 .3  1.06 .17  .93 .1  .83 .13  .86 .24  .92 .4"
        "  .93 .54 / 1.02 .54"
    ),
    Strand("-1.03 .24  -1.06 .36  -1.02 .47", width=2.6),
    Strand("1.03 .24  1.06 .36  1.02 .47", "deep", 0.7, 2.6),
    Strand("-.42 .13  -.2 .08  .05 .07", "shine", 0.25, 7),
)
CURLY: tuple[Piece, ...] = (
    Curls(
        "-1.06 .22 20  -.98 .06 27  -.68 -.07 29  -.28 -.11 29  .16 -.12 29  .58 -.08 29"
        "  .92 .03 28  1.06 .22 20  -.62 .13 22  -.24 .1 22  .14 .09 22  .5 .12 22  .82 .17 19"
        "  -.86 .18 18"
    ),
    *(
        Strand(points)
        for points in (
            "-.81 -.07  -.71 -.12  -.55 -.1",
            "-.41 -.08  -.31 -.13  -.15 -.11",
            ".03 -.1  .13 -.15  .29 -.13",
            "-1.1 .1  -1.01 .04  -.86 .06",
            ".43 -.07  .53 -.12  .69 -.1",
            "-.33 .1  -.23 .05  -.07 .07",
            ".07 .08  .17 .03  .33 .05",
        )
    ),
    Strand(".78 .04  .94 .1  1.03 .05", "deep", 0.7),
    Strand(".5 .08  .66 .14  .75 .09", "deep", 0.7),
    Strand("-.7 .1  -.54 .16  -.45 .11", "deep", 0.7),
)
BOB: tuple[Piece, ...] = (
    Lock(
        "-.94 .92  -1.16 .94  -1.25 .84  -1.24 .5  -1.16 .2  -.95 -.02  -.5 -.13  0 -.16  .5 -.13"
        "  .95 -.02  1.16 .2  1.24 .5  1.25 .84  1.16 .94  .94 .92 / .98 .7  .98 .5  .88 .3 /"
        ".6 .31  .2 .29  -.2 .285  -.6 .3  -.88 .3 / -.98 .5  -.98 .7  -.94 .92"
    ),
    Lock(
        ".88 .3  .6 .31  .2 .29  -.2 .285  -.6 .3  -.88 .3 / -.5 .24  .1 .22  .6 .25  .88 .3",
        "deep",
        0.6,
    ),
    Strand(".02 -.1  -.3 .02  -.42 .2"),
    Strand(".1 -.1  .36 .04  .44 .22"),
    Strand("-.95 .12  -1.1 .4  -1.13 .74"),
    Strand("1 .16  1.1 .42  1.12 .76", "deep", 0.7),
)
LONG: tuple[Piece, ...] = (
    Lock(
        "-1.02 .98  -1.2 .86  -1.2 .5  -1.14 .2  -.95 0  -.5 -.12  -.1 -.14 / .5 -.14  .95 0"
        "  1.14 .2  1.2 .5  1.2 .86  1.02 .98 / 1.06 .74  1 .5  .86 .3  .4 .17  -.1 .02 /"
        "-.4 .14  -.8 .28  -.96 .46  -1.02 .72  -1.02 .98"
    ),
    Strand("-.1 -.08  .4 .02  .86 .18  1.06 .42"),
    Strand("-.2 -.06  -.66 .06  -.98 .28  -1.08 .56"),
    Strand("-.14 .02  .36 .12  .78 .24", "deep", 0.7),
)
BUN: tuple[Piece, ...] = (
    Lock(
        "-.98 .48  -1.08 .36  -1.07 .16  -.9 -.02  -.5 -.11  0 -.13  .5 -.11  .9 -.02  1.07 .16"
        "  1.08 .36  .98 .48 / .94 .36  .8 .24  .4 .15 / 0 .12  -.4 .15 / -.8 .24  -.94 .36"
        "  -.98 .48"
    ),
    Strand("-.7 .2  -.5 .05  -.16 -.06"),
    Strand("-.3 .12  -.16 .02  0 -.07"),
    Strand(".36 .13  .28 .02  .14 -.07", "deep", 0.7),
    Strand(".78 .22  .6 .06  .28 -.06", "deep", 0.7),
)
FRONT = (SIDE_PART, CROP, COMBED_BACK, RECEDING, CURLY, BOB, LONG, BUN)


def behind(style: int, head: Head, hair: Hair) -> list[Shape]:
    """What hangs behind neck and shoulders."""
    return [shape for piece in BEHIND.get(style, ()) for shape in dressed(piece, head, hair)]


def front(style: int, head: Head, hair: Hair) -> list[Shape]:
    """What frames the face."""
    return [shape for piece in FRONT[style] for shape in dressed(piece, head, hair)]


def dressed(piece: Piece, head: Head, hair: Hair) -> list[Shape]:
    """A piece of a style on that head in that colour."""
    colour = {"base": hair.base, "deep": hair.deep, "light": hair.light, "shine": "#ffffff"}[
        piece.tone
    ]
    match piece:
        case Lock():
            strands = [head.points(part) for part in piece.points.split("/")]
            return [fill(outline(*strands), colour, piece.opacity)]
        case Strand():
            return [stroke(line(head.points(piece.points)), colour, piece.width, piece.opacity)]
        case Curls():
            numbers = [float(word) for word in piece.rounds.split()]
            threes = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
            return [
                fill(ellipse(head.x(across), head.y(down), size, size), colour)
                for across, down, size in threes
            ]
