"""Fills a fresh site with a small company, through the same verbs as everybody; and removes it."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import Group as Role
from django.db import transaction
from django.utils import timezone

from cms.models import User
from cms.roles import ADMINISTRATORS, TRAINERS
from courses import activities
from courses.demo_people import PEOPLE, TEAMS, DemoPerson
from courses.models import CoursePage, Enrolment, Group, Membership, Team
from courses.outlines import load_outline
from courses.verbs.enrolment import enrol

ROLES = {"trainer": TRAINERS, "administrator": ADMINISTRATORS}


@transaction.atomic
def load_demo(at: datetime) -> dict[str, str]:
    """Makes the demo's people; returns user name -> password, drawn now and kept nowhere here.

    Raises LookupError when no course is published.
    """
    course = CoursePage.objects.live().filter(locale__language_code="es").first()
    if course is None:
        raise LookupError("no published course to enrol anybody in")
    teams = _make_teams()
    passwords = {person.number: _password() for person in PEOPLE}
    people = {person.number: _make(person, passwords[person.number], at) for person in PEOPLE}
    for person in PEOPLE:
        if person.team:
            role = "manager" if person.role == "manager" else "member"
            Membership.objects.create(
                team=teams[person.team], person=people[person.number], role=role
            )
    group = _make_group(course, people, at)
    for person in PEOPLE:
        if person.role == "learner":
            _walk(people[person.number], person, course, at)
            group.members.add(people[person.number])
    group.save()
    return passwords


def _password() -> str:
    """Easy to type, hard to guess: three groups of four letters."""
    letters = "abcdefghjkmnpqrstuvwxyz"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def _make_teams() -> dict[str, Team]:
    teams: dict[str, Team] = {}
    for name, parent in TEAMS.items():
        teams[name] = Team(name=name, parent=teams.get(parent))
        teams[name].save()
    return teams


def _make(person: DemoPerson, password: str, at: datetime) -> User:
    user = User(
        username=person.number,
        email=f"{person.number}@demo.example",
        first_name=person.first_name,
        last_name=person.last_name,
        is_demo=True,
        is_superuser=person.role == "administrator",
    )
    user.set_password(password)
    user.save()
    if person.role in ROLES:
        user.groups.add(Role.objects.get(name=ROLES[person.role]))
    return user


def _make_group(course: CoursePage, people: dict[str, User], at: datetime) -> Group:
    starts_on = timezone.localdate(at) - timedelta(days=2)
    group = Group(name="Ingreso de demostración", starts_on=starts_on, course=course)
    group.trainers = [people["andres"]]
    group.save()
    return group


def _walk(user: User, person: DemoPerson, course: CoursePage, at: datetime) -> None:
    """Enrols somebody some days ago and lets them do their steps up to their last day."""
    began = at - timedelta(days=person.started, hours=2)
    due_on = timezone.localdate(at) + timedelta(days=person.due_in)
    enrolment = enrol(user, course.translation_key, began, due_on)
    outline = load_outline(course.translation_key)
    steps = list(outline.activities())[: person.steps] if outline else []
    last = at - timedelta(days=person.idle, hours=1)
    for number, activity in enumerate(steps, start=1):
        moment = began + (last - began) * number / len(steps)
        enrolment.refresh_from_db()
        activities.demo_players[activity.kind](enrolment, activity.key, person.skill, moment)
    for habit in activities.demo_habits:
        habit(enrolment, person.skill, last)


@transaction.atomic
def remove_demo() -> int:
    """Deletes the demo's people with all they left; returns how many people there were."""
    people = User.objects.filter(is_demo=True)
    count = people.count()
    enrolments = Enrolment.objects.filter(learner__in=people)
    for erase in activities.erasers:
        erase(enrolments)
    Membership.objects.filter(person__in=people).delete()
    for group in Group.objects.filter(trainers__in=people).distinct():
        if not group.members.exclude(pk__in=people).exists():
            group.delete()
    for person in people:
        person.kept_rules.all().delete()
        person.idempotency_keys.all().delete()
    people.delete()
    Team.objects.filter(name__in=TEAMS, memberships__isnull=True, parent__isnull=False).delete()
    Team.objects.filter(name__in=TEAMS, memberships__isnull=True, children__isnull=True).delete()
    return count
