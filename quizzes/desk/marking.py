"""Answers that wait for a person, on the first page of the desk."""

from django.utils import timezone

from cms.models import User
from courses.desk.matters import Matter, Section
from quizzes.marking_queue import group_section


def marking_section(viewer: User) -> list[Section]:
    """What waits for the viewer to be marked."""
    return [
        Section(
            each.heading,
            each.lead,
            "doc-full",
            [Matter(row.title, row.url, row.detail) for row in each.rows],
            each.total,
            each.more_url,
        )
        for each in group_section(viewer, timezone.now())
    ]
