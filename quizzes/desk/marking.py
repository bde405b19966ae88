"""Answers that wait for a person, on the first page of the desk."""

from django.utils import timezone

from cms.models import User
from courses.desk.matters import Section
from quizzes.marking_queue import group_section


def marking_section(viewer: User) -> list[Section]:
    """What waits for the viewer to be marked."""
    return group_section(viewer, timezone.now())
