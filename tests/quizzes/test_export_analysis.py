"""Item analysis as a file, opened again: numbers are numbers, text is text, blank is undefined."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cms.models import User
from quizzes.models import QuestionVersion
from tests.content import SmallCourse
from tests.doing import Takes
from tests.people import ClientOf, Enrolled
from tests.words import spanish


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


@pytest.fixture
def two_attempts(new_hire: User, colleague: User, enrolled: Enrolled, takes: Takes) -> None:
    """Ana had 4 of ten right, Beto 8."""
    takes(enrolled(new_hire), right=4)
    takes(enrolled(colleague), right=8)


def exported(desk: Client, course: SmallCourse, form: str) -> Any:
    answer = desk.get(reverse("export_analysis", args=[course.quiz]), {"as": form})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    return answer.content


def tables(content: bytes) -> list[list[list[str]]]:
    """The tables of a CSV file, apart."""
    found: list[list[list[str]]] = [[]]
    for row in csv.reader(StringIO(content.decode("utf-8-sig"))):
        found[-1].append(row) if row else found.append([])
    return found


@pytest.mark.usefixtures("two_attempts")
def test_csv_has_quiz_questions_and_answers(desk: Client, course: SmallCourse) -> None:
    content = exported(desk, course, "csv")

    assert content.startswith(b"\xef\xbb\xbf")
    quiz, questions, answers = tables(content)
    figures = dict(quiz[1:])
    assert figures[spanish("Attempts")] == "2"
    assert figures[spanish("Mean")] == "60.0"
    assert figures[spanish("Kurtosis")] == ""
    names = questions[0]
    rows = [dict(zip(names, row, strict=True)) for row in questions[1:]]
    assert sum(float(row[spanish("Intended weight")]) for row in rows) == pytest.approx(
        100, abs=0.01
    )
    assert {row[spanish("To look at")] for row in rows} == {spanish("Too few attempts to judge")}
    assert len(answers) > len(questions)


@pytest.mark.usefixtures("two_attempts")
def test_a_spreadsheet_has_a_sheet_for_each(desk: Client, course: SmallCourse) -> None:
    book = load_workbook(BytesIO(exported(desk, course, "xlsx")))

    assert book.sheetnames == [spanish("Questions"), spanish("Quiz"), spanish("Answers")]
    quiz = {row[0]: row[1] for row in book[spanish("Quiz")].iter_rows(values_only=True)}
    assert quiz[spanish("Mean")] == 60
    assert quiz[spanish("Kurtosis")] is None
    sheet = book[spanish("Questions")]
    assert sheet["A1"].font.bold
    assert isinstance(sheet["E2"].value, int | float)
    names = [cell.value for cell in sheet[1]]
    for figure, shown in (
        ("Facility", "0.0%"),
        ("Left open", "0.0%"),
        ("Intended weight", '0.0" %"'),
        ("Discriminative efficiency", '0.0" %"'),
    ):
        assert sheet.cell(2, names.index(spanish(figure)) + 1).number_format == shown


@pytest.mark.parametrize("stem", ["=1+1", "+49", "@SUM(A1)", "-2", '=HYPERLINK("http://x";"y")'])
@pytest.mark.usefixtures("two_attempts")
def test_a_question_is_never_a_formula(desk: Client, course: SmallCourse, stem: str) -> None:
    for version in QuestionVersion.objects.all():
        version.content["texts"]["es"]["stem"] = stem
        version.save()

    sheet = load_workbook(BytesIO(exported(desk, course, "xlsx"))).worksheets[0]
    questions = tables(exported(desk, course, "csv"))[1]

    assert (sheet["A2"].value, sheet["A2"].data_type) == (stem, "s")
    assert questions[1][0] == f"'{stem}"


def test_without_attempts_the_file_has_headings(desk: Client, course: SmallCourse) -> None:
    quiz, questions, _answers = tables(exported(desk, course, "csv"))

    assert dict(quiz[1:])[spanish("Mean")] == ""
    assert len(questions) == 1
