"""The reading vocabulary of courses: who sees whom, and which records are meant."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cms.models import User
from cms.roles import ADMINISTRATORS, TRAINERS
from courses.pure.progress import State

if TYPE_CHECKING:
    from courses.models import Completion, Enrolment, Group, IdempotencyKey, Inquiry, Membership
else:
    Completion = Enrolment = Group = IdempotencyKey = Inquiry = Membership = Any

KEPT_REPLIES_FOR = timedelta(days=7)


class MembershipQuerySet(QuerySet[Membership]):
    """Places in teams."""

    def current(self, at: datetime) -> Self:
        """Those that hold on the day of `at` in the site's time zone."""
        day = timezone.localdate(at, timezone.get_default_timezone())
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )

    def managing(self) -> Self:
        """Those in the role of manager."""
        return self.filter(role="manager")


class EnrolmentQuerySet(QuerySet[Enrolment]):
    """Ways through courses."""

    def of(self, learner: User) -> Self:
        """One learner's."""
        return self.filter(learner=learner)

    def open(self) -> Self:
        """Under way: assigned or started."""
        return self.filter(status__in=["assigned", "started"])

    def alive(self) -> Self:
        """Not closed: also the completed ones, whose lessons may be read again."""
        return self.exclude(status="closed")

    def latest_ways(self) -> Self:
        """Each person's last way through a course: the one that opening an activity leads to."""
        later = self.model.objects.alive().filter(
            learner=OuterRef("learner"),
            course_key=OuterRef("course_key"),
            cycle__gt=OuterRef("cycle"),
        )
        return self.alive().filter(~Exists(later))

    def visible_to(self, viewer: User, at: datetime) -> Self:
        """Of the people whom `viewer` may see at `at`."""
        return self.filter(learner__in=visible_people(viewer, at))

    def in_state(self, state: str, at: datetime) -> Self:
        """Those that `courses.pure.progress.judge` would call `state` at `at`."""
        return self.filter(state_condition(state, at))

    def count_states(self, at: datetime) -> dict[str, int]:
        """How many are in each state at `at`, in one query.

        Counts what each state adds to those before it: without negations Django makes the
        statement in half the time.
        """
        under_way = Q(completed_at__isnull=True)
        late = Q(due_at__lte=at)
        pressed = late | Q(risk_at__lte=at)
        begun = pressed | Q(started_at__isnull=False)
        n = self.aggregate(
            all=Count("pk"),
            under_way=Count("pk", filter=under_way),
            late=Count("pk", filter=under_way & late),
            pressed=Count("pk", filter=under_way & pressed),
            begun=Count("pk", filter=under_way & begun),
        )
        return {
            State.READY: n["all"] - n["under_way"],
            State.LATE: n["late"],
            State.AT_RISK: n["pressed"] - n["late"],
            State.ON_TRACK: n["begun"] - n["pressed"],
            State.NOT_STARTED: n["under_way"] - n["begun"],
        }


def state_condition(state: str, at: datetime) -> Q:
    """`judge` as a condition on columns; a test holds the two together."""
    late = Q(due_at__isnull=False, due_at__lte=at)
    risk = Q(risk_at__isnull=False, risk_at__lte=at)
    ready = Q(completed_at__isnull=False)
    started = Q(started_at__isnull=False)
    return {
        State.READY: ready,
        State.LATE: ~ready & late,
        State.AT_RISK: ~ready & ~late & risk,
        State.ON_TRACK: ~ready & ~late & ~risk & started,
        State.NOT_STARTED: ~ready & ~late & ~risk & ~started,
    }[State(state)]


class CompletionQuerySet(QuerySet[Completion]):
    """Finished activities."""

    def passed(self) -> Self:
        """Those that count as done."""
        return self.filter(passed=True)


class IdempotencyKeyQuerySet(QuerySet[IdempotencyKey]):
    """Replies already given."""

    def expired(self, at: datetime) -> Self:
        """Older than seven days: nothing repeats a request after that."""
        return self.filter(created_at__lt=at - KEPT_REPLIES_FOR)


