"""Asking from a place, answering, closing."""

from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Greatest

from cms.models import User
from courses.asking import AskPlace
from courses.models import Inquiry

LONGEST_TITLE = 255


class NothingToReviewError(ValueError):
    """A review was asked for where no mark is."""


class EndedError(Exception):
    """It was answered or closed in the meantime; `inquiry` is what is stored."""

    def __init__(self, inquiry: Inquiry) -> None:
        super().__init__(inquiry.pk)
        self.inquiry = inquiry


def ask(place: AskPlace, kind: str, text: str, language: str, at: datetime) -> Inquiry:
    """Keeps what was asked, with its place.

    Raises NothingToReviewError for a review where there is no mark.
    """
    if kind == Inquiry.Kind.REVIEW and not place.review:
        raise NothingToReviewError(place.kind)
    return Inquiry.objects.create(
        enrolment_id=place.enrolment_id,
        kind=Inquiry.Kind(kind),
        text=text,
        language=language,
        asked_at=at,
        place_kind=place.kind,
        place_key=place.key,
        anchor=place.anchor,
        activity_key=place.activity_key,
        item_key=place.item_key,
        place_title=place.title[:LONGEST_TITLE],
        place_url=place.url,
        quote=place.quote,
    )


def answer_inquiry(inquiry: Inquiry, by: User, reply: str, at: datetime) -> Inquiry:
    """Answers; the learner finds the reply at home and at the place.

    The database decides who answers first. Raises EndedError for whoever comes second.
    """
    return _end(inquiry, reply=reply, answered_by=by, answered_at=at)


def close_inquiry(inquiry: Inquiry, by: User, at: datetime) -> Inquiry:
    """Ends it without words, where there is nothing to say. Raises EndedError."""
    return _end(inquiry, closed_by=by, closed_at=at)


@transaction.atomic
def _end(inquiry: Inquiry, **fields: object) -> Inquiry:
    changed = Inquiry.objects.open().filter(pk=inquiry.pk).update(**fields)
    inquiry.refresh_from_db()
    if not changed:
        raise EndedError(inquiry)
    return inquiry


def read_replies(learner: User, inquiries: list[Inquiry], at: datetime) -> None:
    """Remembers that a learner saw these replies; the first time counts.

    Never before the reply: it may have come after the page began to be made.
    """
    new = [each.pk for each in inquiries if each.is_new]
    if new:
        seen = Greatest("answered_at", Value(at, output_field=DateTimeField()))
        Inquiry.objects.of(learner).unread().filter(pk__in=new).update(reply_read_at=seen)
