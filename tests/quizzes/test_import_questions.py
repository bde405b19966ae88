"""A trainer imports questions: a report first, then each whole, and nothing twice."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.desk.behind import texts_of
from quizzes.bank import published_questions
from quizzes.models import Question
from quizzes.pure.exchange.portable import PortableQuestion
from quizzes.pure.exchange.sameness import fingerprint
from quizzes.questions.kinds import KIND_NAMED
from quizzes.questions.raw import settled
from quizzes.verbs.importing import Defaults, import_questions
from tests.content import SmallCourse
from tests.people import ClientOf
from tests.quizzes.mutations import bank_zip

LIST = "wagtailsnippets_quizzes_question:list"
FILES = Path(__file__).parent / "files"
GIFT = (FILES / "servicio.gift.txt").read_text(encoding="utf-8")
TEN = 10


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def report_on(desk: Client, content: bytes, name: str, **asked: str) -> Any:
    """The report on a file."""
    file = SimpleUploadedFile(name, content)
    return desk.post(reverse("import_questions"), {"file": file} | asked)


def confirm(desk: Client, report: Any, **asked: str) -> Any:
    """Confirms a report as it was shown."""
    usual = {"level": "apply", "difficulty": "hard", "concepts": "K01"}
    token = report.context["form"]["token"].value()
    address = reverse("import_questions_confirmed")
    return desk.post(address, usual | {"token": token} | asked, follow=True)


def in_bank() -> int:
    return Question.objects.count()


def test_a_report_comes_first_and_saves_nothing(desk: Client) -> None:
    before = in_bank()

    report = report_on(desk, GIFT.encode(), "servicio.txt")

    plan = report.context["plan"]
    assert (plan.format_name, len(plan.rows), plan.refused) == ("gift", TEN, [])
    assert "Suena a reproche" not in report.text
    assert "Un cliente llega molesto." in report.text
    assert "La categoría" in report.text
    assert in_bank() == before


def test_confirmed_questions_are_drafts_with_what_the_file_does_not_say(desk: Client) -> None:
    before, drawn = in_bank(), len(published_questions())

    done = confirm(desk, report_on(desk, GIFT.encode(), "servicio.txt"))

    assert "10 preguntas importadas" in done.text
    assert in_bank() == before + TEN
    assert len(published_questions()) == drawn
    first = Question.objects.get(summary__startswith="Un cliente llega molesto")
    assert (first.level, first.difficulty, first.concepts) == ("apply", "easy", ["K01"])
    assert (first.live, first.latest_revision is not None) == (False, True)
    number = Question.objects.get(summary__startswith="¿En qué año")
    assert (number.level, number.difficulty, number.kind) == ("apply", "hard", "numeric")


def test_published_when_ticked(desk: Client) -> None:
    drawn = len(published_questions())

    confirm(desk, report_on(desk, GIFT.encode(), "servicio.txt"), publish="on")

    assert len(published_questions()) == drawn + TEN


def test_the_same_file_twice_adds_nothing_and_says_so(desk: Client) -> None:
    report = report_on(desk, GIFT.encode(), "servicio.txt")
    confirm(desk, report)
    before = in_bank()

    again = confirm(desk, report)
    later = report_on(desk, GIFT.encode("utf-8-sig"), "otro-nombre.txt")

    assert "10 ya estaban aquí" in again.text
    assert (later.context["plan"].fresh, later.context["plan"].here) == (0, TEN)
    assert in_bank() == before


def test_an_imported_question_that_was_changed_here_stays_as_it_is(desk: Client) -> None:
    confirm(desk, report_on(desk, GIFT.encode(), "servicio.txt"))
    row = Question.objects.get(summary__startswith="Un cliente llega molesto")
    row.content[0].value["stem"] = "Otra cosa"
    row.save()
    before = in_bank()

    confirm(desk, report_on(desk, GIFT.encode(), "servicio.txt"))

    row.refresh_from_db()
    assert (row.summary, in_bank()) == ("Otra cosa", before)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_spanish_letters_in_any_encoding(desk: Client, encoding: str) -> None:
    report = report_on(desk, GIFT.encode(encoding), "servicio.txt")

    assert "¿Cuántos tonos hay que dejar sonar como máximo?" in report.text


def test_the_good_ones_are_kept_and_the_others_named_with_line_and_reason(desk: Client) -> None:
    content = (FILES / "dudas.gift.txt").read_bytes()

    report = report_on(desk, content, "dudas.txt")

    plan = report.context["plan"]
    assert [row.stem for row in plan.rows] == ["¿Se saluda?", "¿Se despide?"]
    assert [(each.where, each.name) for each in plan.refused] == [
        ("dudas.txt, línea 3", "Sin cerrar"),
        ("dudas.txt, línea 5", "Sin clave"),
        ("dudas.txt, línea 7", "Texto suelto"),
        ("dudas.txt, línea 9", "Pares a medias"),
        ("dudas.txt, línea 11", "Número mal"),
    ]
    assert "Falta una llave" in report.text
    confirm(desk, report)
    assert Question.objects.filter(summary__in=["¿Se saluda?", "¿Se despide?"]).count() == 2


SPOILT = b"""
- {key: a, kind: nada, level: apply, stem: {es: x}}
- {key: b, kind: true_false, level: sumo, difficulty: alta, stem: x, answer: true}
- {key: c, kind: single_choice, level: apply, stem: {en: x}, options: x, color: rojo}
- {key: d, kind: single_choice, level: apply, stem: {es: x}, options: [{text: {es: x}}, 7]}
- {key: d, kind: true_false, level: apply, stem: {es: x}}
"""
BROKEN = b"- {key: a\n- b: ]"


def test_what_is_wrong_with_a_package_is_said_in_the_readers_language(
    desk: Client, trainer: User
) -> None:
    content = bank_zip({"questions/b.yaml": SPOILT, "questions/c.yaml": BROKEN})

    plan = report_on(desk, content, "banco.zip").context["plan"]

    said = {f"{each.where}: {each.why}" for each in plan.refused}
    place = "banco.zip, questions/b.yaml, línea"
    for words in (
        f"{place} 2 (a): kind: «nada» no es un tipo de pregunta; elegir entre",
        f"{place} 3 (b): level: elegir entre",
        f"{place} 3 (b): difficulty: elegir entre",
        f"{place} 3 (b): content.question.stem: un texto se escribe así: {{es:",
        f"{place} 4 (c): content.question: «color» no es un campo de aquí;",
        f"{place} 4 (c): content.question.stem: falta el texto en «es»; agregarlo",
        f"{place} 4 (c): content.question.options: aquí va una lista",
        f"{place} 5 (d): content.question.options, elemento 1: falta un `id`",
        f"{place} 5 (d): content.question.options, elemento 2: aquí va un grupo",
        f"{place} 6 (d): la clave aparece dos veces; dar a cada elemento la suya",
        "banco.zip, questions/c.yaml, línea 1: aquí se abre un corchete",
    ):
        assert any(each.startswith(words) for each in said), (words, said)

    trainer.language = "en"
    trainer.save()
    plan = report_on(desk, content, "banco.zip").context["plan"]
    assert "the key stands in it twice; give it one of its own" in {
        each.why for each in plan.refused
    }


def test_the_list_then_shows_what_came_and_leads_to_all(desk: Client) -> None:
    done = confirm(desk, report_on(desk, GIFT.encode(), "servicio.txt"))

    assert len(done.context["object_list"]) == TEN
    [(address, _status)] = done.redirect_chain
    batch = address.partition("?imported=")[2]
    assert re.search(rf'<a href="{reverse(LIST)}"[^>]*>\s*Ver todo el banco\s*</a>', done.text)
    assert len(desk.get(reverse(LIST)).context["object_list"]) > TEN
    # The next import has a list of its own.
    more = confirm(desk, report_on(desk, "¿Otra?{=sí ~no}".encode(), "otra.txt"))
    assert [row.summary for row in more.context["object_list"]] == ["¿Otra?"]
    assert len(desk.get(reverse(LIST), {"imported": batch}).context["object_list"]) == TEN


def test_a_package_too_shows_what_came(desk: Client) -> None:
    two = b"""
