"""Questions of the bank as a package of their own: the platform's format holds all of them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from uuid import UUID

from courses.package.exporting import exported_items, write_zip
from courses.package.loading import read_items
from courses.package.reading import Package, Problem, open_package

BANK = "bank"
TITLE = {"es": "Preguntas del banco", "en": "Questions of the bank"}
SECTIONS = ("concepts", "questions")


def write_bank(keys: list[UUID]) -> bytes:
    """A zip of these questions, drafts included, in every language, with their concepts.

    Raises PackageError when one of them could not be loaded again.
    """
    archive = BytesIO()
    with exported_items(BANK, TITLE, "questions", keys, drafts=True) as export:
        write_zip(export, archive)
    return archive.getvalue()


@contextmanager
def opened_bank(content: bytes, name: str) -> Iterator[tuple[Package, list[Problem]]]:
    """The questions and concepts of a zip for the time of the `with` block, and what is refused.

    Raises PackageError when it is no package, or tries a trick.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (Path(name).name or "package.zip")
        file.write_bytes(content)
        with open_package(file) as unpacked:
            yield read_items(unpacked, SECTIONS)
