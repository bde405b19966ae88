"""The sections that courses own: concepts, the course with its modules, lessons."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from wagtail.models import Page

from cms.models import HomePage
from courses.models import Concept, CoursePage, LessonPage, ModulePage, PackageItem
from courses.models.pages import AUDIENCES, review_calendar
from courses.package.codec import Codec
from courses.package.encoder import Encoder, filled
from courses.package.keys import key_of
from courses.package.page_section import SOURCE, PageSection, put_in_order
from courses.package.reading import Item, Package, PackageError, Problem
from courses.package.said import Said
from courses.package.sections import Loading, Section
from courses.package.writing import LANGUAGES, Exporting


class ConceptsSection(Section):
    """Codes and names; the whole list is one item."""

    name, files, order = "concepts", "concepts.yaml", 10

    def entries(self, content: Any) -> Iterable[Any]:
        return [{"key": "concepts", "concepts": content}]

    def check(self, item: Item, package: Package) -> list[str]:
        rows = item.data["concepts"]
        if not isinstance(rows, list):
            return [Said(_("a list of {code, name} is expected"))]
        words = _("entry %(number)s: a concept has a code and a name in “%(language)s”")
        return [
            Said(words, number=position, language=SOURCE)
            for position, row in enumerate(rows, start=1)
            if not (
                isinstance(row, dict) and row.get("code") and (row.get("name") or {}).get(SOURCE)
            )
        ]

    def load(self, item: Item, loading: Loading) -> UUID:
        package = loading.package.key
        here = _names_for(package)
        for row in item.data["concepts"]:
            code, names = str(row["code"]), row["name"]
            # What says the same already stays whose it is.
            if here.get(code) != names:
                Concept.objects.update_or_create(
                    package=package, code=code, defaults={"names": names}
                )
        return loading.key(item.name)

    def on_site(self, key: UUID) -> dict[str, Any]:
        items = PackageItem.objects.filter(section=self.name, key=key)
        packages = items.values_list("package", flat=True)
        rows = Concept.objects.filter(package__in=packages).order_by("code")
        return {row.code: row.names for row in rows}

    def is_here(self, key: UUID) -> bool:
        # Concepts written on this site belong to no package.
        return False

    def belongs(self, exporting: Exporting) -> list[UUID]:
        return [key_of(exporting.package, self.name)]

    def written(self, key: UUID, exporting: Exporting) -> dict[str, Any]:
        """The package's concepts, and those of others that its items name."""
        own = Concept.objects.filter(package=exporting.package)
        codes = {*own.values_list("code", flat=True), *exporting.used_codes}
        rows = [
            {"code": code, "name": filled({each: names.get(each) for each in LANGUAGES})}
            for code, names in sorted(_names_for(exporting.package).items())
            if code in codes
        ]
        return {"key": self.name, "concepts": rows} if rows else {}

    def lay_out(self, items: list[dict[str, Any]], exporting: Exporting) -> dict[str, Any]:
        return {self.files: items[0]["concepts"]} if items else {}

    def says(self, item: Item, loading: Loading) -> bool:
        package = loading.package.key
        loaded = PackageItem.objects.filter(package=package, section=self.name).exists()
        here = _names_for(package)
        rows = item.data["concepts"]
        return loaded and all(here.get(str(row["code"])) == row["name"] for row in rows)


def _names_for(package: str) -> dict[str, dict[str, str]]:
    """The names of every code on the site; the package's own where others have the code, too."""
    rows = sorted(Concept.objects.order_by("pk"), key=lambda row: row.package == package)
    return {row.code: row.names for row in rows}


# What stands for no days at all: an empty list would look like one forgotten.
NEVER = "never"


def are_days(value: Any) -> bool:
    """Whether these are days, each later than the one before, or the word for none."""
    if not isinstance(value, list):
        return bool(value == NEVER)
    whole = all(isinstance(day, int) and 0 < day < 10_000 for day in value)
    return whole and bool(value) and value == sorted(set(value))


def days_of(value: Any) -> list[int]:
    """The days that a file says; none where it says never, or something that are no days."""
    return list(value) if are_days(value) and value != NEVER else []


def _unless_usual(days: list[int]) -> list[int] | str | None:
    """Left out of the file where they are those a file without them has."""
    return None if days == review_calendar() else days or NEVER


