"""A trainer exports what the list shows, and is told first what the format does not hold."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import User
from quizzes.desk.examining import examine
from quizzes.models import Question
from quizzes.pure.exchange.formats import FORMATS
from quizzes.pure.exchange.reading import text_of
from quizzes.pure.exchange.sameness import fingerprint
from quizzes.verbs.importing import portable_question
from tests.content import SmallCourse
from tests.people import ClientOf
from tests.quizzes.test_import_questions import confirm, report_on

LIST_URL = "/admin/snippets/quizzes/question/"


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def spanish() -> list[Question]:
    return list(Question.objects.filter(locale__language_code="es", archived=False))


def exported(desk: Client, **asked: Any) -> bytes:
    """The file."""
    return desk.get(reverse("export_questions_file"), asked).content


def test_the_list_leads_to_both(desk: Client) -> None:
    page = desk.get(reverse("wagtailsnippets_quizzes_question:list"), {"level": "apply"})

    assert reverse("import_questions") in page.text
    assert f"{reverse('export_questions')}?level=apply" in page.text


@pytest.mark.parametrize("name", ["gift", "moodle_xml"])
def test_the_bank_comes_back_as_it_went(desk: Client, name: str) -> None:
    content = exported(desk, format=name)

    parsed = FORMATS[name].read(text_of(content))
    there = {fingerprint(each): each for each in parsed.questions}
    here = {fingerprint(each): each for each in map(portable_question, spanish())}
    assert there.keys() == here.keys()
    assert {(k, each.concepts, each.level) for k, each in there.items()} == {
        (k, each.concepts, each.level) for k, each in here.items()
    }
    assert examine(content, "banco").fresh == 0


def test_losses_are_listed_before_the_download(desk: Client) -> None:
    page = desk.get(reverse("export_questions"), {"format": "aiken"})

    words = [words for words, _losses in page.context["losses"]]
    assert "La pregunta entera: el formato no tiene nada parecido" in words
    assert "Los conceptos" in words
    assert page.context["count"] < page.context["total"]
    assert f'formaction="{reverse("export_questions_file")}">Descargar' in page.text


def test_what_the_list_shows_is_what_is_exported(desk: Client) -> None:
    one = spanish()[0]

    found = FORMATS["gift"].read(exported(desk, format="gift", concept=one.concepts[0]).decode())

    wanted = [row for row in spanish() if one.concepts[0] in row.concepts]
    assert len(found.questions) == len(wanted)


def test_ticked_questions_are_exported(desk: Client) -> None:
    one, two = spanish()[:2]
    bulk = "/admin/bulk/quizzes/question/export/"
    assert bulk in desk.get(LIST_URL).text

    asked: dict[str, Any] = {"id": [one.pk, two.pk], "next": LIST_URL}
    page = desk.get(bulk, asked, follow=True)

    assert (page.context["total"], "2 preguntas marcadas." in page.text) == (2, True)
    kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
    sent = {name: [value for each, value in kept if each == name] for name, _value in kept}
    assert sent["id"] == [str(one.pk), str(two.pk)]
    file = desk.get(reverse("export_questions_file"), sent | {"format": "package"})
    names = ZipFile(BytesIO(file.content)).namelist()
    assert len(names) == 3
    gift = exported(desk, format="gift", id=[one.pk, two.pk]).decode()
    assert len(FORMATS["gift"].read(gift).questions) == 2


def test_all_that_were_found_are_exported_by_their_filters(desk: Client) -> None:
    listing = f"{LIST_URL}?kind=true_false&p=2"

    page = desk.get("/admin/bulk/quizzes/question/export/", {"id": "all", "next": listing})

    assert page["Location"] == f"{reverse('export_questions')}?kind=true_false"


def test_an_address_without_a_question_exports_none(desk: Client) -> None:
    assert desk.get(reverse("export_questions"), {"id": "x"}).context["total"] == 0
    assert desk.get("/admin/bulk/quizzes/question/export/", {"id": "x"}).status_code == 404


@pytest.mark.parametrize(("words", "found"), [('"', False), ("50 %", False), ('"pregunta"', True)])
def test_signs_in_a_search_are_left_out(desk: Client, words: str, found: bool) -> None:
    page = desk.get(LIST_URL, {"q": words})

    assert bool(page.context["object_list"]) is found


def test_a_package_holds_all_of_it(desk: Client) -> None:
    page = desk.get(reverse("export_questions"), {"format": "package"})
    content = exported(desk, format="package")

    assert page.context["losses"] == []
    names = ZipFile(BytesIO(content)).namelist()
    assert {name.partition("/")[2] for name in names} == {
        "package.yaml",
        "concepts.yaml",
        "questions/others.yaml",
    }
    plan = examine(content, "banco.zip")
    assert (len(plan.rows), plan.fresh, plan.refused) == (len(spanish()), 0, [])


def test_a_package_comes_to_a_site_without_its_questions(desk: Client) -> None:
    one = spanish()[0]
    content = exported(desk, format="package", id=str(one.pk))
    rows = Question.objects.filter(translation_key=one.translation_key)
    kept = portable_question(one)
    rows.update(current_version=None)
    rows.delete()

    report = report_on(desk, content, "una.zip")
    assert report.context["plan"].fresh == 1
    confirm(desk, report, publish="on")

    back = rows.get(locale__language_code="es")
    assert (portable_question(back), back.live) == (kept, True)
    assert rows.filter(locale__language_code="en").exists()
