"""The team list outside the site: a spreadsheet, and text to paste."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from courses.spreadsheet import Sheet, as_xlsx
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


WIDTHS = (26, 14, 26, 34, 12, 14, 48, 10, 8, 16)
FORMATS = {5: "yyyy-mm-dd", 8: "0%"}


def as_spreadsheet(rows: Iterable[PersonRow]) -> bytes:
    """An XLSX file."""
    table = [headings(), *(cells(row) for row in rows)]
    return as_xlsx([Sheet(gettext("My team"), table, WIDTHS, FORMATS)])


def as_text(rows: Iterable[PersonRow]) -> str:
    """One line a person, as one would write it in a message."""
    return "\n".join(_sentence(row) for row in rows)


def _sentence(row: PersonRow) -> str:
    state = f"{row.state.label} ({row.state.reason})" if row.state.reason else row.state.label
    score = gettext("score %(n)s %%") % {"n": row.score} if row.score is not None else ""
    parts = [row.where, state, "" if row.state.reason else row.due_words, f"{row.percent} %", score]
    return f"{row.name}: " + " · ".join(part for part in parts if part)
