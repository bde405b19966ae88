"""Checks scenarios as they were last saved, or as a package has them, and says what to mend."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from roleplay.desk.drafts import LANGUAGES
from roleplay.desk.named import NotThereError, Read, scripts_in_package, scripts_on_site
from roleplay.finding_words import counted_words, finding_words
from roleplay.pure.checks import ERROR, Finding, unwritten
from roleplay.pure.playtest import check_script
from roleplay.pure.script import Script

SPOKEN = "en"


class Command(BaseCommand):
    help = "Check scenarios and print what to mend; exit code 1 when something blocks publishing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="SLUG")
        parser.add_argument("--all", action="store_true", help="every scenario there is")
        parser.add_argument(
            "--package", type=Path, metavar="PATH", help="look in a package that is not loaded"
        )

    def handle(self, *args: Any, names: list[str], package: Path | None, **options: Any) -> None:
        if not names and not options["all"]:
            raise CommandError("Name scenarios, or ask for --all.", returncode=2)
        wanted = [] if options["all"] else names
        try:
            found = scripts_in_package(package, wanted) if package else scripts_on_site(wanted)
        except NotThereError as error:
            raise CommandError(str(error), returncode=2) from error
        with translation.override(SPOKEN):
            errors = sum(self.report(each) for each in found)
        if errors:
            sys.exit(1)

    def report(self, read: Read) -> int:
        """Prints what was found; returns how many errors."""
        findings = [*unwritten(read.script), *check_script(read.script, LANGUAGES)]
        errors = sum(each.level == ERROR for each in findings)
        said = counted_words(errors, len(findings) - errors) or "nothing to mend"
        self.stdout.write(f"{read.title} ({read.name}): {said}")
        for line in lines_of(read.script, findings):
            self.stdout.write(f"  {line}")
        return errors


def lines_of(script: Script, findings: list[Finding]) -> Iterator[str]:
    """Errors first, each with its sentence; what is found under each truth once."""
    ordered = sorted(findings, key=lambda finding: finding.level != ERROR)
    marked = (
        f"{'x' if each.level == ERROR else '-'} {finding_words(script, each, SPOKEN)}"
        for each in ordered
    )
    yield from dict.fromkeys(marked)
