"""One person's page, for those who look after them."""

from datetime import date

from django.urls import reverse

from cms.models import User
from courses.models import Group
from tests.content import SmallCourse
from tests.doing import Reads, Takes, answers_of
from tests.people import ClientOf, Enrolled


def address(person: User) -> str:
    return reverse("show_person", args=[person.pk])


def test_where_she_is_with_her_scores(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
    takes: Takes,
) -> None:
    way = enrolled(new_hire)
    reads(way, course.greet)
    attempt = takes(way, right=7)
    page = client_of(manager).get(address(new_hire))
    assert page.context["person"]["team"] == "Mañana"
    assert page.context["person"]["number"] == "1001"
    journey = page.context["enrolments"][0]
    assert (journey.title, journey.percent, journey.score) == ("Curso breve", 33, 70)
    html = page.content.decode()
    assert "Cuestionario de los primeros minutos" in html
    assert "70 %" in html
    # Single answers belong to the learner.
    for answer in answers_of(attempt):
        assert answer.version.frozen.text("stem", "es").text not in html
    # Her lessons are hers to open.
    assert reverse("open_lesson", args=[course.greet]) not in html


def test_who_sees_the_page(
    new_hire: User,
    colleague: User,
    manager: User,
    trainer: User,
    administrator: User,
    outsider: User,
    client_of: ClientOf,
) -> None:
    group = Group(name="Marzo", starts_on=date(2026, 3, 2))
    group.trainers, group.members = [trainer], [new_hire]
    group.save()
    seen = {
        viewer.first_name: client_of(viewer).get(address(new_hire)).status_code
        for viewer in (new_hire, colleague, outsider, manager, trainer, administrator)
    }
    assert seen == {
        "Ana": 404,  # her own home says it all
        "Beto": 404,
        "Fabio": 404,
        "Carla": 200,
        "Darío": 200,
        "Elisa": 200,
    }


def test_the_manager_does_not_see_the_shop(
    manager: User, outsider: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(outsider)
    assert client_of(manager).get(address(outsider)).status_code == 404


def test_somebody_without_a_course(manager: User, new_hire: User, client_of: ClientOf) -> None:
    page = client_of(manager).get(address(new_hire))
    assert page.status_code == 200
    assert page.context["enrolments"] == []
