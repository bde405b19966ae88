"""Answers a repeated request with the reply it already had."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict

from cms.models import User
from courses.models import IdempotencyKey

NOT_THE_ACT = {"csrfmiddlewaretoken", "idempotency_key"}


@dataclass(frozen=True)
class Reply:
    """What a write answers: an HTTP status and a small JSON object."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    repeated: bool = False


def once(
    user: User,
    form: QueryDict,
    verb: str,
    at: datetime,
    write: Callable[[], Reply],
    about: tuple[Any, ...] = (),
) -> Reply:
    """Runs `write` in one transaction unless this user's `form` was answered before.

    Known by the key of the page it came from and by what it holds: "Back" in a browser brings an
    old key with whatever the form holds now, and that is a new act. `about` says in place of the
    form what is done, where the same may be sent in several ways. A form without a key is always
    written.

    The key is inserted first: of two requests at once the second waits for the first and then
    gets its reply. Whatever `write` raises undoes the key as well: a refused write may be tried
    again.
    """
    token = form.get("idempotency_key", "")
    if not token:
        with transaction.atomic():
            return write()
    sent = sorted(each for each in form.lists() if each[0] not in NOT_THE_ACT)
    act = json.dumps([token, verb, about or sent], default=str)
    key = hashlib.sha256(act.encode()).hexdigest()
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
        return Reply(stored.status, stored.reply, repeated=True)


def sweep_replies(at: datetime) -> int:
    """Deletes the replies that nothing can ask for any more; returns how many."""
    deleted, _by_model = IdempotencyKey.objects.expired(at).delete()
    return deleted
