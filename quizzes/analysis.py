"""Reads attempts for item analysis: plain columns, a fixed number of queries, little memory."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np
from django.db import models
from django.db.models import F, Q, QuerySet, TextField, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.translation import gettext_lazy as _

from quizzes.models import Answer, QuestionVersion, QuizAttempt, Regrade
from quizzes.pure.answer_columns import AnswerColumns
from quizzes.pure.content import Content
from quizzes.pure.item_analysis import analyse
from quizzes.pure.item_figures import Analysis, Item
from quizzes.pure.item_marks import Marks
from quizzes.querysets import AttemptQuerySet
from quizzes.questions.base import Part, QuestionKind
from quizzes.questions.choice import Options
from quizzes.questions.kinds import KIND_NAMED

ROWS_AT_ONCE = 500


class Which(models.TextChoices):
    """Which attempts of a learner are analysed. The first by default: later ones know the quiz."""

    FIRST = "first", _("First attempts")
    BEST = "best", _("Best attempts")
    ALL = "all", _("All attempts")


def chosen_attempts(attempts: AttemptQuerySet, which: str) -> QuerySet[QuizAttempt]:
    """Finished attempts that are wholly marked: one a learner and quiz, or all.

    A first attempt that still waits for a mark is left out; no later one takes its place.
    """
    marked = attempts.finished().filter(score__isnull=False)
    if which == Which.ALL:
        return marked
    first = [F("finished_at").asc(), F("number").asc()]
    best = [F("score").desc(nulls_last=True), *first]
    ranked = attempts.finished().annotate(
        rank=Window(
            RowNumber(),
            partition_by=[F("enrolment__learner"), F("activity_key")],
            order_by=best if which == Which.BEST else first,
        )
    )
    return marked.filter(pk__in=ranked.filter(rank=1).values("pk"))


@dataclass(frozen=True)
class CorrectedKey:
    """What a regrade marked by, when the question was not asked anew since.

    `upwards`: whoever was right by the former key kept that.
    """

    content: Content
    upwards: bool
    at: datetime


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it was asked: its newest content among the attempts.

    `asked` are the hashes of all that learners got (`Content.asked_sha256`): one, however often its
    level or concepts changed.
    """

    key: UUID
    content: Content
    asked: frozenset[str]
    corrected: CorrectedKey | None = None

    @property
    def kind(self) -> QuestionKind:
        """Its kind."""
        return KIND_NAMED[self.content.kind]

    def parts(self, language: str) -> Mapping[str, Part]:
        """Everything that could be chosen, in words; what is right is what the marks go by."""
        names = self.kind.part_names(self.content, language)
        if self.corrected is None:
            return names
        now = self.kind.part_names(self.corrected.content, language)
        return {
            name: replace(part, right=now[name].right or (self.corrected.upwards and part.right))
            if name in now
            else part
            for name, part in names.items()
        }

    def written(self, name: str) -> Part:
        """What was answered without being offered, likewise."""
        part = self.kind.written_part(self.content, name)
        if self.corrected is None:
            return part
        now = self.kind.written_part(self.corrected.content, name)
        return replace(now, right=part.right or now.right) if self.corrected.upwards else now

    @property
    def item(self) -> Item:
        """As analysis takes it. What is right is what the newest version says, or a regrade."""
        names = self.parts("es")
        return Item(
            str(self.key),
            self.kind.random_guess(self.content),
            tuple(names),
            frozenset(name for name, part in names.items() if part.right),
            isinstance(self.kind, Options),
        )


@dataclass(frozen=True)
class Reading:
    """Marks with what their numbers stand for; `attempts` are ids as the database writes them."""

    marks: Marks
    questions: tuple[AskedQuestion, ...]
    answers: tuple[tuple[str, ...] | None, ...]
    attempts: tuple[str, ...]

    def analysis(self) -> Analysis:
        """Of everything read."""
        return self._analysis(self.marks)

    def analysis_among(self, attempts: set[str]) -> Analysis:
        """Of these attempts only."""
        wanted = np.array([each in attempts for each in self.attempts], bool)
        return self._analysis(self.marks.among(wanted))

    def _analysis(self, marks: Marks) -> Analysis:
        return analyse(marks, [each.item for each in self.questions], self.answers)


def read(attempts: QuerySet[QuizAttempt], quiz: UUID | None = None) -> Reading:
    """The marks of these attempts; three queries. Void answers and those not marked are left out.

    `quiz`: where all of them were made; a regrade of one quiz says nothing of others.
    """
    columns = AnswerColumns()
    for rows in _in_pieces(_rows(attempts)):
        columns.take(rows)
    contents = {
        pk: (key, at, Content.from_json(content))
        for pk, key, at, content in QuestionVersion.objects.filter(
            pk__in=columns.versions
        ).values_list("pk", "question_key", "created_at", "content")
    }
    versions: dict[UUID, list[int]] = defaultdict(list)
    for pk in sorted(contents, key=lambda pk: (contents[pk][1], pk)):
        versions[contents[pk][0]].append(pk)
    corrected = _corrected_keys({key: contents[pks[-1]][1] for key, pks in versions.items()}, quiz)
    number = {pk: place for place, pks in enumerate(versions.values()) for pk in pks}
    items = np.array([number[pk] for pk in columns.versions], np.int32)
    return Reading(
        columns.marks(items),
        tuple(
            AskedQuestion(
                key,
                contents[pks[-1]][2],
                frozenset(contents[pk][2].asked_sha256() for pk in pks),
                corrected.get(key),
            )
            for key, pks in versions.items()
        ),
        tuple(_chosen(contents[pk][2], said) for pk, said in columns.said),
        tuple(columns.attempts),
    )


def _corrected_keys(
    asked_last: Mapping[UUID, datetime], quiz: UUID | None
) -> dict[UUID, CorrectedKey]:
    """By question, of what was asked last at these moments: the key of its last regrade since."""
    here = Q(activity_key=None) | Q(activity_key=quiz)
    done = Regrade.objects.filter(here, question_key__in=asked_last, finished_at__isnull=False)
    found = {}
    for each in done.exclude(version=None).select_related("version").order_by("pk"):
        version = each.version
        if version and version.created_at > asked_last[each.question_key]:
            upwards = each.policy == Regrade.Policy.UPWARDS
            found[each.question_key] = CorrectedKey(version.frozen, upwards, each.started_at)
    return found


def _rows(attempts: QuerySet[QuizAttempt]) -> Iterator[tuple[Any, ...]]:
    """(attempt, version, position, fraction, points, response), the ends as the database's text:
    10,000 attempts have 100,000 answers, and few that differ.
    """
    answers = Answer.objects.filter(attempt__in=attempts, fraction__isnull=False)
    return (
        answers.exclude(method="void")
        .order_by()
        .values_list(
            Cast("attempt_id", TextField()),
            "version_id",
            "position",
            "fraction",
            "points",
            Cast("response", TextField()),
        )
        .iterator(ROWS_AT_ONCE)
    )


def _in_pieces(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while piece := list(islice(rows, ROWS_AT_ONCE)):
        yield piece


def _chosen(content: Content, said: str | None) -> tuple[str, ...] | None:
    """The parts chosen in an answer; None where there is none."""
    response = json.loads(said) if said else None
    if not response:
        return None
    return tuple(KIND_NAMED[content.kind].chosen(content, response))
