"""The sections of a package: apps add theirs, the loader goes through them in order."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid5

from courses.package.reading import Item, Package

# Root of every key and id that a package names by hand (uuid5 of package and name).
NAMESPACE = UUID("6f1d2a4e-7c55-5d0b-9a53-0d6a6f2f6b11")


def key_of(package: str, name: str) -> UUID:
    """The translation key of an item: the same on every site."""
    return uuid5(NAMESPACE, f"{package}/{name}")


@dataclass(frozen=True)
class Loading:
    """A load under way: the package, when, and whether to publish what it changes."""

    package: Package
    at: datetime
    publish: bool

    def key(self, name: str) -> UUID:
        """The key of an item of this package."""
        return key_of(self.package.key, name)


class Section(ABC):
    """One section. `order` is its place in loading: what is referred to comes first."""

    name: ClassVar[str]
    files: ClassVar[str]
    order: ClassVar[int]

    def entries(self, content: Any) -> Iterable[Any]:
        """The items in one file: the file itself, or each entry of its list."""
        return content if isinstance(content, list) else [content]

    def name_of(self, entry: dict[str, Any]) -> str:
        """The key written in the item."""
        return str(entry.get("key", ""))

    @abstractmethod
    def check(self, item: Item, package: Package) -> list[str]:
        """What is wrong with an item; empty when nothing is."""

    @abstractmethod
    def load(self, item: Item, loading: Loading) -> UUID:
        """Writes the item, in a transaction of the caller's, and returns its key."""

    @abstractmethod
    def on_site(self, key: UUID) -> dict[str, Any]:
        """What stands on this site under the key, drafts included; tells local changes."""

    def is_published(self, key: UUID) -> bool:
        """Whether learners can get it."""
        return True

    def finish(self, loading: Loading) -> None:  # noqa: B027
        """After all items of all sections: order, links. Nothing by default."""


_sections: list[Section] = []


def add_section(section: Section) -> None:
    """Registers a section; called from an app's top-rung `activity` module."""
    _sections.append(section)
    _sections.sort(key=lambda each: each.order)


def all_sections() -> list[Section]:
    """Every section in loading order."""
    return list(_sections)
