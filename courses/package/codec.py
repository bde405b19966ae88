"""Turns package data into the raw values of blocks, and finds what does not fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid5

import nh3
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.blocks.base import KeyBlock
from courses.package.media import Media, MediaError
from courses.package.reading import Item, Package
from courses.package.sections import NAMESPACE

RICH_TAGS = {"p", "b", "i", "ul", "ol", "li", "h3", "blockquote"}
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
OPENING_TAG = re.compile(r"<([a-z0-9]+)[^>]*>")
ATTRIBUTE = re.compile(r"<[a-z0-9]+\s[^>]*>")


def codec_for(package: Package, item: Item, language: str, *, write: bool = False) -> "Codec":
    """A codec for one item in one language; `write` lets it add pictures to the library."""
    return Codec(f"{package.key}/{item.name}", language, Media(package.folder, write))


@dataclass
class Codec:
    """Reads the data of one item in one language; `problems` collects what is wrong with it."""

    item_path: str
    language: str
    media: Media
    source: str = "es"
    problems: list[str] = field(default_factory=list)

    def stream(self, block: blocks.StreamBlock, data: Any, path: str) -> list[dict[str, Any]]:
        """A list of blocks, each with `type` and `id`."""
        found = []
        for where, entry in self._entries(data, path):
            kind = str(entry.get("type", ""))
            if kind not in block.child_blocks:
                known = ", ".join(block.child_blocks)
                self.problems.append(f"{where}: “{kind}” is no type of block; there are {known}")
                continue
            child = block.child_blocks[kind]
            inner = {name: value for name, value in entry.items() if name not in {"type", "id"}}
            value = self.value(child, inner, where)
            found.append({"type": kind, "id": self.id_of(where), "value": value})
        return found

    def list(self, block: blocks.ListBlock, data: Any, path: str) -> list[dict[str, Any]]:
        """A list of like things, each with `id`."""
        found = []
        for where, entry in self._entries(data, path):
            inner = {name: value for name, value in entry.items() if name != "id"}
            value = self.value(block.child_block, inner, where)
            found.append({"type": "item", "id": self.id_of(where), "value": value})
        return found

    def struct(self, block: blocks.StructBlock, data: Any, path: str) -> dict[str, Any]:
        """A map with the block's fields."""
        if not isinstance(data, dict):
            self.problems.append(f"{path}: a map of fields is expected here")
            return {}
        for name in data.keys() - block.child_blocks.keys():
            self.problems.append(
                f"{path}: “{name}” is no field here; there are {', '.join(block.child_blocks)}"
            )
        found = {}
        for name, child in block.child_blocks.items():
            if name in data:
                found[name] = self.value(child, data[name], f"{path}.{name}")
            elif child.required and not isinstance(child, blocks.BooleanBlock):
                self.problems.append(f"{path}: “{name}” is missing")
            elif isinstance(child, TEXT_BLOCKS):
                found[name] = ""
            else:
                found[name] = child.get_prep_value(child.get_default())
        return found

    def value(self, block: blocks.Block, data: Any, path: str) -> Any:
        """The raw value of any block."""
        if isinstance(block, blocks.StreamBlock):
            return self.stream(block, data, path)
        if isinstance(block, blocks.ListBlock):
            return self.list(block, data, path)
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, data, path)
        if isinstance(block, TEXT_BLOCKS) and not isinstance(block, KeyBlock):
            rich = isinstance(block, blocks.RichTextBlock)
            return self.text(data, path, rich=rich, required=block.required)
        if isinstance(block, ImageChooserBlock):
            return self.picture(data, path)
        return data

    def text(self, data: Any, path: str, *, rich: bool = False, required: bool = True) -> str:
        """The text in this language; empty where it is not translated."""
        if not isinstance(data, dict) or not all(isinstance(each, str) for each in data.values()):
            self.problems.append(f"{path}: a text is written as {{es: …, en: …}}")
            return ""
        if required and not data.get(self.source, "").strip():
            self.problems.append(f"{path}: the text in “{self.source}” is missing")
        text = str(data.get(self.language, "")).strip()
        if rich:
            self._check_rich(text, data, path)
        return text

    def picture(self, data: Any, path: str) -> int | None:
        """The id of a picture of the package in the site's library."""
        try:
            return self.media.take(data)
        except MediaError as error:
            self.problems.append(f"{path}: {error}")
            return None

    def id_of(self, path: str) -> str:
        """A block's stable id: uuid5 of the item and the ids written by hand on the way down."""
        return str(uuid5(NAMESPACE, f"{self.item_path}/{path}"))

    def _entries(self, data: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if not isinstance(data, list):
            self.problems.append(f"{path}: a list is expected here")
            return
        seen: set[str] = set()
        for position, entry in enumerate(data, start=1):
            name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
            if not name or name in seen:
                self.problems.append(f"{path}, entry {position}: an `id` of its own is missing")
                continue
            seen.add(name)
            yield f"{path}.{name}", entry

    def _check_rich(self, text: str, data: dict[str, str], path: str) -> None:
        cleaned = nh3.clean(text, tags=RICH_TAGS, attributes={})
        same_tags = OPENING_TAG.findall(cleaned) == OPENING_TAG.findall(text)
        if ATTRIBUTE.search(text) or not same_tags or cleaned.count("<") != text.count("<"):
            allowed = ", ".join(sorted(RICH_TAGS))
            self.problems.append(
                f"{path}: only these tags are allowed, without attributes: {allowed}"
            )
        shapes = {tuple(OPENING_TAG.findall(each)) for each in data.values() if each.strip()}
        blocks_only = {tuple(tag for tag in shape if tag not in {"b", "i"}) for shape in shapes}
        if len(blocks_only) > 1:
            self.problems.append(f"{path}: the languages differ in paragraphs or lists")
