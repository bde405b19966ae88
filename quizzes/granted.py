"""What was granted beyond the rules, to one person or to a group: in force or withdrawn."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from cms.models import User
from courses.models import Group
from quizzes.exceptions import quizzes_by_key
from quizzes.forms import WithdrawalForm
from quizzes.models import QuizGrant, QuizPage

# What makes one line of a group's page: granted at once, the same to each.
SAME = ("activity_key", "kind", "minutes", "reason", "granted_at", "by")
NAMES = ("by__first_name", "by__last_name")
WITHDRAWN = ("withdrawn_at", "withdrawn_reason", "withdrawn_by")
WITHDRAWN_NAMES = ("withdrawn_by__first_name", "withdrawn_by__last_name")


@dataclass(frozen=True)
class Withdrawal:
    """By whom it was withdrawn, when and why; of a group's, from how many people."""

    by: str
    at: datetime
    reason: str
    people: int = 1


@dataclass(frozen=True)
class GrantRow:
    """An exception granted: what, at which quiz, by whom, when, why, and to how many people.

    `pk` is that of one grant in it. `form` goes to `url`; without one there is nothing that this
    viewer can withdraw.
    """

    pk: int
    what: str
    minutes: int
    quiz: str
    reason: str
    by: str
    at: datetime
    people: int = 1
    withdrawals: tuple[Withdrawal, ...] = ()
    form: WithdrawalForm | None = None
    url: str = ""
    idempotency_key: str = ""

    @property
    def standing(self) -> int:
        """For how many people it still counts."""
        return self.people - sum(each.people for each in self.withdrawals)


def title_of(quizzes: Mapping[UUID, QuizPage], key: UUID) -> str:
    """The title of a quiz; of one that is gone, what it was."""
    return quizzes[key].title if key in quizzes else str(QuizPage.kind.label)


def granted_to_one(
    request: HttpRequest,
    grants: Iterable[QuizGrant],
    quizzes: Mapping[UUID, QuizPage],
    enrolments: Iterable[int],
) -> list[GrantRow]:
    """Those of one person, as given; withdrawn can be what concerns one of these `enrolments`."""
    now = set(enrolments)
    opened = _opener(request, "withdraw_exception")
    rows = [(_row(each, quizzes), each.enrolment_id in now) for each in grants]
    return [opened(row) if may else row for row, may in rows]


def _row(grant: QuizGrant, quizzes: Mapping[UUID, QuizPage]) -> GrantRow:
    taken_back: tuple[Withdrawal, ...] = ()
    if grant.withdrawn_at:
        by, why = str(grant.withdrawn_by), grant.withdrawn_reason
        taken_back = (Withdrawal(by, grant.withdrawn_at, why),)
    return GrantRow(
        grant.pk,
        grant.get_kind_display(),
        grant.minutes,
        title_of(quizzes, grant.activity_key),
        grant.reason,
        str(grant.by),
        grant.granted_at,
        withdrawals=taken_back,
    )


def granted_to(request: HttpRequest, group: Group, people: QuerySet[User]) -> list[GrantRow]:
    """What was granted to these people of the group at once, the newest first; two queries.

    One person's may have been withdrawn apart from the others.
    """
    grants = QuizGrant.objects.filter(group=group, enrolment__learner__in=people)
    parts = grants.values(*SAME, *NAMES, *WITHDRAWN, *WITHDRAWN_NAMES)
    counted = parts.annotate(people=Count("pk"), first=Min("pk"))
    lines: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for part in counted.order_by("-granted_at", "withdrawn_at", "first"):
        lines.setdefault(tuple(part[name] for name in SAME), []).append(part)
    titles = quizzes_by_key(parts[0]["activity_key"] for parts in lines.values())
    opened = _opener(request, "withdraw_from_group", group.pk)
    return [opened(_line(parts, titles)) for parts in lines.values()]


def _line(parts: list[dict[str, Any]], quizzes: Mapping[UUID, QuizPage]) -> GrantRow:
    one = parts[0]
    return GrantRow(
        min(part["first"] for part in parts),
        str(QuizGrant.Kind(one["kind"]).label),
        one["minutes"],
        title_of(quizzes, one["activity_key"]),
        one["reason"],
        _name(one, "by"),
        one["granted_at"],
        sum(part["people"] for part in parts),
        tuple(
            Withdrawal(
                _name(part, "withdrawn_by"),
                part["withdrawn_at"],
                part["withdrawn_reason"],
                part["people"],
            )
            for part in parts
            if part["withdrawn_at"]
        ),
    )


def _name(row: Mapping[str, Any], whose: str) -> str:
    return f"{row[f'{whose}__first_name']} {row[f'{whose}__last_name']}".strip()


def _opener(request: HttpRequest, url_name: str, *place: int) -> Callable[[GrantRow], GrantRow]:
    """Gives a row its form, where something stands in it.

    The form that was sent to `url_name` and refused has its complaints and all that was typed.
    """
    match = request.resolver_match
    refused = match.kwargs["grant"] if match and match.url_name == url_name else None

    def opened(row: GrantRow) -> GrantRow:
        if not row.standing:
            return row
        sent = request.POST if row.pk == refused else None
        form = WithdrawalForm(sent, auto_id=f"withdraw-{row.pk}-%s")
        url = reverse(url_name, args=[*place, row.pk])
        return replace(row, form=form, url=url, idempotency_key=str(uuid.uuid4()))

    return opened
