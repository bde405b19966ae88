"""A bad package is refused whole, with the file and the reason; nothing is written."""

import stat
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from courses.models import PackageItem
from courses.package import reading
from courses.package.reading import PackageError, open_package
from quizzes.models import Question, QuestionVersion
from tests.content import SmallCourse
from tests.courses.conftest import PackageFolder
from tests.words import spanish

GREET, BANK, QUIZ = "lessons/saludar.yaml", "questions/banco.yaml", "quizzes/cuestionario.yaml"
PARAGRAPH = "<p>Un cliente entra y nadie levanta la vista.</p>"

# file, words to replace, what with, what the refusal says
BROKEN = {
    "no YAML": (GREET, "minutes: 4", "minutes: [4", f"{GREET}, line"),
    "alias": (
        "concepts.yaml",
        '{code: K02, name: {es: "Escucha"',
        '{code: &a K02, more: *a, name: {es: "Escucha"',
        "concepts.yaml, line 2: aliases (*name) are not allowed",
    ),
    "repeated key": (GREET, "minutes: 4", "minutes: 4\nminutes: 5", "“minutes” stands twice"),
    "object": (GREET, "minutes: 4", "minutes: !!python/object:os.system x", f"{GREET}, line 3:"),
    "other format": ("package.yaml", "format: 1", "format: 2", "package.yaml: `format` must be 1"),
    "no key": ("package.yaml", "key: pequeno", "kee: pequeno", "package.yaml: `key` is missing"),
    "no Spanish": (
        "package.yaml",
        "languages: [es, en]",
        "languages: [en]",
        "package.yaml: `languages` must be a list with “es” in it",
    ),
    "item without key": (
        GREET,
        "key: leccion-saludar",
        "kye: x",
        f"{GREET}, line 1: an item without `key`",
    ),
    "key used twice": (
        GREET,
        "key: leccion-saludar",
        "key: leccion-escuchar",
        "the key “leccion-escuchar” stands in lessons/escuchar.yaml too",
    ),
    "unknown field": (GREET, "minutes: 4", "minutes: 4\nminutos: 4", "“minutos” is no field"),
    "minutes in words": (GREET, "minutes: 4", "minutes: pocos", "minutes: write how many minutes"),
    "script": (
        GREET,
        PARAGRAPH,
        "<p>Hola<script>alert(1)</script></p>",
        "screens.puerta.blocks.texto.text: only these tags are allowed",
    ),
    "link": (
        GREET,
        PARAGRAPH,
        "<p><a href='https://example.org'>aquí</a></p>",
        "screens.puerta.blocks.texto.text: only these tags are allowed",
    ),
    "attribute": (GREET, PARAGRAPH, "<p style='color:red'>Hola</p>", "without attributes"),
    "open angle": (GREET, PARAGRAPH, "<p>3 < 4</p>", "only these tags are allowed"),
    "paragraphs differ": (
        GREET,
        PARAGRAPH,
        "<p>Uno.</p><p>Dos.</p>",
        "screens.puerta.blocks.texto.text: the languages differ in paragraphs or lists",
    ),
    "missing text": (
        GREET,
        'es: "Mire antes de teclear."',
        'es: ""',
        "the text in “es” is missing",
    ),
    "text without language": (
        GREET,
        'title: {es: "Para llevar", en: "To take along"}',
        "title: Para llevar",
        "screens.regla.title: a text is written as {es: …, en: …}",
    ),
    "unknown block": (GREET, "type: contrast", "type: video", "“video” is no type of block"),
    "block without id": (GREET, "id: contraste", "ide: x", "an `id` of its own is missing"),
    "same id twice": (GREET, "id: prueba", "id: contraste", "an `id` of its own is missing"),
    "field missing": (GREET, "weak_why:", "weak_because:", "“weak_why” is missing"),
    "lesson in no module": (
        "course.yaml",
        "leccion-saludar, ",
        "",
        "no module of course.yaml lists “leccion-saludar”",
    ),
    "module lists a stranger": (
        "course.yaml",
        "[leccion-saludar,",
        "[leccion-perdida, leccion-saludar,",
        "activities: “leccion-perdida” is not in this package",
    ),
    "audience": (
        "course.yaml",
        "    activities:",
        "    audiences: [todos]\n    activities:",
        "audiences: “todos” is none",
    ),
    "days": ("course.yaml", "days_to_complete: 28", "days_to_complete: 0", "days_to_complete:"),
    "modules": (
        "course.yaml",
        "modules:\n  - key: modulo",
        "modules:\n    key: modulo",
        "course.yaml: `modules` must be a list",
    ),
    "kind of question": (BANK, "kind: true_false", "kind: essay", "kind: “essay” is none"),
    "level": (BANK, "level: apply", "level: master", "level: choose one of"),
    "no option right": (
        BANK,
        "right: true",
        "right: false",
        spanish("Mark exactly one option as right."),
    ),
    "same option twice": (
        BANK,
        "Opción q01-b",
        "Opción q01-a",
        spanish("Two options say the same."),
    ),
    "draw": (QUIZ, "count: 5, ", "", "“count” is missing"),
    "no draws": (QUIZ, "draws:", "drawn:", "draws: say how many questions are drawn"),
    "pass mark": (QUIZ, "pass_mark: 80", "pass_mark: 800", "pass_mark: write a whole number"),
}


