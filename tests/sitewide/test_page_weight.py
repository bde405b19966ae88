"""What a learner's page weighs: its style sheets and modules, with all that they import."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from cms.models import User
from tests.content import SmallCourse
from tests.doing import Starts
from tests.long_quiz import SitsDown
from tests.people import ClientOf, Enrolled

KILOBYTE = 1024
LIMIT = 60 * KILOBYTE
LINKED = re.compile(r'<(?:link rel="stylesheet" href|script type="module" src)="/static/([^"]+)"')
# `@import url("…")`, `from "…"`, `import "…"`, and what only some pages fetch: `import("…")`.
IMPORTED = re.compile(r"""(?:@import url\(|\bfrom |\bimport |\bimport\()["']([^"']+)["']""")


def parts(file: Path) -> Iterator[Path]:
    """The file and all it imports; some more than once."""
    yield file
    for name in IMPORTED.findall(file.read_text()):
        yield from parts((file.parent / name).resolve())


def weight(client: Client, address: str) -> dict[str, int]:
    """Bytes by name of file; the company's own colour, a hundred bytes, is not counted."""
    html = client.get(address).content.decode()
    linked = [finders.find(name) for name in LINKED.findall(html)]
    files = {part for found in linked for part in parts(Path(str(found)).resolve())}
    return {file.name: file.stat().st_size for file in files}


def assert_light(weighed: dict[str, int], *expected: str) -> None:
    assert set(expected) <= set(weighed)  # the page was read, and so were its imports
    heaviest = sorted(weighed.items(), key=lambda each: -each[1])
    assert sum(weighed.values()) < LIMIT, heaviest


def test_home(new_hire: User, enrolled: Enrolled, client_of: ClientOf) -> None:
    enrolled(new_hire)
    weighed = weight(client_of(new_hire), reverse("home"))
    assert_light(weighed, "site.css", "tokens.css", "path.css", "site.js", "ask.js")


def test_a_screen_of_a_lesson(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    weighed = weight(client_of(new_hire), course.screen(1))
    assert_light(weighed, "site.css", "tokens.css", "screen.css", "lesson.js", "practice.js")


def test_a_question(
    new_hire: User, enrolled: Enrolled, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(enrolled(new_hire))
    weighed = weight(client_of(new_hire), reverse("show_question", args=[attempt.pk, 1]))
    assert_light(weighed, "tokens.css", "answer.css", "answer.js", "ordering.js", "timer.js")


def test_all_questions_on_a_page(new_hire: User, sits_down: SitsDown, client_of: ClientOf) -> None:
    attempt = sits_down(new_hire, layout="all", time_limit=30)
    weighed = weight(client_of(new_hire), reverse("show_questions", args=[attempt.pk]))
    assert_light(weighed, "tokens.css", "answer.css", "answer.js", "ordering.js", "timer.js")
