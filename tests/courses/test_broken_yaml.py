"""A file that is not well-formed YAML is refused in words that say where and what to do."""

import pytest
from django.utils.translation import override

from courses.package.reading import PackageError, load_yaml
from tests.courses.conftest import PackageFolder

# What somebody wrote, the line named, and a word of what is said of it.
WRITTEN = {
    "a colon in a text": ("key: a\nstem: Dijo: nada", 2, "dos puntos"),
    "a line further in": ("key: a\nfeedback:\n  es: Sí\n other: No", 4, "sangría"),
    "an open quotation mark": ("key: a\nstem: 'Diga\nlevel: apply", 2, "comilla"),
    "an open quotation mark before the next document": ("a: 'b\n---\nc: d", 1, "comilla"),
    "an open bracket": ("key: a\nconcepts: [C01, C02\nlevel: apply", 2, "corchete"),
    "an open brace": ("key: a\nstem: {es: Hola\nlevel: apply", 2, "corchete"),
    "a sign that begins nothing": ("key: a\nstem: @cliente", 2, "este signo"),
    "a tab": ("key: a\nstem:\n\tes: Hola", 3, "tabulación"),
    "a backslash": ('key: a\nstem: "C:\\queja"', 2, "barra invertida"),
    "a name alone": ("key: a\nstem\nlevel: apply", 2, "dos puntos"),
    "a text beside its bar": ("key: a\nstem: |x\n  Hola", 2, "línea siguiente"),
    "an exclamation mark": ("key: a\nstem: !Hola x", 2, "«!»"),
    "two documents": ("key: a\n---\nkey: b", 2, "«---»"),
    "what is rare": ("key: a\n[x]: b", 2, "YAML bien formado"),
}


@pytest.mark.parametrize(("text", "line", "word"), WRITTEN.values(), ids=WRITTEN)
def test_each_fault_names_its_line_and_what_to_do(
    package: PackageFolder, text: str, line: int, word: str
) -> None:
    file = package.path / "questions" / "otro.yaml"
    file.write_text(text)

    with pytest.raises(PackageError) as refused, override("es"):
        load_yaml(file, "otro.yaml")

    with override("es"):
        (said,) = [each.here for each in refused.value.problems]
    assert said.startswith(f"otro.yaml, línea {line}: ")
    assert word in said