class GroupQuerySet(QuerySet[Group]):
    """Intake groups."""

    def led_by(self, viewer: User) -> Self:
        """Those a viewer looks after: trainers their own, administrators all."""
        return self if viewer.is_administrator else self.filter(trainers=viewer)


class InquiryQuerySet(QuerySet[Inquiry]):
    """What learners asked."""

    def of(self, learner: User) -> Self:
        """One learner's own."""
        return self.filter(enrolment__learner=learner)

    def open(self) -> Self:
        """Neither answered nor closed."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)

    def ended(self) -> Self:
        """Answered, or closed without words."""
        return self.filter(Q(answered_at__isnull=False) | Q(closed_at__isnull=False))

    def unread(self) -> Self:
        """With a reply that the learner has not seen yet."""
        return self.filter(answered_at__isnull=False, reply_read_at__isnull=True)

    def at_place(self, kind: str, key: UUID, anchor: str) -> Self:
        """Asked from this very place."""
        return self.filter(place_kind=kind, place_key=key, anchor=anchor)

    def about(self, key: UUID) -> Self:
        """About an item (a lesson, a question, a scenario) or inside an activity."""
        return self.filter(Q(item_key=key) | Q(activity_key=key))

    def visible_to(self, viewer: User) -> Self:
        """A learner's own; a trainer's also those of her groups; an administrator's all.

        Not a manager's: what somebody does not know is asked of who teaches.
        """
        if viewer.is_administrator:
            return self
        seen = Q(enrolment__learner=viewer)
        if TRAINERS in viewer.role_names:
            led = User.objects.filter(intake_groups__trainers=viewer)
            seen |= Q(enrolment__learner__in=led)
        return self.filter(seen)

    def answerable_by(self, viewer: User) -> Self:
        """Those that `viewer` may answer: of others, and only by who writes."""
        if not viewer.writes:
            return self.none()
        return self.visible_to(viewer).exclude(enrolment__learner=viewer)


def visible_people(viewer: User, at: datetime) -> QuerySet[User]:
    """Whom `viewer` may see at `at`: behind every list, page, export, mail and search.

    Learner: self; manager: the subtree of the teams managed that day; trainer: own groups;
    administrator: everybody.
    """
    people = User.objects.filter(is_active=True)
    if viewer.is_administrator:
        return people
    seen = Q(pk=viewer.pk)
    memberships = User.memberships.rel.related_model.objects.current(at)  # type: ignore[attr-defined]
    if managed := [Q(team__path__startswith=path) for path in managed_paths(viewer, at)]:
        seen |= Q(pk__in=memberships.filter(reduce(or_, managed)).values("person"))
    if TRAINERS not in viewer.role_names:
        return people.filter(seen)
    return people.filter(seen | Q(intake_groups__trainers=viewer)).distinct()


def trainers_of(learner: User) -> QuerySet[User]:
    """Who reads what a learner asks: those that lead one of her groups and may enter the desk."""
    allowed = Q(groups__name__in=[TRAINERS, ADMINISTRATORS]) | Q(is_superuser=True)
    leading = User.objects.filter(allowed, is_active=True, groups_led__members=learner)
    return leading.exclude(pk=learner.pk).distinct().order_by("first_name", "last_name", "pk")


def managed_paths(viewer: User, at: datetime) -> list[str]:
    """The paths of the teams that `viewer` manages at `at`.

    One query for the person as loaded and the day, as with `role_names`: a page asks several times.
    """
    day = timezone.localdate(at, timezone.get_default_timezone())
    by_day: dict[date, list[str]] = viewer.__dict__.setdefault("_managed_paths", {})
    if day not in by_day:
        managed = viewer.memberships.current(at).managing()
        paths = managed.values_list("team__path", flat=True)
        by_day[day] = list(paths.order_by("team__path"))
    return by_day[day]
