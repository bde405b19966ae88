"""`import_course`: loading twice changes nothing, and what was changed here is kept."""

import re
import shutil
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from cms.models import User
from courses.models import Completion, Concept, CoursePage, LessonPage, PackageItem
from quizzes.models import Answer, Mark, Question, QuestionVersion, QuizPage
from quizzes.package import QuestionsSection
from tests.content import SmallCourse
from tests.courses.conftest import PackageFolder
from tests.doing import Reads, Takes
from tests.people import ClientOf, Enrolled

GREET = "lessons/saludar.yaml"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
RULE = "Mire antes de teclear."


def stored() -> list[Any]:
    """Everything that loading writes."""
    models = (LessonPage, CoursePage, QuizPage, Question, QuestionVersion, PackageItem, Concept)
    return [list(model.objects.order_by("pk").values()) for model in models] + [
        Revision.objects.count(),
        Page.objects.count(),
    ]


def rule_on_site(course: SmallCourse, language: str = "es") -> str:
    return str(course.lesson_page(course.greet, language).body[2].value["blocks"][0].value["rule"])


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_course", str(path), *options, stdout=out)
    return out.getvalue()


def test_loading_twice_changes_nothing(package: PackageFolder) -> None:
    before = stored()
    report = package.load()
    assert (report.created, report.updated, report.kept, report.gone) == ([], [], {}, [])
    assert len(report.unchanged) == 20
    assert stored() == before


def test_what_changed_in_the_package_is_published_in_both_languages(
    course: SmallCourse, package: PackageFolder
) -> None:
    package.edit(GREET, RULE, "Mire, y después teclee.")
    package.edit(GREET, "Look up before you type.", "Look up, then type.")
    report = package.load()
    assert report.updated == ["lessons/leccion-saludar"]
    assert len(report.unchanged) == 19
    assert rule_on_site(course) == "Mire, y después teclee."
    assert rule_on_site(course, "en") == "Look up, then type."
    assert package.load().updated == []


