"""Loading a package as drafts changes no byte that a learner gets."""

import shutil
from pathlib import Path

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import LessonPage
from courses.package.loading import load_package, read_package
from quizzes.models import Question, QuestionVersion
from tests.content import PACKAGES, SmallCourse
from tests.people import ClientOf, Enrolled


def every_page(course: SmallCourse, client: Client) -> list[bytes]:
    """What a learner reads of the course, in both languages, without what differs each time."""
    addresses = [course.screen(number) for number in (1, 2, 3)]
    addresses += [course.screen(number, course.listen) for number in (1, 2)]
    addresses.append(reverse("open_quiz", args=[course.quiz]))
    found = []
    for language in ("es", "en"):
        client.post(reverse("set_language"), {"language": language})
        found += [_without_tokens(client.get(address).content) for address in addresses]
    return found


def _without_tokens(page: bytes) -> bytes:
    lines = page.splitlines()
    drawn = (b"csrfmiddlewaretoken", b"idempotency_key")
    return b"\n".join(line for line in lines if not any(word in line for word in drawn))


def changed_package(folder: Path) -> Path:
    """The small package with other words everywhere."""
    copy = folder / "small"
    shutil.copytree(PACKAGES / "small", copy)
    for file in copy.rglob("*.yaml"):
        text = file.read_text()
        for word, other in (("Pregunta", "Cuestión"), ("Question", "Query"), ("Lección", "Clase")):
            text = text.replace(word, other)
        file.write_text(text.replace("minutes: ", "minutes: 1"))
    return copy


def test_drafts_reach_no_learner(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf, tmp_path: Path
) -> None:
    enrolled(new_hire)
    client = client_of(new_hire)
    every_page(course, client)
    before, versions = every_page(course, client), QuestionVersion.objects.count()

    report = load_package(read_package(changed_package(tmp_path)), timezone.now())

    assert report.updated
    assert LessonPage.objects.filter(has_unpublished_changes=True).exists()
    assert Question.objects.filter(has_unpublished_changes=True).exists()
    assert every_page(course, client) == before
    assert QuestionVersion.objects.count() == versions
