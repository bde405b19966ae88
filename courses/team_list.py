"""The list of people in training: found, filtered, ordered and said in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from cms.models import User
from courses.activities import team_columns
from courses.addresses import address_of
from courses.forms import SORTS
from courses.journey import Done
from courses.models import Enrolment, Membership, Team
from courses.outlines import load_outlines
from courses.pure.outline import Outline
from courses.pure.progress import State
from courses.querysets import EnrolmentQuerySet, managed_paths
from courses.words import StateWords, ago_words, due_words, state_words

# The columns that a line says something of.
READ = (
    *("course_key", "audience", "here_key", "done", "total", "minutes_left", "score"),
    *("due_on", "due_at", "risk_at", "started_at", "completed_at", "last_active_at"),
    *("learner__username", "learner__first_name", "learner__last_name", "learner__time_zone"),
)


@dataclass(frozen=True)
class Cell:
    """What an app's column says of somebody; `html` is empty where it has nothing."""

    title: str
    html: str


@dataclass(frozen=True)
class PersonRow:
    """One line of the team: who, where, when due, state with the reason."""

    name: str
    number: str
    url: str
    course: str
    where: str
    due_on: date | None
    due_words: str
    completed_on: date | None
    state: StateWords
    percent: int
    score: int | None
    last_seen_words: str
    # One for each column that an app adds, in their order; empty where it has nothing.
    cells: tuple[Cell, ...] = ()


def people_in_training(viewer: User, at: datetime) -> EnrolmentQuerySet:
    """The enrolments of others that `viewer` may see; a manager's own is on her home."""
    visible = Enrolment.objects.alive().visible_to(viewer, at)
    return visible.exclude(learner=viewer)


def teams_of(viewer: User, at: datetime) -> QuerySet[Team]:
    """The teams a viewer may filter by."""
    teams: QuerySet[Team] = Team.objects.all()
    if viewer.writes:
        return teams
    below = Q(pk__in=[])
    for path in managed_paths(viewer, at):
        below |= Q(path__startswith=path)
    return teams.filter(below)


def filtered(
    enrolments: EnrolmentQuerySet, asked: dict[str, Any], at: datetime
) -> EnrolmentQuerySet:
    """The enrolments that answer the filters, in the order asked for."""
    if words := asked.get("q"):
        for word in words.split():
            enrolments = enrolments.filter(
                Q(learner__first_name__icontains=word)
                | Q(learner__last_name__icontains=word)
                | Q(learner__username__icontains=word)
            )
    if team := asked.get("team"):
        inside = Membership.objects.current(at).filter(
            person=OuterRef("learner"), team__path__startswith=team.path
        )
        enrolments = enrolments.filter(Exists(inside))
    if state := asked.get("state"):
        enrolments = enrolments.in_state(state, at)
    return enrolments.order_by(*SORTS[asked.get("sort") or "due"])


def rows_of(
    enrolments: EnrolmentQuerySet, at: datetime, language: str, part: slice = slice(None)
) -> list[PersonRow]:
    """The lines for these enrolments: as many queries for one person as for all."""
    found = list(enrolments.select_related("learner").only(*READ)[part])
    outlines = load_outlines({each.course_key for each in found}, language)
    ids = [each.pk for each in found]
    columns = [(str(column.title), column.cells(ids)) for column in team_columns]
    return [
        replace(row, cells=tuple(Cell(title, own.get(enrolment.pk, "")) for title, own in columns))
        for enrolment, row in person_rows(found, outlines, at)
    ]


def person_rows(
    found: Sequence[Enrolment], outlines: dict[Any, Outline], at: datetime
) -> Iterable[tuple[Enrolment, PersonRow]]:
    """Each enrolment with its line, without the cells of apps; one query.

    Expects learners to be loaded; leaves out courses that are not published.
    """
    done_by_pk = Done.of_all(found)
    taken: dict[tuple[UUID, str], Outline] = {}
    for enrolment in found:
        course = outlines.get(enrolment.course_key)
        if course is None:
            continue
        learner, done = enrolment.learner, done_by_pk[enrolment.pk]
        part = enrolment.course_key, enrolment.audience
        outline = taken.get(part) or taken.setdefault(part, course.for_audience(part[1]))
        step = outline.next_after(done.passed, enrolment.here_key)
        completed = enrolment.completed_at
        state = state_words(enrolment, outline, done.passed, done.scores, at)
        # The reason of somebody late says the days already.
        late = state.code == State.LATE
        yield (
            enrolment,
            PersonRow(
                str(learner),
                learner.username,
                address_of("show_person", learner.pk),
                outline.title,
                step.title if step else gettext("Finished"),
                enrolment.due_on,
                "" if late else due_words(enrolment.due_on, bool(completed), at, learner.zone),
                completed.astimezone(learner.zone).date() if completed else None,
                state,
                enrolment.done * 100 // enrolment.total if enrolment.total else 0,
                None if enrolment.score is None else int(enrolment.score),
                ago_words(enrolment.last_active_at, at, learner.zone),
            ),
        )
