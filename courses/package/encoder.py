"""Turns what stands on the site into package data: the mirror of the codec."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.strings import StringValue

from courses.package.media import MediaError, Pictures
from courses.package.reading import Problem
from courses.package.rules import (
    Ids,
    absent,
    is_anonymous,
    is_named,
    is_needed,
    is_plain,
    is_text,
    shape_of,
)

# Wagtail's editor notes these for itself.
EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')
BREAK = re.compile(r"<br\s*/?>")
TAG = re.compile(r"<[^>]*>")
NOTHING: tuple[Any, ...] = ("", None, [], {})

Rows = Mapping[str, Any]


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in data.items() if value not in NOTHING}


def tidy(text: str | None, *, rich: bool = False) -> str:
    """A text as packages hold it, whichever way it came to the site."""
    lines = (text or "").replace("\r\n", "\n").strip()
    if not rich:
        return lines
    html = BREAK.sub("<br/>", EDITOR_KEY.sub("", re.sub(r"\s*\n\s*", " ", lines)))
    return html if TAG.sub("", html).strip() else ""


@dataclass
class Encoder:
    """Writes one item from its rows by language; the source's row gives the structure.

    `alike` names translations that say just what the source says, as (language, place, text);
    without it such a text counts as not translated, which is how the site shows it too.
    """

    name: str
    item_path: str
    rows: Rows
    pictures: Pictures
    alike: frozenset[tuple[str, str, str]] = frozenset()
    source: str = "es"
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._ids = Ids(self.item_path)

    @property
    def row(self) -> Any:
        """The source's row."""
        return self.rows[self.source]

    def text(self, field_name: str) -> dict[str, str]:
        """A field of the model in each language."""
        texts = {language: getattr(row, field_name) for language, row in self.rows.items()}
        rich = isinstance(self.row._meta.get_field(field_name), RichTextField)
        return self._texts(texts, field_name, rich=rich)

    def stream(self, field_name: str, path: str = "") -> list[dict[str, Any]]:
        """A StreamField; `path` is what the file calls it, where that is not the field's name."""
        block, raws = self._raws(field_name)
        return self._stream(block, raws[self.source], raws, path or field_name, field_name)

    def only_block(self, field_name: str, path: str) -> dict[str, Any]:
        """The content of a StreamField's one block, without the list around it."""
        block, raws = self._raws(field_name)
        item = raws[self.source][0]
        others = {
            language: next((each["value"] for each in raw if each["type"] == item["type"]), None)
            for language, raw in raws.items()
        }
        place = f"{field_name}.{item.get('id')}"
        child = block.child_blocks[item["type"]]
        return self._struct(child, item["value"], others, path, place)

    def _raws(self, field_name: str) -> tuple[blocks.StreamBlock, dict[str, Any]]:
        raws = {
            language: getattr(row, field_name).get_prep_value()
            for language, row in self.rows.items()
        }
        return self.row._meta.get_field(field_name).stream_block, raws

    def value(self, block: blocks.Block, raw: Any, raws: Rows, path: str, place: str = "") -> Any:
        """Any block's data, from its raw value in the source and in every language.

        `path` is the way down in the file, `place` the one that translations are kept under.
        """
        place = place or path
        if isinstance(block, blocks.StreamBlock):
            return self._stream(block, raw, raws, path, place)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, raw, raws, path, place)
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, raw, raws, path, place)
        if is_text(block):
            texts = {
                language: own if isinstance(own, str) else "" for language, own in raws.items()
            }
            rich = isinstance(block, blocks.RichTextBlock)
            return self._texts(texts | {self.source: raw or ""}, place, rich=rich)
        if isinstance(block, ImageChooserBlock):
            return self._picture(raw, path)
        return raw

    def _stream(
        self, block: blocks.StreamBlock, raw: Any, raws: Rows, path: str, place: str
    ) -> list[dict[str, Any]]:
        one_kind = len(block.child_blocks) == 1
        found = []
        for position, item in enumerate(raw or [], start=1):
            child = block.child_blocks.get(item["type"])
            if child is not None:
                kind = {} if one_kind else {"type": item["type"]}
                found.append(kind | self._entry(child, item, raws, f"{path}.{position}", place))
        return found

    def _list(
        self, block: blocks.ListBlock, raw: Any, raws: Rows, path: str, place: str
    ) -> list[Any]:
        child = block.child_block
        if is_plain(child):
            return [self.value(child, item["value"], {}, path) for item in _items(raw)]
        return [
            self._entry(child, item, raws, f"{path}.{position}", place)
            for position, item in enumerate(_items(raw), start=1)
        ]

    def _entry(
        self, block: blocks.Block, item: Any, raws: Rows, by_position: str, place: str
    ) -> dict[str, Any]:
        """A block in a list: its id, unless the loader finds it by itself, and its content."""
        path, value = by_position.rpartition(".")[0], item["value"]
        own_id = str(item.get("id") or self._ids.derived(by_position))
        given = {"id": own_id}
        where = f"{path}.{own_id}"
        if is_anonymous(block):
            given, where = {}, by_position
            own_id = self._ids.derived(where)
        elif is_named(block):
            where = f"{path}.{value.get('name')}"
            given = {} if own_id == self._ids.derived(where) else given
        others = {language: _same_block(raw, item) for language, raw in raws.items()}
        with self._ids.inside(own_id, where):
            data = self.value(block, value, others, where, f"{place}.{item.get('id')}")
        return given | ({"value": data} if is_plain(block) else data)

    def _struct(
        self, block: blocks.StructBlock, raw: Any, raws: Rows, path: str, place: str
    ) -> dict[str, Any]:
        found = {}
        for name, child in block.child_blocks.items():
            own = (raw or {}).get(name, absent(child))
            others = {
                language: other.get(name) if isinstance(other, dict) else None
                for language, other in raws.items()
            }
            data = self.value(child, own, others, f"{path}.{name}", f"{place}.{name}")
            if not self._left_out(child, own, data):
                found[name] = data
        return found

    def _left_out(self, block: blocks.Block, raw: Any, data: Any) -> bool:
        """Whether loading gives the same without the field."""
        if not is_plain(block):
            return data in NOTHING
        default = absent(block)
        if is_needed(block):
            return raw is None
        return raw == default or (raw in NOTHING and default in NOTHING)

    def _picture(self, raw: Any, path: str) -> str | None:
        if raw is None:
            return None
        try:
            return self.pictures.path_of(int(raw))
        except MediaError as error:
            self.problems.append(Problem(f"{self.name}, {path}", str(error)))
            return None

    def _texts(self, texts: Rows, place: str, *, rich: bool) -> dict[str, str]:
        """The text in the languages that have it; nothing where the source has none."""
        own = tidy(texts.get(self.source), rich=rich)
        found = {self.source: own} if own else {}
        for language in texts.keys() - {self.source} if own else ():
            text = tidy(texts[language], rich=rich)
            if not text or (text == own and not self._meant(language, place, text, rich=rich)):
                continue
            if rich and shape_of(text) != shape_of(own):
                # The loader pairs texts by their place: this one would come out wrong.
                self.notes.append(
                    f"{self.name}, {place}: the text in “{language}” is left out, "
                    f"because its paragraphs are not those of “{self.source}”"
                )
                continue
            found[language] = text
        self.languages.update(found)
        return {language: found[language] for language in texts if language in found}

    def _meant(self, language: str, place: str, text: str, *, rich: bool) -> bool:
        """Whether somebody wrote the source's very words as the translation."""
        if not rich:
            return (language, place, StringValue.from_plaintext(text).data) in self.alike
        here = [part for other, at, part in self.alike if (other, at) == (language, place)]
        return any(part in text for part in here)


def _items(raw: Any) -> list[dict[str, Any]]:
    """The blocks of a ListBlock; programs may have stored them bare, until an editor saves them."""
    return [
        each
        if isinstance(each, dict) and each.keys() >= {"id", "value"} and each.get("type") == "item"
        else {"type": "item", "id": "", "value": each}
        for each in raw or []
    ]


def _same_block(raw: Any, item: Any) -> Any:
    """The raw value of the block with the same id in another language's list."""
    for other in raw if isinstance(raw, list) else ():
        if isinstance(other, dict) and item.get("id") and other.get("id") == item["id"]:
            return other["value"] if other.get("type") == item["type"] else None
    return None