class CoursesSection(PageSection):
    """The course itself."""

    name, files, order = "courses", "course.yaml", 20
    model = CoursePage
    fields = ("title", "summary", "days_to_complete", "review_days")
    known = frozenset({"summary", "days_to_complete", "review_days", "modules"})

    def parent(self, item: Item, loading: Loading) -> Page:
        return HomePage.objects.get(locale__language_code=SOURCE)

    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        page.summary = codec.text(item.data.get("summary", {}), "summary", required=False)
        page.days_to_complete = int(item.data.get("days_to_complete", 28))
        page.review_days = days_of(item.data.get("review_days", review_calendar()))

    def belongs(self, exporting: Exporting) -> list[UUID]:
        return [exporting.course_key]

    def write_fields(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        return {
            "summary": encoder.text("summary"),
            "days_to_complete": encoder.row.days_to_complete,
            "review_days": _unless_usual(encoder.row.review_days),
        }

    def written(self, key: UUID, exporting: Exporting) -> dict[str, Any]:
        """The file holds the modules, too."""
        data = super().written(key, exporting)
        modules = ModulesSection()
        items = [modules.written(row.translation_key, exporting) for row in exporting.modules]
        for item in items:
            item.pop("course")
        return data and data | {"modules": items}

    def lay_out(self, items: list[dict[str, Any]], exporting: Exporting) -> dict[str, Any]:
        return {self.files: items[0]} if items else {}

    def finish(self, loading: Loading) -> None:
        """Modules stand in the package's order."""
        for item in loading.package.in_section(self.name):
            modules = item.data.get("modules")
            keys = [loading.key(str(row.get("key"))) for row in modules or []]
            for page in CoursePage.objects.filter(translation_key=loading.key(item.name)):
                put_in_order(page, keys)

    def check(self, item: Item, package: Package) -> list[str]:
        days = item.data.get("days_to_complete", 28)
        if not isinstance(days, int) or not 0 < days < 1000:
            return ["days_to_complete: write a number of days, such as 28"]
        if not are_days(item.data.get("review_days", review_calendar())):
            return ["review_days: write days, each later, such as [1, 3, 10], or “never”"]
        return super().check(item, package)


class ModulesSection(PageSection):
    """Modules stand inside course.yaml; each lists its activities."""

    name, files, order = "modules", "course.yaml", 21
    model = ModulePage
    fields = ("title", "summary", "audiences", "concepts")
    known = frozenset({"summary", "audiences", "concepts", "activities", "course"})

    def entries(self, content: Any) -> Iterable[Any]:
        modules = content.get("modules") if isinstance(content, dict) else None
        if not isinstance(modules, list):
            raise PackageError([Problem("course.yaml", "`modules` must be a list")])
        return [row | {"course": content.get("key")} for row in modules if isinstance(row, dict)]

    def parent(self, item: Item, loading: Loading) -> Page:
        key = loading.key(item.data["course"])
        return CoursePage.objects.get(translation_key=key, locale__language_code=SOURCE)

    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        page.summary = codec.text(item.data.get("summary", {}), "summary", required=False)
        page.audiences = list(item.data.get("audiences", []))
        page.concepts = list(item.data.get("concepts", []))

    def belongs(self, exporting: Exporting) -> list[UUID]:
        return [row.translation_key for row in exporting.modules]

    def write_fields(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        """With the names of its activities, in order."""
        inside = exporting.inside(encoder.row)
        return {
            "summary": encoder.text("summary"),
            "audiences": list(encoder.row.audiences),
            "concepts": exporting.codes(encoder.row.concepts),
            "activities": [exporting.name_of(row.translation_key) for row in inside],
            "course": exporting.name_of(exporting.course_key),
        }

    def lay_out(self, items: list[dict[str, Any]], exporting: Exporting) -> dict[str, Any]:
        # They stand in the course's file.
        return {}

    def check(self, item: Item, package: Package) -> list[str]:
        audiences = {code for code, _label in AUDIENCES}
        problems = [
            f"audiences: “{code}” is none; there are {', '.join(sorted(audiences))}"
            for code in item.data.get("audiences", [])
            if code not in audiences
        ]
        names = {each.name for items in package.items.values() for each in items}
        problems += [
            f"activities: “{name}” is not in this package"
            for name in item.data.get("activities", [])
            if name not in names
        ]
        return [*super().check(item, package), *problems]

    def finish(self, loading: Loading) -> None:
        for item in loading.package.in_section(self.name):
            key = loading.key(item.name)
            for page in ModulePage.objects.filter(translation_key=key):
                put_in_order(page, [loading.key(name) for name in item.data.get("activities", [])])


def module_of(item: Item, loading: Loading) -> ModulePage:
    """The Spanish module that lists this activity."""
    for module in loading.package.in_section("modules"):
        if item.name in module.data.get("activities", []):
            key = loading.key(module.name)
            source = ModulePage.objects.filter(locale__language_code=SOURCE)
            page: ModulePage = source.get(translation_key=key)
            return page
    raise LookupError(item.name)


class ActivitySection(PageSection):
    """What sections of activities share: a module lists them; minutes and concepts."""

    activity_fields = ("title", "minutes", "required", "concepts")
    activity_known = frozenset({"minutes", "required", "concepts"})

    def parent(self, item: Item, loading: Loading) -> Page:
        return module_of(item, loading)

    def check(self, item: Item, package: Package) -> list[str]:
        problems = super().check(item, package)
        modules = package.in_section("modules")
        if not any(item.name in module.data.get("activities", []) for module in modules):
            problems.append(f"no module of course.yaml lists “{item.name}”")
        if not isinstance(item.data.get("minutes"), int):
            problems.append("minutes: write how many minutes it takes, such as 8")
        return problems

    def belongs(self, exporting: Exporting) -> list[UUID]:
        """The course's own, in order."""
        rows = [row for row in exporting.activities if isinstance(row, self.model)]
        return [row.translation_key for row in rows]

    def write_shared(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        """The fields every activity has, the mirror of `set_activity`."""
        return {
            "minutes": encoder.row.minutes,
            "required": None if encoder.row.required else False,
            "concepts": exporting.codes(encoder.row.concepts),
        }

    def set_activity(self, page: Any, item: Item) -> None:
        """The fields every activity has."""
        page.minutes = item.data.get("minutes", 5)
        page.required = bool(item.data.get("required", True))
        page.concepts = list(item.data.get("concepts", []))


class LessonsSection(ActivitySection):
    """Lessons, one file each."""

    name, files, order = "lessons", "lessons/*.yaml", 40
    model = LessonPage
    fields = (*ActivitySection.activity_fields, "body")
    known = ActivitySection.activity_known | {"screens"}

    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        self.set_activity(page, item)
        block = LessonPage._meta.get_field("body").stream_block
        page.body = block.to_python(codec.stream(block, item.data.get("screens"), "screens"))

    def write_fields(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        """Screens, each a block of the body."""
        return {"screens": encoder.stream("body", "screens")}
