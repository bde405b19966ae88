"""Content as it was published: its structure apart from the texts of every language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

SOURCE = "es"


@dataclass(frozen=True)
class Shown:
    """A text and the language it fell back to; `lang` is empty in the reader's own language."""

    text: str
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Texts:
    """Texts by language and path; paths use names and ids, never positions."""

    by_language: Mapping[str, Mapping[str, str]]

    def at(self, path: str, language: str) -> Shown:
        """The text at `path`, in Spanish with its `lang` where the reader's language has none."""
        own = self.by_language.get(language, {}).get(path, "")
        if own or language == SOURCE:
            return Shown(own)
        source = self.by_language.get(SOURCE, {}).get(path, "")
        return Shown(source, SOURCE if source else "")


def freeze_texts(
    raws: Mapping[str, Any], is_text: Callable[[str], bool]
) -> tuple[Any, dict[str, dict[str, str]]]:
    """The structure of the Spanish raw value, and the texts of every language by path.

    `raws` maps language to what a StreamField or a struct stores; `is_text(name)` tells whether a
    string under this name is for reading. Texts that Spanish does not have are dropped.
    """
    texts: dict[str, dict[str, str]] = {language: {} for language in raws}
    for language, raw in raws.items():
        _split(raw, "", texts[language], is_text)
    structure = _split(raws[SOURCE], "", {}, is_text)
    known = {path for path, text in texts[SOURCE].items() if text}
    kept = {
        language: {path: text for path, text in own.items() if path in known and text}
        for language, own in texts.items()
    }
    return structure, kept


def _split(raw: Any, path: str, texts: dict[str, str], is_text: Callable[[str], bool]) -> Any:
    if isinstance(raw, Mapping):
        inner = {}
        for name, value in raw.items():
            step = f"{path}.{name}" if path else name
            if isinstance(value, str) and is_text(name):
                texts[step] = value.strip()
            else:
                inner[name] = _split(value, step, texts, is_text)
        return inner
    if isinstance(raw, list):
        return [_item(item, path, texts, is_text) for item in raw]
    return raw


def _item(item: Any, path: str, texts: dict[str, str], is_text: Callable[[str], bool]) -> Any:
    """A block in a list is known by its name, else its id: its texts survive a change of order."""
    if not isinstance(item, Mapping) or "value" not in item:
        return item
    value = item["value"]
    if not isinstance(value, Mapping):
        return value
    known_as = value.get("name") or item["id"]
    return {"id": item["id"], **_split(value, f"{path}.{known_as}", texts, is_text)}
