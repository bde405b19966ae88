"""What reading and writing blocks agree on: which need an id, what may be left out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid5

from wagtail import blocks

from courses.blocks.base import KeyBlock
from courses.package.keys import NAMESPACE

TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
LISTS = (blocks.ListBlock, blocks.StreamBlock)
OPENING_TAG = re.compile(r"<([a-z0-9]+)[^>]*>")
# Within a paragraph these may differ from language to language.
INLINE_TAGS = {"b", "i", "br"}


def is_text(block: blocks.Block) -> bool:
    """Whether the block holds words for reading, written as {es: …, en: …}."""
    return isinstance(block, TEXT_BLOCKS) and not isinstance(block, KeyBlock)


def is_plain(block: blocks.Block) -> bool:
    """Whether the block's value stands in a file by itself: a number, a choice, a name."""
    return not is_text(block) and not isinstance(block, (blocks.StructBlock, *LISTS))


def is_named(block: blocks.Block | None) -> bool:
    """Whether the block has a stable name of its own, which does for an id."""
    fields = block.child_blocks if isinstance(block, blocks.StructBlock) else {}
    return isinstance(fields.get("name"), KeyBlock)


def is_anonymous(block: blocks.Block | None) -> bool:
    """Whether only the block's place tells it from its neighbours: small rows without texts."""
    return block is not None and bool(getattr(block.meta, "anonymous", False))


def is_needed(block: blocks.Block) -> bool:
    """Whether a file must give the field; not where a block says that its default is usual."""
    if getattr(block.meta, "usual", False):
        return False
    if isinstance(block, blocks.ListBlock):
        return bool(block.meta.min_num)
    return bool(block.required) and not isinstance(block, blocks.BooleanBlock)


def absent(block: blocks.Block) -> Any:
    """The raw value of a field that a file leaves out."""
    if isinstance(block, TEXT_BLOCKS):
        return ""
    if isinstance(block, LISTS):
        # Not the editor's default, which is a row to be filled in.
        return []
    if isinstance(block, blocks.StructBlock):
        return {name: absent(child) for name, child in block.child_blocks.items()}
    value = block.get_prep_value(block.get_default())
    return bool(value) if isinstance(block, blocks.BooleanBlock) else value


def shape_of(html: str) -> tuple[str, ...]:
    """The paragraphs and lists of a rich text, which all languages share."""
    return tuple(tag for tag in OPENING_TAG.findall(html) if tag not in INLINE_TAGS)


class Ids:
    """The ids of blocks without one in the file; keeps count of the block they stand in."""

    def __init__(self, item_path: str) -> None:
        self._around = [(item_path, "")]

    def derived(self, path: str) -> str:
        """uuid5 of the block around (or the item) and the way down from there.

        The way from the item would change once the ids around are written as UUIDs.
        """
        around, its_path = self._around[-1]
        way = path.removeprefix(f"{its_path}.") if its_path else path
        return str(uuid5(NAMESPACE, f"{around}/{way}"))

    @contextmanager
    def inside(self, block_id: str, path: str) -> Iterator[None]:
        """While the inner blocks of a block are read or written."""
        self._around.append((block_id, path))
        yield
        self._around.pop()
