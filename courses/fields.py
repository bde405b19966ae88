"""Small model fields: lists of codes and of choices, kept as JSON, edited as people write."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

CODE = re.compile(r"^[A-Z][A-Z0-9-]{0,15}$")
RANGE = re.compile(r"^([A-Z]+)(\d+)\s*[-–]\s*([A-Z]+)?(\d+)$")
NUMBERED = re.compile(r"^([A-Z]+)(\d+)$")
MOST_IN_RANGE = 100


class CodesInput(forms.CharField):
    """Reads "C22, c27" as ["C22", "C27"]. At the desk a script offers the concepts by name."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"data-codes": "", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Raises ValidationError naming the first code that is none."""
        text = ", ".join(value) if isinstance(value, list) else value or ""
        codes = [code.strip().upper() for code in text.split(",") if code.strip()]
        for code in codes:
            if not CODE.match(code):
                raise ValidationError(
                    _("“%(code)s” is not a code. Write codes such as C22, separated by commas."),
                    params={"code": code},
                )
        return list(dict.fromkeys(codes))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class RangesInput(CodesInput):
    """Reads "C22-C25, C52" as ["C22", "C23", "C24", "C25", "C52"]."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Raises ValidationError naming the first code or range that is none."""
        text = ", ".join(value) if isinstance(value, list) else value or ""
        parts = [part.strip().upper() for part in text.split(",") if part.strip()]
        return super().to_python([code for part in parts for code in codes_between(part)])


def codes_between(part: str) -> list[str]:
    """All codes of a range such as "C22-C27"; anything else as it is. Raises ValidationError."""
    found = RANGE.match(part)
    if found is None:
        return [part]
    letters, first, other_letters, last = found.groups()
    start, end = int(first), int(last)
    if (other_letters or letters) != letters or not start <= end < start + MOST_IN_RANGE:
        raise ValidationError(
            _("“%(range)s” is no range. Write the lower code first, such as C22-C27."),
            params={"range": part},
        )
    return [f"{letters}{number:0{len(first)}}" for number in range(start, end + 1)]


def as_ranges(codes: Iterable[str]) -> str:
    """The codes as RangesInput reads them: "C22-C25, C52"; three or more in a row are a range."""
    runs: list[list[str]] = []
    for code in sorted(codes, key=_place):
        if runs and _next_after(runs[-1][-1]) == code:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _place(code: str) -> tuple[str, int, str]:
    """C9 stands before C10."""
    found = NUMBERED.match(code)
    return (found[1], int(found[2]), code) if found else (code, 0, code)


def _next_after(code: str) -> str:
    """The code that follows in a range; empty where a code has no number."""
    found = NUMBERED.match(code)
    return f"{found[1]}{int(found[2]) + 1:0{len(found[2])}}" if found else ""


class CodesField(models.JSONField):
    """A list of concept codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """A line of text with commas."""
        return CodesInput(
            required=False, initial=[], label=capfirst(self.verbose_name), help_text=self.help_text
        )


class DaysInput(forms.CharField):
    """Reads "1, 3, 10" as [1, 3, 10]."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        """Raises ValidationError unless these are days, each later than the one before."""
        text = ", ".join(map(str, value)) if isinstance(value, list) else value or ""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        days = [int(part) for part in parts if part.isdecimal() and len(part) <= 4]
        if len(days) < len(parts) or days != sorted(set(days)) or 0 in days:
            raise ValidationError(_("Write days such as 1, 3, 10: whole numbers, each later."))
        return days

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class DaysField(models.JSONField):
    """Days counted from a beginning, in order."""

    def formfield(self, **kwargs: Any) -> Any:
        """A line of numbers with commas."""
        return DaysInput(
            required=False,
            initial=self.get_default(),
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


class ChoicesField(models.JSONField):
    """Several of a few fixed choices; which ones is said by the form, not by the migration."""

    def __init__(self, *args: Any, several_of: list[tuple[str, Any]] | None = None, **kwargs: Any):
        self.several_of = several_of or []
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """A list of tick boxes."""
        return forms.MultipleChoiceField(
            choices=self.several_of,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )
