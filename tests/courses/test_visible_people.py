"""`visible_people`: who sees whom, on which day."""

from datetime import UTC, date, datetime

import pytest

from cms.models import User
from courses.models import Enrolment, Group, Membership
from courses.querysets import visible_people
from tests.people import Enrolled, MakePerson, Teams

TODAY = datetime(2026, 3, 4, 15, tzinfo=UTC)


@pytest.fixture
def cast(
    new_hire: User,
    colleague: User,
    manager: User,
    trainer: User,
    administrator: User,
    outsider: User,
) -> dict[str, User]:
    return {
        "new_hire": new_hire,
        "colleague": colleague,
        "manager": manager,
        "trainer": trainer,
        "administrator": administrator,
        "outsider": outsider,
    }


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        ("new_hire", {"new_hire"}),
        ("outsider", {"outsider"}),
        ("manager", {"manager", "new_hire", "colleague"}),
        ("trainer", {"trainer", "new_hire"}),
        (
            "administrator",
            {"new_hire", "colleague", "manager", "trainer", "administrator", "outsider"},
        ),
    ],
)
def test_who_sees_whom(cast: dict[str, User], viewer: str, seen: set[str]) -> None:
    group = Group(name="Marzo", starts_on=date(2026, 3, 2))
    group.trainers, group.members = [cast["trainer"]], [cast["new_hire"]]
    group.save()
    assert set(visible_people(cast[viewer], TODAY)) == {cast[name] for name in seen}


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "manages"),
    [
        (None, None, True),
        (date(2026, 3, 4), date(2026, 3, 4), True),
        (date(2026, 3, 5), None, False),
        (None, date(2026, 3, 3), False),
        (date(2026, 1, 1), date(2026, 12, 31), True),
    ],
)
def test_a_manager_sees_the_team_on_the_days_she_manages_it(
    new_hire: User, manager: User, starts_on: date | None, ends_on: date | None, manages: bool
) -> None:
    Membership.objects.filter(person=manager).update(starts_on=starts_on, ends_on=ends_on)
    assert (new_hire in visible_people(manager, TODAY)) is manages


def test_who_moved_to_another_team_is_seen_no_more(
    new_hire: User, manager: User, teams: Teams
) -> None:
    new_hire.memberships.update(ends_on=date(2026, 3, 1))
    Membership.objects.create(team=teams.shop, person=new_hire, starts_on=date(2026, 3, 2))
    assert new_hire not in visible_people(manager, TODAY)


def test_the_day_is_the_sites_not_greenwichs(new_hire: User, manager: User) -> None:
    manager.memberships.update(ends_on=date(2026, 3, 4))
    evening_in_bogota = datetime(2026, 3, 5, 3, tzinfo=UTC)
    assert new_hire in visible_people(manager, evening_in_bogota)


def test_a_team_ten_is_not_below_team_one(person: MakePerson, teams: Teams, manager: User) -> None:
    """Paths are compared whole: "1." is no beginning of "10."."""
    teams.shop.path = f"{teams.service.path[:-1]}0."
    type(teams.shop).objects.filter(pk=teams.shop.pk).update(path=teams.shop.path)
    clerk = person("777", "Gil", "Sosa", team=teams.shop)
    assert clerk not in visible_people(manager, TODAY)


def test_a_team_moved_below_another_is_seen_with_it(
    teams: Teams, manager: User, outsider: User
) -> None:
    teams.shop.parent = teams.morning
    teams.shop.save()
    assert outsider in visible_people(manager, TODAY)
    teams.morning.parent = None
    teams.morning.save()
    assert outsider not in visible_people(manager, TODAY)


def test_who_was_deactivated_is_in_no_list(
    new_hire: User, manager: User, administrator: User
) -> None:
    new_hire.is_active = False
    new_hire.save()
    assert new_hire not in visible_people(manager, TODAY)
    assert new_hire not in visible_people(administrator, TODAY)


def test_nobody_is_listed_twice(
    new_hire: User, manager: User, teams: Teams, enrolled: Enrolled
) -> None:
    Membership.objects.create(team=teams.service, person=new_hire)
    Membership.objects.create(team=teams.morning, person=manager, role="manager")
    enrolled(new_hire)
    assert list(visible_people(manager, TODAY)).count(new_hire) == 1
    assert Enrolment.objects.visible_to(manager, TODAY).count() == 1
