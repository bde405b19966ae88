"""What was asked, as pages show it: to who asked, and to who answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from cms.models import User
from courses.asking import item_urls_of, place_kinds
from courses.models import Inquiry
from courses.querysets import trainers_of
from courses.words import ago_words


@dataclass(frozen=True)
class OwnInquiry:
    """One of the learner's own. `is_new`: with a reply not seen before."""

    id: int
    kind_label: str
    text: str
    lang: str
    when: str
    place: str
    url: str
    reply: str
    answered_by: str
    answered_when: str
    is_new: bool
    closed: bool


@dataclass(frozen=True)
class AskedInquiry:
    """One that somebody has to answer, or did."""

    id: int
    kind: str
    kind_label: str
    text: str
    lang: str
    when: str
    person: str
    person_url: str
    place: str
    quote: str
    item_url: str
    item_label: str
    reply_hint: str
    url: str
    answer_url: str
    close_url: str
    reply: str
    ended_words: str
    idempotency_key: str


def own_rows(inquiries: Iterable[Inquiry], learner: User, at: datetime) -> list[OwnInquiry]:
    """A learner's own questions with the replies; expects `answered_by` to be loaded."""
    return [
        OwnInquiry(
            each.pk,
            each.get_kind_display(),
            each.text,
            each.language,
            ago_words(each.asked_at, at, learner.zone),
            each.place_title,
            each.place_url,
            each.reply,
            str(each.answered_by or ""),
            ago_words(each.answered_at, at, learner.zone) if each.answered_at else "",
            each.is_new,
            each.closed_at is not None,
        )
        for each in inquiries
    ]


def asked_rows(inquiries: Iterable[Inquiry], viewer: User, at: datetime) -> list[AskedInquiry]:
    """What others asked, for who answers; a query for each kind of place.

    Expects the learner, `answered_by` and `closed_by` to be loaded.
    """
    found = list(inquiries)
    urls = item_urls_of((each.place_kind, each.item_key) for each in found)
    return [_asked(each, urls.get(each.item_key, ""), viewer, at) for each in found]


def _asked(each: Inquiry, item_url: str, viewer: User, at: datetime) -> AskedInquiry:
    learner, kind = each.enrolment.learner, place_kinds.get(each.place_kind)
    return AskedInquiry(
        each.pk,
        each.kind,
        each.get_kind_display(),
        each.text,
        each.language,
        ago_words(each.asked_at, at, viewer.zone),
        str(learner),
        reverse("show_person", args=[learner.pk]),
        each.place_title,
        each.quote,
        item_url,
        str(kind.item_label) if kind else "",
        str(kind.reply_hint) if kind else "",
        reverse("show_inquiry", args=[each.pk]),
        reverse("answer_inquiry", args=[each.pk]),
        reverse("close_inquiry", args=[each.pk]),
        each.reply,
        _ended_words(each, viewer, at),
        str(uuid4()),
    )


def _ended_words(each: Inquiry, viewer: User, at: datetime) -> str:
    """Who answered or closed it and when; empty while it is open."""
    if each.is_open:
        return ""
    by, moment = each.answered_by or each.closed_by, each.answered_at or each.closed_at
    names = {"who": str(by), "when": ago_words(moment, at, viewer.zone)}
    if each.answered_at:
        return gettext("%(who)s replied, %(when)s") % names
    return gettext("Closed without a reply by %(who)s, %(when)s") % names


def receiver_words(learner: User) -> str:
    """Who reads what a learner asks: "Andrés Beltrán gets it."; one query."""
    names = [str(each) for each in trainers_of(learner)]
    if not names:
        return gettext("The site's administration gets it.")
    who = {"names": get_text_list(names, gettext("and"))}
    return ngettext("%(names)s gets it.", "%(names)s get it.", len(names)) % who
