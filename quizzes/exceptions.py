"""At which quizzes exceptions can be granted, to whom, and how many groups have."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from cms.models import User
from courses.activities import GroupRow, GroupSection, TeamLink
from courses.models import Enrolment, Group
from courses.outlines import load_outlines
from courses.querysets import visible_people
from quizzes.models import QuizGrant, QuizPage

ROWS_SHOWN = 10


def quizzes_by_key(keys: Iterable[UUID]) -> dict[UUID, QuizPage]:
    """Quizzes by key: rules from the Spanish row, the title in the reader's language; one query."""
    rows = list(QuizPage.objects.filter(translation_key__in=set(keys)).select_related("locale"))
    found = {row.translation_key: row for row in rows if row.locale.language_code == "es"}
    for row in rows:
        if row.locale.language_code == get_language() and row.translation_key in found:
            found[row.translation_key].title = row.title
    return found


def quizzes_in(course_keys: Iterable[UUID]) -> dict[UUID, dict[UUID, QuizPage]]:
    """The quizzes of each course as it is published, in its order."""
    outlines = load_outlines(set(course_keys))
    keys = {
        course: [each.key for each in outline.activities() if each.kind == QuizPage.kind.name]
        for course, outline in outlines.items()
    }
    found = quizzes_by_key(key for each in keys.values() for key in each)
    return {
        course: {key: found[key] for key in of_course if key in found}
        for course, of_course in keys.items()
    }


def may_be_granted(viewer: User, at: datetime) -> QuerySet[Enrolment]:
    """Ways of people the viewer looks after; nobody grants herself anything.

    Completed ones too: a correction may have taken away what was passed, or more is wished.
    """
    return Enrolment.objects.latest_ways().visible_to(viewer, at).exclude(learner=viewer)


def find_group(viewer: User, pk: int, at: datetime) -> tuple[Group, QuerySet[User]]:
    """A group and those of its people whom the viewer looks after.

    Its trainers and administrators see it even while it is empty. Raises Http404 for anybody else.
    """
    group = get_object_or_404(Group, pk=pk)
    people = visible_people(viewer, at).exclude(pk=viewer.pk)
    people = people.filter(pk__in=group.members.values("pk"))
    leads = viewer.is_administrator or (viewer.writes and viewer in group.trainers.all())
    if not leads and not people.exists():
        raise Http404
    return group, people


def groups_for(viewer: User, at: datetime) -> QuerySet[Group]:
    """The groups that `find_group` would find for the viewer, the latest first."""
    mine = Q(pk__in=_places_in_groups(viewer, at).values("group"))
    if viewer.writes:
        mine |= Q(pk__in=Group.objects.led_by(viewer).values("pk"))
    return Group.objects.filter(mine).order_by("-starts_on", "name", "pk")


def _places_in_groups(viewer: User, at: datetime) -> QuerySet[Any]:
    """Who of those whom the viewer looks after is in which group."""
    people = visible_people(viewer, at).exclude(pk=viewer.pk)
    places: QuerySet[Any] = Group.members.through.objects.all()
    return places.filter(user__in=people.order_by().values("pk"))


def exceptions_link(viewer: User, at: datetime) -> TeamLink | None:
    """For a manager's team page. Who leads groups is led there from *My group*; one query."""
    if viewer.writes or not _places_in_groups(viewer, at).exists():
        return None
    return TeamLink(gettext("Exceptions"), reverse("choose_group"))


def exceptions_section(viewer: User, at: datetime) -> list[GroupSection]:
    """For *My group*: where exceptions are granted to each group, and how many stand; one query.

    What was granted to a group at once is one exception, as the group's own page lists it.
    """
    mine = QuizGrant.objects.standing().filter(group=OuterRef("pk")).order_by().values("group")
    granted = Coalesce(Subquery(mine.values(n=Count("granted_at", distinct=True))), 0)
    groups = list(Group.objects.led_by(viewer).annotate(granted=granted))
    rows = [
        GroupRow(
            each.name,
            reverse("grant_to_group", args=[each.pk]),
            _granted_words(each.granted),
        )
        for each in groups
    ]
    lead = gettext("One more attempt, no waiting or more time for a whole group.")
    shown, total = tuple(rows[:ROWS_SHOWN]), sum(each.granted for each in groups)
    every = reverse("choose_group")
    return [GroupSection(gettext("Exceptions"), lead, shown, len(rows), every, counted=total)]


def _granted_words(count: int) -> str:
    if not count:
        return gettext("none in force")
    return ngettext("%(n)s exception in force", "%(n)s exceptions in force", count) % {"n": count}
