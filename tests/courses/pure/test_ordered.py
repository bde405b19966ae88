"""Content is compared as one text, whatever order a database keeps names in."""

import pytest

from courses.pure.ordered import as_lines, hash_of, in_one_order

WRITTEN = '[{"type": "text", "value": {"es": "¿Sí?", "b": [2, 1]}, "id": "1"}]'
AS_POSTGRES_HAS_IT = '[{"id": "1", "type": "text", "value": {"b": [2, 1], "es": "¿Sí?"}}]'


def test_names_inside_a_string_are_put_in_order() -> None:
    one, other = ({"es": {"body": text, "title": "A"}} for text in (WRITTEN, AS_POSTGRES_HAS_IT))
    assert as_lines(in_one_order(one)) == as_lines(in_one_order(other))
    assert hash_of(as_lines(one)) != hash_of(as_lines(other))


@pytest.mark.parametrize(
    "other",
    [WRITTEN.replace("[2, 1]", "[1, 2]"), WRITTEN.replace("Sí", "No"), WRITTEN[:-1], ""],
    ids=["another order of a list", "another text", "no JSON", "nothing"],
)
def test_everything_else_stays_a_difference(other: str) -> None:
    assert in_one_order({"body": other}) != in_one_order({"body": WRITTEN})


@pytest.mark.parametrize("text", ["[{", "hola", "[1, 2]", "{}"])
def test_what_holds_no_blocks_stays_as_it_is(text: str) -> None:
    assert in_one_order([text]) == [text]


def test_numbers_and_nothing_stay() -> None:
    assert in_one_order({"minutes": 3, "note": None}) == {"minutes": 3, "note": None}
