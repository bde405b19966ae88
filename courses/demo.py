"""How a demo person reads a lesson: through the same verbs as everybody."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from courses.lessons import stream_ids
from courses.models import Enrolment, LessonPage
from courses.verbs.lessons import complete_lesson, keep_place


def read_lesson(enrolment: Enrolment, activity_key: UUID, skill: float, at: datetime) -> None:
    """Reads a lesson to its last screen; the skill makes no difference to reading."""
    page = LessonPage.objects.get(translation_key=activity_key, locale__language_code="es")
    keep_place(enrolment, activity_key, stream_ids(page.body)[-1], at)
    complete_lesson(enrolment, activity_key, at)


def erase(enrolments: QuerySet[Enrolment]) -> None:
    """Deletes the demo's questions, completions, places and enrolments."""
    for enrolment in enrolments:
        enrolment.inquiries.all().delete()
        enrolment.completions.all().delete()
        enrolment.places.all().delete()
    enrolments.delete()
