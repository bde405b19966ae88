"""Reads the bank for drawing: published, not archived, with a version."""

from django.conf import settings

from quizzes.models import Question
from quizzes.pure.drawing import Candidate


def published_questions() -> list[Candidate]:
    """Every question that can be drawn; one query whatever the size of the bank."""
    rows = Question.objects.filter(
        live=True,
        archived=False,
        current_version__isnull=False,
        locale__language_code=settings.LANGUAGE_CODE,
    ).values_list("current_version_id", "translation_key", "level", "concepts", "difficulty")
    return [
        Candidate(version, str(key), level, frozenset(codes), difficulty)
        for version, key, level, codes, difficulty in rows
    ]
