"""A trainer exports what the list shows, and is told first what the format does not hold."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from cms.models import User
from courses.package.loading import load_package, read_items
from quizzes.already_here import portable_question
from quizzes.desk.examining import examine
from quizzes.models import Question
from quizzes.pure.exchange.formats import FORMATS
from quizzes.pure.exchange.portable import PortableQuestion
from quizzes.pure.exchange.problems import Lost
from quizzes.pure.exchange.reading import text_of
from quizzes.pure.exchange.sameness import fingerprint
from quizzes.questions.kinds import KIND_NAMED
from quizzes.questions.raw import settled
from quizzes.verbs.importing import Defaults, import_questions
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


def unfinished(kind: str, **given: Any) -> Question:
    """What "Save draft" makes of a form that is empty but for what is given."""
    row = Question(locale=Locale.objects.get(language_code="es"), live=False)
    field: Any = Question._meta.get_field("content")
    row.content = field.stream_block.to_python([{"type": kind, "value": given}])
    row.save()
    row.save_revision(clean=False)
    return row


@pytest.mark.parametrize("format_name", [*FORMATS, "package"])
@pytest.mark.parametrize("kind", KIND_NAMED)
def test_an_unfinished_draft_stays_and_is_named(desk: Client, kind: str, format_name: str) -> None:
    whole = examine(exported(desk, format=format_name), "banco").rows
    # To be true or false, a sentence is all that is needed.
    row = unfinished(kind, stem="" if kind == "true_false" else "¿Cuántas veces?")

    page = desk.get(reverse("export_questions"), {"format": format_name})
    content = exported(desk, format=format_name)

    [(named, why)] = [(each.row, each.why) for each in page.context["unfinished"]]
    assert named.pk == row.pk
    assert why
    edit = reverse("wagtailsnippets_quizzes_question:edit", args=[row.pk])
    name = row.summary or "Pregunta nueva"
    assert f'<a class="desk-exchange__draft" href="{edit}">{name}</a>' in page.text
    assert f"El archivo llevaría {len(whole)} " in page.text
    assert "No se pierde nada" not in page.text
    assert [each.stem for each in examine(content, "banco").rows] == [each.stem for each in whole]


def test_what_is_missing_is_said_by_the_name_of_its_field(desk: Client) -> None:
    unfinished("numeric")

    page = desk.get(reverse("export_questions"), {"format": "gift"})

    [each] = page.context["unfinished"]
    assert {"Falta «Pregunta».", "Falta «Número»."} <= set(each.why)


def test_a_draft_that_was_finished_later_is_exported_as_it_was_last_saved(desk: Client) -> None:
    row = unfinished("true_false", answer=True)
    row.content[0].value["stem"] = "¿Se saluda siempre?"
    row.save_revision()

    assert b"Se saluda siempre" in exported(desk, format="gift", id=row.pk)


def test_a_published_question_is_exported_beside_its_unfinished_draft(desk: Client) -> None:
    row = spanish()[0]
    stem = row.content[0].value["stem"]
    row.content[0].value["stem"] = ""
    row.save_revision()

    assert stem in exported(desk, format="gift", id=row.pk).decode().replace("\\", "")
    page = desk.get(reverse("export_questions"), {"format": "package", "id": str(row.pk)})
    assert [each.row.pk for each in page.context["unfinished"]] == [row.pk]


# What a format drops for good; tags bring the rest back to a platform like this one.
READ_BACK = {Lost.CREDIT_RULE, Lost.FOLDING, Lost.AS_MATCHING, Lost.RUBRIC}


@pytest.fixture(params=["courses/induction", "tests/packages/long_quiz"])
def delivered(request: pytest.FixtureRequest, desk: Client) -> list[PortableQuestion]:
    """The questions of a real package, loaded beside the small course's."""
    folder = settings.BASE_DIR / request.param
    package, problems = read_items(folder, ("concepts", "questions"))
    assert problems == []
    load_package(package, timezone.now(), publish=True)
    return [portable_question(row) for row in spanish()]


@pytest.mark.parametrize("name", FORMATS)
def test_real_questions_come_back_as_they_went(
    delivered: list[PortableQuestion], name: str
) -> None:
    written = FORMATS[name].write(delivered)

    back = {each.stem: settled(each) for each in FORMATS[name].read(written.text).questions}

    lossy = {loss.name for loss in written.losses if loss.lost not in READ_BACK}
    whole = [each for each in delivered if each.name not in lossy]
    assert whole or name == "aiken"
    for each in whole:
        # How the rubric reads is the only thing that no format knows.
        fields = {**each.fields, **({"rubric": []} if each.kind == "open_text" else {})}
        assert back[each.stem] == replace(each, fields=fields)


@pytest.mark.parametrize("name", [*FORMATS, "package"])
def test_real_questions_are_known_again_and_none_comes_twice(
    desk: Client, delivered: list[PortableQuestion], name: str
) -> None:
    content, before = exported(desk, format=name), Question.objects.count()

    report = report_on(desk, content, "banco")
    plan = report.context["plan"]
    assert plan.rows
    assert [row.stem for row in plan.rows if not row.here] == []
    assert plan.refused == []
    confirm(desk, report)
    assert Question.objects.count() == before


def test_what_a_format_drops_is_no_second_question(desk: Client) -> None:
    """Exported, a pair loses what it teaches; the file that comes back asks the same."""
    pairs = [{"left": "a", "right": "uno", "feedback": "Por"}, {"left": "b", "right": "dos"}]
    asked = PortableQuestion("matching", "", "Relacione.", {"pairs": pairs})
    import_questions([asked], Defaults(), timezone.now(), publish=True)
    row = Question.objects.get(summary="Relacione.")

    content = exported(desk, format="moodle_xml", id=row.pk)

    assert (examine(content, "una.xml").fresh, examine(content, "una.xml").here) == (0, 1)
    # Other pairs under the same words are another question.
    assert examine(content.replace(b"uno", b"tres"), "una.xml").fresh == 1
