"""Turns package data into the raw values of blocks, and finds what does not fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid5

import nh3
from django.utils.translation import gettext_noop as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.package.keys import NAMESPACE, is_key
from courses.package.media import Media, MediaError
from courses.package.reading import Item, Package
from courses.package.rules import (
    OPENING_TAG,
    Ids,
    absent,
    is_anonymous,
    is_named,
    is_needed,
    is_plain,
    is_text,
    shape_of,
)
from courses.package.said import Said

RICH_TAGS = {"p", "b", "i", "ul", "ol", "li", "h3", "blockquote", "br"}
# The codec's own `list` hides the built-in inside the class.
RawItems = list[dict[str, Any]]
Children = list[blocks.Block | None]
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

    def __post_init__(self) -> None:
        self._ids = Ids(self.item_path)

    def stream(self, block: blocks.StreamBlock, data: Any, path: str) -> list[dict[str, Any]]:
        """A list of blocks, each with `type` (unless there is but one) and `id`."""
        found = []
        only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else ""
        kinds = [
            str(entry.get("type", only)) if isinstance(entry, dict) else only
            for entry in (data if isinstance(data, list) else [])
        ]
        children = [block.child_blocks.get(kind) for kind in kinds]
        for position, where, block_id, entry in self._entries(children, data, path):
            kind, child = kinds[position], children[position]
            if child is None:
                known = ", ".join(block.child_blocks)
                words = _("%(path)s: “%(name)s” is no type of block; there are %(known)s")
                self._complain(words, where, name=kind, known=known)
                continue
            inner = {name: value for name, value in entry.items() if name not in {"type", "id"}}
            with self._ids.inside(block_id, where):
                value = self.value(child, inner.get("value") if is_plain(child) else inner, where)
            found.append({"type": kind, "id": block_id, "value": value})
        return found

    def list(self, block: blocks.ListBlock, data: Any, path: str) -> list[dict[str, Any]]:
        """A list of like things, each with `id`; numbers, choices and names stand as they are."""
        child = block.child_block
        if is_plain(child):
            return self._plain_list(child, data, path)
        found = []
        children = [child] * len(data if isinstance(data, list) else [])
        for _position, where, block_id, entry in self._entries(children, data, path):
            inner = {name: value for name, value in entry.items() if name != "id"}
            with self._ids.inside(block_id, where):
                value = self.value(child, inner, where)
            found.append({"type": "item", "id": block_id, "value": value})
        return found

    def struct(self, block: blocks.StructBlock, data: Any, path: str) -> dict[str, Any]:
        """A map with the block's fields."""
        if not isinstance(data, dict):
            self._complain(_("%(path)s: a map of fields is expected here"), path)
            return {}
        for name in data.keys() - block.child_blocks.keys():
            words = _("%(path)s: “%(name)s” is no field here; there are %(known)s")
            self._complain(words, path, name=name, known=", ".join(block.child_blocks))
        found = {}
        for name, child in block.child_blocks.items():
            if name in data:
                found[name] = self.value(child, data[name], f"{path}.{name}")
            elif is_needed(child):
                self._complain(_("%(path)s: “%(name)s” is missing"), path, name=name)
            else:
                found[name] = absent(child)
        return found

    def value(self, block: blocks.Block, data: Any, path: str) -> Any:
        """The raw value of any block."""
        if isinstance(block, blocks.StreamBlock):
            return self.stream(block, data, path)
        if isinstance(block, blocks.ListBlock):
            return self.list(block, data, path)
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, data, path)
        if is_text(block):
            rich = isinstance(block, blocks.RichTextBlock)
            return self.text(data, path, rich=rich, required=block.required)
        if isinstance(block, ImageChooserBlock):
            return self.picture(data, path)
        return data

    def text(self, data: Any, path: str, *, rich: bool = False, required: bool = True) -> str:
        """The text in this language; empty where it is not translated."""
        if not isinstance(data, dict) or not all(isinstance(each, str) for each in data.values()):
            self._complain(_("%(path)s: a text is written as {es: …, en: …}"), path)
            return ""
        if required and not data.get(self.source, "").strip():
            words = _("%(path)s: the text in “%(language)s” is missing")
            self._complain(words, path, language=self.source)
        text = str(data.get(self.language, "")).strip()
        if rich:
            self._check_rich(text, data, path)
        return text

    def picture(self, data: Any, path: str) -> int | None:
        """The id of a picture of the package in the site's library."""
        try:
            return self.media.take(data)
        except MediaError as error:
            self._complain("%(path)s: %(reason)s", path, reason=error.args[0])
            return None

    def id_of(self, path: str) -> str:
        """A block's stable id: uuid5 of the item and the ids written by hand on the way down.

        What an export wrote is the id itself.
        """
        last = path.rpartition(".")[2]
        return last if is_key(last) else str(uuid5(NAMESPACE, f"{self.item_path}/{path}"))

    def _complain(self, template: str, path: str, **params: object) -> None:
        self.problems.append(Said(template, path=path, **params))

    def _plain_list(self, child: blocks.Block, data: Any, path: str) -> RawItems:
        if not isinstance(data, list):
            self._complain(_("%(path)s: a list is expected here"), path)
            return []
        places = [f"{path}.{position}" for position in range(1, len(data) + 1)]
        return [
            {
                "type": "item",
                "id": self._ids.derived(where),
                "value": self.value(child, each, where),
            }
            for where, each in zip(places, data, strict=True)
        ]

    def _entries(
        self, children: Children, data: Any, path: str
    ) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
        """Position, path, id and content of each map in a list."""
        if not isinstance(data, list):
            self._complain(_("%(path)s: a list is expected here"), path)
            return
        seen: set[str] = set()
        for position, entry in enumerate(data):
            place = Said(_("%(path)s, entry %(number)s"), path=path, number=position + 1)
            child = children[position]
            if not isinstance(entry, dict):
                self._complain(_("%(path)s: a map of fields is expected here"), place)
                continue
            if is_anonymous(child):
                where = f"{path}.{position + 1}"
                yield position, where, self._ids.derived(where), entry
                continue
            word = "name" if is_named(child) else "id"
            name = str(entry.get(word) or "")
            if not name or name in seen:
                words = (
                    _("%(path)s: a `name` of its own is missing")
                    if word == "name"
                    else _("%(path)s: an `id` of its own is missing")
                )
                self._complain(words, place)
                continue
            seen.add(name)
            where = f"{path}.{name}"
            if word == "id":
                block_id = self.id_of(where)
            elif entry.get("id"):
                block_id = self.id_of(f"{path}.{entry['id']}")
            else:
                block_id = self._ids.derived(where)
            yield position, where, block_id, entry

    def _check_rich(self, text: str, data: dict[str, str], path: str) -> None:
        cleaned = nh3.clean(text, tags=RICH_TAGS, attributes={})
        same_tags = OPENING_TAG.findall(cleaned) == OPENING_TAG.findall(text)
        if ATTRIBUTE.search(text) or not same_tags or cleaned.count("<") != text.count("<"):
            words = _("%(path)s: only these tags are allowed, without attributes: %(allowed)s")
            self._complain(words, path, allowed=", ".join(sorted(RICH_TAGS)))
        if len({shape_of(each) for each in data.values() if each.strip()}) > 1:
            words = _("%(path)s: the languages differ in paragraphs or lists")
            self._complain(words, path)
