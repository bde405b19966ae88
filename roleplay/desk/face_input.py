"""A person's face, chosen part by part, with the face beside it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from roleplay.pure.face import NAMED, Look, draw
from roleplay.words import face_words

# In the order of the numbers that stand for them (roleplay.pure.portrait).
PARTS: dict[str, tuple[Any, list[Any]]] = {
    "head": (_("Head"), [_("Oval"), _("Round"), _("Square"), _("Long")]),
    "skin": (
        _("Skin"),
        [_("Very light"), _("Light"), _("Tanned"), _("Brown"), _("Dark"), _("Very dark")],
    ),
    "hair": (
        _("Hair"),
        [
            _("Side parting"),
            _("Very short"),
            _("Combed back"),
            _("Receding"),
            _("Curls"),
            _("Bob"),
            _("Long"),
            _("In a bun"),
        ],
    ),
    "hair_colour": (
        _("Colour of the hair"),
        [_("Black"), _("Dark brown"), _("Chestnut"), _("Fair"), _("Grey")],
    ),
    "lines": (_("Lines of age"), [_("None"), _("Some"), _("Many")]),
    "glasses": (_("Glasses"), [_("No"), _("Yes")]),
    "beard": (_("Beard"), [_("None"), _("Moustache"), _("Full beard")]),
    "clothes": (
        _("Clothes"),
        [_("Shirt"), _("Jumper"), _("Polo shirt"), _("Blouse"), _("Jacket"), _("Hoodie")],
    ),
}
SHOWN = ("calm", "worried", "annoyed", "furious")


class FaceInput(forms.Widget):
    """A list for each part; stores one JSON value."""

    template_name = "roleplay/desk/face_input.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        look = look_of(json.loads(value) if isinstance(value, str) else value)
        chosen = asdict(look)
        context["widget"] |= {
            "parts": [
                {
                    "name": f"{name}-{part}",
                    "label": label,
                    "choices": [
                        (number, words, number == int(chosen[part]))
                        for number, words in enumerate(choices)
                    ],
                }
                for part, (label, choices) in PARTS.items()
            ],
            "faces_url": reverse("show_faces"),
        }
        return context | {"faces": faces_of(look)}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """The look as JSON; what is no number in range counts as 0."""
        if self.value_omitted_from_data(data, files, name):
            return None
        return json.dumps(asdict(look_from(data, f"{name}-")))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """The label belongs to all the lists, so to none of them."""
        return ""


def look_of(stored: Any) -> Look:
    """The look in a scenario's field; parts that are missing or wrong as by default."""
    known = stored if isinstance(stored, dict) else {}
    return look_from({part: str(int(value)) for part, value in known.items() if _whole(value)})


def _whole(value: Any) -> bool:
    return isinstance(value, (bool, int))


def look_from(data: Mapping[str, Any], prefix: str = "") -> Look:
    """The look that a form sent."""
    chosen: dict[str, Any] = asdict(Look())
    for part, (_label, choices) in PARTS.items():
        sent = str(data.get(prefix + part, ""))
        if sent.isdecimal() and int(sent) < len(choices):
            chosen[part] = int(sent)
    return Look(**(chosen | {"glasses": bool(chosen["glasses"])}))


def faces_of(look: Look) -> list[dict[str, Any]]:
    """That person in four moods."""
    labels = {
        "calm": gettext("Calm"),
        "worried": gettext("Worried"),
        "annoyed": gettext("Annoyed"),
        "furious": gettext("Furious"),
    }
    return [
        {
            "face": draw(look, NAMED[name]),
            "label": labels[name],
            "words": f"{labels[name]}: {face_words(NAMED[name])}",
        }
        for name in SHOWN
    ]


@require_GET
def show_faces(request: HttpRequest) -> HttpResponse:
    """The faces of a look that is being chosen, for the script beside the lists."""
    faces = faces_of(look_from(request.GET))
    return render(request, "roleplay/desk/faces.html", {"faces": faces})
