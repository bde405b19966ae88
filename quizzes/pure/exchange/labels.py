"""Tags: how concepts, level and what other systems do not know travel with a question."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from quizzes.pure.exchange.portable import PortableQuestion

CODE = re.compile(r"[A-Z][A-Z0-9-]{0,15}")
LEVELS = ("remember", "understand", "apply", "analyse", "evaluate")
DIFFICULTIES = ("easy", "medium", "hard")
# What a tag may set, and to what; all else is somebody's own word.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "credit": ("exact", "partial"),
    "accents": ("fold", "strict"),
    "case": ("fold", "strict"),
    "kind": ("classify",),
}


@dataclass(frozen=True)
class Labels:
    """What the tags of a question say; `others` are those that mean nothing here."""

    concepts: tuple[str, ...] = ()
    level: str = ""
    difficulty: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def with_concepts(self, codes: Iterable[str]) -> "Labels":
        """The same, on these concepts unless tags name some."""
        return self if self.concepts else replace(self, concepts=tuple(codes))

    def setting(self, name: str, value: str) -> "Labels":
        """The same, with a setting that the format itself tells."""
        return replace(self, settings={**self.settings, name: value})


def looks_like_code(word: str) -> bool:
    """Whether a tag is plainly the code of a concept: C22, not URGENTE."""
    return bool(CODE.fullmatch(word)) and any(each.isdigit() for each in word)


def read_tags(tags: Iterable[str]) -> Labels:
    """What tags mean: C22, concept:VENTA, level:apply, difficulty:hard, credit:exact."""
    concepts: dict[str, None] = {}
    found: dict[str, str] = {}
    others = []
    for tag in (each.strip() for each in tags):
        name, _colon, value = (part.strip() for part in tag.partition(":"))
        if looks_like_code(tag):
            concepts[tag] = None
        elif name == "concept" and CODE.fullmatch(value):
            concepts[value] = None
        elif _is_known(name, value):
            found[name] = value
        elif tag:
            others.append(tag)
    level, difficulty = found.pop("level", ""), found.pop("difficulty", "")
    return Labels(tuple(concepts), level, difficulty, found, tuple(others))


def _is_known(name: str, value: str) -> bool:
    if name == "level":
        return value in LEVELS
    if name == "difficulty":
        return value in DIFFICULTIES
    return value in SETTINGS.get(name, ())


def tags_for(question: PortableQuestion, settings: Mapping[str, str]) -> list[str]:
    """The tags that `read_tags` reads back."""
    tags = [code if looks_like_code(code) else f"concept:{code}" for code in question.concepts]
    if question.level:
        tags.append(f"level:{question.level}")
    if question.difficulty:
        tags.append(f"difficulty:{question.difficulty}")
    return tags + [f"{name}:{value}" for name, value in settings.items()]


def codes_in(category: str) -> tuple[str, ...]:
    """The concept that a category is named after: "Banco/C22 Escucha" is C22."""
    last = category.rstrip("/ ").rpartition("/")[2].split()
    return (last[0],) if last and looks_like_code(last[0]) else ()
