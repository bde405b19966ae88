"""Saving an intake group puts its people on the course, once, and says so."""

from datetime import date
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment, Group
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled

ADD = "wagtailsnippets_courses_group:add"
EDIT = "wagtailsnippets_courses_group:edit"


def form(course: SmallCourse, trainer: User, *members: User) -> dict[str, Any]:
    """What the group's form sends."""
    return {
        "name": "Marzo",
        "starts_on": "2026-03-02",
        "course": course.page.pk,
        "trainers": [trainer.pk],
        "members": [member.pk for member in members],
    }


def save(client: Client, address: str, data: dict[str, Any]) -> list[str]:
    """Saves; returns what was said."""
    response = client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_new_group_is_enrolled_until_the_days_of_the_course_are_over(
    course: SmallCourse, trainer: User, new_hire: User, colleague: User, client_of: ClientOf
) -> None:
    said = save(client_of(trainer), reverse(ADD), form(course, trainer, new_hire, colleague))

    days = course.page.days_to_complete
    due_on = date.fromordinal(date(2026, 3, 2).toordinal() + days)
    assert [each.due_on for each in Enrolment.objects.all()] == [due_on, due_on]
    assert any("2" in each and course.page.title in each for each in said)


def test_saving_it_again_enrols_only_who_is_new(
    course: SmallCourse,
    trainer: User,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    done = enrolled(new_hire)
    done.status, done.completed_at = Enrolment.Status.COMPLETED, timezone.now()
    done.save()
    client = client_of(trainer)
    save(client, reverse(ADD), form(course, trainer, new_hire))
    group = Group.objects.get()

    save(client, reverse(EDIT, args=[group.pk]), form(course, trainer, new_hire, colleague))

    assert Enrolment.objects.of(new_hire).count() == 1
    assert Enrolment.objects.of(colleague).count() == 1


def test_a_trainer_opens_no_group_of_another(
    trainer: User, administrator: User, client_of: ClientOf
) -> None:
    group = Group.objects.create(name="Ajeno", starts_on=date(2026, 3, 2))
    address = reverse(EDIT, args=[group.pk])

    refused = client_of(trainer).get(address)

    assert refused.status_code == 302
    assert "Ajeno" not in client_of(trainer).get("/admin/snippets/courses/group/").content.decode()
    assert client_of(administrator).get(address).status_code == 200
