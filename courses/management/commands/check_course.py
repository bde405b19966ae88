"""Checks what courses consist of, as it was saved last, and says what to mend."""

import sys
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from courses.activities import course_checks
from courses.models import CoursePage
from courses.package.exporting import find_course
from courses.package.reading import PackageError

SPOKEN = "en"


class Command(BaseCommand):
    help = "Check courses and print what to mend; exit code 1 when something blocks publishing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "names", nargs="*", help="a package's key, or a course's address or key; none: all"
        )

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        courses = CoursePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        if names:
            courses = courses.filter(translation_key__in=[_key_of(name) for name in names])
        with translation.override(SPOKEN):
            errors = sum(self.report(course) for course in courses.order_by("title"))
        if errors:
            sys.exit(1)

    def report(self, course: CoursePage) -> int:
        """Prints what was found, what blocks first; returns how much blocks."""
        found = [each for check in course_checks for each in check(course.translation_key)]
        errors = sum(each.blocks for each in found)
        said = f"{errors} to mend, {len(found) - errors} hints" if found else "nothing to mend"
        self.stdout.write(f"{course.title} ({course.slug}): {said}")
        for each in sorted(found, key=lambda each: not each.blocks):
            self.stdout.write(f"  {'x' if each.blocks else '-'} {each.place}: {each.words}")
        return errors


def _key_of(name: str) -> UUID:
    try:
        return find_course(name)[1]
    except PackageError as error:
        raise CommandError("\n".join(map(str, error.problems)), returncode=2) from error
