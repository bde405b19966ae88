"""Questions that probably hold a mistake, for the author's desk: looked for now and then, not at
every visit.

A quiz is analysed when 30 first attempts at it are marked, and again when a tenth more are or a day
has passed; one quiz a visit, so that the desk stays quick however many there are. Between two
looks the desk shows what the last one found.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext

from courses.desk.matters import ROWS_SHOWN, Matter, Section
from quizzes.analysis import Which, chosen_attempts, read
from quizzes.desk.analysis_words import remarks
from quizzes.models import Question, QuizAttempt, QuizPage
from quizzes.pure.item_flags import ENOUGH, Flag, Severity, flags

KEPT_FOR = 24 * 60 * 60
GROWN = 1.1


@dataclass(frozen=True)
class Look:
    """What was found in a quiz when it had `n` attempts: each question, what was asked, and why."""

    n: int
    suspects: tuple[tuple[UUID, frozenset[str], Flag], ...]


def suspects_section() -> Section:
    """Suspect questions of live quizzes; three queries, and an analysis where one is due."""
    counts = _attempts_by_quiz()
    looks = cache.get_many([_name(quiz) for quiz in counts])
    due = [quiz for quiz, n in counts.items() if _is_due(looks.get(_name(quiz)), n)]
    if due:
        looks[_name(due[0])] = look_at(due[0], counts[due[0]])
    found = {
        key: (quiz, asked, flag)
        for quiz in counts
        if (look := looks.get(_name(quiz)))
        for key, asked, flag in look.suspects
    }
    rows = _matters(found) if found else []
    return Section(
        gettext("Questions to review"),
        gettext("Answers say that the key may be wrong, or that an option misleads who knows."),
        "help",
        rows[:ROWS_SHOWN],
        len(rows),
    )


def look_at(quiz: UUID, n: int) -> Look:
    """Analyses a quiz of `n` attempts, and keeps what was found."""
    reading = read(chosen_attempts(QuizAttempt.objects.filter(activity_key=quiz), Which.FIRST))
    suspects = tuple(
        (question.key, question.asked, found[0])
        for question, item in zip(reading.questions, reading.analysis().items, strict=True)
        if (found := flags(item)) and found[0].severity is Severity.ACT
    )
    look = Look(n, suspects)
    cache.set(_name(quiz), look, KEPT_FOR)
    return look


def _attempts_by_quiz() -> dict[UUID, int]:
    """Live quizzes with enough marked attempts."""
    live = QuizPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    counts = (
        QuizAttempt.objects.finished()
        .filter(score__isnull=False, activity_key__in=live.values("translation_key"))
        .values("activity_key")
        .annotate(n=Count("pk"))
        .filter(n__gte=ENOUGH)
        .order_by("activity_key")
    )
    return {row["activity_key"]: row["n"] for row in counts}


def _is_due(look: Look | None, n: int) -> bool:
    return look is None or n >= look.n * GROWN


def _matters(found: dict[UUID, tuple[UUID, frozenset[str], Flag]]) -> list[Matter]:
    """Not those archived, nor those asked in another way since: somebody has seen to them."""
    rows = Question.objects.filter(
        translation_key__in=found, archived=False, locale__language_code=settings.LANGUAGE_CODE
    ).order_by("summary")
    return [
        Matter(
            str(row),
            reverse("item_analysis", args=[quiz, row.translation_key]),
            remarks([flag])[0].title,
        )
        for row in rows.defer("content").select_related("current_version")
        for quiz, asked, flag in [found[row.translation_key]]
        if row.current_version and row.current_version.frozen.asked_sha256() in asked
    ]


def _name(quiz: UUID) -> str:
    return f"quizzes.suspects.asked.{quiz}"
