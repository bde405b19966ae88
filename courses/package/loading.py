"""Loads a package: all of it is checked before anything is written."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from courses.models import PackageItem
from courses.package.media import undone
from courses.package.reading import (
    FORMAT,
    Item,
    Package,
    PackageError,
    Problem,
    hash_of_media,
    load_with_lines,
    load_yaml,
)
from courses.package.said import Said
from courses.package.sections import Loading, Section, all_sections
from courses.pure.ordered import as_lines, hash_of, in_one_order

MOST_DIFFERENCES = 12


@dataclass
class Report:
    """What a load did, item by item."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def read_package(folder: Path) -> Package:
    """Reads and checks a whole package. Raises PackageError with every problem found."""
    head_file = folder / "package.yaml"
    if not head_file.is_file():
        raise PackageError(
            [Problem("package.yaml", "is missing: this folder is no course package")]
        )
    head = load_yaml(head_file, "package.yaml")
    package = _head(head, folder)
    problems: list[Problem] = []
    for section in all_sections():
        try:
            package.items[section.name] = _items(section, folder)
        except PackageError as error:
            problems += error.problems
    problems = problems or list(_check(package))
    if problems:
        raise PackageError(problems)
    return package


def read_items(folder: Path, sections: Iterable[str]) -> tuple[Package, list[Problem]]:
    """The items of some sections that can be loaded, and why each of the others cannot.

    What one item refers to in other sections is not looked at. Raises PackageError when this is
    no package.
    """
    head_file = folder / "package.yaml"
    if not head_file.is_file():
        reason = Said(_("is missing: this is no package; choose one that was exported here"))
        raise PackageError([Problem("package.yaml", reason)])
    package = _head(load_yaml(head_file, "package.yaml"), folder)
    problems: list[Problem] = []
    for section in all_sections():
        if section.name not in sections:
            continue
        seen: set[str] = set()
        for file in sorted(folder.glob(section.files)):
            try:
                found = _items_in(section, file, folder)
            except PackageError as error:
                problems += error.problems
                continue
            for item in found:
                twice = Said(_("the key stands in it twice; give it one of its own"))
                messages: list[str] = [twice] if item.name in seen else []
                if messages := messages or section.check(item, package):
                    problems += [Problem(item.place, message) for message in messages]
                else:
                    package.items.setdefault(section.name, []).append(item)
                seen.add(item.name)
    return package, problems


def _head(head: Any, folder: Path) -> Package:
    if not isinstance(head, dict) or not head.get("key"):
        raise PackageError([Problem("package.yaml", Said(_("`key` is missing; write one")))])
    if head.get("format") != FORMAT:
        reason = Said(_("`format` must be %(format)s; export it again"), format=FORMAT)
        raise PackageError([Problem("package.yaml", reason)])
    languages = head.get("languages") or ["es"]
    if not isinstance(languages, list) or "es" not in languages:
        reason = Said(_("`languages` must be a list with “es” in it"))
        raise PackageError([Problem("package.yaml", reason)])
    return Package(str(head["key"]), head.get("title") or {}, tuple(languages), folder)


def _items(section: Section, folder: Path) -> list[Item]:
    files = sorted(folder.glob(section.files))
    return [item for file in files for item in _items_in(section, file, folder)]


def _items_in(section: Section, file: Path, folder: Path) -> list[Item]:
    found = []
    where = str(file.relative_to(folder))
    content, lines = load_with_lines(file, where)
    for entry in section.entries(content):
        line = lines.get(id(entry), 0)
        if not isinstance(entry, dict) or not section.name_of(entry):
            if line:
                where = Said(_("%(file)s, line %(line)s"), file=where, line=line)
            raise PackageError([Problem(where, Said(_("an item without `key`; give it one")))])
        media = hash_of_media(entry, folder)
        found.append(Item(section.name, section.name_of(entry), where, entry, media, line))
    return found


def _check(package: Package) -> Any:
    seen: dict[str, str] = {}
    for section in all_sections():
        for item in package.in_section(section.name):
            if item.name in seen:
                yield Problem(item.where, f"the key “{item.name}” stands in {seen[item.name]} too")
            seen[item.name] = item.where
            for message in section.check(item, package):
                yield Problem(item.place, message)


