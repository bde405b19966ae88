"""The site's main navigation: apps add their places, the frame shows those a person may enter."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from cms.models import User


@dataclass(frozen=True)
class Place:
    """One entry: its label, URL name, position, and who sees it."""

    label: str | Promise
    url_name: str
    order: int
    shown_to: Callable[[User], bool]


@dataclass(frozen=True)
class Link:
    """An entry as shown: `here` marks the page one is on."""

    label: str
    url: str
    here: bool


_places: list[Place] = []


def add_place(place: Place) -> None:
    """Registers an entry; called by apps from their top-rung `activity` module."""
    _places.append(place)
    _places.sort(key=lambda each: each.order)


def links_for(request: HttpRequest) -> list[Link]:
    """The entries this request's person sees, in order."""
    user = getattr(request, "user", AnonymousUser())
    if not isinstance(user, User):
        return []
    match = request.resolver_match
    return [
        Link(
            str(place.label),
            reverse(place.url_name),
            bool(match and match.url_name == place.url_name),
        )
        for place in _places
        if place.shown_to(user)
    ]
