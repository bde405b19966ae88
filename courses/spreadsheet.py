"""Tables as an XLSX file. Text stays text: a name that starts with "=" is no formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE = 31


@dataclass(frozen=True)
class Sheet:
    """A table: headings first, a width for each column, number formats by column from 1."""

    title: str
    rows: Sequence[Sequence[Any]]
    widths: Sequence[int]
    formats: Mapping[int, str] = field(default_factory=dict)


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The file, a sheet for each table, its headings bold and always in sight."""
    # 5 MB in every process, for what few requests ask.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _add(book, sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _add(book: "Workbook", table: Sheet) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = book.create_sheet(table.title[:LONGEST_TITLE])
    for row in table.rows:
        sheet.append([_printable(value) for value in row])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
        for column, number_format in table.formats.items():
            sheet.cell(sheet.max_row, column).number_format = number_format
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _printable(value: Any) -> Any:
    """Without the control characters that a spreadsheet cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