def load_package(
    package: Package,
    at: datetime,
    *,
    publish: bool = False,
    force: bool = False,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> Report:
    """Writes a package that was read, one item per transaction; loading twice changes nothing.

    What was changed on this site since it was loaded is kept and listed, unless `force`. What an
    interrupted load left out is written by loading again.
    """
    report, loading = Report(), Loading(package, at, publish)
    total = sum(len(items) for items in package.items.values())
    done = 0
    for section in all_sections():
        for item in package.in_section(section.name):
            with transaction.atomic():
                _load_item(section, item, loading, force, report)
            done += 1
            progress(item.name, done, total)
    with transaction.atomic():
        for section in all_sections():
            section.finish(loading)
    report.gone = _gone(package)
    return report


def _load_item(section: Section, item: Item, loading: Loading, force: bool, report: Report) -> None:
    label = f"{section.name}/{item.name}"
    row = PackageItem.objects.filter(
        package=loading.package.key, section=section.name, name=item.name
    ).first()
    if not force:
        if _stands(section, row, item, loading):
            report.unchanged.append(label)
            return
        if _changed_here(section, row, loading.key(item.name)):
            differences = _differences(section, item, loading)
            if differences:
                report.kept[label] = differences
                return
    key = section.load(item, loading)
    stored, created = PackageItem.objects.update_or_create(
        package=loading.package.key,
        section=section.name,
        name=item.name,
        defaults={"key": key, "source_hash": item.source_hash, "loaded_at": loading.at},
    )
    stored.site_hash = fingerprint(section, stored)
    stored.save(update_fields=["site_hash"])
    (report.created if created else report.updated).append(label)


def brings_anew(section: Section, item: Item, loading: Loading) -> bool:
    """Whether loading would write an item: it is new, or the package's text is, and not ours."""
    row = PackageItem.objects.filter(
        package=loading.package.key, section=section.name, name=item.name
    ).first()
    if row is None:
        return not section.is_here(loading.key(item.name))
    changed = _changed_here(section, row, row.key)
    return not changed and not _stands(section, row, item, loading)


def _stands(section: Section, row: PackageItem | None, item: Item, loading: Loading) -> bool:
    """Whether there is nothing to do: loaded before, or the site's own export come home."""
    as_loaded = row is not None and row.source_hash == item.source_hash
    if as_loaded and (not loading.publish or section.is_published(loading.key(item.name))):
        return True
    return section.says(item, loading)


def _changed_here(section: Section, row: PackageItem | None, key: UUID) -> bool:
    """Whether somebody worked on it on this site; what no package brought was written here."""
    if row is None:
        return section.is_here(key)
    # Until November 2026 hashes were of the content as SQLite returns it.
    former = hash_of(as_lines(section.on_site(row.key)))
    return row.site_hash not in {fingerprint(section, row), former}


def fingerprint(section: Section, row: PackageItem) -> str:
    """A hash of what stands on this site for an item."""
    return hash_of(_lines(section.on_site(row.key)))


def _lines(content: dict[str, Any]) -> list[str]:
    return as_lines(in_one_order(content))


def _differences(section: Section, item: Item, loading: Loading) -> list[str]:
    """What the package would change here: the lines it brings (+) and would replace (-)."""
    key = loading.key(item.name)
    here = _lines(section.on_site(key))
    with undone():
        section.load(item, Loading(loading.package, loading.at, publish=False))
        there = _lines(section.on_site(key))
    found = [
        line[:160]
        for line in difflib.unified_diff(here, there, lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in {"+++", "---"}
    ]
    return found[:MOST_DIFFERENCES]


def _gone(package: Package) -> list[str]:
    present = {(section, item.name) for section, items in package.items.items() for item in items}
    rows = PackageItem.objects.filter(package=package.key).order_by("section", "name")
    return [f"{row.section}/{row.name}" for row in rows if (row.section, row.name) not in present]
