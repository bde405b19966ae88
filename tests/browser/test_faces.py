"""Faces of people at the sizes the pages use, with what they show: for eyes, and for axe."""

from collections.abc import Callable
from dataclasses import replace

from django.template.loader import render_to_string
from playwright.sync_api import Page

from roleplay.pure.face import NAMED, Face, Look, draw
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in

Station = Callable[..., None]
PEOPLE = (
    Look(head=2, skin=3, hair=4, hair_colour=1, lines=1, glasses=True, beard=1, clothes=2),
    Look(head=0, skin=0, hair=5, hair_colour=3, lines=0, glasses=False, beard=0, clothes=0),
    Look(head=1, skin=5, hair=0, hair_colour=0, lines=0, glasses=False, beard=2, clothes=1),
    Look(head=3, skin=2, hair=6, hair_colour=4, lines=2, glasses=True, beard=0, clothes=4),
    Look(head=1, skin=4, hair=2, hair_colour=2, lines=1, glasses=False, beard=0, clothes=5),
    Look(head=0, skin=1, hair=7, hair_colour=4, lines=2, glasses=False, beard=0, clothes=3),
)
PAGE = """<!doctype html><html lang="es"><head><title>Caras</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/cms/css/site.css">
<link rel="stylesheet" href="/static/cms/css/for-roleplay.css"></head>
<body><main class="page page--wide"><h1>Caras</h1>{faces}</main></body></html>"""


def test_five_expressions_of_several_people(house: str, page: Page, station: Station) -> None:
    rows = []
    for look in PEOPLE:
        faces = [replace(draw(look, shown), words=name) for name, shown in NAMED.items()]
        rows.append(row_of(faces, "face--small", close=True))
        rows.append(row_of(faces, "face--portrait"))
    let_in(page.context, NEW_HIRE, house)
    page.goto("/my-rules/")  # the site's own origin, for its style sheets
    page.set_content(PAGE.format(faces="".join(rows)), wait_until="load")
    assert widths(page, ".face--small") == {48}
    assert max(widths(page, ".face--portrait")) <= 320
    assert page.locator(".face[role=img]").count() == 2 * len(NAMED) * len(PEOPLE)
    station(page, "39-faces")


def row_of(faces: list[Face], size: str, *, close: bool = False) -> str:
    drawn = (
        render_to_string("roleplay/face.html", {"face": face, "size": size, "close": close})
        for face in faces
    )
    return f'<ul class="faces">{"".join(f"<li>{each}</li>" for each in drawn)}</ul>'


def widths(page: Page, faces: str) -> set[int]:
    found: list[int] = page.locator(faces).evaluate_all(
        "faces => faces.map(face => Math.round(face.getBoundingClientRect().width))"
    )
    return set(found)
