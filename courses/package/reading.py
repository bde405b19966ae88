"""Reads a course package from a folder or a zip, and trusts nothing in it."""

import hashlib
import json
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from django.utils.translation import gettext_noop as _

from courses.package.broken_yaml import explain
from courses.package.said import Said, said_here

MAX_FILE = 2 * 1024 * 1024
MAX_FILES = 2000
MAX_TOTAL = 100 * 1024 * 1024
# A file of 300 questions has some 30,000 nodes; one takes about a kilobyte while it is read.
MAX_NODES = 80_000
ARCHIVES = {".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"}
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
REGULAR, FOLDER, LINK = 0o100000, 0o040000, 0o120000
NO_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)
FORMAT = 1


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, in words that say what to do."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"

    @property
    def here(self) -> str:
        """The same in the active language."""
        return f"{said_here(self.where)}: {said_here(self.message)}"


class PackageError(Exception):
    """The package cannot be taken; nothing was written. `problems` lists every reason found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Item:
    """One thing in a package: a lesson, a question. `name` is the key written in the file."""

    section: str
    name: str
    where: str
    data: dict[str, Any]
    media_hash: str = ""
    # Where it begins in its file, from 1; 0: it is only a part of what stands there.
    line: int = 0

    @property
    def place(self) -> str:
        """File, line and key, for whoever has to mend it."""
        if not self.line:
            return f"{self.where} ({self.name})"
        words = _("%(file)s, line %(line)s (%(name)s)")
        return Said(words, file=self.where, line=self.line, name=self.name)

    @property
    def source_hash(self) -> str:
        """Tells two versions of the item apart, pictures included, however the file is laid out."""
        text = json.dumps(self.data, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256((text + self.media_hash).encode()).hexdigest()


@dataclass(frozen=True)
class Package:
    """A package as read: its key, languages, and items by section."""

    key: str
    title: dict[str, str]
    languages: tuple[str, ...]
    folder: Path
    items: dict[str, list[Item]] = field(default_factory=dict)

    def in_section(self, section: str) -> list[Item]:
        """The items of a section, in the order of the files."""
        return self.items.get(section, [])


def hash_of_media(data: Any, folder: Path) -> str:
    """A hash of the media files that an item names; empty when it names none."""
    if isinstance(data, dict):
        return "".join(hash_of_media(value, folder) for value in data.values())
    if isinstance(data, list):
        return "".join(hash_of_media(value, folder) for value in data)
    if not isinstance(data, str) or not data.startswith("media/"):
        return ""
    try:
        file = folder / data
        small = file.is_file() and file.stat().st_size <= MAX_TOTAL
        return hashlib.sha256(file.read_bytes()).hexdigest() if small else ""
    except (OSError, ValueError):
        # No file can have this name; the section's check says so.
        return ""


class StrictLoader(yaml.SafeLoader):
    """YAML without aliases (a few lines of them fill any memory) and without repeated keys."""

    nodes = 0
    root: yaml.Node | None = None

    def get_single_node(self) -> Any:
        self.root = super().get_single_node()
        return self.root

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            reason = Said(_("aliases (*name) are not allowed; write it out"))
            raise yaml.constructor.ConstructorError(None, None, reason, event.start_mark)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            reason = Said(_("holds too much for one file; split it"))
            raise yaml.constructor.ConstructorError(None, None, reason, mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        names = Counter(str(key.value) for key, _value in node.value)
        repeated = [name for name, times in names.items() if times > 1]
        if repeated:
            reason = Said(_("“%(name)s” stands twice; delete one"), name=min(repeated))
            raise yaml.constructor.ConstructorError(None, None, reason, node.start_mark)
        return super().construct_mapping(node, deep)


def load_yaml(file: Path, where: str) -> Any:
    """The file's content. Raises PackageError with line and reason when it is not plain YAML."""
    return load_with_lines(file, where)[0]


