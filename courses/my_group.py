"""My group: who is stuck, what was asked, what waits for a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import Coalesce
from django.urls import reverse

from cms.models import User
from courses import activities
from courses.inquiries import AskedInquiry, asked_rows
from courses.models import Enrolment, Group, Inquiry
from courses.outlines import load_outlines
from courses.pure.progress import State
from courses.team_list import PersonRow, person_rows

STUCK_STATES = (State.LATE, State.AT_RISK)
OPEN_SHOWN = 30
ENDED_SHOWN = 10


@dataclass(frozen=True)
class StuckPerson:
    """Somebody who does not get on by herself; `reasons` beside what the state says."""

    row: PersonRow
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class GroupPart:
    """One group: how many are where, and who is stuck."""

    name: str
    starts_on: date
    course: str
    people: int
    finished: int
    stuck: list[StuckPerson]
    edit_url: str


@dataclass(frozen=True)
class Questions:
    """What was asked of a viewer: the open ones, oldest first, and the last that ended."""

    open: list[AskedInquiry]
    open_total: int
    ended: list[AskedInquiry]

    @property
    def left_out(self) -> int:
        """How many open ones are not shown yet."""
        return self.open_total - len(self.open)


def questions_for(viewer: User, at: datetime) -> Questions:
    """The questions that a viewer may answer; as many queries for one as for a hundred."""
    mine = Inquiry.objects.answerable_by(viewer)
    rows = mine.select_related("enrolment__learner", "answered_by", "closed_by")
    last = Coalesce("answered_at", "closed_at").desc()
    found, ended = list(rows.open()[:OPEN_SHOWN]), rows.ended().order_by(last, "-pk")
    shown = asked_rows([*found, *ended[:ENDED_SHOWN]], viewer, at)
    return Questions(shown[: len(found)], mine.open().count(), shown[len(found) :])


def parts_of(groups: Iterable[Group], at: datetime, language: str) -> list[GroupPart]:
    """Groups with who is stuck in each; as many queries for one group as for ten."""
    shown = list(groups)
    ways = _ways_in(shown)
    stuck = _stuck([each for own in ways.values() for each in own], at, language)
    return [_part(group, ways[group.pk], stuck) for group in shown]


def _ways_in(groups: list[Group]) -> dict[int, list[Enrolment]]:
    """The enrolments of each group's members in the group's course."""
    members: dict[int, set[int]] = defaultdict(set)
    links = User.objects.filter(intake_groups__in=groups, is_active=True)
    for group_id, person in links.values_list("intake_groups", "pk"):
        members[group_id].add(person)
    people = {person for own in members.values() for person in own}
    rows = Enrolment.objects.alive().filter(learner__in=people)
    found = list(rows.select_related("learner"))
    return {
        group.pk: [
            each
            for each in found
            if each.learner_id in members[group.pk]
            and group.course is not None
            and each.course_key == group.course.translation_key
        ]
        for group in groups
    }


def _stuck(ways: list[Enrolment], at: datetime, language: str) -> dict[int, StuckPerson]:
    """Who is late, at risk, or stopped by what an app knows of; by enrolment."""
    under_way = [each for each in ways if each.status in Enrolment.OPEN]
    stops: dict[int, list[str]] = defaultdict(list)
    for words_of in activities.stops:
        for enrolment_id, words in words_of([each.pk for each in under_way]).items():
            stops[enrolment_id] += words
    outlines = load_outlines({each.course_key for each in under_way}, language)
    return {
        enrolment.pk: StuckPerson(row, tuple(stops[enrolment.pk]))
        for enrolment, row in person_rows(under_way, outlines, at)
        if row.state.code in STUCK_STATES or stops[enrolment.pk]
    }


def _part(group: Group, ways: list[Enrolment], stuck: dict[int, StuckPerson]) -> GroupPart:
    own = [stuck[each.pk] for each in ways if each.pk in stuck]
    return GroupPart(
        group.name,
        group.starts_on,
        group.course.title if group.course else "",
        len({each.learner_id for each in ways}),
        sum(each.completed_at is not None for each in ways),
        sorted(own, key=_pressing),
        reverse("wagtailsnippets_courses_group:edit", args=[group.pk]),
    )


def _pressing(person: StuckPerson) -> tuple[int, date, str]:
    """Who is late longest comes first, then who is at risk, then who only waits for a decision."""
    codes = [str(state) for state in STUCK_STATES]
    code = person.row.state.code
    place = codes.index(code) if code in codes else len(codes)
    return place, person.row.due_on or date.max, person.row.name
