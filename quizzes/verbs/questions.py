"""Publishing a question makes a version that never changes."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from quizzes.models import Question, QuestionVersion
from quizzes.pure.content import freeze


def publish_version(question_key: UUID, at: datetime) -> QuestionVersion | None:
    """Makes (or finds) the version of what is live in all languages and points the question to it.

    Returns None while the Spanish row is not live: then nothing can be drawn.
    """
    rows = Question.objects.filter(translation_key=question_key, live=True).select_related("locale")
    by_language = {row.locale.language_code: row for row in rows}
    source = by_language.get(settings.LANGUAGE_CODE)
    if source is None or not source.content:
        return None
    raws = {
        language: row.content[0].block.get_prep_value(row.content[0].value)
        for language, row in by_language.items()
        if row.content and row.kind == source.kind
    }
    content = freeze(source.kind, source.level, sorted(source.concepts), raws)
    version, _created = QuestionVersion.objects.get_or_create(
        question_key=question_key,
        sha256=content.sha256(),
        defaults={"content": content.as_json(), "created_at": at},
    )
    Question.objects.filter(pk=source.pk).update(current_version=version)
    return version


def archive_question(question_key: UUID, archived: bool) -> None:
    """Takes a question out of use, or back, in all languages; attempts that have it keep it."""
    Question.objects.filter(translation_key=question_key).update(archived=archived)
