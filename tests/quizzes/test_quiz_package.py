"""Every rule of a quiz, its fixed questions and a course's days of review travel in a package."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from courses.models import CoursePage
from courses.package.loading import read_package
from courses.package.reading import PackageError, load_yaml
from quizzes.models import Question, QuizPage
from tests.content import SmallCourse
from tests.courses.conftest import PackageFolder, package
from tests.quizzes.test_check_quiz import with_draws

__all__ = ["package"]

QUIZ = "quizzes/cuestionario.yaml"
RULES = {
    "wait_from": 1,
    "time_limit": 20,
    "layout": "all",
    "shuffle": False,
    "confidence": True,
    "feedback_when": "closed",
    "blind_marking": True,
}


def quiz() -> QuizPage:
    """The small course's, as published."""
    return QuizPage.objects.get(translation_key=SmallCourse.quiz, locale__language_code="es")


def with_rules(package: PackageFolder, rules: dict[str, Any]) -> None:
    """Adds rules to the quiz's file."""
    lines = "\n".join(f"{name}: {str(value).lower()}" for name, value in rules.items())
    package.edit(QUIZ, "wait_hours: 24\n", f"wait_hours: 24\n{lines}\n")


def with_draw(package: PackageFolder, draw: str) -> None:
    """Adds an entry to the quiz."""
    package.edit(QUIZ, "draws:\n", f"draws:\n  - {draw}\n")


def exported(path: Path) -> Any:
    """The quiz's file of an export."""
    call_command("export_course", "pequeno", str(path), stdout=StringIO())
    return next(
        data for file in path.glob("quizzes/*.yaml") if (data := load_yaml(file, file.name))
    )


def test_every_rule_is_loaded_and_exported(package: PackageFolder, tmp_path: Path) -> None:
    with_rules(package, RULES)
    package.load()

    assert {name: getattr(quiz(), name) for name in RULES} == RULES
    written = exported(tmp_path / "out")
    assert {name: written[name] for name in RULES} == RULES


def test_answers_that_are_never_shown_stay_so(package: PackageFolder, tmp_path: Path) -> None:
    with_rules(package, {"answers_when": "never"})
    package.load()

    assert quiz().answers_when == "never"
    assert exported(tmp_path / "out")["answers_when"] == "never"


def test_usual_rules_are_not_written(course: SmallCourse, tmp_path: Path) -> None:
    assert not RULES.keys() & exported(tmp_path / "out").keys()


def test_a_fixed_question_is_named_by_its_name(package: PackageFolder, tmp_path: Path) -> None:
    with_draw(package, "{type: fixed, id: fija, question: q01, points: 3, critical: true}")
    package.load()

    fixed = quiz().draw_list[0]
    question = Question.objects.get(summary="Pregunta q01.", locale__language_code="es")
    assert (fixed.key, fixed.points, fixed.critical) == (str(question.translation_key), 3, True)
    written = exported(tmp_path / "out")["draws"][0]
    assert {name: value for name, value in written.items() if name != "id"} == {
        "type": "fixed",
        "question": "q01",
        "points": 3,
        "critical": True,
    }


def test_a_fixed_question_goes_along_even_when_archived(
    package: PackageFolder, tmp_path: Path
) -> None:
    with_draw(package, "{type: fixed, id: fija, question: q01}")
    package.load()
    Question.objects.filter(summary="Pregunta q01.").update(archived=True)

    exported(tmp_path / "out")

    assert "q01" in {item.name for item in read_package(tmp_path / "out").in_section("questions")}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"layout": "two"}, "layout: choose one of one, all"),
        ({"shuffle": "yes please"}, "shuffle: write true or false"),
        ({"time_limit": 0}, "time_limit: write a whole number from 1 to 600"),
        ({"answers_when": "always"}, "answers_when: choose one of closed, never"),
        ({"wait_from": 9}, "wait_from: Después de este intento no hay otro"),
        ({"wait_from": 3}, "wait_from: Después de este intento no hay otro"),
        ({"feedback_when": "closed", "answers_when": "never"}, "answers_when: Así, quien"),
    ],
)
def test_rules_that_cannot_be_are_refused(
    package: PackageFolder, rules: dict[str, Any], said: str
) -> None:
    with_rules(package, rules)

    with pytest.raises(PackageError) as refused:
        read_package(package.path)

    assert said in "\n".join(problem.message for problem in refused.value.problems)


def test_an_unknown_question_is_refused(package: PackageFolder) -> None:
    with_draw(package, "{type: fixed, id: fija, question: q99}")

    with pytest.raises(PackageError) as refused:
        read_package(package.path)

    assert "there is no question “q99” in this package" in str(refused.value.problems[0])


@pytest.mark.parametrize(
    ("written", "days"), [("[2, 5]", [2, 5]), ("never", []), (None, [1, 3, 10, 30, 75, 180])]
)
def test_days_of_review_travel(
    package: PackageFolder, tmp_path: Path, written: str | None, days: list[int]
) -> None:
    if written:
        package.edit(
            "course.yaml", "days_to_complete:", f"review_days: {written}\ndays_to_complete:"
        )
    package.load()

    course = CoursePage.objects.get(translation_key=SmallCourse.key, locale__language_code="es")
    assert course.review_days == days
    exported(tmp_path / "out")
    said = load_yaml(tmp_path / "out" / "course.yaml", "course.yaml").get("review_days")
    assert said == (None if written is None else days or "never")


@pytest.mark.parametrize("written", ["[3, 1]", "[]", "soon", "[0, 2]"])
def test_days_that_are_none_are_refused(package: PackageFolder, written: str) -> None:
    package.edit("course.yaml", "days_to_complete:", f"review_days: {written}\ndays_to_complete:")

    with pytest.raises(PackageError, match="review_days"):
        read_package(package.path)


def test_a_quiz_asks_200_questions_at_most(package: PackageFolder) -> None:
    for number in range(4):
        with_draw(package, f"{{id: muchas-{number}, count: 50, level: apply}}")

    with pytest.raises(PackageError) as refused:
        package.load()

    assert "puede haber 200" in str(refused.value)


def test_so_it_is_in_the_editor(course: SmallCourse) -> None:
    page = with_draws(course.quiz_page, *[("draw", {"count": 50})] * 4)
    page.clean()

    page = with_draws(page, *[("draw", {"count": 50})] * 4, ("draw", {"count": 1}))
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "201" in str(refused.value)
