"""Publishing a question makes the version that new attempts are drawn from."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from courses.verbs.translation import unpublish_translations
from quizzes.models import Question, QuizAttempt
from quizzes.verbs.questions import publish_version


def on_published(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """A question was published in some language.

    After the transaction: a package publishes both languages in one, and one version comes of it.
    """
    if issubclass(sender, Question):
        key: UUID = instance.translation_key
        transaction.on_commit(lambda: publish_version(key, timezone.now()))


def on_unpublished(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """A question was taken back: in every language if it was the source's row."""
    if not issubclass(sender, Question):
        return
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        unpublish_translations(instance)
    key: UUID = instance.translation_key
    transaction.on_commit(lambda: publish_version(key, timezone.now()))


def quizzes_evidence(keys: set[UUID]) -> bool:
    """Whether anybody tried one of these quizzes."""
    return QuizAttempt.objects.filter(activity_key__in=keys).exists()
