"""A lesson's screens in one language: structure from the source, texts matched by block id."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue


@dataclass(frozen=True)
class ScreenPart:
    """A block on a screen; `lang` names the source language where the text fell back to it."""

    id: str
    type: str
    lang: str
    value: Any
    block: Any

    def render(self, **context: Any) -> SafeString:
        """The block's HTML."""
        template_context = context | {"block_id": self.id}
        html: SafeString = self.block.block.render(self.block.value, context=template_context)
        return html


@dataclass(frozen=True)
class Screen:
    """One idea. `id` is the block's stable id and stands in the screen's address."""

    id: str
    title: str
    lang: str
    parts: tuple[ScreenPart, ...]


def screens_of(source: Any, translated: Any | None) -> tuple[Screen, ...]:
    """The screens of a lesson as a reader of `translated`'s language gets them.

    Order and number come from the source row alone. A block whose translation is missing, or still
    the very text of the source, is shown in the source's language and says so.
    """
    language = source.locale.language_code if translated else ""
    others = {child.id: child for child in translated.body} if translated else {}
    return tuple(_screen(child, others.get(child.id), language) for child in source.body)


def _screen(source: Any, other: Any | None, language: str) -> Screen:
    title, lang = source.value["title"], language
    if other and other.value["title"]:
        title, lang = other.value["title"], ""
    others = {child.id: child for child in other.value["blocks"]} if other else {}
    parts = tuple(_part(child, others.get(child.id), language) for child in source.value["blocks"])
    return Screen(source.id, title, lang, parts)


def _part(source: Any, other: Any | None, language: str) -> ScreenPart:
    if other is not None and other.block_type == source.block_type and complete(source, other):
        return ScreenPart(source.id, source.block_type, "", other.value, other)
    return ScreenPart(source.id, source.block_type, language, source.value, source)


def complete(source: Any, other: Any) -> bool:
    """Whether a translated block has a text wherever its source has one, and is not its copy."""
    first, second = list(texts_in(source.get_prep_value())), list(texts_in(other.get_prep_value()))
    return len(first) == len(second) and all(second) and (first != second or not first)


def texts_in(raw: Any) -> Sequence[str]:
    """Every non-empty string a reader could see in a block's raw value, ids and types left out."""
    if isinstance(raw, str):
        return [raw] if raw else []
    if isinstance(raw, dict):
        inner = [value for name, value in raw.items() if name not in {"id", "type"}]
        return [text for value in inner for text in texts_in(value)]
    if isinstance(raw, list):
        return [text for value in raw for text in texts_in(value)]
    return []


def stream_ids(body: StreamValue) -> list[str]:
    """The screens' ids in order, without making blocks of them; "" for one stored without."""
    return [raw.get("id") or "" for raw in body.raw_data]
