"""What a regrade changes, found without writing anything: answer by answer, attempt by attempt."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from quizzes.models import Answer, QuizAttempt, Regrade
from quizzes.pure.grading import Outcome, Weighed, outcome_of
from quizzes.pure.regrading import TOLD, Kept, Marked, Policy, Verdict, judge
from quizzes.questions.kinds import KIND_NAMED, fraction_by


@dataclass(frozen=True)
class Change:
    """An attempt whose result would change, or whose answer would be marked anew without that."""

    attempt: QuizAttempt
    before: Outcome
    after: Outcome
    # Whether any of its answers would be worth something else than now.
    revalued: bool = True

    @property
    def falls(self) -> bool:
        """Passed before, no longer afterwards."""
        return bool(self.before.passed) and not self.after.passed

    @property
    def rises(self) -> bool:
        """Passed only afterwards."""
        return bool(self.after.passed) and not self.before.passed

    @property
    def moves(self) -> bool:
        """The result itself changes."""
        return self.before != self.after


@dataclass(frozen=True)
class Found:
    """What a regrade would do: whom it changes, whom not and why, and what it leaves alone."""

    changes: list[Change] = field(default_factory=list)
    kept: list[tuple[QuizAttempt, Kept]] = field(default_factory=list)
    same: int = 0
    not_lowered: int = 0
    under_way: int = 0

    @property
    def corrects(self) -> bool:
        """Any mark would be worth something else; without that there is nothing to do."""
        return any(change.revalued for change in self.changes)


def asked_answers(regrade: Regrade) -> QuerySet[Answer]:
    """Every time the question was asked, in the quiz that is meant or in all of them."""
    answers = Answer.objects.filter(version__question_key=regrade.question_key)
    if regrade.activity_key:
        answers = answers.filter(attempt__activity_key=regrade.activity_key)
    return answers


def verdict_on(answer: Answer, regrade: Regrade) -> Verdict:
    """What the regrade makes of one answer as it is marked now."""
    policy = Policy(regrade.policy)
    if regrade.version is None:
        return judge(Marked(answer.fraction, answer.method, None), policy)
    target = regrade.version.frozen
    obstacle = None
    if answer.version.frozen.kind != target.kind:
        obstacle = Kept.OTHER_KIND
    elif not KIND_NAMED[target.kind].fits(target, answer.response):
        obstacle = Kept.PART_GONE
    by_new_key = None if obstacle else fraction_by(target, answer.response)
    return judge(Marked(answer.fraction, answer.method, by_new_key, obstacle), policy)


def outcome_with(
    attempt: QuizAttempt, answers: Iterable[Answer], changed: Mapping[int, float]
) -> Outcome:
    """What an attempt adds up to when some of its answers get other marks, by their ids."""
    marks = [
        Weighed(changed.get(each.pk, each.fraction), each.points, each.critical) for each in answers
    ]
    return outcome_of(marks, attempt.pass_mark)


def find_changes(regrade: Regrade) -> Found:
    """The dry run: a fixed number of queries, however many attempts there are.

    Attempts under way are only counted. An answer that this regrade has marked already is the same.
    """
    asked = asked_answers(regrade)
    finished = asked.filter(attempt__state=QuizAttempt.State.FINISHED)
    marked_before = set(regrade.marks.values_list("answer", flat=True)) if regrade.pk else set()
    rows = finished.select_related("attempt__enrolment__learner").prefetch_related("version")
    new_marks: dict[UUID, dict[int, float]] = defaultdict(dict)
    attempts: dict[UUID, QuizAttempt] = {}
    revalued: set[UUID] = set()
    counts: dict[Kept, int] = defaultdict(int)
    kept: list[tuple[QuizAttempt, Kept]] = []
    for answer in rows.order_by("attempt__finished_at", "pk"):
        verdict = verdict_on(answer, regrade)
        if answer.pk in marked_before:
            counts[Kept.SAME] += 1
        elif verdict.fraction is not None:
            attempts[answer.attempt_id] = answer.attempt
            new_marks[answer.attempt_id][answer.pk] = verdict.fraction
            if verdict.fraction != answer.fraction:
                revalued.add(answer.attempt_id)
        elif verdict.kept in TOLD:
            kept.append((answer.attempt, verdict.kept))
        elif verdict.kept:
            counts[verdict.kept] += 1
    beside = _answers_beside(finished)
    return Found(
        [
            Change(
                attempt,
                Outcome(attempt.score, attempt.passed),
                outcome_with(attempt, beside[pk], new_marks[pk]),
                pk in revalued,
            )
            for pk, attempt in attempts.items()
        ],
        kept,
        counts[Kept.SAME],
        counts[Kept.NOT_LOWERED],
        asked.filter(attempt__state=QuizAttempt.State.OPEN).count(),
    )


def _answers_beside(asked: QuerySet[Answer]) -> dict[Any, list[Answer]]:
    """All answers of the attempts in which these were given; one query."""
    rows = Answer.objects.filter(attempt__in=asked.values("attempt"))
    found: dict[Any, list[Answer]] = defaultdict(list)
    for each in rows.only("attempt_id", "fraction", "points", "critical").order_by("pk"):
        found[each.attempt_id].append(each)
    return found


@dataclass(frozen=True)
class Former:
    """What is left of the former key after a regrade: attempts with its marks, or still to come.

    An attempt keeps the key it began with, also when it is handed in after the regrade; another
    regrade corrects it.
    """

    regrade: Regrade
    changes: list[Change]
    under_way: int


def former_of(regrade: Regrade) -> Former:
    """Of attempts begun before the regrade; later ones were asked what was published by then."""
    before = regrade.started_at
    changes = [each for each in find_changes(regrade).changes if each.revalued]
    open_then = asked_answers(regrade).filter(
        attempt__state=QuizAttempt.State.OPEN, attempt__started_at__lt=before
    )
    return Former(
        regrade,
        [each for each in changes if each.attempt.started_at < before],
        open_then.count(),
    )


def by_former_key(question: UUID) -> Former | None:
    """For a question's last regrade, once it is finished; None where there is none."""
    done = Regrade.objects.filter(question_key=question, finished_at__isnull=False)
    last = done.select_related("version").order_by("pk").last()
    return former_of(last) if last else None
