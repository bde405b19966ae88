"""A question between two formats: what the editor's block holds, without ids."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# Longer than any question a person writes; keeps what is done with each text short.
MOST_CHARACTERS = 20_000
LINE_END = re.compile("\r\n?")
GAP = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True)
class PortableQuestion:
    """One question in one language.

    `fields` are those of the kind's block beside stem and feedback, lists as plain lists. `name`
    is what other systems call it; here a question has none, and its first words stand for it.
    An empty level or difficulty means: the file does not say. `line` counts from 1.
    """

    kind: str
    name: str
    stem: str
    fields: Mapping[str, Any]
    feedback: str = ""
    concepts: tuple[str, ...] = ()
    level: str = ""
    difficulty: str = ""
    line: int = field(default=0, compare=False)


def tidy(text: str) -> str:
    """A text as questions hold it: Unix line ends, nothing empty around it."""
    return LINE_END.sub("\n", text).strip()


def one_line(text: str) -> str:
    """The text with every run of blanks as one space."""
    return " ".join(text.split())


def name_from(text: str) -> str:
    """The first words of a question, for formats in which it has a name."""
    line = one_line(text)
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"


def all_texts(value: Any) -> Iterator[str]:
    """Every string in a question's fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from all_texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from all_texts(inner)


def odd_character(text: str) -> str:
    """The name of the first character that no text for reading has; empty if there is none."""
    for character in text:
        if character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs"}:
            return f"U+{ord(character):04X}"
    return ""
