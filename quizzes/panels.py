"""What quizzes show on the page of one person."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from courses.activities import Panel
from courses.models import Enrolment
from quizzes.models import QuizGrant, QuizPage
from quizzes.standings import AttemptScore, scores_in


@dataclass(frozen=True)
class AttemptRow:
    """A finished attempt as the manager sees it: the score, never single answers."""

    quiz: str
    number: int
    finished_at: datetime
    score: int | None
    passed: bool | None


@dataclass(frozen=True)
class Stuck:
    """A quiz not passed with no attempts left: somebody has to decide."""

    quiz: str
    enrolment_id: int
    grant_url: str
    idempotency_key: str


def render_attempts(request: HttpRequest, enrolments: Iterable[Enrolment]) -> str:
    """The attempts of these enrolments, newest first; nothing where there are none."""
    open_ids = {each.pk for each in enrolments if each.status in Enrolment.OPEN}
    scores = scores_in([enrolment.pk for enrolment in enrolments])
    if not scores:
        return ""
    quizzes = _quizzes({each.activity_key for each in scores})
    rows = [_row(each, quizzes) for each in reversed(scores)]
    stuck = _stuck([each for each in scores if each.enrolment_id in open_ids], quizzes)
    context = {"attempts": rows, "stuck": stuck}
    return render_to_string("quizzes/person_panel.html", context, request)


def _row(score: AttemptScore, quizzes: dict[UUID, QuizPage]) -> AttemptRow:
    quiz = quizzes.get(score.activity_key)
    title = quiz.title if quiz else str(QuizPage.kind.label)
    whole = None if score.score is None else int(score.score)
    return AttemptRow(title, score.number, score.finished_at, whole, score.passed)


def _quizzes(keys: set[UUID]) -> dict[UUID, QuizPage]:
    """The quizzes by key: rules from the Spanish row, the title in the reader's language."""
    rows = list(QuizPage.objects.filter(translation_key__in=keys).select_related("locale"))
    found = {row.translation_key: row for row in rows if row.locale.language_code == "es"}
    for row in rows:
        if row.locale.language_code == get_language() and row.translation_key in found:
            found[row.translation_key].title = row.title
    return found


def _stuck(scores: list[AttemptScore], quizzes: dict[UUID, QuizPage]) -> list[Stuck]:
    taken: dict[tuple[int, UUID], list[AttemptScore]] = defaultdict(list)
    for score in scores:
        taken[score.enrolment_id, score.activity_key].append(score)
    granted: dict[tuple[int, UUID], int] = defaultdict(int)
    for pair in QuizGrant.objects.filter(
        kind=QuizGrant.Kind.ATTEMPT, enrolment__in={each.enrolment_id for each in scores}
    ).values_list("enrolment_id", "activity_key"):
        granted[pair] += 1
    return [
        Stuck(
            quizzes[key].title,
            enrolment_id,
            reverse("grant_attempt", args=[key]),
            str(uuid.uuid4()),
        )
        for (enrolment_id, key), attempts in taken.items()
        if key in quizzes
        and not any(each.passed or each.passed is None for each in attempts)
        and len(attempts) >= quizzes[key].attempts_allowed + granted[enrolment_id, key]
    ]


def out_of_attempts(enrolments: list[int]) -> dict[int, list[str]]:
    """For "My group": the quizzes not passed with no attempts left, in words, by enrolment."""
    scores = scores_in(enrolments)
    words: dict[int, list[str]] = defaultdict(list)
    for each in _stuck(scores, _quizzes({score.activity_key for score in scores})):
        said = gettext("no attempts left: “%(title)s”") % {"title": each.quiz}
        words[each.enrolment_id].append(said)
    return words


PANEL = Panel(_("Quiz attempts"), render_attempts)
