"""Files of an export are read back as they were meant, and read well."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.package.files import WIDTH, stem_of, yaml_of
from courses.package.reading import load_yaml

# Whatever people can type or paste, line ends of other systems and signs of YAML included.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(
    "\n\t\x85\u2028\u2029  <>/#:-'\"|>&*!%@`{}[],?"
)
TEXTS = st.text(CHARACTERS).map(str.strip)
LONG = st.lists(TEXTS, min_size=8, max_size=40).map(" ".join).map(str.strip)
VALUES = st.recursive(
    TEXTS | LONG | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(data=st.dictionaries(TEXTS, VALUES, min_size=1) | st.lists(VALUES, min_size=1))
def test_every_value_comes_back(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(yaml_of(data), encoding="utf-8", newline="")
    assert load_yaml(file, "any.yaml") == data


WORDS = "Una frase que no cabe en su línea porque sigue y sigue hasta pasar con holgura del borde"
LIST = "<ul><li>A</li>\n  <li>B</li></ul>"

WRITTEN = [
    ({"title": {"es": "Saludar", "en": "Greet"}}, "title: {es: Saludar, en: Greet}\n"),
    ({"concepts": ["C01", "C02"]}, "concepts: [C01, C02]\n"),
    ({"right": True, "n": 0, "no": "no"}, "right: true\nn: 0\n'no': 'no'\n"),
    ({"text": {"es": f"{WORDS} de aquí."}}, f"text:\n  es: >-\n    {WORDS} de\n    aquí.\n"),
    ({"lines": "Una.\n\nDos."}, "lines: |-\n  Una.\n\n  Dos.\n"),
    (
        {"text": f"<p>{WORDS[:60]}</p> <p>{WORDS[:20]}</p> <ul><li>A</li> <li>B</li></ul>"},
        f"text: >-\n  <p>{WORDS[:60]}</p>\n  <p>{WORDS[:20]}</p>\n  {LIST}\n",
    ),
    (
        [{"key": "a", "when": [{"is": "heard"}], "name": {"es": "A"}}],
        "- key: a\n  when: [{is: heard}]\n  name: {es: A}\n",
    ),
]


@pytest.mark.parametrize(("data", "text"), WRITTEN)
def test_it_reads_as_if_written_by_hand(data: Any, text: str) -> None:
    assert yaml_of(data) == text


def test_no_line_of_words_is_longer_than_a_screen() -> None:
    data = {"a": {"b": [{"id": "x", "text": {"es": f"{WORDS}. " * 9 + "Fin.", "en": WORDS + "."}}]}}
    assert max(map(len, yaml_of(data).splitlines())) <= WIDTH


def test_the_same_thing_twice_is_no_alias() -> None:
    when = [{"is": "found", "value": "una cámara que estaba encima de la puerta de la entrada"}]
    assert "&" not in yaml_of({"a": when, "b": when})


KEY = "3f2a91bc-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("item", "stem"),
    [
        ({"key": "m2-q01"}, "m2-q01"),
        ({"key": "../secreto"}, "secreto-"),
        ({"key": "Lección 1"}, "leccion-1-"),
        ({"key": KEY, "title": {"es": "Saludar primero"}}, "saludar-primero-3f2a91bc"),
        ({"key": KEY, "title": {"es": "再见"}}, "3f2a91bc"),
        ({"key": KEY}, "3f2a91bc"),
    ],
)
def test_a_file_is_named_after_its_item(item: dict[str, Any], stem: str) -> None:
    assert stem_of(item).startswith(stem)
    assert Path(stem_of(item)).name == stem_of(item)
