"""On a learner's home: quizzes left in the middle, where her next step is something else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from courses.activities import HomePanel
from courses.models import Enrolment
from quizzes.models import QuizAttempt
from quizzes.sitting import address_of, title_of


@dataclass(frozen=True)
class Left:
    """An attempt to go on with; `ends_at` is None without a time limit."""

    quiz: str
    here: int
    total: int
    ends_at: datetime | None
    url: str


def has_attempt_open() -> Exists:
    """Whether an attempt is under way."""
    return Exists(QuizAttempt.objects.filter(enrolment=OuterRef("pk")).unfinished())


def render_left(request: HttpRequest, enrolment: Enrolment, next_key: UUID | None) -> str:
    """What was left and the way back; nothing where time is over or it is the next step anyway."""
    at, language = timezone.now(), get_language() or "es"
    mine = QuizAttempt.objects.filter(enrolment=enrolment).unfinished().order_by("started_at")
    rows: Iterable[Any] = mine.annotate(total=Count("answers"))
    left = [
        Left(
            title_of(each.activity_key, language),
            each.here,
            each.total,
            each.deadline_at,
            address_of(each, each.here),
        )
        for each in rows
        if each.is_open(at) and each.activity_key != next_key
    ]
    return render_to_string("quizzes/under_way_panel.html", {"left": left}, request) if left else ""


UNDER_WAY = HomePanel("has_attempt_open", has_attempt_open, render_left)
