"""What somebody wrote, as it is compared: words with case and accents forgiven, numbers, units."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

NUMBER = re.compile(r"^\s*([+-]?(?:\d[\d.,]*|[.,]\d+))\s*(.*?)\s*$", re.DOTALL)
# The same number to everybody: one mark for decimals; or thousands in groups of three, where two of
# these, or decimals after the other mark, leave no doubt about what groups.
ONE_NUMBER = re.compile(
    r"[+-]?(?:\d+[.,]?\d*|[.,]\d+"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}"
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+)"
)
# What a comparison does not look at however it is set: quotes and dashes of all makes are one.
ALIKE = str.maketrans("’‘“”–—", "''\"\"--")


def folded(text: str, *, case: bool, accents: bool) -> str:
    """The text as compared: spaces collapsed; without case or accents where these are forgiven.

    The tilde of ñ is a letter, not an accent: año is never ano.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).translate(ALIKE).split())
    if case:
        plain = plain.casefold()
    if accents:
        plain = "".join(char if char in "ñÑ" else _bare(char) for char in plain)
    return plain


def _bare(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass(frozen=True)
class Quantity:
    """A number and the unit written after it, if any."""

    value: float
    unit: str


def read_quantity(text: str) -> Quantity | None:
    """The quantity in "12,5 min"; None when there is no number.

    Comma and point both mark decimals; with both present the last one does and the other groups
    thousands, as one repeated does too ("1.200.000").
    """
    found = NUMBER.match(text)
    if not found:
        return None
    digits, unit = found.groups()
    mark = max(".,", key=digits.rfind)
    other = "," if mark == "." else "."
    whole = digits.replace(other, "")
    whole = whole.replace(mark, "") if whole.count(mark) > 1 else whole.replace(mark, ".")
    try:
        return Quantity(float(whole), unit)
    except ValueError:
        return None


def is_one_number(text: str, units: Sequence[str] = ()) -> bool:
    """Whether it can be meant as one finite number only, alone or with a unit after it.

    A unit with a digit in it ("m2") has to be one of `units`: else "1e5" would be 1 of some unit.
    """
    found, quantity = NUMBER.match(text), read_quantity(text)
    if not found or not quantity or not isfinite(quantity.value):
        return False
    number, unit = found.groups()
    told = not re.search(r"^[.,]|\d", unit) or same_unit(unit, units)
    return told and bool(ONE_NUMBER.fullmatch(number))


def same_unit(given: str, accepted: Sequence[str]) -> bool:
    """Whether a unit is one of those accepted; case, accents and a full stop do not matter."""
    plain = {folded(each, case=True, accents=True).rstrip(".") for each in accepted}
    return folded(given, case=True, accents=True).rstrip(".") in plain


def within(value: float, target: float, tolerance: float) -> bool:
    """Whether a number is near enough. A billionth of slack: 0.1 + 0.2 is 0.3 to a person."""
    slack = 1e-9 * max(1.0, abs(target))
    return abs(value - target) <= tolerance + slack