- {key: n1, kind: true_false, level: apply, stem: {es: Primera, en: First}, answer: true}
- {key: n2, kind: true_false, level: apply, stem: {es: Segunda, en: Second}, answer: true}
"""
    content = bank_zip({"questions/b.yaml": two})

    done = confirm(desk, report_on(desk, content, "banco.zip"))

    assert {row.summary for row in done.context["object_list"]} == {"Primera", "Segunda"} | {
        "¿Se saluda al entrar?"
    }
    again = confirm(desk, report_on(desk, content, "banco.zip"))
    assert again.redirect_chain == [(reverse(LIST), 302)]


def test_what_the_editor_would_not_save_is_refused(desk: Client) -> None:
    report = report_on(desk, "::Uno::¿Cuál?{=sí ~SÍ ~no}".encode(), "x.txt")

    plan = report.context["plan"]
    assert (plan.rows, [each.name for each in plan.refused]) == ([], ["Uno"])
    assert "Dos opciones dicen lo mismo." in report.text


def test_too_large_is_refused_by_name(desk: Client) -> None:
    report = report_on(desk, b"x" * (5 * 1024 * 1024 + 1), "enorme.txt")

    assert "enorme.txt pesa más de 5 MB" in report.text


def test_a_file_that_was_swept_is_asked_for_again(desk: Client) -> None:
    form = {"token": "nada", "level": "apply", "difficulty": "easy"}

    done = desk.post(reverse("import_questions_confirmed"), form, follow=True)

    assert "El archivo ya no está aquí" in done.text


def test_another_trainers_file_is_not_theirs(
    desk: Client, administrator: User, client_of: ClientOf
) -> None:
    report = report_on(desk, GIFT.encode(), "servicio.txt")

    done = confirm(client_of(administrator), report)

    assert "El archivo ya no está aquí" in done.text


def test_learners_do_not_import(course: SmallCourse, new_hire: User, client_of: ClientOf) -> None:
    browser = client_of(new_hire)

    assert browser.get(reverse("import_questions")).status_code == 404
    assert browser.get(reverse("export_questions")).status_code == 404
    assert browser.get(reverse("export_questions_file"), {"format": "gift"}).status_code == 404


# What each kind cannot do without; everything else is left out, as files leave it out.
ONE, TWO, THREE = ({"text": each} for each in ("uno", "dos", "tres"))
LEAST: dict[str, dict[str, Any]] = {
    "single_choice": {"options": [ONE | {"right": True}, TWO | {"right": False}]},
    "multiple_choice": {"options": [ONE | {"right": True}, TWO | {"right": True}, THREE]},
    "true_false": {"answer": True},
    "matching": {
        "pairs": [{"left": "a", "right": "uno"}, {"left": "b", "right": "dos"}],
        "distractors": [THREE],
    },
    "ordering": {"items": [ONE, TWO, THREE]},
    "numeric": {"answers": [{"value": 20, "credit": 100}]},
    "short_text": {"answers": [ONE | {"credit": 100}]},
    "gaps": {"passage": "Va [1].", "gaps": [{"answers": "uno"}]},
    "classify": {"groups": [{"title": "A", "items": [ONE]}, {"title": "B", "items": [TWO]}]},
    "open_text": {"rubric": []},
}


def nulls(raw: Any, path: str = "") -> Iterator[str]:
    """Where null is stored."""
    if raw is None:
        yield path
    if isinstance(raw, dict | list):
        for name, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from nulls(value, f"{path}.{name}")


def stored(row: Question) -> Any:
    """The JSON in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM quizzes_question WHERE id = %s", [row.pk])
        [raw] = cursor.fetchone()
    return json.loads(raw) if isinstance(raw, str) else raw


