"""Puts people on a course."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from cms.models import User
from courses.models import CoursePage, Enrolment, Group
from courses.outlines import load_outline
from courses.pure.due import end_of_day
from courses.verbs.completion import recount


@transaction.atomic
def enrol(
    learner: User,
    course_key: UUID,
    at: datetime,
    due_on: date | None = None,
    audience: str = "contact",
) -> Enrolment:
    """Enrols somebody; returns the open enrolment if there is one already.

    Raises LookupError when the course is not published.
    """
    already = Enrolment.objects.of(learner).open().filter(course_key=course_key).first()
    if already:
        return already
    outline = load_outline(course_key)
    if outline is None:
        raise LookupError(f"{course_key} is not a published course")
    mine = Enrolment.objects.of(learner).filter(course_key=course_key)
    enrolment = Enrolment(
        learner=learner,
        course_key=course_key,
        cycle=(mine.aggregate(last=Max("cycle"))["last"] or 0) + 1,
        audience=audience,
        assigned_at=at,
        due_on=due_on,
        due_at=end_of_day(due_on, learner.zone) if due_on else None,
    )
    enrolment.save()
    recount(enrolment, outline, at, [])
    enrolment.save()
    return enrolment


def group_due_on(group: Group) -> date:
    """When the members of a group are due: the course's days, counted from the group's start."""
    days = group.course.days_to_complete if group.course else 0
    return group.starts_on + timedelta(days=days)


def enrol_group(group: Group, at: datetime) -> list[Enrolment]:
    """Enrols a group's members in its course; due dates count from the group's start.

    Who is on the course already, or finished it, keeps that enrolment: saving a group twice starts
    nobody anew.
    """
    course: CoursePage | None = group.course
    if course is None or not course.live:
        return []
    key, due_on = course.translation_key, group_due_on(group)
    members = group.members.filter(is_active=True)
    rows = Enrolment.objects.alive().filter(course_key=key, learner__in=members).order_by("cycle")
    known = {enrolment.learner_id: enrolment for enrolment in rows}
    return [known.get(member.pk) or enrol(member, key, at, due_on) for member in members]
