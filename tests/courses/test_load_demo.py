"""The demo company: people in different places of the path, made by the verbs of everybody."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cms.models import User
from courses.demo_people import PEOPLE, QUESTIONS
from courses.models import Enrolment, Inquiry
from courses.verbs.demo import remove_demo
from tests.content import SmallCourse
from tests.people import ClientOf


@pytest.fixture
def accounts(course: SmallCourse, settings: Any, tmp_path: Path) -> list[dict[str, str]]:
    """The demo, loaded; what `make run` prints of it."""
    settings.VAR_DIR = tmp_path
    call_command("load_demo", stdout=StringIO())
    found: list[dict[str, str]] = json.loads((tmp_path / "demo.json").read_text())
    return found


def test_everybody_is_somewhere_else(accounts: list[dict[str, str]]) -> None:
    assert User.objects.filter(is_demo=True).count() == len(PEOPLE)
    counts = Enrolment.objects.all().count_states(timezone.now())
    assert sum(counts.values()) == sum(person.role == "learner" for person in PEOPLE)
    assert counts["late"] >= 1
    assert counts["ready"] >= 1
    assert counts["on_track"] >= 1
    out = StringIO()
    call_command("check_records", stdout=out, stderr=out)
    assert "Every record says what was taken." in out.getvalue()


def test_the_printed_passwords_work_and_lead_to_work(
    accounts: list[dict[str, str]], tmp_path: Path
) -> None:
    names = ["lucia", "marta", "andres", "admin", "tomas"]
    assert [account["name"] for account in accounts] == names
    lands = {"lucia": "/", "marta": "/team/", "andres": "/admin/", "admin": "/admin/", "tomas": "/"}
    for account in accounts:
        browser = Client()
        form = {"login": account["name"], "password": account["password"]}
        page = browser.post("/accounts/login/", form, follow=True)
        assert page.status_code == 200
        assert page.request["PATH_INFO"] == lands[account["name"]]
        assert account["try"]
    assert len({account["password"] for account in accounts}) == len(accounts)
    assert (tmp_path / "demo.json").stat().st_mode & 0o077 == 0  # for the owner alone


def test_it_is_for_a_site_without_people(course: SmallCourse, new_hire: User) -> None:
    with pytest.raises(CommandError, match="people on this site already"):
        call_command("load_demo", stdout=StringIO())
    assert User.objects.count() == 1


def test_its_people_ask_and_their_trainer_has_to_answer(
    accounts: list[dict[str, str]], client_of: ClientOf
) -> None:
    andres = User.objects.get(username="andres")
    questions = client_of(andres).get("/group/").context["questions"]
    asked = [each for each in QUESTIONS if not each.reply]
    assert {row.text for row in questions.open} == {each.text for each in asked}
    assert {row.reply for row in questions.ended} == {each.reply for each in QUESTIONS} - {""}
    lucia = User.objects.get(username="lucia")
    assert client_of(lucia).get("/").context["new_replies"] == 1


def test_removed_it_leaves_nothing_asked(accounts: list[dict[str, str]]) -> None:
    assert Inquiry.objects.count() == len(QUESTIONS)
    assert remove_demo() == len(PEOPLE)
    assert not Inquiry.objects.exists()
    assert not User.objects.filter(is_demo=True).exists()
