"""The contract of "Ask": where somebody may ask from, as the apps above make it known.

A place is always found again for the person who asks: a form brings its address, nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise

from cms.models import User


@dataclass(frozen=True)
class AskPlace:
    """Where somebody asks from, found for this very person.

    `key` and `anchor` are its address: a lesson and a screen, an attempt and a position, a
    conversation and a turn. `item_key` is what an author would change: lesson, question, scenario.
    `quote` goes along to the trainer: what was answered or said there, empty before it may be told.
    """

    kind: str
    key: UUID
    anchor: str
    enrolment_id: int
    activity_key: UUID
    item_key: UUID
    title: str
    url: str
    quote: str = ""
    # Whether there is a mark that somebody may be asked to look at again.
    review: bool = False


Find = Callable[[User, UUID, str, str], AskPlace]
ItemUrls = Callable[[set[UUID]], dict[UUID, str]]


@dataclass(frozen=True)
class PlaceKind:
    """A sort of place. `find(learner, key, anchor, language)` raises Http404 if it is not theirs.

    `item_urls` leads from item keys to the author's desk, in one query; `reply_hint` is what a
    trainer should know before replying.
    """

    name: str
    item_label: str | Promise
    find: Find
    item_urls: ItemUrls
    reply_hint: str | Promise = ""


@dataclass(frozen=True)
class AskLink:
    """The quiet control on a page. `form`: the form whose answers are saved before leaving it."""

    url: str
    anchor: str
    about: str = ""
    form: str = ""


place_kinds: dict[str, PlaceKind] = {}


def add_place_kind(kind: PlaceKind) -> None:
    """Makes a sort of place known; called by apps from their top-rung `activity` module."""
    place_kinds[kind.name] = kind


def ask_link(kind: str, key: UUID, anchor: str, about: str = "", form: str = "") -> AskLink:
    """The link for a page; costs no query. `about` is read aloud where a page has several."""
    return AskLink(ask_url(kind, key, anchor), anchor, about, form)


def ask_url(kind: str, key: UUID, anchor: str) -> str:
    """The address to ask at from a place."""
    return reverse("open_ask", args=[kind, key, anchor])


def find_place(learner: User, kind: str, key: UUID, anchor: str, language: str) -> AskPlace:
    """The place for this person. Raises Http404."""
    if kind not in place_kinds:
        raise Http404
    return place_kinds[kind].find(learner, key, anchor, language)


def item_urls_of(items: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """Where authors change what was asked about, by item key; one query a kind."""
    asked = set(items)
    urls: dict[UUID, str] = {}
    for name, kind in place_kinds.items():
        if keys := {key for each, key in asked if each == name}:
            urls |= kind.item_urls(keys)
    return urls
