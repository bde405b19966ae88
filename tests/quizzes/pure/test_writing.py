"""What somebody wrote, as it is compared."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.writing import (
    Quantity,
    folded,
    is_one_number,
    read_quantity,
    same_unit,
    within,
)


@pytest.mark.parametrize(
    ("one", "other", "case", "accents", "same"),
    [
        ("Triángulo", "triangulo", True, True, True),
        ("Triángulo", "triángulo", True, False, True),
        ("Triángulo", "triangulo", True, False, False),
        ("Triángulo", "triángulo", False, True, False),
        ("  dos   palabras ", "dos palabras", False, False, True),
        ("año", "ano", True, True, False),
        ("AÑO", "año", True, True, True),
        ("cigüeña", "cigueña", True, True, True),
        ("“así”", '"así"', False, False, True),
        ("e\u0301l", "él", False, False, True),
    ],
)
def test_what_is_forgiven(one: str, other: str, case: bool, accents: bool, same: bool) -> None:
    first = folded(one, case=case, accents=accents)
    assert (first == folded(other, case=case, accents=accents)) is same


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("12", Quantity(12, "")),
        ("12,5", Quantity(12.5, "")),
        ("12.5 min", Quantity(12.5, "min")),
        ("-3", Quantity(-3, "")),
        (" 80% ", Quantity(80, "%")),
        ("1.200,50", Quantity(1200.5, "")),
        ("1,200.50 pesos", Quantity(1200.5, "pesos")),
        ("1.200.000", Quantity(1_200_000, "")),
        (",5", Quantity(0.5, "")),
        ("seis", None),
        ("", None),
        ("min 5", None),
    ],
)
def test_numbers_as_people_write_them(text: str, quantity: Quantity | None) -> None:
    assert read_quantity(text) == quantity


@pytest.mark.parametrize(
    "text",
    [
        *("12", "-3", "+3", "12,5", "12.5 min", "80%", "12.", ",5", "0,125", "5 m²", "3 h."),
        *("1.200.000", "1,200,000", "1.000,5", "1,200.50 pesos", "1.200.000,5", "12 m2", "12 M2."),
    ],
)
def test_one_number(text: str) -> None:
    assert is_one_number(text, ["m2"])


@pytest.mark.parametrize(
    "text",
    [
        *("25,5,5", "0x1F", "1e400", "1e5", "1 000", "1.000.5", "1,2,3", "12,5.", "1.00,5", ",5,5"),
        *("12 o 13", "12-13", "12 m3", "1.0000,5", "1234.567,8", ",5,", "1,5.5", "doce", "", "∞"),
        *("9" * 400, "nan", "12 min 30 s"),
    ],
)
def test_what_is_not_one_number(text: str) -> None:
    assert not is_one_number(text, ["m2"])


@given(st.text("0123456789.,+- eE%xm\n", max_size=12))
def test_one_number_is_read_by_the_marks_told(text: str) -> None:
    if is_one_number(text):
        quantity = read_quantity(text)
        assert quantity
        assert quantity.value == pytest.approx(as_told(text.replace(quantity.unit, "")))


def as_told(number: str) -> float:
    """The last mark parts the decimals, unless it stands there more than once."""
    whole, mark, rest = number.strip().rpartition(max(".,", key=number.rfind))
    if not mark or mark in whole:
        return float(re.sub("[.,]", "", number))
    return float(f"{re.sub('[.,]', '', whole)}.{rest}")


def test_units_forgive_case_accents_and_a_full_stop() -> None:
    assert same_unit("Min.", ["min", "minutos"])
    assert not same_unit("h", ["min", "minutos"])


@pytest.mark.parametrize(
    ("value", "target", "tolerance", "near"),
    [(6, 6, 0, True), (6.1, 6, 0, False), (6.5, 6, 0.5, True), (0.1 + 0.2, 0.3, 0, True)],
)
def test_near_enough(value: float, target: float, tolerance: float, near: bool) -> None:
    assert within(value, target, tolerance) is near
