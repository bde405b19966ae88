"""What is done to a question of the bank; publishing one makes a version that never changes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cms.models import User
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


@dataclass(frozen=True)
class Tags:
    """What to change in how questions are tagged; what is empty stays as it is."""

    level: str = ""
    difficulty: str = ""
    add: Sequence[str] = ()
    remove: Sequence[str] = ()

    def put_on(self, row: Question) -> None:
        """Changes a row, without saving it."""
        row.level = self.level or row.level
        row.difficulty = self.difficulty or row.difficulty
        kept = [code for code in row.concepts if code not in self.remove]
        row.concepts = list(dict.fromkeys([*kept, *self.add]))


@transaction.atomic
def retag_question(question_key: UUID, tags: Tags, by: User, at: datetime) -> None:
    """Changes level, difficulty or concepts in every language, published and drafted.

    What was live stays live, as a new version; a draft beside it keeps its other changes.
    """
    for row in Question.objects.filter(translation_key=question_key):
        drafted = row.has_unpublished_changes
        draft = row.get_latest_revision_as_object()
        tags.put_on(row)
        row.save(update_fields=["level", "difficulty", "concepts"])
        tags.put_on(draft)
        revision = draft.save_revision(user=by, log_action=True, clean=False)
        if row.live and not drafted:
            revision.publish(user=by, skip_permission_checks=True)
    publish_version(question_key, at)


@transaction.atomic
def duplicate_question(question_key: UUID, by: User) -> Question:
    """A draft that says the same as its last draft, in every language; returns the source's row.

    Raises Question.DoesNotExist without one.
    """
    rows = Question.objects.filter(translation_key=question_key).select_related("locale")
    key, copies = uuid.uuid4(), {}
    for row in rows:
        draft = row.get_latest_revision_as_object()
        copied = Question(
            translation_key=key,
            locale=row.locale,
            content=draft.content,
            level=draft.level,
            difficulty=draft.difficulty,
            concepts=list(draft.concepts),
            live=False,
            has_unpublished_changes=True,
        )
        copied.save()
        copied.save_revision(user=by, log_action="wagtail.copy", clean=False)
        copies[row.locale.language_code] = copied
    if settings.LANGUAGE_CODE not in copies:
        raise Question.DoesNotExist
    return copies[settings.LANGUAGE_CODE]
