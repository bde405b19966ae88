"""Tables of whole numbers in a form: a row of meters, a column of weights, a row for each move."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

# Rows and columns: (name, label, explanation).
Heading = tuple[str, str, str]
Headings = Callable[[], Iterable[Heading]]
Numbers = dict[str, dict[str, int]]
MOST = 100


@dataclass(frozen=True)
class Range:
    """What a number may be; `why` is said when it is not."""

    lowest: int
    highest: int
    why: str = ""


class NumbersInput(forms.Widget):
    """A table of number fields. What is empty counts as 0."""

    template_name = "roleplay/desk/numbers_input.html"

    def __init__(self, rows: Headings, columns: Headings, *, total: bool = False) -> None:
        super().__init__()
        self.rows, self.columns, self.total = rows, columns, total
        # What a row has besides its numbers, in words; set by the form.
        self.notes: Mapping[str, str] = {}

    def __deepcopy__(self, memo: Any) -> "NumbersInput":
        copied: NumbersInput = super().__deepcopy__(memo)
        copied.notes = {}
        return copied

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        known = value or {}
        columns = list(self.columns())
        context["widget"] |= {
            "columns": columns,
            "rows": [
                {
                    "label": label,
                    "help": words,
                    "note": self.notes.get(row, ""),
                    "cells": [
                        {
                            "name": f"{name}-{row}-{column}",
                            "label": f"{label}, {head}".strip(", "),
                            "value": known.get(row, {}).get(column, "") or "",
                        }
                        for column, head, _words in columns
                    ],
                }
                for row, label, words in self.rows()
            ],
            "with_notes": any(self.notes.values()),
            "total": self.total,
        }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was written, as it was written, by row and column."""
        columns = [column for column, _label, _help in self.columns()]
        return {
            row: {column: str(data.get(f"{name}-{row}-{column}", "")).strip() for column in columns}
            for row, _label, _help in self.rows()
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        """The label belongs to the whole table."""
        return ""


class NumbersField(forms.Field):
    """Whole numbers by row and column; zeros are left out."""

    widget: NumbersInput

    def __init__(
        self, widget: NumbersInput, allowed: Callable[[str], Range], **kwargs: Any
    ) -> None:
        super().__init__(widget=widget, required=False, **kwargs)
        self.allowed = allowed

    def to_python(self, value: Any) -> Numbers:
        """Raises ValidationError naming every number that is wrong."""
        found: Numbers = {}
        problems = []
        columns = {name: label for name, label, _help in self.widget.columns()}
        for row, label, _help in self.widget.rows():
            numbers = {}
            for column, head in columns.items():
                written = (value or {}).get(row, {}).get(column, "")
                number = whole(written)
                allowed = self.allowed(column)
                if number is None or not allowed.lowest <= number <= allowed.highest:
                    where = ", ".join(each for each in (label, head) if each)
                    problems.append(f"{where}: {refusal(allowed)}")
                elif number:
                    numbers[column] = number
            found[row] = numbers
        if problems:
            raise ValidationError(problems)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return _without_empty(self.to_python(data)) != _without_empty(initial or {})
        except ValidationError:
            return True


def refusal(allowed: Range) -> str:
    """What may be written instead."""
    said = gettext("write a whole number from %(lowest)s to %(highest)s.") % {
        "lowest": allowed.lowest,
        "highest": allowed.highest,
    }
    return f"{allowed.why} {said[:1].upper()}{said[1:]}" if allowed.why else said


def whole(written: Any) -> int | None:
    """A whole number with any sign; empty is 0; None for anything else."""
    text = str(written).strip().replace("−", "-")
    if not text:
        return 0
    try:
        return int(text)
    except ValueError:
        return None


def _without_empty(numbers: Mapping[str, Any]) -> dict[str, Any]:
    return {row: dict(values) for row, values in numbers.items() if values}
