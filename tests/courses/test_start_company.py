"""`start_company`: the demo goes, the company's own people and records stay."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cms.models import Brand, User
from courses.asking import find_place
from courses.models import Completion, CoursePage, Enrolment, Group, Membership, Team
from courses.verbs.inquiries import answer_inquiry, ask
from quizzes.models import Answer, Mark, QuizAttempt
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import PASSWORD, Enrolled, MakePerson

FORM = {
    "company": "Clínica Sur",
    "name": "Elisa Vega Ruiz",
    "email": "Elisa@Clinica.example",
    "password": PASSWORD,
}


@pytest.fixture
def demo(course: SmallCourse, settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    call_command("load_demo", stdout=StringIO())
    return tmp_path


def start(**changes: str) -> str:
    out = StringIO()
    call_command("start_company", **(FORM | changes), stdout=out)
    return out.getvalue()


def test_the_demo_is_gone_with_all_it_left(demo: Path) -> None:
    said = start()
    assert "people are gone" in said
    assert [user.username for user in User.objects.all()] == ["elisa@clinica.example"]
    for model in (Enrolment, Completion, QuizAttempt, Answer, Mark, Membership, Team, Group):
        assert not model.objects.exists(), model
    assert not (demo / "demo.json").exists()
    assert CoursePage.objects.live().exists()  # the course stays


def test_the_administrator_signs_in(demo: Path) -> None:
    start()
    page = Client().post(
        "/accounts/login/",
        {"login": "elisa@clinica.example", "password": PASSWORD},
        follow=True,
    )
    assert page.request["PATH_INFO"] == "/admin/"
    assert page.status_code == 200
    elisa = User.objects.get()
    assert (elisa.first_name, elisa.last_name, elisa.is_demo) == ("Elisa", "Vega Ruiz", False)
    assert elisa.is_administrator
    assert Brand.load().name == "Clínica Sur"


def test_the_companys_own_people_stay_with_what_they_did(
    course: SmallCourse,
    demo: Path,
    person: MakePerson,
    enrolled: Enrolled,
    reads: Reads,
    takes: Takes,
) -> None:
    team, now = Team.objects.get(name="Tienda"), timezone.now()
    own = person("7001", "Gabi", "Nieto", team=team)
    way = enrolled(own)
    reads(way, course.greet)
    attempt = takes(way)
    group = Group.objects.get()
    group.members.add(own)
    group.save()
    anchor = course.lesson_page(course.greet).body[0].id
    inquiry = ask(find_place(own, "lesson", course.greet, anchor, "es"), "ask", "¿Sí?", "es", now)
    answer_inquiry(inquiry, group.trainers.get(), "Quizá.", now)
    start()
    assert set(User.objects.values_list("username", flat=True)) == {
        "7001",
        "elisa@clinica.example",
    }
    assert own.memberships.get().team == team
    assert Completion.objects.filter(enrolment=way).count() == 2
    assert attempt.answers.count() == 10
    assert list(Group.objects.get().members.all()) == [own]
    # What the demo's trainer replied is gone with him; a real one will answer.
    inquiry.refresh_from_db()
    assert inquiry.is_open


def test_a_mistake_changes_nothing(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda prompt: "")
    before = User.objects.count()
    for changes in (
        {"email": "no mailbox"},
        {"email": ""},
        {"password": "12345"},
        {"password": "password1"},
    ):
        with pytest.raises(CommandError, match="Nothing was changed"):
            start(**changes)
        assert User.objects.count() == before
    assert (demo / "demo.json").exists()


def test_an_e_mail_in_use_changes_nothing(demo: Path, person: MakePerson) -> None:
    person("7001", "Gabi", "Nieto", email="elisa@clinica.example")
    before = User.objects.count()
    with pytest.raises(CommandError, match="is on this site already"):
        start()
    assert User.objects.count() == before


def test_without_a_demo_it_makes_the_first_administrator(
    course: SmallCourse, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    start()
    assert User.objects.get().is_administrator