def opens_everywhere(desk: Client, row: Question) -> None:
    """Editor, list and the desk's home answer; its texts can be told for translators."""
    for address in (
        reverse("wagtailsnippets_quizzes_question:edit", args=[row.pk]),
        reverse(LIST),
        reverse("wagtailadmin_home"),
    ):
        assert desk.get(address).status_code == 200, address
    assert any(text == row.content[0].value["stem"] for _path, text in texts_of(row))


def test_there_is_a_least_question_of_every_kind() -> None:
    assert LEAST.keys() == KIND_NAMED.keys()


@pytest.mark.parametrize("kind", LEAST)
def test_what_a_file_leaves_out_is_stored_as_the_editor_stores_it(desk: Client, kind: str) -> None:
    least = PortableQuestion(kind, "", f"¿{kind}?", LEAST[kind])

    import_questions([least], Defaults(concepts=("K01",)), timezone.now(), publish=True)

    row = Question.objects.get(summary=least.stem)
    assert list(nulls(stored(row))) == []
    [block] = row.content
    saved = block.block.get_prep_value(block.block.clean(block.value))
    assert stored(row)[0]["value"] == saved
    opens_everywhere(desk, row)


@pytest.mark.parametrize("kind", LEAST)
def test_a_null_that_is_stored_already_stops_nobody(desk: Client, kind: str) -> None:
    least = PortableQuestion(kind, "", f"¿{kind}?", LEAST[kind])
    import_questions([least], Defaults(concepts=("K01",)), timezone.now(), publish=True)
    row = Question.objects.get(summary=least.stem)
    spoilt = json.dumps(stored(row)).replace('""', "null")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quizzes_question SET content = %s WHERE id = %s", [spoilt, row.pk])
    assert list(nulls(stored(row)))

    row.refresh_from_db()
    opens_everywhere(desk, row)


ORDER = b"""<quiz><question type="ordering"><name><text>Orden</text></name>
<questiontext format="html"><text>Ordene los pasos.</text></questiontext>
<answer fraction="1"><text>Saludar</text></answer><answer fraction="2"><text>Oir</text></answer>
<answer fraction="3"><text>Cerrar</text></answer></question></quiz>"""


def test_moodles_ordering_without_feedback_leaves_the_desk_open(desk: Client) -> None:
    confirm(desk, report_on(desk, ORDER, "orden.xml"), publish="on")

    opens_everywhere(desk, Question.objects.get(summary="Ordene los pasos."))


