"""Plays a scenario to the end in every way, and says whether it holds."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from roleplay.desk.drafts import LANGUAGES
from roleplay.desk.named import NotThereError, scripts_in_package, scripts_on_site
from roleplay.finding_words import bot_words, kind_words, truth_words
from roleplay.management.commands.check_scenarios import SPOKEN, lines_of
from roleplay.pure.bots import RANDOM_GAMES
from roleplay.pure.playtest import UnderTruth, playtest
from roleplay.pure.script import Script


class Command(BaseCommand):
    help = (
        "Play a scenario: reference, endings, bots, random. Exit code 0 when it holds, 1 when it "
        "does not, 2 when there is no such scenario."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="SLUG", help="its key in a package, address or key")
        parser.add_argument(
            "--package", type=Path, metavar="PATH", help="look in a package that is not loaded"
        )

    def handle(self, *args: Any, name: str, package: Path | None, **options: Any) -> None:
        try:
            found = scripts_in_package(package, [name]) if package else scripts_on_site([name])
        except NotThereError as error:
            raise CommandError(str(error), returncode=2) from error
        started = time.monotonic()
        script = found[0].script
        report = playtest(script, LANGUAGES)
        with translation.override(SPOKEN):
            self.stdout.write(f"{found[0].title} ({name})")
            for under in report.truths:
                for line in under_truth(script, under):
                    self.stdout.write(f"  {line}")
            for line in lines_of(script, list(report.findings)):
                self.stdout.write(f"  {line}")
        verdict = "Does not hold" if report.failures else "Holds"
        self.stdout.write(f"{verdict}, after {time.monotonic() - started:.1f} s.")
        if report.failures:
            sys.exit(1)


def under_truth(script: Script, under: UnderTruth) -> Iterator[str]:
    """What happened under one truth, line by line."""
    yield f"{truth_words(under.truth)}:"
    ending = kind_words(under.reference_ending)
    best = "" if under.reference_ending == under.best_ending else f", best {under.best_ending}"
    yield f"  Reference: {under.reference_score} of 100, {ending}{best}"
    reached = under.walk.endings
    names = [f"{name} ({kind_words(kind)})" for name, kind in sorted(reached.items())]
    states = f"{under.walk.states} standings" + ("" if under.walk.complete else ", cut short")
    yield f"  Endings reached: {', '.join(names)}; {states}"
    mean, passes = under.random_mean, under.random_passes
    yield f"  At random: {mean:.0f} on average, {passes} of {RANDOM_GAMES} pass"
    for bot, game in under.bots.items():
        passed = "passes" if game.verdict.passed else "does not pass"
        ending = kind_words(game.last.ending_kind)
        yield f"  {bot_words(bot)}: {game.verdict.score}, {passed}, {ending}"
