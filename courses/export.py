"""The team list outside the site: a spreadsheet, and text to paste."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from courses.team_list import PersonRow


def headings() -> list[str]:
    """The columns, in the reader's language."""
    return [
        gettext("Name"),
        gettext("Number"),
        gettext("Course"),
        gettext("Next step"),
        gettext("Due"),
        gettext("State"),
        gettext("Reason"),
        gettext("Progress"),
        gettext("Score"),
        gettext("Last seen"),
    ]


def cells(row: PersonRow) -> list[Any]:
    """A person's values under the headings."""
    return [
        row.name,
        row.number,
        row.course,
        row.where,
        row.due_on,
        row.state.label,
        row.state.reason,
        row.percent / 100,
        row.score,
        row.last_seen_words,
    ]


def as_spreadsheet(rows: Iterable[PersonRow]) -> bytes:
    """An XLSX file. Text stays text: a name that starts with "=" is no formula."""
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(gettext("My team")[:31])
    sheet.append(headings())
    for row in rows:
        sheet.append([_printable(value) for value in cells(row)])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.cell(sheet.max_row, 8).number_format = "0%"
        sheet.cell(sheet.max_row, 5).number_format = "yyyy-mm-dd"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in enumerate((26, 14, 26, 34, 12, 14, 48, 10, 8, 16), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _printable(value: Any) -> Any:
    """Without the control characters that a spreadsheet cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def as_text(rows: Iterable[PersonRow]) -> str:
    """One line a person, as one would write it in a message."""
    return "\n".join(_sentence(row) for row in rows)


def _sentence(row: PersonRow) -> str:
    state = f"{row.state.label} ({row.state.reason})" if row.state.reason else row.state.label
    score = gettext("score %(n)s %%") % {"n": row.score} if row.score is not None else ""
    parts = [row.where, state, "" if row.state.reason else row.due_words, f"{row.percent} %", score]
    return f"{row.name}: " + " · ".join(part for part in parts if part)
