"""Writes a package from what stands on the site: a folder or a zip that the loader takes."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils.text import slugify

from courses.models import CoursePage, PackageItem
from courses.package.files import stem_of, yaml_of
from courses.package.keys import NAMESPACE, is_key
from courses.package.loading import read_items, read_package
from courses.package.reading import FORMAT, MAX_FILES, MAX_TOTAL, PackageError, Problem
from courses.package.sections import all_sections
from courses.package.writing import LANGUAGES, SOURCE, Exporting

HEAD = "package.yaml"
# A zip says when its files were made; the same package is the same zip.
NO_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Export:
    """A package in a folder of its own, checked as the loader checks it."""

    package: str
    folder: Path
    items: int
    notes: tuple[str, ...]

    @property
    def stem(self) -> str:
        """What to call the package's folder or zip."""
        return stem_of({"key": self.package})

    @property
    def files(self) -> list[Path]:
        """Its files in order, as paths in the package."""
        found = (each for each in self.folder.rglob("*") if each.is_file())
        return sorted(each.relative_to(self.folder) for each in found)


def find_course(name: str) -> tuple[str, UUID]:
    """The key of a package and of its course; `name` is a package, or a course's address or key.

    Raises PackageError with the names there are.
    """
    items = PackageItem.objects.filter(section="courses")
    item = items.filter(package=name).first()
    if item is not None:
        return item.package, item.key
    courses = CoursePage.objects.filter(locale__language_code=SOURCE)
    named = Q(translation_key=name) if is_key(name) else Q(slug=name)
    course = courses.filter(named).first()
    if course is None:
        packages = [item.package for item in items]
        known = sorted({*packages, *courses.values_list("slug", flat=True)})
        there = ", ".join(known) or "no course"
        raise PackageError([Problem(name, f"is no package or course here; there is {there}")])
    return package_of(course), course.translation_key


def package_of(course: CoursePage) -> str:
    """The package a course came with; for one written on this site, a name for a new package."""
    items = PackageItem.objects.filter(section="courses")
    item = items.filter(key=course.translation_key).order_by("pk").first()
    if item is not None:
        return item.package
    name = slugify(course.slug)[:50]
    taken = not name or items.filter(package=name).exists()
    return str(course.translation_key) if taken else name


@contextmanager
def exported(package: str, course_key: UUID, *, drafts: bool = False) -> Iterator[Export]:
    """The package in a folder that is there for the time of the `with` block.

    It holds what learners get; with `drafts` the latest of everything. Raises PackageError when
    there is nothing to export, or what there is could not be loaded again.
    """
    exporting = Exporting(package, course_key, drafts)
    if exporting.course is None:
        reason = "the course is not published: publish it, or export its drafts"
        raise PackageError([Problem(package, reason)])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        items = _write(exporting, folder)
        if exporting.problems:
            raise PackageError(exporting.problems)
        read_package(folder)
        yield Export(package, folder, items, tuple(dict.fromkeys(exporting.notes)))


@contextmanager
def exported_items(
    package: str, title: dict[str, str], section_name: str, keys: list[UUID], *, drafts: bool
) -> Iterator[Export]:
    """A package of some items of one section and the concepts they name, without a course.

    Raises PackageError when what there is could not be loaded again.
    """
    exporting = Exporting(package, uuid5(NAMESPACE, f"{package}/-"), drafts)
    section = next(each for each in all_sections() if each.name == section_name)
    concepts = next(each for each in all_sections() if each.name == "concepts")
    files: dict[str, Any] = {}
    count = 0
    for each, its_keys in ((section, keys), (concepts, concepts.belongs(exporting))):
        items = [item for key in its_keys if (item := each.written(key, exporting))]
        files |= each.lay_out(items, exporting)
        count += len(items)
    with tempfile.TemporaryDirectory() as made:
        _write_files(exporting, files, title, Path(made))
        if exporting.problems:
            raise PackageError(exporting.problems)
        _package, problems = read_items(Path(made), {section_name, "concepts"})
        if problems:
            raise PackageError(problems)
        yield Export(package, Path(made), count, tuple(dict.fromkeys(exporting.notes)))


def _write(exporting: Exporting, folder: Path) -> int:
    """Every file of the package; returns how many items there are."""
    files: dict[str, Any] = {}
    count = 0
    # What refers comes before what it refers to, and says that it needs it.
    for section in reversed(all_sections()):
        keys = section.belongs(exporting)
        items = [item for key in keys if (item := section.written(key, exporting))]
        files |= section.lay_out(items, exporting)
        count += len(items)
    course = exporting.encoder(
        exporting.course_key, exporting.rows(CoursePage, exporting.course_key)
    )
    _write_files(exporting, files, course.text("title"), folder)
    return count


def _write_files(
    exporting: Exporting, files: dict[str, Any], title: dict[str, str], folder: Path
) -> None:
    """The head, and what the sections laid out; pictures beside them."""
    files[HEAD] = {
        "format": FORMAT,
        "key": exporting.package,
        "title": title,
        "languages": [each for each in LANGUAGES if each in exporting.languages | {SOURCE}],
    }
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml_of(content), encoding="utf-8")
    for name, picture in exporting.pictures.named.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        with picture.file.open("rb") as stored, file.open("wb") as copy:
            shutil.copyfileobj(stored, copy)


def write_zip(export: Export, target: IO[bytes]) -> None:
    """The package as a zip with one folder in it. Raises PackageError if it is too large."""
    total = sum((export.folder / file).stat().st_size for file in export.files)
    if len(export.files) > MAX_FILES or total > MAX_TOTAL:
        reason = "is over 2,000 files or 100 MB; export it to a folder"
        raise PackageError([Problem(export.package, reason)])
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in export.files:
            entry = zipfile.ZipInfo(f"{export.stem}/{file.as_posix()}", NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (export.folder / file).read_bytes())


def refuse_target(path: Path, force: bool) -> None:
    """Raises PackageError when nothing may be written at this path."""
    reason = ""
    if path.suffix == ".zip":
        if path.is_dir():
            reason = "is a folder"
        elif path.exists() and not force:
            reason = "is there already; use --force to replace it"
    elif path.exists() and not path.is_dir():
        reason = "is a file; name a folder, or a file that ends in .zip"
    elif path.is_dir() and any(path.iterdir()):
        if not force:
            reason = "is not empty; use --force to replace the package in it"
        elif not (path / HEAD).is_file():
            reason = "holds other things and no package; name an empty folder"
    if reason:
        raise PackageError([Problem(str(path), reason)])


def write_to(export: Export, path: Path) -> None:
    """Puts the package at a path: a zip where it ends in .zip, else a folder.

    What a package was there before goes; other files of the folder stay.
    """
    if path.suffix == ".zip":
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            write_zip(export, target)
        return
    path.mkdir(parents=True, exist_ok=True)
    for pattern in (*(section.files for section in all_sections()), "media/*"):
        for file in path.glob(pattern):
            if file.is_file():
                file.unlink()
    for name in export.files:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(export.folder / name, path / name)
