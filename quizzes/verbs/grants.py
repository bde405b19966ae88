"""Exceptions to the rules of a quiz: an attempt more, no waiting, more time; always with why.

And how they are taken back: the grant stays on record, with who withdrew it, when and why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from cms.models import User
from courses.models import Enrolment, Group
from quizzes.models import QuizAttempt, QuizGrant

MOST_MINUTES = 600


@dataclass(frozen=True)
class Exemption:
    """What is granted at a quiz and why; `minutes` (1-600) only where the kind is more time."""

    activity_key: UUID
    kind: str
    reason: str
    minutes: int = 0


def grant_exception(enrolment: Enrolment, what: Exemption, by: User, at: datetime) -> QuizGrant:
    """Grants an exception to one person. Raises ValueError without a reason or with odd minutes."""
    return _grant([enrolment], what, by, at, None)[0]


def grant_to_group(
    group: Group, enrolments: Iterable[Enrolment], what: Exemption, by: User, at: datetime
) -> list[QuizGrant]:
    """Grants the same to everybody of a group who is meant: all of them or, on an error, nobody.

    Raises ValueError as `grant_exception` does.
    """
    return _grant(list(enrolments), what, by, at, group)


def withdraw_exception(grant: QuizGrant, by: User, at: datetime, reason: str) -> bool:
    """Takes back what was granted; False if it was withdrawn before: then the first one stays.

    It no longer counts for an attempt started afterwards. One under way goes on, with the time it
    has: nobody's clock is shortened while she works. Raises ValueError without a reason.
    """
    return _withdraw([grant.pk], by, at, reason) == 1


def withdraw_from_group(
    grant: QuizGrant, people: Iterable[User], by: User, at: datetime, reason: str
) -> int:
    """Takes back, from these people, what was granted at once with `grant`; from how many it was.

    Who had it withdrawn before is not counted. Raises ValueError as `withdraw_exception` does.
    """
    together = QuizGrant.objects.granted_with(grant).filter(enrolment__learner__in=people)
    return _withdraw(list(together.values_list("pk", flat=True)), by, at, reason)


@transaction.atomic
def _withdraw(grants: list[int], by: User, at: datetime, reason: str) -> int:
    """One conditional UPDATE: of two at the same moment, the first stays."""
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason")
    return (
        QuizGrant.objects.filter(pk__in=grants)
        .standing()
        .update(withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason.strip())
    )


@transaction.atomic
def _grant(
    enrolments: list[Enrolment], what: Exemption, by: User, at: datetime, group: Group | None
) -> list[QuizGrant]:
    """More time is also added to an attempt under way, as long as its own is not over."""
    timed = what.kind == QuizGrant.Kind.MINUTES
    if not what.reason.strip():
        raise ValueError("a grant needs a reason")
    if timed and not 1 <= what.minutes <= MOST_MINUTES:
        raise ValueError(f"minutes from 1 to {MOST_MINUTES}")
    grants = QuizGrant.objects.bulk_create(
        QuizGrant(
            enrolment=enrolment,
            activity_key=what.activity_key,
            kind=what.kind,
            minutes=what.minutes if timed else 0,
            group=group,
            by=by,
            reason=what.reason.strip(),
            granted_at=at,
        )
        for enrolment in enrolments
    )
    if timed:
        under_way = QuizAttempt.objects.unfinished().filter(
            enrolment__in=enrolments, activity_key=what.activity_key, deadline_at__gt=at
        )
        under_way.update(deadline_at=F("deadline_at") + timedelta(minutes=what.minutes))
    return grants