def test_a_draft_changes_no_byte_a_learner_gets(
    course: SmallCourse,
    package: PackageFolder,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    enrolled(new_hire)
    browser = client_of(new_hire)
    pages = [course.screen(number) for number in (1, 2, 3)] + ["/"]
    versions = QuestionVersion.objects.count()

    def seen() -> list[str]:
        found = []
        for language in ("es", "en"):
            User.objects.update(language=language)
            texts = [browser.get(address).content.decode() for address in pages]
            found += [TOKEN.sub("", text) for text in texts]
        return found

    seen()  # every screen was looked at before
    before = seen()
    package.edit(GREET, RULE, "Otra regla.")
    package.edit(GREET, "Greet first", "Another title")
    package.edit("course.yaml", "Curso breve", "Otro título")
    package.edit("questions/banco.yaml", "Pregunta q01.", "Otra pregunta.")
    report = package.load(publish=False)
    assert len(report.updated) == 3
    assert seen() == before
    assert QuestionVersion.objects.count() == versions
    draft = course.lesson_page(course.greet).get_latest_revision_as_object()
    assert "Otra regla." in str(list(draft.body.raw_data))


def test_a_draft_is_published_by_loading_again(course: SmallCourse, package: PackageFolder) -> None:
    course.lesson_page(course.greet).unpublish()
    report = package.load()
    assert report.updated == ["lessons/leccion-saludar"]
    assert course.lesson_page(course.greet).live


def change_here(course: SmallCourse) -> None:
    """A trainer gives the lesson another title at the author's desk."""
    page = course.lesson_page(course.greet)
    page.title = "Saludar es gratis"
    page.save_revision().publish()


def test_what_was_changed_here_is_kept_and_listed(
    course: SmallCourse, package: PackageFolder
) -> None:
    change_here(course)
    revisions = Revision.objects.count()
    package.edit(GREET, RULE, "Otra regla.")
    report = package.load()
    label = "lessons/leccion-saludar"
    assert report.updated == []
    assert list(report.kept) == [label]
    assert any("Saludar es gratis" in line for line in report.kept[label])
    page = course.lesson_page(course.greet)
    assert (page.title, rule_on_site(course)) == ("Saludar es gratis", RULE)
    assert Revision.objects.count() == revisions  # comparing left nothing behind


def test_force_replaces_it(course: SmallCourse, package: PackageFolder) -> None:
    (package.path / "questions/banco.yaml").unlink()  # less to load
    change_here(course)
    package.edit(GREET, RULE, "Otra regla.")
    package.load(force=True)
    assert course.lesson_page(course.greet).title == "Saludar primero"
    assert rule_on_site(course) == "Otra regla."
    # From here on it is as loaded, and follows the package again.
    package.edit(GREET, "Otra regla.", "La tercera.")
    assert package.load().updated == ["lessons/leccion-saludar"]


def test_a_draft_begun_here_is_a_change_too(course: SmallCourse, package: PackageFolder) -> None:
    page = course.lesson_page(course.greet)
    page.title = "A medio escribir"
    page.save_revision()
    package.edit(GREET, RULE, "Otra regla.")
    assert "lessons/leccion-saludar" in package.load().kept
    assert page.get_latest_revision_as_object().title == "A medio escribir"


def test_what_left_the_package_stays_and_is_listed(
    course: SmallCourse, package: PackageFolder
) -> None:
    (package.path / GREET).unlink()
    package.edit("course.yaml", "leccion-saludar, ", "")
    report = package.load()
    assert report.gone == ["lessons/leccion-saludar"]
    assert course.lesson_page(course.greet).live


def test_a_new_order_is_taken_over(course: SmallCourse, package: PackageFolder) -> None:
    package.edit(
        "course.yaml",
        "[leccion-saludar, leccion-escuchar, cuestionario]",
        "[cuestionario, leccion-escuchar, leccion-saludar]",
    )
    package.load()
    keys = [activity.key for activity in course.outline.activities()]
    assert keys == [course.quiz, course.listen, course.greet]


def test_an_interrupted_load_is_mended_by_loading_again(
    package: PackageFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("01", "07", "11"):
        package.edit("questions/banco.yaml", f"Pregunta q{number}.", f"Nueva q{number}.")
    whole = QuestionsSection.load

    def broken(self: QuestionsSection, item: Any, loading: Any) -> Any:
        if item.name == "q07":
            raise OSError("the lights went out")
        return whole(self, item, loading)

    monkeypatch.setattr(QuestionsSection, "load", broken)
    with pytest.raises(OSError, match="lights"):
        package.load()
    assert Question.objects.filter(summary="Nueva q01.").exists()
    assert Question.objects.filter(summary="Pregunta q07.").exists()
    monkeypatch.undo()
    assert package.load().updated == ["questions/q07", "questions/q11"]


def test_what_learners_did_is_not_touched(
    course: SmallCourse,
    package: PackageFolder,
    new_hire: User,
    enrolled: Enrolled,
    reads: Reads,
    takes: Takes,
) -> None:
    way = enrolled(new_hire)
    reads(way, course.greet)
    takes(way, right=8)

    def records() -> list[Any]:
        return [list(model.objects.order_by("pk").values()) for model in (Completion, Answer, Mark)]

    before = records()
    package.edit("questions/banco.yaml", "Pregunta q0", "Cuestión q0")
    package.edit(GREET, "Saludar primero", "Primero el saludo")
    assert len(package.load().updated) == 10
    assert records() == before


def test_another_package_with_the_same_titles(package: PackageFolder) -> None:
    package.edit("package.yaml", "key: pequeno", "key: otro")
    (package.path / "questions/banco.yaml").unlink()
    report = package.load()
    assert report.updated == report.unchanged == []
    assert CoursePage.objects.filter(title="Curso breve").count() == 2


def test_two_lessons_of_the_same_title(course: SmallCourse, package: PackageFolder) -> None:
    copy = (package.path / GREET).read_text().replace("leccion-saludar", "leccion-otra-vez")
    (package.path / "lessons/otra.yaml").write_text(copy)
    package.edit("course.yaml", "[leccion-saludar, ", "[leccion-saludar, leccion-otra-vez, ")
    assert package.load().created == ["lessons/leccion-otra-vez"]
    titles = [activity.title for activity in course.outline.activities()]
    assert titles.count("Saludar primero") == 2


def zipped(folder: Path, target: Path) -> Path:
    return Path(shutil.make_archive(str(target), "zip", folder.parent, folder.name))


def test_the_command_says_what_it_did(
    course: SmallCourse, package: PackageFolder, tmp_path: Path
) -> None:
    change_here(course)
    package.edit(GREET, RULE, "Otra regla.")
    package.edit("lessons/escuchar.yaml", "Cuente hasta dos", "Cuente hasta tres")
    said = run(zipped(package.path, tmp_path / "paquete"), "--publish")
    assert "0 new, 1 updated, 18 unchanged, 1 kept as changed here." in said
    assert "Kept, because it was changed on this site: lessons/leccion-saludar" in said
    assert "--force" in said
    assert "100 %" in said


def test_a_package_with_a_fault_is_refused_whole(package: PackageFolder) -> None:
    package.edit(GREET, RULE, "Otra regla.")
    package.edit("questions/banco.yaml", "right: true", "right: false")
    before = stored()
    with pytest.raises(CommandError) as refusal:
        run(package.path, "--publish")
    assert "Nothing was loaded. What to mend in small:" in str(refusal.value)
    assert "questions/banco.yaml, line 2 (q01):" in str(refusal.value)
    assert stored() == before


def test_a_zip_may_hold_the_files_without_a_folder(package: PackageFolder, tmp_path: Path) -> None:
    archive = tmp_path / "suelto.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for file in package.path.rglob("*"):
            bundle.write(file, file.relative_to(package.path))
    assert "20 unchanged" in run(archive)
