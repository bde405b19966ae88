"""Writes a course as a package, to be loaded on another site."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.package.exporting import exported, find_course, refuse_target, write_to
from courses.package.reading import PackageError


class Command(BaseCommand):
    help = "Write a course as a package: a folder, or a zip where PATH ends in .zip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("package", help="the package's key; or a course's address or key")
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--drafts", action="store_true", help="take the latest drafts, not what is published"
        )
        parser.add_argument("--force", action="store_true", help="replace the package at PATH")

    def handle(
        self, *args: Any, package: str, path: Path, drafts: bool, force: bool, **options: Any
    ) -> None:
        try:
            refuse_target(path, force)
            key, course_key = find_course(package)
            with exported(key, course_key, drafts=drafts) as export:
                write_to(export, path)
        except PackageError as error:
            lines = "\n".join(f"  {problem}" for problem in error.problems)
            raise CommandError(f"Nothing was exported. What to mend:\n{lines}") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from error
        for note in export.notes:
            self.stdout.write(f"  {note}")
        self.stdout.write(f"Package “{key}” with {export.items} items is in {path}.")
