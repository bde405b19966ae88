"""Answers a repeated request with the reply it already had."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction

from cms.models import User
from courses.models import IdempotencyKey


class KeyReusedError(SuspiciousOperation):
    """The same key came with another verb: no page of ours does that. Answered with 400."""


@dataclass(frozen=True)
class Reply:
    """What a write answers: an HTTP status and a small JSON object."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    repeated: bool = False


def once(user: User, key: str, verb: str, at: datetime, write: Callable[[], Reply]) -> Reply:
    """Runs `write` in one transaction unless this user's `key` was answered before.

    The key is inserted first: of two requests at once the second waits for the first and then
    gets its reply. Whatever `write` raises undoes the key as well: a refused write may be tried
    again.
    Raises KeyReusedError when the key belongs to another verb.
    """
    # PostgreSQL keeps no NUL in text.
    key = key.replace("\x00", "")[:64]
    if not key:
        with transaction.atomic():
            return write()
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(
                user=user, key=key, verb=verb, status=102, created_at=at
            )
            reply = write()
            IdempotencyKey.objects.filter(pk=row.pk).update(status=reply.status, reply=reply.body)
            return reply
    except IntegrityError:
        stored = IdempotencyKey.objects.filter(user=user, key=key).first()
        if stored is None:
            raise
        if stored.verb != verb:
            raise KeyReusedError(verb) from None
        return Reply(stored.status, stored.reply, repeated=True)


def sweep_replies(at: datetime) -> int:
    """Deletes the replies that nothing can ask for any more; returns how many."""
    deleted, _by_model = IdempotencyKey.objects.expired(at).delete()
    return deleted
