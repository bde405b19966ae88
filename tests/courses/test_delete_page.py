"""Pages that records name are not deleted; the reason is said."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.models import User
from courses.models import LessonPage, Team
from tests.content import SmallCourse
from tests.doing import Reads
from tests.people import ClientOf, Enrolled, MakePerson, Teams


@pytest.fixture
def chief(person: MakePerson, client_of: ClientOf) -> Client:
    """A superuser: nobody else could delete so much."""
    return client_of(person("9001", "Gala", "Ibarra", is_superuser=True))


def delete(client: Client, pk: int) -> list[str]:
    """Deletes a page for good; returns what was said."""
    response = client.post(reverse("wagtailadmin_pages:delete", args=[pk]))
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_lesson_somebody_read_stays(
    course: SmallCourse, chief: Client, new_hire: User, enrolled: Enrolled, reads: Reads
) -> None:
    reads(enrolled(new_hire), course.greet)
    page = course.lesson_page(course.greet)

    said = delete(chief, page.pk)

    assert page.title in said[0]
    assert LessonPage.objects.filter(pk=page.pk).exists()


def test_a_course_somebody_is_on_stays_whole(
    course: SmallCourse, chief: Client, new_hire: User, enrolled: Enrolled
) -> None:
    enrolled(new_hire)

    delete(chief, course.page.pk)
    address = "/admin/bulk/wagtailcore/page/delete/"
    chief.post(f"{address}?id={course.page.pk}&next=/admin/")

    assert course.page.get_descendants().count() == 4


def test_a_lesson_nobody_opened_may_go(course: SmallCourse, chief: Client) -> None:
    page = course.lesson_page(course.listen)

    delete(chief, page.pk)

    assert not LessonPage.objects.filter(pk=page.pk).exists()


def test_a_team_with_people_stays(chief: Client, new_hire: User, teams: Teams) -> None:
    chief.post(reverse("wagtailsnippets_courses_team:delete", args=[teams.morning.pk]))

    assert Team.objects.filter(pk=teams.morning.pk).exists()
