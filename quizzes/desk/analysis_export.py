"""Item analysis outside the site: CSV, and a spreadsheet. What is undefined stays blank."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.utils.translation import gettext

from courses.spreadsheet import Sheet, as_xlsx
from quizzes.desk.question_row import QuestionRow
from quizzes.desk.report import QuizReport

Table = list[list[Any]]

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FIRST_WIDTH, WIDTH = 60, 18
# All read as percent on the sheet, whether the figure is a fraction or counts to 100.
FRACTION, OF_100 = "0.0%", '0.0" %"'
QUESTION_FORMATS = {
    **dict.fromkeys((5, 6, 7, 13), FRACTION),
    **dict.fromkeys((8, 9, 11, 12), OF_100),
}
CHOICE_FORMATS = dict.fromkeys((4, 5, 6), FRACTION)


def quiz_table(report: QuizReport) -> Table:
    """A line a figure; scores and error ratio are 0-100."""
    quiz = report.statistics
    return [
        [gettext("Figure"), gettext("Value")],
        [gettext("Attempts"), quiz.n],
        [gettext("Mean"), _rounded(quiz.mean)],
        [gettext("Median"), _rounded(quiz.median)],
        [gettext("Standard deviation"), _rounded(quiz.sd)],
        [gettext("Skewness"), _rounded(quiz.skewness)],
        [gettext("Kurtosis"), _rounded(quiz.kurtosis)],
        [gettext("Cronbach’s alpha"), _rounded(quiz.alpha)],
        [gettext("Error ratio"), _rounded(quiz.error_ratio)],
        [gettext("Standard error"), _rounded(quiz.standard_error)],
        *([gettext("To look at"), remark.title] for remark in report.remarks),
    ]


def question_table(report: QuizReport) -> Table:
    """A line a question; fractions 0-1, weights, index and efficiency in percent."""
    headings = [
        gettext("Question"),
        gettext("Kind"),
        gettext("Versions"),
        gettext("Attempts"),
        gettext("Facility"),
        gettext("Standard deviation"),
        gettext("Random guess"),
        gettext("Intended weight"),
        gettext("Effective weight"),
        gettext("Item-rest correlation"),
        gettext("Discrimination index"),
        gettext("Discriminative efficiency"),
        gettext("Left open"),
        gettext("To look at"),
    ]
    return [headings, *(_question(row) for row in report.rows)]


def _question(row: QuestionRow) -> list[Any]:
    item = row.item
    figures = (
        item.facility,
        item.sd,
        item.guess,
        item.intended_weight,
        item.effective_weight,
        item.item_rest,
        item.discrimination,
        item.efficiency,
        item.omitted,
    )
    said = "; ".join(remark.title for remark in row.remarks)
    return [row.stem, row.kind, row.versions, item.n, *map(_rounded, figures), said]


def choice_table(report: QuizReport) -> Table:
    """A line an option; shares 0-1."""
    headings = [
        gettext("Question"),
        gettext("Answer"),
        gettext("Right"),
        gettext("Everyone"),
        gettext("Top third"),
        gettext("Bottom third"),
    ]
    return [headings, *_choices(report)]


def _choices(report: QuizReport) -> Iterator[list[Any]]:
    yes_no = {True: gettext("yes"), False: gettext("no"), None: ""}
    for row in report.rows:
        for choice in row.choices:
            shares = (choice.everybody, choice.top, choice.bottom)
            yield [row.stem, choice.text, yes_no[choice.right], *map(_rounded, shares)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def as_csv(report: QuizReport) -> bytes:
    """The three tables below one another, UTF-8 with the mark by which Excel knows it."""
    file = StringIO()
    writer = csv.writer(file)
    for number, table in enumerate(
        (quiz_table(report), question_table(report), choice_table(report))
    ):
        if number:
            writer.writerow([])
        writer.writerows([_harmless(value) for value in row] for row in table)
    return file.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    """Text that looks like a formula gets an apostrophe: no spreadsheet computes it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_spreadsheet(report: QuizReport) -> bytes:
    """An XLSX file with a sheet a table."""
    return as_xlsx(
        [
            _sheet(gettext("Questions"), question_table(report), QUESTION_FORMATS),
            _sheet(gettext("Quiz"), quiz_table(report), {}),
            _sheet(gettext("Answers"), choice_table(report), CHOICE_FORMATS),
        ]
    )


def _sheet(title: str, table: Table, formats: dict[int, str]) -> Sheet:
    return Sheet(title, table, [FIRST_WIDTH, *[WIDTH] * (len(table[0]) - 1)], formats)