def written() -> list[int]:
    models = (Page, Revision, Question, QuestionVersion, PackageItem)
    return [model.objects.count() for model in models]


def refusal(path: Path) -> str:
    before = written()
    with pytest.raises(CommandError) as error:
        call_command("import_course", str(path), publish=True, stdout=StringIO())
    assert written() == before
    said = str(error.value)
    assert said.startswith("Nothing was loaded. What to mend in ")
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize(("file", "old", "new", "reason"), BROKEN.values(), ids=BROKEN)
def test_each_fault_names_its_file_and_reason(
    package: PackageFolder, file: str, old: str, new: str, reason: str
) -> None:
    package.edit(file, old, new)
    said = refusal(package.path)
    assert file in said
    assert reason in said


def test_all_faults_are_named_at_once(package: PackageFolder) -> None:
    package.edit(GREET, "minutes: 4", "minutes: pocos")
    package.edit(QUIZ, "pass_mark: 80", "pass_mark: 800")
    package.edit(BANK, "level: apply", "level: master")
    assert len(refusal(package.path).splitlines()) > 3


def test_not_text(package: PackageFolder) -> None:
    (package.path / GREET).write_bytes("título: ñ".encode("latin-1"))
    assert f"{GREET}: is not UTF-8 text" in refusal(package.path)


def test_a_file_that_is_a_link(package: PackageFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("key: x")
    (package.path / GREET).unlink()
    (package.path / GREET).symlink_to(outside)
    assert f"{GREET}: is a link or over 2 MB" in refusal(package.path)


def test_a_file_too_large(package: PackageFolder) -> None:
    (package.path / GREET).write_text("# " + "x" * reading.MAX_FILE)
    assert "is a link or over 2 MB" in refusal(package.path)


def test_deep_nesting_is_no_crash(package: PackageFolder) -> None:
    (package.path / GREET).write_text("[" * 5000 + "]" * 5000)
    assert f"{GREET}: cannot be read as YAML" in refusal(package.path)


def test_no_package_at_all(course: SmallCourse, tmp_path: Path) -> None:
    assert "there is no such folder or zip file" in refusal(tmp_path / "nowhere")
    assert "this folder is no course package" in refusal(tmp_path)


def zip_of(path: Path, write: Callable[[zipfile.ZipFile], object]) -> Path:
    archive = path / "paquete.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        write(bundle)
    return archive


def test_not_a_zip(course: SmallCourse, tmp_path: Path) -> None:
    file = tmp_path / "paquete.zip"
    file.write_text("I am a text")
    assert "paquete.zip: is not a zip file that can be read" in refusal(file)


def test_half_a_zip(course: SmallCourse, tmp_path: Path) -> None:
    archive = zip_of(tmp_path, lambda bundle: bundle.writestr("package.yaml", "x" * 9000))
    archive.write_bytes(archive.read_bytes()[:4000])
    assert "is not a zip file that can be read" in refusal(archive)


@pytest.mark.parametrize("name", ["../outside.yaml", "/outside.yaml", "a/../../outside.yaml"])
def test_a_zip_that_points_outside(course: SmallCourse, tmp_path: Path, name: str) -> None:
    archive = zip_of(tmp_path, lambda bundle: bundle.writestr(name, "key: x"))
    assert "points outside the package" in refusal(archive)
    assert not (tmp_path.parent / "outside.yaml").exists()


def test_a_zip_with_a_link(course: SmallCourse, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("package.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive = zip_of(tmp_path, lambda bundle: bundle.writestr(link, "/etc/passwd"))
    assert "points outside the package" in refusal(archive)


def test_a_zip_that_unpacks_to_too_much(
    course: SmallCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_TOTAL", 1000)
    archive = zip_of(tmp_path, lambda bundle: bundle.writestr("package.yaml", "x" * 1001))
    assert "unpacks to over 100 MB" in refusal(archive)


def test_what_was_unpacked_is_removed_again(package: PackageFolder, tmp_path: Path) -> None:
    archive = zip_of(
        tmp_path, lambda bundle: bundle.write(package.path / "package.yaml", "package.yaml")
    )
    with open_package(archive) as folder:
        assert (folder / "package.yaml").is_file()
    assert not folder.exists()
    with pytest.raises(PackageError), open_package(tmp_path / "nowhere.zip"):
        pass
