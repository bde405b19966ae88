"""A question as it was published: structure apart from the texts of every language."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOURCE = "es"
# Strings under these names are identity, not text.
IDENTITY = frozenset({"id", "type"})


@dataclass(frozen=True)
class Shown:
    """A text and the language it fell back to; `lang` is empty in the reader's own language."""

    text: str
    lang: str = ""


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
        own = self.texts.get(language, {}).get(path, "")
        if own or language == SOURCE:
            return Shown(own)
        source = self.texts.get(SOURCE, {}).get(path, "")
        return Shown(source, SOURCE if source else "")

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
        text = json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

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


def freeze(
    kind: str, level: str, concepts: list[str], raws: Mapping[str, Mapping[str, Any]]
) -> Content:
    """Makes a Content from the raw values of each language; Spanish alone gives the structure."""
    texts: dict[str, dict[str, str]] = {}
    for language, raw in raws.items():
        texts[language] = {}
        _split(raw, "", texts[language])
    known = texts[SOURCE].keys()
    kept = {
        language: {path: text for path, text in own.items() if path in known and text}
        for language, own in texts.items()
    }
    structure = _split(raws[SOURCE], "", {})
    return Content(kind, level, tuple(concepts), structure, kept)


def _split(raw: Any, path: str, texts: dict[str, str]) -> Any:
    """Returns the structure of `raw` and puts its strings into `texts` by path."""
    if isinstance(raw, Mapping):
        inner = {}
        for name, value in raw.items():
            step = f"{path}.{name}" if path else name
            if isinstance(value, str) and name not in IDENTITY:
                texts[step] = value.strip()
            else:
                inner[name] = _split(value, step, texts)
        return inner
    if isinstance(raw, list):
        return [_item(item, path, texts) for item in raw]
    return raw


def _item(item: Mapping[str, Any], path: str, texts: dict[str, str]) -> dict[str, Any]:
    """A list item is named by its id, so that a text survives a change of order."""
    inner = _split(item["value"], f"{path}.{item['id']}", texts)
    return {"id": item["id"], **inner}
