"""Answers that a correction did not reach, for the author's desk.

An attempt under way keeps the key it began with, so what is handed in after a correction is marked
by the former one; somebody has to hear of it.
"""

from collections import Counter

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, ngettext

from cms.models import User
from courses.desk.matters import ROWS_SHOWN, Matter, Section
from quizzes.corrections import verdict_on
from quizzes.desk.regrading import plan_url
from quizzes.models import Answer, Mark, Question, Regrade


def since_section(viewer: User) -> Section:
    """The last correction of each question, with what came in since; three queries at most."""
    may = viewer.has_perm("quizzes.change_question")
    counts = _counts(list(_reached_late())) if may else {}
    questions = Question.objects.filter(
        translation_key__in=[each.question_key for each in counts],
        locale__language_code=settings.LANGUAGE_CODE,
    ).defer("content")
    known = {row.translation_key: row for row in questions} if counts else {}
    rows = [
        _matter(known[regrade.question_key], regrade, count)
        for regrade, count in counts.items()
        if regrade.question_key in known
    ]
    return Section(
        gettext("Corrections with answers that came in since"),
        gettext(
            "These attempts began before the correction and were handed in after it: the former "
            "key marked them. Correct them as well."
        ),
        "rotate",
        rows[:ROWS_SHOWN],
        len(rows),
    )


def _matter(question: Question, regrade: Regrade, count: int) -> Matter:
    words = ngettext(
        "%(n)s answer marked by the former key", "%(n)s answers marked by the former key", count
    )
    url = plan_url(question, regrade.policy, regrade.activity_key)
    return Matter(str(question), url, words % {"n": count})


def _reached_late() -> QuerySet[Regrade]:
    """Finished corrections that no later one takes the place of, if a key marked anything since."""
    done = Regrade.objects.filter(finished_at__isnull=False)
    everywhere = Q(activity_key=None) | Q(activity_key=OuterRef("activity_key"))
    later = Regrade.objects.filter(everywhere, question_key=OuterRef("question_key"))
    late = Mark.objects.filter(
        regrade=None,
        at__gte=OuterRef("started_at"),
        answer__version__question_key=OuterRef("question_key"),
        answer__attempt__started_at__lt=OuterRef("started_at"),
    )
    found = done.filter(~Exists(later.filter(pk__gt=OuterRef("pk"))), Exists(late))
    return found.select_related("version").order_by("-pk")


def _counts(regrades: list[Regrade]) -> dict[Regrade, int]:
    """How many answers each of them would mark otherwise today, the newest first."""
    if not regrades:
        return {}
    keys = {each.question_key for each in regrades}
    marks = Mark.objects.filter(
        regrade=None,
        at__gte=min(each.started_at for each in regrades),
        answer__version__question_key__in=keys,
    )
    found: Counter[Regrade] = Counter()
    answers = Answer.objects.filter(pk__in=marks.values("answer"))
    for answer in answers.select_related("attempt", "version"):
        covering = (each for each in regrades if _covers(each, answer))
        if regrade := next(covering, None):
            fraction = verdict_on(answer, regrade).fraction
            began = answer.attempt.started_at < regrade.started_at
            found[regrade] += began and fraction not in {None, answer.fraction}
    return {regrade: found[regrade] for regrade in regrades if found[regrade]}


def _covers(regrade: Regrade, answer: Answer) -> bool:
    here = regrade.activity_key in {None, answer.attempt.activity_key}
    return here and regrade.question_key == answer.version.question_key
