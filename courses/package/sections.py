"""The sections of a package: apps add theirs, the loader goes through them in order."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from courses.package.files import stem_of
from courses.package.keys import key_of
from courses.package.reading import Item, Package
from courses.package.writing import Exporting

__all__ = ["Loading", "Section", "add_section", "all_sections", "key_of"]


@dataclass(frozen=True)
class Loading:
    """A load under way: the package, when, and whether to publish what it changes."""

    package: Package
    at: datetime
    publish: bool

    def key(self, name: str) -> UUID:
        """The key of an item of this package."""
        return key_of(self.package.key, name)

    def site(self) -> Exporting:
        """What stands on the site where this load would write: what is live, or the drafts."""
        courses = self.package.in_section("courses")
        course = self.key(courses[0].name if courses else "")
        return Exporting(self.package.key, course, drafts=not self.publish)


class Section(ABC):
    """One section. `order` is its place in loading: what is referred to comes first.

    Exporting goes the other way round: what refers says what it needs.
    """

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

    def is_here(self, key: UUID) -> bool:
        """Whether something stands under the key, whoever wrote it."""
        return any(self.on_site(key).values())

    def is_published(self, key: UUID) -> bool:
        """Whether learners can get it."""
        return True

    def finish(self, loading: Loading) -> None:  # noqa: B027
        """After all items of all sections: order, links. Nothing by default."""

    def belongs(self, exporting: Exporting) -> list[UUID]:
        """What an export of the package holds: what came with it and what is used, by name."""
        keys = {*exporting.came_with(self.name), *exporting.needed(self.name)}
        return sorted(keys, key=exporting.name_of)

    @abstractmethod
    def written(self, key: UUID, exporting: Exporting) -> dict[str, Any]:
        """The item as the package says it, in the order of hand-written files.

        Empty when there is nothing to write: not there any more, or not published.
        """

    def lay_out(self, items: list[dict[str, Any]], exporting: Exporting) -> dict[str, Any]:
        """The content of each file: one file an item, or a list of all where `files` names one."""
        folder, star, ending = self.files.partition("*")
        if not star:
            return {self.files: items} if items else {}
        return {f"{folder}{stem_of(item)}{ending}": item for item in items}

    def says(self, item: Item, loading: Loading) -> bool:
        """Whether the site says what the item says already, pictures included."""
        exporting = loading.site()
        if self.written(loading.key(item.name), exporting) != item.data:
            return False
        sums = {item.media_hash[at : at + 64] for at in range(0, len(item.media_hash), 64)}
        return sums == exporting.pictures.sums


_sections: list[Section] = []


def add_section(section: Section) -> None:
    """Registers a section; called from an app's top-rung `activity` module."""
    _sections.append(section)
    _sections.sort(key=lambda each: each.order)


def all_sections() -> list[Section]:
    """Every section in loading order."""
    return list(_sections)
