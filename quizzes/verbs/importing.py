"""Questions from a file become questions of the bank, each whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from cms.models import User
from courses.models import Concept
from quizzes.already_here import Bank
from quizzes.levels import Difficulty, Level
from quizzes.models import Question
from quizzes.pure.exchange.portable import PortableQuestion
from quizzes.pure.exchange.sameness import key_for
from quizzes.questions.raw import raw_of, settled
from quizzes.verbs.questions import publish_version

# In a question's history; entries of one import share their `uuid`.
IMPORTED = "trato.import"


@dataclass(frozen=True)
class Defaults:
    """What a question gets where the file does not say."""

    level: str = Level.UNDERSTAND
    difficulty: str = Difficulty.MEDIUM
    concepts: tuple[str, ...] = ()

    def applied(self, question: PortableQuestion) -> PortableQuestion:
        """The question with level, difficulty and concepts."""
        return replace(
            question,
            level=question.level or self.level,
            difficulty=question.difficulty or self.difficulty,
            concepts=known_concepts(question) or self.concepts,
        )


def known_concepts(question: PortableQuestion) -> tuple[str, ...]:
    """Those of its concepts that this site has; the report lists the others as lost."""
    if not question.concepts:
        return ()
    here = set(Concept.objects.filter(code__in=question.concepts).values_list("code", flat=True))
    return tuple(code for code in question.concepts if code in here)


@dataclass
class Imported:
    """What an import did, question by question."""

    created: list[PortableQuestion] = field(default_factory=list)
    here: list[PortableQuestion] = field(default_factory=list)
    failed: list[PortableQuestion] = field(default_factory=list)


def import_questions(
    questions: Iterable[PortableQuestion],
    defaults: Defaults,
    at: datetime,
    *,
    user: User | AnonymousUser | None = None,
    publish: bool = False,
    format_name: str = "",
) -> Imported:
    """Adds those that the bank does not have, as drafts or published, one transaction each.

    Importing the same again adds nothing; `format_name` is the format they came in. What cannot
    be saved is listed as failed.
    """
    done, bank = Imported(), Bank(format_name)
    for question in map(settled, questions):
        if not bank.takes(question):
            done.here.append(question)
            continue
        try:
            created = _import(defaults.applied(question), at, user, publish)
        except (ValidationError, IntegrityError):
            done.failed.append(question)
        else:
            (done.created if created else done.here).append(question)
    return done


def _import(
    question: PortableQuestion, at: datetime, user: User | AnonymousUser | None, publish: bool
) -> bool:
    """False when somebody else imported it meanwhile."""
    key = key_for(question)
    with transaction.atomic():
        locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
        if Question.objects.filter(translation_key=key, locale=locale).exists():
            return False
        row = Question(translation_key=key, locale=locale, live=False)
        block: Any = Question._meta.get_field("content")
        row.content = block.stream_block.to_python([raw_of(question)])
        row.level, row.difficulty = question.level, question.difficulty
        row.concepts = list(question.concepts)
        row.full_clean()
        row.save()
        revision = row.save_revision(user=user, log_action="wagtail.create")
        if publish:
            revision.publish(user=user)
            publish_version(key, at)
    return True


@transaction.atomic
def log_import(keys: Iterable[UUID], batch: UUID, user: User | AnonymousUser, at: datetime) -> int:
    """Notes in the history of these questions that one import brought them; returns how many."""
    rows = Question.objects.filter(
        translation_key__in=list(keys), locale__language_code=settings.LANGUAGE_CODE
    )
    found = list(rows.defer("content"))
    for row in found:
        log(row, IMPORTED, user=user, uuid=batch, timestamp=at)
    return len(found)
