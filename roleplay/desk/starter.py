"""A new scenario opens ready to be written in: five beats, three endings, only words missing."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext, override

from roleplay.models import Profile, ScenarioPage

PROFILE = "neutral"
# One short of an assessment: a first scenario is for practice until its author says otherwise.
ASSESSES = ["D1", "D2", "D3", "D4", "D5", "D7"]
MUST_DO = ["commit"]
# What each line of a beat does, in the order in which they are listed: (quality, moves).
Lines = tuple[tuple[str, tuple[str, ...]], ...]
OPENING: Lines = (
    ("poor", ("apologise", "offer_options")),
    ("good", ("invite", "greet")),
    ("harmful", ("minimise",)),
    ("fair", ("greet",)),
)
LISTENING: Lines = (
    ("fair", ("empathise",)),
    ("harmful", ("excuse",)),
    ("good", ("listen", "empathise")),
    ("poor", ("thank", "focused_question")),
)
FINDING_OUT: Lines = (
    ("good", ("verify", "explain_wait")),
    ("poor", ("empathise", "apologise")),
    ("fair", ("offer_options",)),
    ("harmful", ("accuse",)),
)
SOLVING: Lines = (
    ("harmful", ("overpromise",)),
    ("fair", ("commit",)),
    ("poor", ("empathise", "escalate")),
    ("good", ("offer_options", "commit")),
)
CLOSING: Lines = (
    ("poor", ("thank", "ask_feedback")),
    ("fair", ("recap",)),
    ("harmful", ("accept_fine",)),
    ("good", ("recap", "commit")),
)


def on_new_page(sender: Any, page: Any, **_kwargs: Any) -> None:
    """Before the form of a new page is shown."""
    if isinstance(page, ScenarioPage):
        fill(page)


def fill(page: ScenarioPage) -> None:
    """Writes names, moves, qualities and ways; every text is left to the author.

    Names are in the source's language: learners never see them, its authors do.
    """
    if Profile.objects.filter(name=PROFILE).exists():
        page.profile = PROFILE
    page.assesses, page.must_do = list(ASSESSES), list(MUST_DO)
    with override(settings.LANGUAGE_CODE):
        _set_stream(page, "beats", [("beat", each) for each in beats()])
        _set_stream(page, "endings", [("ending", each) for each in endings()])


def beats() -> list[dict[str, Any]]:
    """One after the other; the last closes."""
    named = (
        (gettext("Opening"), OPENING),
        (gettext("Listening"), LISTENING),
        (gettext("Finding out"), FINDING_OUT),
        (gettext("Solving"), SOLVING),
        (gettext("Ending it"), CLOSING),
    )
    names = [*(slugify(name) for name, _lines in named), "close"]
    return [
        {
            "name": names[place],
            "lines": _items([{"band": "any", "text": ""}]),
            "options": _items([_option(quality, moves) for quality, moves in lines]),
            "next": names[place + 1],
        }
        for place, (_name, lines) in enumerate(named)
    ]


def _option(quality: str, moves: tuple[str, ...]) -> dict[str, Any]:
    made = _items([{"move": move, "quality": ""} for move in moves])
    return {"text": "", "quality": quality, "moves": made}


def endings() -> list[dict[str, Any]]:
    """In the order in which closing looks at them: the last takes what is left."""
    no_promise = [{"is": "not_done", "value": "commit"}]
    solved = [{"is": "done", "value": "verify"}, {"is": "done", "value": "commit"}]
    found: tuple[tuple[str, str, list[dict[str, Any]]], ...] = (
        (gettext("Leaves unheard"), "silent_departure", no_promise),
        (gettext("Solved"), "loyal", solved),
        (gettext("Half solved"), "lukewarm", []),
    )
    return [
        {"name": slugify(name), "kind": kind, "when": _items(when), "title": name, "scene": ""}
        for name, kind, when in found
    ]


def _items(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


def _set_stream(page: ScenarioPage, field: str, blocks: list[tuple[str, dict[str, Any]]]) -> None:
    raw = [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks]
    setattr(page, field, page._meta.get_field(field).stream_block.to_python(raw))
