"""`export_course`: what stands on the site as a package; there and back changes no byte."""

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from PIL import Image
from wagtail.models import GroupPagePermission, Locale, Page, Revision, get_translatable_models

from cms.models import SiteImage, User
from courses.models import Concept, CoursePage, LessonPage, ModulePage, PackageItem
from courses.package.files import yaml_of
from courses.package.loading import Report, load_package, read_package
from courses.package.reading import load_yaml
from quizzes.models import Question, QuestionVersion, QuizPage
from tests.content import LOADED_AT, SmallCourse
from tests.courses.conftest import PackageFolder
from tests.people import ClientOf
from tests.words import spanish

INDUCTION = Path(__file__).parents[2] / "courses" / "induction"
GREET, BANK = "lessons/leccion-saludar.yaml", "questions/cuestionario.yaml"
Files = dict[str, bytes]
Folder = Callable[[], Path]
Loads = Callable[[Path], Report]


@pytest.fixture(autouse=True)
def _library(course: SmallCourse, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "library"


@pytest.fixture
def loads(transactional_db: None) -> Loads:
    """`loads(path)` loads and publishes; what follows a commit follows, as outside tests."""
    return lambda path: load_package(read_package(path), LOADED_AT, publish=True)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """`folder()` is a place for an export, another one each time."""
    numbers = count()
    return lambda: tmp_path / f"export-{next(numbers)}"


def export(path: Path, *options: str, package: str = "pequeno") -> str:
    out = StringIO()
    call_command("export_course", package, str(path), *options, stdout=out)
    return out.getvalue()


def files(path: Path) -> Files:
    found = (each for each in path.rglob("*") if each.is_file())
    return {str(each.relative_to(path)): each.read_bytes() for each in sorted(found)}


def content(path: Path, name: str) -> Any:
    return load_yaml(path / name, name)


@transaction.atomic
def empty_site() -> None:
    """As if it had never been loaded: another site."""
    keys = set(PackageItem.objects.values_list("key", flat=True))
    for pages in (CoursePage.objects.all(), Page.objects.filter(translation_key__in=keys)):
        for pk in list(pages.values_list("pk", flat=True)):
            Page.objects.filter(pk=pk).delete()
    snippets = [model for model in get_translatable_models() if not issubclass(model, Page)]
    texts = apps.get_app_config("wagtail_localize").get_models()
    playbook = [each for each in apps.get_models() if each.__name__ == "Playbook"]
    others = (QuestionVersion, PackageItem, Concept, SiteImage)
    for model in (*snippets, *texts, *playbook, *others):
        model._default_manager.all().delete()
    assert not CoursePage.objects.exists()
    assert not Question.objects.exists()


def stored() -> list[Any]:
    """Everything that loading writes."""
    models = (LessonPage, CoursePage, ModulePage, QuizPage, Question, QuestionVersion)
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    others = [list(model.objects.order_by("pk").values()) for model in (PackageItem, Concept)]
    return [*rows, *others, Revision.objects.count(), Page.objects.count()]


def test_the_small_package_there_and_back(folder: Folder, loads: Loads) -> None:
    first, second = folder(), folder()
    said = export(first)
    assert f"Package “pequeno” with 20 items is in {first}." in said
    empty_site()
    report = loads(first)
    assert len(report.created) == 20
    export(second)
    assert files(second) == files(first)


def test_the_whole_induction_there_and_back(folder: Folder, loads: Loads) -> None:
    loads(INDUCTION)
    first, second = folder(), folder()
    export(first, package="induccion")
    names = {item.name for items in read_package(INDUCTION).items.values() for item in items}
    there = read_package(first)
    assert {item.name for items in there.items.values() for item in items} == names
    assert there.languages == ("es", "en")

    before = stored()
    report = loads(first)
    assert (report.created, report.updated, report.kept, report.gone) == ([], [], {}, [])
    assert stored() == before

    empty_site()
    report = loads(first)
    assert len(report.created) == len(before[6]) - 20  # the small package has gone, too
    export(second, package="induccion")
    assert files(second) == files(first)


def test_every_text_of_the_package_is_in_the_export(folder: Folder) -> None:
    target = folder()
    export(target)
    original = read_package(SMALL)
    for items in original.items.values():
        for item in items:
            found = [
                each
                for each in read_package(target).in_section(item.section)
                if each.name == item.name
            ]
            assert texts_in(found[0].data) == texts_in(item.data)


SMALL = Path(__file__).parents[1] / "packages" / "small"


def texts_in(data: Any) -> set[tuple[tuple[str, str], ...]]:
    """The texts, each with its languages."""
    if isinstance(data, list):
        return {text for value in data for text in texts_in(value)}
    if not isinstance(data, dict):
        return set()
    own = {tuple(sorted(data.items()))} if "es" in data else set()
    return own | {text for value in data.values() for text in texts_in(value)}


def test_a_site_loads_its_own_export_and_nothing_changes(folder: Folder, loads: Loads) -> None:
    target, before = folder(), stored()
    export(target)
    report = loads(target)
    assert (report.created, report.updated, report.kept, report.gone) == ([], [], {}, [])
    assert len(report.unchanged) == 20
    assert stored() == before


def write_lesson(course: SmallCourse, title: str = "Despedirse", publish: bool = True) -> UUID:
    """A trainer adds a lesson between those of the package."""
    body = [{"type": "screen", "value": {"title": "Adiós", "blocks": [PARAGRAPH]}}]
    page = LessonPage(title=title, slug="despedirse", minutes=3, concepts=["K01", "X9"], body=body)
    page.locale, page.live = Locale.objects.get(language_code="es"), False
    course.lesson_page(course.greet).add_sibling(pos="right", instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return page.translation_key


PARAGRAPH = {"type": "paragraph", "value": {"text": '<p data-block-key="k1">Hasta luego.</p>'}}


def test_a_lesson_written_on_the_site(course: SmallCourse, folder: Folder, loads: Loads) -> None:
    Concept.objects.create(code="X9", names={"es": "Despedida"})
    key = write_lesson(course)
    first, second = folder(), folder()
    export(first)
    name = f"lessons/despedirse-{str(key)[:8]}.yaml"
    lesson = content(first, name)
    assert lesson["key"] == str(key)
    assert lesson["screens"][0]["blocks"][0]["text"] == {"es": "<p>Hasta luego.</p>"}
    listed = content(first, "course.yaml")["modules"][0]["activities"]
    assert listed == ["leccion-saludar", str(key), "leccion-escuchar", "cuestionario"]
    assert {"code": "X9", "name": {"es": "Despedida"}} in content(first, "concepts.yaml")

    before = stored()
    assert loads(first).updated == []
    assert stored() == before

    empty_site()
    loads(first)
    export(second)
    assert files(second) == files(first)
    assert [each.key for each in course.outline.activities()][1] == key


def test_what_was_written_here_is_not_overwritten_by_an_older_export(
    course: SmallCourse, folder: Folder, loads: Loads
) -> None:
    key = write_lesson(course)
    target = folder()
    export(target)
    page = LessonPage.objects.get(translation_key=key)
    page.title = "Despedirse bien"
    page.save_revision().publish()
    report = loads(target)
    assert list(report.kept) == [f"lessons/{key}"]
    assert any("Despedirse bien" in line for line in report.kept[f"lessons/{key}"])
    assert LessonPage.objects.get(translation_key=key).title == "Despedirse bien"


def write_question(text: str, *concepts: str, publish: bool = True, **more: Any) -> UUID:
    options = [{"text": "Sí", "right": True}, {"text": "No", "right": False}]
    value = {"stem": text, "options": options}
    row = Question(content=[("single_choice", value)], concepts=list(concepts), **more)
    row.locale, row.live = Locale.objects.get(language_code="es"), False
    row.save()
    revision = row.save_revision()
    if publish:
        revision.publish()
    return row.translation_key


def test_questions_that_the_quizzes_draw_go_along(folder: Folder, loads: Loads) -> None:
    Concept.objects.create(code="K77", names={"es": "Lo que nadie pregunta"})
    drawn = write_question("¿Se saluda?", "K01")
    write_question("Sobre otra cosa", "K77")
    write_question("Ya no se usa", "K01", archived=True)
    write_question("Sin terminar", "K01", publish=False)
    first, second = folder(), folder()
    export(first)
    keys = [each["key"] for each in content(first, BANK)]
    assert set(keys) - {str(drawn)} == {f"q{number:02}" for number in range(1, 15)}
    assert str(drawn) in keys
    empty_site()
    loads(first)
    export(second)
    assert files(second) == files(first)


def test_a_question_that_no_quiz_draws_any_more(folder: Folder) -> None:
    Concept.objects.create(code="K77", names={"es": "Lo que nadie pregunta"})
    row = Question.objects.get(summary="Pregunta q01.")
    row.concepts = ["K77"]
    row.save_revision().publish()
    target = folder()
    export(target)
    assert [each["key"] for each in content(target, "questions/others.yaml")] == ["q01"]


def test_a_changed_line(
    course: SmallCourse, folder: Folder, package: PackageFolder, loads: Loads
) -> None:
    page = course.lesson_page(course.greet)
    page.title = "Saludar: es gratis\r\n"
    page.save_revision().publish()
    first, second = folder(), folder()
    export(first)
    assert content(first, GREET)["title"] == {"es": "Saludar: es gratis", "en": "Greet first"}
    # Here it stays a change of this site's own, whatever was exported meanwhile.
    assert loads(first).updated == []
    package.edit("lessons/saludar.yaml", "Mire antes de teclear.", "Otra regla.")
    assert list(package.load().kept) == ["lessons/leccion-saludar"]
    empty_site()
    loads(first)
    export(second)
    assert files(second) == files(first)


def test_a_missing_translation_and_one_that_says_the_same(
    folder: Folder, package: PackageFolder, loads: Loads
) -> None:
    package.edit("lessons/saludar.yaml", 'en: "To take along"', 'en: "Para llevar"')
    loads(package.path)
    target = folder()
    export(target)
    waiting = content(target, "lessons/leccion-escuchar.yaml")["screens"][0]["blocks"][1]
    assert waiting["text"] == {"es": "<p>Este párrafo espera a su traductora.</p>"}
    assert content(target, GREET)["screens"][2]["title"] == {
        "es": "Para llevar",
        "en": "Para llevar",
    }
    assert content(target, "package.yaml")["languages"] == ["es", "en"]


def test_a_course_in_one_language(folder: Folder, package: PackageFolder, loads: Loads) -> None:
    empty_site()
    package.edit("package.yaml", "[es, en]", "[es]")
    loads(package.path)
    first, second = folder(), folder()
    export(first)
    assert content(first, "package.yaml")["languages"] == ["es"]
    assert "en:" not in (first / GREET).read_text()
    empty_site()
    loads(first)
    assert not LessonPage.objects.filter(locale__language_code="en").exists()
    export(second)
    assert files(second) == files(first)


def picture(colour: str = "#336699") -> bytes:
    stream = BytesIO()
    Image.new("RGB", (60, 40), colour).save(stream, "PNG")
    return stream.getvalue()


def show_picture(course: SmallCourse) -> SiteImage:
    """A trainer puts a picture into a lesson, in one language so far."""
    stored_picture = SiteImage(title="Fila", file=ContentFile(picture(), name="Fila larga.PNG"))
    stored_picture.save()
    page = course.lesson_page(course.listen)
    screens = page.body.get_prep_value()
    value = {"image": stored_picture.pk, "alt": "La fila", "caption": ""}
    screens[0]["value"]["blocks"].append({"type": "picture", "value": value})
    page.body = page._meta.get_field("body").to_python(screens)
    page.save_revision().publish()
    return stored_picture


def test_a_picture_is_named_by_its_content(
    course: SmallCourse, folder: Folder, loads: Loads
) -> None:
    show_picture(course)
    first, second = folder(), folder()
    export(first)
    name = f"media/{hashlib.sha256(picture()).hexdigest()[:16]}.png"
    assert files(first)[name] == picture()
    block = content(first, "lessons/leccion-escuchar.yaml")["screens"][0]["blocks"][-1]
    assert (block["image"], block["alt"]) == (name, {"es": "La fila"})
    assert "caption" not in block
    assert loads(first).updated == []
    assert SiteImage.objects.count() == 1

    empty_site()
    loads(first)
    export(second)
    assert files(second) == files(first)

    (first / name).write_bytes(picture("#993333"))
    assert loads(first).updated == ["lessons/leccion-escuchar"]


def test_a_picture_whose_file_is_lost(course: SmallCourse, folder: Folder) -> None:
    shown = show_picture(course)
    Path(shown.file.path).unlink()
    words = spanish("The file of “%(title)s” cannot be read. Upload the picture again.")
    assert words % {"title": "Fila"} in refusal(folder())


def test_what_is_not_published_stays_at_home(course: SmallCourse, folder: Folder) -> None:
    key = write_lesson(course, title="A medias", publish=False)
    page = course.lesson_page(course.greet)
    page.title = "Un borrador"
    page.save_revision()
    published, drafts = folder(), folder()
    assert "A medias: not published, left out" in export(published)
    assert "Un borrador" not in (published / GREET).read_text()
    assert str(key) not in (published / "course.yaml").read_text()

    assert "left out" not in export(drafts, "--drafts")
    assert "Un borrador" in (drafts / GREET).read_text()
    assert (drafts / f"lessons/a-medias-{str(key)[:8]}.yaml").is_file()


def test_a_new_order_of_modules_arrives(course: SmallCourse, folder: Folder, loads: Loads) -> None:
    target = folder()
    export(target)
    module = ModulePage(title="Antes de todo", slug="antes")
    module.locale = Locale.objects.get(language_code="es")
    ModulePage.objects.get(translation_key=course.module, locale=module.locale).add_sibling(
        pos="left", instance=module
    )
    module.save_revision().publish()
    changed = folder()
    export(changed)
    names = [each["key"] for each in content(changed, "course.yaml")["modules"]]
    assert names == [str(module.translation_key), "modulo"]
    data = content(changed, "course.yaml")
    data["modules"].reverse()
    (changed / "course.yaml").write_text(yaml_of(data))
    loads(changed)
    children = CoursePage.objects.get(pk=course.page.pk).get_children()
    assert [each.title for each in children] == ["Los primeros minutos", "Antes de todo"]


def test_a_course_written_on_the_site_becomes_a_package(folder: Folder, loads: Loads) -> None:
    source = Locale.objects.get(language_code="es")
    home = CoursePage.objects.first().get_parent()
    course = home.add_child(instance=CoursePage(title="Ventas", slug="ventas", locale=source))
    module = course.add_child(instance=ModulePage(title="Uno", slug="uno", locale=source))
    body = [{"type": "screen", "value": {"title": "Adiós", "blocks": [PARAGRAPH]}}]
    lesson = LessonPage(title="L", slug="l", locale=source, body=body, concepts=["K01"])
    module.add_child(instance=lesson)
    first, second = folder(), folder()
    export(first, package="ventas")
    assert content(first, "package.yaml")["key"] == "ventas"
    assert content(first, "course.yaml")["key"] == str(course.translation_key)
    # A concept of another package goes along, and is not doubled where it is known.
    assert [each["code"] for each in content(first, "concepts.yaml")] == ["K01"]
    assert loads(first).updated == []
    assert CoursePage.objects.filter(title="Ventas").count() == 1
    assert Concept.objects.filter(code="K01").count() == 1
    export(first, "--force", package="ventas")
    assert content(first, "package.yaml")["key"] == "ventas"
    empty_site()
    loads(first)
    export(second, package="ventas")
    assert files(second) == files(first)


def refusal(path: Path, *options: str, package: str = "pequeno") -> str:
    before = files(path) if path.is_dir() else path.exists()
    with pytest.raises(CommandError) as error:
        export(path, *options, package=package)
    assert (files(path) if path.is_dir() else path.exists()) == before
    return str(error.value)


def test_refusals_say_what_to_do(course: SmallCourse, tmp_path: Path) -> None:
    said = refusal(tmp_path / "a", package="perdido")
    assert "perdido: is no package or course here; there is curso-breve, pequeno" in said

    full = tmp_path / "lleno"
    full.mkdir()
    (full / "notas.txt").write_text("x")
    assert "lleno: is not empty; use --force" in refusal(full)
    assert "lleno: holds other things and no package" in refusal(full, "--force")
    assert "notas.txt: is a file; name a folder" in refusal(full / "notas.txt")
    assert "cannot be written" in refusal(full / "notas.txt" / "dentro")
    (tmp_path / "ya.zip").write_text("x")
    assert "ya.zip: is there already; use --force" in refusal(tmp_path / "ya.zip")
    (tmp_path / "carpeta.zip").mkdir()
    assert "carpeta.zip: is a folder" in refusal(tmp_path / "carpeta.zip")

    course.page.unpublish()
    assert "the course is not published" in refusal(tmp_path / "b")


def test_force_replaces_a_package_and_nothing_else(course: SmallCourse, folder: Folder) -> None:
    target = folder()
    export(target)
    (target / "README.md").write_text("Nuestro curso")
    (target / "lessons/vieja.yaml").write_text("key: vieja")
    (target / "media").mkdir()
    (target / "media/vieja.png").write_bytes(picture())
    before = files(target).keys()
    export(target, "--force")
    gone = {"lessons/vieja.yaml", "media/vieja.png"}
    assert files(target).keys() == before - gone


def test_an_export_that_could_not_be_loaded_is_refused(course: SmallCourse, folder: Folder) -> None:
    page = course.lesson_page(course.greet)
    screens = page.body.get_prep_value()
    screens[0]["value"]["title"] = ""
    page.body = page._meta.get_field("body").to_python(screens)
    page.save_revision()
    said = refusal(folder(), "--drafts")
    assert GREET in said
    assert "“title” is missing" in said


def test_a_zip_is_the_same_each_time(tmp_path: Path, loads: Loads) -> None:
    first, second = tmp_path / "uno.zip", tmp_path / "dos.zip"
    export(first)
    export(second)
    assert first.read_bytes() == second.read_bytes()
    export(second, "--force")
    call_command("import_course", str(first), publish=True, stdout=StringIO())


def test_a_course_is_found_by_its_address_and_key(course: SmallCourse, folder: Folder) -> None:
    targets = [folder(), folder(), folder()]
    for target, name in zip(targets, ["pequeno", "curso-breve", str(course.key)], strict=True):
        export(target, package=name)
    assert files(targets[0]) == files(targets[1]) == files(targets[2])


def download(client: Any, course: SmallCourse) -> Any:
    return client.get(reverse("export_course", args=[course.key]))


def test_a_trainer_downloads_the_course(
    course: SmallCourse, trainer: User, client_of: ClientOf, folder: Folder
) -> None:
    target = folder()
    export(target)
    response = download(client_of(trainer), course)
    assert response["Content-Disposition"] == 'attachment; filename="pequeno.zip"'
    archive = zipfile.ZipFile(BytesIO(b"".join(response.streaming_content)))
    inside = {name.removeprefix("pequeno/"): archive.read(name) for name in archive.namelist()}
    assert inside == files(target)


def test_the_button_stands_on_the_course(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    browser, address = client_of(trainer), reverse("export_course", args=[course.key])
    english = CoursePage.objects.get(translation_key=course.key, locale__language_code="en")
    shown = [
        reverse("wagtailadmin_explore", args=[course.page.pk]),
        reverse("wagtailadmin_pages:edit", args=[course.page.pk]),
        reverse("wagtailadmin_explore", args=[english.pk]),
        reverse("wagtailadmin_explore", args=[course.page.get_parent().pk]),
    ]
    for page in shown:
        assert address in browser.get(page).content.decode()
    lesson = reverse("wagtailadmin_pages:edit", args=[course.lesson_page(course.greet).pk])
    assert "/export/" not in browser.get(lesson).content.decode()


def test_it_is_not_there_for_others(
    course: SmallCourse, manager: User, new_hire: User, trainer: User, client_of: ClientOf
) -> None:
    for person in (manager, new_hire):
        assert download(client_of(person), course).status_code == 404
    GroupPagePermission.objects.filter(group__in=trainer.groups.all()).delete()
    assert download(client_of(trainer), course).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(course: SmallCourse, client: Any) -> None:
    assert download(client, course).status_code == 302


def test_a_course_not_published_is_not_downloaded(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    course.page.unpublish()
    browser = client_of(trainer)
    assert download(browser, course)["Location"] == reverse(
        "wagtailadmin_explore", args=[course.page.pk]
    )
    shown = browser.get(reverse("wagtailadmin_explore", args=[course.page.pk])).content.decode()
    assert spanish("Publish the course first: an export holds what learners get.") in shown


def test_what_cannot_be_exported_is_said(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    Path(show_picture(course).file.path).unlink()
    browser = client_of(trainer)
    response = browser.get(reverse("export_course", args=[course.key]), follow=True)
    assert "leccion-escuchar" in response.content.decode()
