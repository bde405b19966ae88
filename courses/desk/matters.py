"""What the author's desk shows on top: apps add what needs attention and what is done most."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from cms.models import User

ROWS_SHOWN = 5


@dataclass(frozen=True)
class Matter:
    """One line: where it leads, and what there is to say. `post_url` makes it a button instead."""

    title: str
    url: str = ""
    detail: str = ""
    post_url: str = ""
    action: str = ""


@dataclass(frozen=True)
class Section:
    """Matters of one sort. `total` may exceed the rows; `more_url` leads to all of them."""

    heading: str
    lead: str
    icon: str
    rows: list[Matter]
    total: int
    more_url: str = ""

    @property
    def left_out(self) -> int:
        """How many are not among the rows."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Shortcut:
    """One of the things authors do most."""

    label: str | Promise
    url: str
    icon: str
    order: int


Sections = Callable[[User], list[Section]]
Shortcuts = Callable[[User], list[Shortcut]]

_sections: list[tuple[int, Sections]] = []
_shortcuts: list[Shortcuts] = []


def add_sections(order: int, sections: Sections) -> None:
    """Registers what may need attention; called from an app's `wagtail_hooks`."""
    _sections.append((order, sections))
    _sections.sort(key=lambda each: each[0])


def add_shortcuts(shortcuts: Shortcuts) -> None:
    """Registers things to do; called from an app's `wagtail_hooks`."""
    _shortcuts.append(shortcuts)


def sections_for(viewer: User) -> list[Section]:
    """What needs attention, the pressing first; nothing where all is well."""
    return [each for _order, sections in _sections for each in sections(viewer) if each.total]


def shortcuts_for(viewer: User) -> list[Shortcut]:
    """What the viewer may start from here, in order."""
    found = [each for shortcuts in _shortcuts for each in shortcuts(viewer)]
    return sorted(found, key=lambda each: each.order)


def unpublished(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with something written that learners do not get: own and newest drafts first in time."""
    drafts = rows.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return drafts.select_related("locale", "latest_revision__user")
