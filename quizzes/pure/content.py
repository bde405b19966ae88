"""A question as it was published: structure apart from the texts of every language."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.pure.texts import Shown, Texts, freeze_texts

# Strings under these names are identity, not text.
IDENTITY = frozenset({"id", "type", "credit"})


@dataclass(frozen=True)
class Content:
    """What a version holds. `texts` maps language to path to text; paths use ids, not positions."""

    kind: str
    level: str
    concepts: tuple[str, ...]
    structure: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, str]]

    def text(self, path: str, language: str) -> Shown:
        """The text at `path`, in Spanish with its `lang` where the reader's language has none."""
        return Texts(self.texts).at(path, language)

    def as_json(self) -> dict[str, Any]:
        """The canonical form that is stored and hashed."""
        return {
            "kind": self.kind,
            "level": self.level,
            "concepts": list(self.concepts),
            "structure": dict(self.structure),
            "texts": {language: dict(texts) for language, texts in self.texts.items()},
        }

    def sha256(self) -> str:
        """Hash of the canonical form: keys sorted, no spaces, UTF-8."""
        return _sha256(self.as_json())

    def asked_sha256(self) -> str:
        """Hash of what learners get and how it is marked: the same whatever level and concepts."""
        stored = self.as_json()
        return _sha256({name: stored[name] for name in ("kind", "structure", "texts")})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Content":
        """Reads a stored canonical form."""
        return cls(
            stored["kind"],
            stored["level"],
            tuple(stored["concepts"]),
            stored["structure"],
            stored["texts"],
        )


def _sha256(stored: Mapping[str, Any]) -> str:
    text = json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def freeze(
    kind: str, level: str, concepts: list[str], raws: Mapping[str, Mapping[str, Any]]
) -> Content:
    """Makes a Content from the raw values of each language; Spanish alone gives the structure."""
    structure, texts = freeze_texts(raws, lambda name: name not in IDENTITY)
    return Content(kind, level, tuple(concepts), structure, texts)
