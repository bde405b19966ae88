"""A package to change and load."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from courses.package.loading import Report, load_package, read_package
from tests.content import PACKAGES, SmallCourse

LOADED_AT = datetime(2026, 3, 2, 15, tzinfo=UTC)


@dataclass(frozen=True)
class PackageFolder:
    """A copy of the small package that a test may spoil."""

    path: Path

    def edit(self, file: str, old: str, new: str) -> None:
        """Replaces words of a file that must be there."""
        text = (self.path / file).read_text()
        assert old in text, f"{old} is not in {file}"
        (self.path / file).write_text(text.replace(old, new))

    def load(self, **options: Any) -> Report:
        """Reads and loads it, published unless told otherwise."""
        return load_package(read_package(self.path), LOADED_AT, **({"publish": True} | options))


@pytest.fixture
def package(course: SmallCourse, tmp_path: Path) -> PackageFolder:
    shutil.copytree(PACKAGES / "small", tmp_path / "small")
    return PackageFolder(tmp_path / "small")
