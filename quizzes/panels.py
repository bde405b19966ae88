"""What quizzes show beside other things: attempts and exceptions of one person, news at home."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.activities import HomePanel, Panel
from courses.models import Enrolment
from quizzes.allowance import granted_in, past_in
from quizzes.exceptions import quizzes_by_key, quizzes_in
from quizzes.forms import ExceptionForm
from quizzes.granted import granted_to_one, title_of
from quizzes.models import QuizGrant, QuizPage, ScoreChange
from quizzes.pure.access import attempts_left
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
    key: UUID
    enrolment_id: int


@dataclass(frozen=True)
class Exceptional:
    """The form with which an exception is granted to one enrolment; at one quiz where stuck."""

    enrolment_id: int
    form: ExceptionForm
    idempotency_key: str
    stuck: Stuck | None = None


def render_attempts(request: HttpRequest, enrolments: Iterable[Enrolment]) -> str:
    """Attempts, newest first, and exceptions; nothing where there is neither quiz nor attempt."""
    mine = list(enrolments)
    latest = {each.course_key: each for each in sorted(mine, key=lambda each: each.cycle)}
    ways = [each for each in latest.values() if each.status != Enrolment.Status.CLOSED]
    scores = scores_in([enrolment.pk for enrolment in mine])
    by_course = quizzes_in(each.course_key for each in ways) if ways else {}
    given = QuizGrant.objects.filter(enrolment__in=mine).select_related("by", "withdrawn_by")
    grants = list(given.order_by("granted_at", "pk"))
    current = {key: quiz for quizzes in by_course.values() for key, quiz in quizzes.items()}
    keys = {each.activity_key for each in scores} | {each.activity_key for each in grants}
    keys -= set(current)
    quizzes = current | (quizzes_by_key(keys) if keys else {})
    if not scores and not quizzes:
        return ""
    # Nobody grants herself anything: her own page has no form.
    granting = {
        each.pk: by_course.get(each.course_key, {})
        for each in ways
        if each.learner_id != request.user.pk
    }
    stuck = _stuck([each for each in scores if each.enrolment_id in granting], quizzes, grants)
    context = {
        "attempts": [_row(each, quizzes) for each in reversed(scores)],
        **_forms(granting, stuck, _refused(request)),
        "granted": granted_to_one(request, reversed(grants), quizzes, granting),
    }
    return render_to_string("quizzes/person_panel.html", context, request)


def _row(score: AttemptScore, quizzes: Mapping[UUID, QuizPage]) -> AttemptRow:
    whole = None if score.score is None else int(score.score)
    title = title_of(quizzes, score.activity_key)
    return AttemptRow(title, score.number, score.finished_at, whole, score.passed)


def _refused(request: HttpRequest) -> QueryDict | None:
    """What was sent to be granted, where this page answers that with what is wrong with it."""
    match = request.resolver_match
    return request.POST if match and match.url_name == "grant_exception" else None


def _forms(
    granting: Mapping[int, Mapping[UUID, QuizPage]], stuck: list[Stuck], sent: QueryDict | None
) -> dict[str, list[Exceptional]]:
    """A form for each enrolment, and one for each quiz where somebody is stuck.

    The one that was sent comes back with complaints and everything in it.
    """
    places: list[tuple[int, Stuck | None]] = [(each.enrolment_id, each) for each in stuck]
    places += [(pk, None) for pk, quizzes in granting.items() if quizzes]
    mine = _place_of(sent, stuck) if sent else None
    forms = []
    for place in places:
        pk, one = place
        name = f"stuck-{pk}-{one.key}-%s" if one else f"exception-{pk}-%s"
        form = ExceptionForm(granting[pk], sent if place == mine else None, auto_id=name)
        forms.append(Exceptional(pk, form, str(uuid.uuid4()), one))
    return {
        "stuck": [each for each in forms if each.stuck],
        "exceptional": [each for each in forms if not each.stuck],
    }


def _place_of(sent: QueryDict, stuck: list[Stuck]) -> tuple[int, Stuck | None]:
    """Whose form it was; who is no longer stuck has only the one for any exception."""
    pk, key = int(str(sent["enrolment"])), sent.get("quiz") if sent.get("stuck") else None
    mine = (each for each in stuck if (each.enrolment_id, str(each.key)) == (pk, key))
    return pk, next(mine, None)


def _stuck(
    scores: list[AttemptScore], quizzes: Mapping[UUID, QuizPage], grants: list[QuizGrant]
) -> list[Stuck]:
    taken: dict[tuple[int, UUID], list[AttemptScore]] = defaultdict(list)
    for score in scores:
        taken[score.enrolment_id, score.activity_key].append(score)
    granted: dict[tuple[int, UUID], list[QuizGrant]] = defaultdict(list)
    for grant in grants:
        granted[grant.enrolment_id, grant.activity_key].append(grant)
    return [
        Stuck(quizzes[key].title, key, enrolment_id)
        for (enrolment_id, key), attempts in taken.items()
        if key in quizzes
        and not any(each.passed or each.passed is None for each in attempts)
        and not attempts_left(
            past_in(attempts),
            quizzes[key].attempts_allowed,
            granted_in(granted[enrolment_id, key]),
        )
    ]


@dataclass(frozen=True)
class ChangeRow:
    """A result that a regrade changed, as its learner is told."""

    pk: int
    quiz: str
    attempt_id: UUID
    number: int
    before: int | None
    after: int | None
    passed: bool | None
    reason: str


def render_changes(request: HttpRequest, enrolment: Enrolment, _next: UUID | None) -> str:
    """Results of hers that changed after she handed in, until she has read it; else nothing."""
    changes = ScoreChange.objects.of(enrolment.learner).unread()
    rows = list(changes.select_related("attempt", "regrade").order_by("at", "pk"))
    if not rows:
        return ""
    quizzes = quizzes_by_key(each.attempt.activity_key for each in rows)
    told = [_change_row(each, quizzes) for each in rows]
    return render_to_string("quizzes/changes_panel.html", {"changes": told}, request)


def _change_row(change: ScoreChange, quizzes: Mapping[UUID, QuizPage]) -> ChangeRow:
    scores = (change.score_before, change.score_after)
    before, after = (None if score is None else int(score) for score in scores)
    moved = change.passed_before != change.passed_after
    return ChangeRow(
        change.pk,
        title_of(quizzes, change.attempt.activity_key),
        change.attempt_id,
        change.attempt.number,
        before,
        after,
        change.passed_after if moved else None,
        change.regrade.reason,
    )


def out_of_attempts(enrolments: list[int]) -> dict[int, list[str]]:
    """For "My group": the quizzes not passed with no attempts left, in words, by enrolment."""
    scores = scores_in(enrolments)
    words: dict[int, list[str]] = defaultdict(list)
    quizzes = quizzes_by_key(score.activity_key for score in scores)
    grants = list(QuizGrant.objects.filter(enrolment__in=enrolments))
    for each in _stuck(scores, quizzes, grants):
        said = gettext("no attempts left: “%(title)s”") % {"title": each.quiz}
        words[each.enrolment_id].append(said)
    return words


def has_changes() -> Exists:
    """Whether a result of hers changed and she has not read it."""
    hers = ScoreChange.objects.filter(attempt__enrolment__learner=OuterRef("learner"))
    return Exists(hers.unread())


CHANGES = HomePanel("has_changes", has_changes, render_changes)
PANEL = Panel(_("Quiz attempts"), render_attempts)
