"""What waits for a person: by quiz and question, the longest waiting first."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.desk.matters import sections_for
from courses.models import Group
from quizzes.marking_queue import group_section
from quizzes.models import Answer
from quizzes.verbs.rubrics import Judgement, mark_answer
from tests.doing import Starts
from tests.marking import BEST, open_question, write_in
from tests.people import ClientOf, Enrolled, MakePerson

AT = timezone.now()
URL = "marking_queue"


@pytest.fixture
def group(trainer: User) -> Group:
    """Darío's, still empty."""
    made = Group.objects.create(name="Marzo", starts_on=AT.date())
    made.trainers.set([trainer])
    made.save()
    return made


class Writes:
    """`writes(person, version, days)` hands in an open answer so many days ago."""

    def __init__(self, group: Group, enrolled: Enrolled, starts: Starts) -> None:
        self.group, self.enrolled, self.starts = group, enrolled, starts

    def __call__(self, person: User, version: Any, days: int) -> Answer:
        self.group.members.add(person)
        self.group.save()
        moment = AT - timedelta(days=days)
        attempt = self.starts(self.enrolled(person), moment - timedelta(minutes=9))
        return write_in(attempt, version, "Lo que pienso.", moment)


@pytest.fixture
def writes(group: Group, enrolled: Enrolled, starts: Starts) -> Writes:
    return Writes(group, enrolled, starts)


def test_by_question_with_counts_and_the_oldest(
    writes: Writes,
    new_hire: User,
    colleague: User,
    outsider: User,
    trainer: User,
    client_of: ClientOf,
) -> None:
    one, other = open_question("Primera"), open_question("Segunda")
    newest, oldest = writes(new_hire, one, 1), writes(colleague, one, 5)
    writes(outsider, other, 3)
    page = client_of(trainer).get(reverse(URL))
    rows = page.context["rows"]
    found = [(row["pile"].stem, row["pile"].count, row["pile"].first) for row in rows]
    assert found[0] == ("Primera", 2, oldest.pk)
    assert [each[:2] for each in found] == [("Primera", 2), ("Segunda", 1)]
    assert rows[0]["since"] == "hace 5 días"

    mark_answer(oldest, Judgement(BEST), trainer, 0, AT)
    rows = client_of(trainer).get(reverse(URL)).context["rows"]
    assert [(row["pile"].stem, row["pile"].first) for row in rows][1] == ("Primera", newest.pk)


def test_nothing_waits(trainer: User, group: Group, client_of: ClientOf) -> None:
    page = client_of(trainer).get(reverse(URL))
    assert page.context["rows"] == []
    assert 'class="empty"' in page.content.decode()
    assert group_section(trainer, AT)[0].total == 0


def test_only_of_the_people_one_trains(
    writes: Writes,
    new_hire: User,
    manager: User,
    administrator: User,
    trainer: User,
    person: MakePerson,
    client_of: ClientOf,
) -> None:
    writes(new_hire, open_question(), 1)
    stranger = person("3002", "Gil", "Paz")
    stranger.groups.set(trainer.groups.all())
    counts = {
        who.first_name: client_of(who).get(reverse(URL)).context["total"]
        for who in (trainer, administrator, stranger)
    }
    assert counts == {"Darío": 1, "Elisa": 1, "Gil": 0}
    for who in (new_hire, manager):
        assert client_of(who).get(reverse(URL)).status_code == 404


def test_the_desk_and_the_group_are_told(
    writes: Writes, new_hire: User, trainer: User, client_of: ClientOf
) -> None:
    answer = writes(new_hire, open_question("¿Cómo saludar?"), 2)
    [section] = group_section(trainer, AT)
    assert section.heading in {each.heading for each in sections_for(trainer)}
    [row] = section.rows
    assert (row.title, row.url) == ("¿Cómo saludar?", reverse("mark_answer", args=[answer.pk]))
    assert (section.total, section.more_url) == (1, reverse(URL))
    assert row.url in client_of(trainer).get(reverse("my_group")).content.decode()


def test_the_page_costs_the_same_for_one_and_for_many(
    writes: Writes,
    new_hire: User,
    colleague: User,
    outsider: User,
    trainer: User,
    client_of: ClientOf,
    django_assert_num_queries: Any,
) -> None:
    browser = client_of(trainer)
    writes(new_hire, open_question("Primera"), 1)
    browser.get(reverse(URL))
    costs = 6
    with django_assert_num_queries(costs):
        browser.get(reverse(URL))
    for number, who in enumerate((colleague, outsider)):
        writes(who, open_question(f"Pregunta {number}"), 1)
    with django_assert_num_queries(costs):
        browser.get(reverse(URL))
