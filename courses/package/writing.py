"""An export under way: what belongs to the package, and the rows as they stand on the site."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from courses import activities
from courses.models import CoursePage, ModulePage, PackageItem
from courses.package.encoder import Encoder
from courses.package.keys import key_of
from courses.package.media import Pictures
from courses.package.reading import Problem

SOURCE = settings.LANGUAGE_CODE
LANGUAGES = [SOURCE, *(code for code, _name in settings.LANGUAGES if code != SOURCE)]


@dataclass
class Exporting:
    """What learners get of a package's course; with `drafts` the latest of everything instead."""

    package: str
    course_key: UUID
    drafts: bool = False
    pictures: Pictures = field(default_factory=Pictures)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    used_codes: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    _needed: dict[str, dict[UUID, None]] = field(default_factory=lambda: defaultdict(dict))
    _rows: dict[tuple[Any, UUID], dict[str, Any]] = field(default_factory=dict)
    _alike: dict[UUID, set[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(set))

    def rows(self, model: type[Any], key: UUID) -> dict[str, Any]:
        """An item's rows by language, the source first; none while the source is not published."""
        if (model, key) not in self._rows:
            self.fetch(model, [key])
        return self._rows[model, key]

    def fetch(self, model: type[Any], keys: Iterable[UUID]) -> list[UUID]:
        """Reads many rows at once, for `rows`; returns the keys, each once."""
        wanted = list(dict.fromkeys(keys))
        by_language: dict[UUID, dict[str, Any]] = defaultdict(dict)
        found = model.objects.filter(translation_key__in=wanted).select_related("locale")
        for row in found if self.drafts else found.filter(live=True):
            here = row.get_latest_revision_as_object() if self.drafts else row
            by_language[row.translation_key][row.locale.language_code] = here
        for key in wanted:
            rows = by_language[key] if SOURCE in by_language[key] else {}
            self._rows[model, key] = {each: rows[each] for each in LANGUAGES if each in rows}
        self._fetch_alike(wanted)
        return wanted

    def _fetch_alike(self, keys: list[UUID]) -> None:
        """Translations that somebody wrote with the source's very words: names, brands."""
        stored = StringTranslation.objects.filter(
            context__object_id__in=keys, data=F("translation_of__data")
        ).exclude(context__path="slug")
        values = stored.values_list(
            "context__object_id", "locale__language_code", "context__path", "data"
        )
        for key, language, path, text in values:
            self._alike[key].add((language, path, text))

    def encoder(self, key: UUID, rows: dict[str, Any]) -> Encoder:
        """What writes the item with these rows."""
        name = self.name_of(key)
        return Encoder(
            name,
            f"{self.package}/{name}",
            rows,
            self.pictures,
            frozenset(self._alike[key]),
            SOURCE,
            self.problems,
            self.notes,
            self.languages,
        )

    @cached_property
    def _names(self) -> dict[UUID, tuple[str, str]]:
        rows = PackageItem.objects.filter(package=self.package).order_by("section", "name")
        # Renamed by hand where the name no longer gives the key: then the key is the name.
        return {
            row.key: (row.section, row.name)
            for row in rows
            if row.key == key_of(self.package, row.name)
        }

    def name_of(self, key: UUID) -> str:
        """The name an item has in the package; its key, if it was written on this site."""
        return self._names.get(key, ("", str(key)))[1]

    def came_with(self, section: str) -> list[UUID]:
        """The keys of what the package brought to this site."""
        return [key for key, (where, _name) in self._names.items() if where == section]

    def needs(self, section: str, key: UUID) -> str:
        """Notes that an item is used here, wherever it came from; returns its name."""
        self._needed[section][key] = None
        return self.name_of(key)

    def needed(self, section: str) -> list[UUID]:
        """What the sections written before said they need."""
        return list(self._needed[section])

    def codes(self, codes: Iterable[str] | None) -> list[str]:
        """Notes the concepts that an item names; returns them."""
        found = list(codes or ())
        self.used_codes.update(found)
        return found

    @cached_property
    def course(self) -> CoursePage | None:
        """The source's row of the course, as published or as last saved."""
        return self.rows(CoursePage, self.course_key).get(SOURCE)

    @cached_property
    def modules(self) -> list[ModulePage]:
        """The source's rows of its modules in order."""
        return self._below([self.course] if self.course else [], [ModulePage])

    @cached_property
    def activities(self) -> list[Any]:
        """The source's rows of what the modules hold, in order."""
        return self._below(self.modules, activities.pages)

    def inside(self, parent: Page) -> list[Any]:
        """A module's activities in order."""
        return [each for each in self.activities if each.path.startswith(parent.path)]

    def _below(self, parents: list[Any], models: list[type[Any]]) -> list[Any]:
        found = []
        for model in models:
            rows = model.objects.filter(locale__language_code=SOURCE).order_by("path")
            inside = [row for parent in parents for row in rows.child_of(parent)]
            for row in inside:
                if not (self.drafts or row.live):
                    self.notes.append(f"{row.title}: not published, left out")
            self.fetch(model, [row.translation_key for row in inside])
            found += [
                self.rows(model, row.translation_key)[SOURCE]
                for row in inside
                if self.drafts or row.live
            ]
        return sorted(found, key=lambda row: str(row.path))