def load_with_lines(file: Path, where: str) -> tuple[Any, dict[int, int]]:
    """The same, and in which line the content or, if it is a list, each of its entries begins: by
    `id`, which tells them apart as long as the content is kept.
    """
    if file.is_symlink() or file.stat().st_size > MAX_FILE:
        reason = Said(_("is a link or over 2 MB; put a smaller file in its place"))
        raise PackageError([Problem(where, reason)])
    try:
        text = file.read_text(encoding="utf-8-sig")
        loader = StrictLoader(text)
        try:
            content = loader.get_single_data()
            return content, _lines(content, loader.root)
        finally:
            loader.dispose()
    except UnicodeDecodeError as error:
        reason = Said(_("is not UTF-8 text; save it as UTF-8"))
        raise PackageError([Problem(where, reason)]) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise PackageError([_broken_yaml(error, where)]) from error


def _lines(content: Any, root: yaml.Node | None) -> dict[int, int]:
    if isinstance(root, yaml.SequenceNode):
        pairs = zip(content, root.value, strict=True)
        return {id(entry): node.start_mark.line + 1 for entry, node in pairs}
    return {id(content): root.start_mark.line + 1} if root else {}


def _broken_yaml(error: Exception, where: str) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(where, Said(_("cannot be read as YAML; export it again")))
    line, reason = explain(error)
    place = Said(_("%(file)s, line %(line)s"), file=where, line=line) if line else where
    return Problem(place, reason)


@contextmanager
def open_package(path: Path) -> Iterator[Path]:
    """The package's folder; a zip is unpacked for the time of the `with` block.

    Raises PackageError when there is nothing there, or the zip is broken, too large, or names
    files outside itself.
    """
    if path.is_dir():
        yield path
        return
    if not path.is_file():
        raise PackageError([Problem(str(path), Said(_("there is no such folder or zip file")))])
    with tempfile.TemporaryDirectory() as unpacked:
        _unzip(path, Path(unpacked))
        inner = [each for each in Path(unpacked).iterdir() if each.name != "__MACOSX"]
        alone = len(inner) == 1 and inner[0].is_dir()
        yield inner[0] if alone else Path(unpacked)


def _unzip(path: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_tricks(path.name, entries, target)
            for entry in entries:
                archive.extract(entry, target)
    except NO_ZIP as error:
        reason = Said(_("is not a zip file that can be read; make it anew"))
        raise PackageError([Problem(path.name, reason)]) from error


def _refuse_tricks(name: str, entries: list[zipfile.ZipInfo], target: Path) -> None:
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
        reason = Said(_("holds over 2,000 files or unpacks to over 100 MB; split it"))
        raise PackageError([Problem(name, reason)])
    seen = set()
    for entry in entries:
        if trick := _trick(entry, target):
            reason = Said(_("“%(file)s” %(trick)s"), file=entry.filename, trick=Said(trick))
            raise PackageError([Problem(name, reason)])
        if (place := PurePosixPath(entry.filename)) in seen:
            reason = Said(_("“%(file)s” stands in it twice; keep one"), file=entry.filename)
            raise PackageError([Problem(name, reason)])
        seen.add(place)


def _trick(entry: zipfile.ZipInfo, target: Path) -> str:
    """What is not to be unpacked about a file in a zip; empty if nothing."""
    kind = (entry.external_attr >> 16) & 0o170000
    plain = PurePosixPath(entry.filename)
    inside = (target / plain).resolve().is_relative_to(target.resolve())
    if not inside or plain.is_absolute() or ".." in plain.parts or kind == LINK:
        return _("points outside the package; take it out")
    if kind not in {0, REGULAR, FOLDER} or {"\\", ":"} & set(entry.filename):
        return _("is no name of a file in a package; rename it")
    if entry.flag_bits & 1:
        return _("is encrypted; make a zip without a password")
    if entry.compress_type not in PACKED:
        return _("is packed in another way than zips usually are; make the zip anew")
    return _("is an archive in the archive; unpack it") if plain.suffix.lower() in ARCHIVES else ""
