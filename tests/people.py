"""The standing cast: a new hire, a colleague, their manager, a trainer, an outsider."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group as Role
from django.test import Client
from django.utils import timezone

from cms.models import User
from cms.roles import ADMINISTRATORS, TRAINERS
from courses.models import Enrolment, Membership, Team
from courses.verbs.enrolment import enrol
from tests.content import SmallCourse

PASSWORD = "camino-largo-27"

MakePerson = Callable[..., User]
ClientOf = Callable[[User], Client]
Enrolled = Callable[..., Enrolment]


@dataclass(frozen=True)
class Teams:
    """Customer service with its morning shift below; the shop stands apart."""

    service: Team
    morning: Team
    shop: Team


@pytest.fixture
def person(wagtail_site: object) -> MakePerson:
    """`person("1001", "Ana", "Prieto", team=…, role="manager", **fields)` makes somebody."""

    def make(
        number: str,
        first_name: str,
        last_name: str,
        team: Team | None = None,
        role: str = "member",
        **fields: object,
    ) -> User:
        user = User(username=number, first_name=first_name, last_name=last_name, **fields)
        user.set_password(PASSWORD)
        user.save()
        if team is not None:
            Membership.objects.create(team=team, person=user, role=role)
        return user

    return make


@pytest.fixture
def teams(wagtail_site: object) -> Teams:
    service = Team(name="Atención")
    service.save()
    morning, shop = Team(name="Mañana", parent=service), Team(name="Tienda")
    morning.save()
    shop.save()
    return Teams(service, morning, shop)


@pytest.fixture
def new_hire(person: MakePerson, teams: Teams) -> User:
    """Ana, on her first days: no company mailbox yet."""
    return person("1001", "Ana", "Prieto", team=teams.morning)


@pytest.fixture
def colleague(person: MakePerson, teams: Teams) -> User:
    """Beto, on the same shift and course."""
    return person("1002", "Beto", "Ramos", team=teams.morning, email="beto@empresa.example")


@pytest.fixture
def manager(person: MakePerson, teams: Teams) -> User:
    """Carla manages customer service, the morning shift included."""
    email = "carla@empresa.example"
    return person("2001", "Carla", "Montes", team=teams.service, role="manager", email=email)


@pytest.fixture
def trainer(person: MakePerson) -> User:
    """Darío writes the courses."""
    user = person("3001", "Darío", "Luna", email="dario@empresa.example")
    user.groups.add(Role.objects.get(name=TRAINERS))
    return user


@pytest.fixture
def administrator(person: MakePerson) -> User:
    """Elisa looks after people and teams."""
    user = person("4001", "Elisa", "Vega", email="elisa@empresa.example")
    user.groups.add(Role.objects.get(name=ADMINISTRATORS))
    return user


@pytest.fixture
def outsider(person: MakePerson, teams: Teams) -> User:
    """Fabio works in the shop: another team, and not on the course."""
    return person("1900", "Fabio", "Salas", team=teams.shop)


@pytest.fixture
def client_of() -> ClientOf:
    """`client_of(new_hire)` is a browser in which she is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def enrolled(course: SmallCourse) -> Enrolled:
    """`enrolled(new_hire, due_in=20)` puts somebody on the small course; days count from today."""

    def put(learner: User, due_in: int | None = 20, at: datetime | None = None) -> Enrolment:
        moment = at or timezone.now()
        today = moment.astimezone(learner.zone).date()
        due_on = None if due_in is None else today + timedelta(days=due_in)
        return enrol(learner, course.key, moment, due_on)

    return put