def told_and_done(desk: Client, content: bytes, name: str) -> tuple[int, int]:
    """How many the report says would come, and how many are then said to have come."""
    report = report_on(desk, content, name)
    [said] = re.findall(r"(\d+) preguntas? importadas?", confirm(desk, report).text)
    return report.context["plan"].fresh, int(said)


def test_the_report_tells_as_many_as_then_come(desk: Client) -> None:
    """What somebody changed here since, and what stands in the file twice, is not told as new."""
    confirm(desk, report_on(desk, ORDER, "orden.xml"))
    row = Question.objects.get(summary="Ordene los pasos.")
    row.content[0].value["stem"] = "Otra cosa"
    row.save()
    twice = ORDER.replace(b"Ordene", b"Ponga en orden").replace(b"</quiz>", b"")
    again = twice.replace(b"<quiz>", b"") + ORDER.replace(b"<quiz>", b"")

    assert told_and_done(desk, ORDER, "orden.xml") == (0, 0)
    assert told_and_done(desk, twice + again, "dos.xml") == (1, 1)


def test_a_package_that_was_reworded_comes_again_unless_it_was_changed_here(desk: Client) -> None:
    one = "- {key: n1, kind: true_false, level: apply, stem: {es: %s}, answer: true}"
    first, second, third = (
        bank_zip({"questions/b.yaml": (one % words).encode()}) for words in ("Una", "Dos", "Tres")
    )

    assert told_and_done(desk, first, "banco.zip") == (2, 2)
    assert told_and_done(desk, second, "banco.zip") == (1, 1)
    row = Question.objects.get(summary="Una").get_latest_revision_as_object()
    assert row.summary == "Dos"
    row.content[0].value["stem"] = "Aquí"
    row.save_revision()
    assert told_and_done(desk, third, "banco.zip") == (0, 0)


def test_a_number_is_the_same_with_and_without_a_fraction() -> None:
    numbers = [
        PortableQuestion("numeric", "", "¿Cuántos?", {"answers": [{"value": each, "credit": 100}]})
        for each in (20, 20.0, 0, -0.0)
    ]

    assert len({fingerprint(settled(each)) for each in numbers}) == 2


@pytest.mark.parametrize("tag", ["", "// [tag:K01]\n"])
def test_an_unknown_concept_is_named_at_its_field_and_nothing_comes(desk: Client, tag: str) -> None:
    """Also where every question has a concept of its own, and the field would not be used."""
    report = report_on(desk, f"{tag}¿Se saluda?{{T}}".encode(), "una.txt")
    before = in_bank()

    again = confirm(desk, report, concepts="K01, C999", level="evaluate", publish="on")

    assert (again.status_code, again.redirect_chain, in_bank()) == (200, [], before)
    form = again.context["form"]
    assert "C999" in form.errors["concepts"][0]
    assert [form[name].value() for name in ("concepts", "level", "publish")] == [
        "K01, C999",
        "evaluate",
        True,
    ]
    assert 'value="K01, C999"' in again.text
    assert "El archivo sigue aquí" in again.text
    assert "1 pregunta importada" in confirm(desk, again).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<quiz>\n<a></b></quiz>", "línea 2, columna 6."),
        ("<quiz>\n\n<a \x01></quiz>", "línea 3, columna 4."),
        ("<quiz>", "línea 1, columna 7."),
    ],
)
def test_xml_that_is_none_is_refused_in_the_readers_words(
    desk: Client, content: str, said: str
) -> None:
    report = report_on(desk, content.encode(), "malo.xml")

    [refused] = report.context["plan"].refused
    assert refused.why == f"El archivo no es XML bien formado: {said} Exportarlo de nuevo."


def test_a_file_that_is_refused_whole_counts_no_questions(desk: Client) -> None:
    report = report_on(desk, b"<quiz><a></b></quiz>", "malo.xml")

    assert "No se toma el archivo: no se puede importar nada de él." in report.text
    assert "desk-exchange__sums" not in report.text
    # One question that is refused is counted.
    assert "desk-exchange__sums" in report_on(desk, b"::a::b{=x ~=y}", "una.txt").text


def test_a_name_that_leads_out_of_a_zip_stands_in_spanish_quotes(desk: Client) -> None:
    report = report_on(desk, bank_zip({"../evil.yaml": b"- {}"}), "banco.zip")

    [refused] = report.context["plan"].refused
    assert refused.why.startswith("«../evil.yaml» ")


def test_the_plain_rubric_is_in_the_language_of_the_bank(desk: Client, trainer: User) -> None:
    trainer.language = "en"
    trainer.save()

    confirm(desk, report_on(desk, "¿Qué le diría?{}".encode(), "una.txt"))

    row = Question.objects.get(summary="¿Qué le diría?")
    assert row.content[0].value["rubric"][0]["criterion"] == "Respuesta"
