"""What somebody wrote, as it is compared."""

import pytest

from quizzes.pure.writing import Quantity, folded, read_quantity, same_unit, within


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


def test_units_forgive_case_accents_and_a_full_stop() -> None:
    assert same_unit("Min.", ["min", "minutos"])
    assert not same_unit("h", ["min", "minutos"])


@pytest.mark.parametrize(
    ("value", "target", "tolerance", "near"),
    [(6, 6, 0, True), (6.1, 6, 0, False), (6.5, 6, 0.5, True), (0.1 + 0.2, 0.3, 0, True)],
)
def test_near_enough(value: float, target: float, tolerance: float, near: bool) -> None:
    assert within(value, target, tolerance) is near
