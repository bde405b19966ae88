"""Loads a course package from a folder or a zip."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from courses.package.loading import Report, load_package, read_package
from courses.package.reading import PackageError, open_package


class Command(BaseCommand):
    help = "Load a course package (a folder or a zip). Loading it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish what it changes")
        parser.add_argument(
            "--force", action="store_true", help="replace what was changed on this site"
        )

    def handle(self, *args: Any, path: Path, publish: bool, force: bool, **options: Any) -> None:
        try:
            with open_package(path) as folder:
                package = read_package(folder)
                report = load_package(
                    package, timezone.now(), publish=publish, force=force, progress=self.progress
                )
        except PackageError as error:
            lines = "\n".join(f"  {problem}" for problem in error.problems)
            raise CommandError(
                f"Nothing was loaded. What to mend in {path.name}:\n{lines}"
            ) from error
        self.say(report)

    def progress(self, name: str, done: int, total: int) -> None:
        """One line every tenth of the way, so that a long load is seen to move."""
        if done == total or done % max(total // 10, 1) == 0:
            self.stdout.write(f"  {done * 100 // total:3d} %  {name}")
            self.stdout.flush()

    def say(self, report: Report) -> None:
        """What was done, and what was left alone and why."""
        self.stdout.write(
            f"{len(report.created)} new, {len(report.updated)} updated, "
            f"{len(report.unchanged)} unchanged, {len(report.kept)} kept as changed here."
        )
        for label, differences in report.kept.items():
            self.stdout.write(f"Kept, because it was changed on this site: {label}")
            for line in differences:
                self.stdout.write(f"    {line}")
        for label in report.gone:
            self.stdout.write(f"No longer in the package, kept here: {label}")
        if report.kept:
            self.stdout.write("Use --force to replace what was changed here.")
