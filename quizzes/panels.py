"""What quizzes show on the page of one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.activities import Panel
from courses.models import Enrolment
from quizzes.models import QuizPage
from quizzes.standings import scores_in


@dataclass(frozen=True)
class AttemptRow:
    """A finished attempt as the manager sees it: the score, never single answers."""

    quiz: str
    number: int
    finished_at: datetime
    score: int
    passed: bool


def render_attempts(enrolments: Iterable[Enrolment]) -> str:
    """The attempts of these enrolments, newest first; nothing where there are none."""
    scores = scores_in([enrolment.pk for enrolment in enrolments])
    keys = {each.activity_key for each in scores}
    titles = _titles(keys)
    rows = [
        AttemptRow(
            titles.get(each.activity_key, str(QuizPage.kind.label)),
            each.number,
            each.finished_at,
            int(each.score),
            each.passed,
        )
        for each in reversed(scores)
    ]
    return render_to_string("quizzes/person_panel.html", {"attempts": rows}) if rows else ""


def _titles(keys: set[UUID]) -> dict[UUID, str]:
    rows = Page.objects.filter(
        translation_key__in=keys, locale__language_code__in={"es", get_language()}
    ).values_list("locale__language_code", "translation_key", "title")
    titles = {key: title for code, key, title in rows if code == "es"}
    return titles | {key: title for code, key, title in rows if code == get_language()}


PANEL = Panel(_("Quiz attempts"), render_attempts)
