"""What goes with regrades: a key that was wrong, and a crowd that answered the same."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from cms.models import User
from courses.models import Completion, Enrolment
from quizzes.models import Answer, Mark, Question, QuestionVersion, QuizAttempt
from quizzes.verbs.questions import publish_version


def correct_key(version: QuestionVersion, right: list[int], at: datetime) -> QuestionVersion:
    """Publishes the question with these options right, by their place, instead of the others."""
    row = Question.objects.get(translation_key=version.question_key, locale__language_code="es")
    raw = [dict(row.content.raw_data[0])]
    options = raw[0]["value"]["options"]
    for place, option in enumerate(options):
        option["value"]["right"] = place in right
    row.content = row._meta.get_field("content").stream_block.to_python(raw)
    row.save()
    published = publish_version(version.question_key, at)
    assert published is not None
    return published


def drop_option(version: QuestionVersion, place: int, at: datetime) -> QuestionVersion:
    """Publishes the question without one of its options."""
    row = Question.objects.get(translation_key=version.question_key, locale__language_code="es")
    raw = [dict(row.content.raw_data[0])]
    del raw[0]["value"]["options"][place]
    row.content = row._meta.get_field("content").stream_block.to_python(raw)
    row.save()
    published = publish_version(version.question_key, at)
    assert published is not None
    return published


def crowd(model: QuizAttempt, count: int) -> list[QuizAttempt]:
    """So many people more who did exactly what this finished attempt did, made in bulk."""
    way = model.enrolment
    people = User.objects.bulk_create(
        User(username=f"crowd-{number}", first_name="Gente", last_name=f"{number:04}")
        for number in range(count)
    )
    ways = Enrolment.objects.bulk_create(_copy(way, learner=person) for person in people)
    for done in Completion.objects.filter(enrolment=way):
        Completion.objects.bulk_create(_copy(done, enrolment=each) for each in ways)
    attempts = QuizAttempt.objects.bulk_create(
        _copy(model, pk=uuid4(), enrolment=each) for each in ways
    )
    for answer in model.answers.all():
        answers = Answer.objects.bulk_create(_copy(answer, attempt=each) for each in attempts)
        for mark in answer.marks.all():
            Mark.objects.bulk_create(_copy(mark, answer=each) for each in answers)
    know_sizes()
    return attempts


def know_sizes() -> None:
    """Does what PostgreSQL does by itself once rows are committed, which a test's never are.

    Otherwise it takes tables filled in bulk for empty ones and joins row by row.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _copy(row: Any, pk: UUID | None = None, **changes: Any) -> Any:
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    for name, value in changes.items():
        fields.pop(f"{name}_id")
        fields[name] = value
    return type(row)(pk=pk, **fields)
