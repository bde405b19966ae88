"""What a regrade means to the courses of the people it changes; reads only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from courses.models import Completion, Enrolment
from courses.outlines import load_outlines
from courses.pure.progress import tally
from quizzes.corrections import Change
from quizzes.standings import scores_in


@dataclass(frozen=True)
class Effect:
    """What happens to one quiz of one enrolment: passed or not, before and after."""

    before: bool
    after: bool
    completes: bool
    stays_completed: bool

    @property
    def words(self) -> str:
        """The same in a sentence; empty where the course notices nothing but the score."""
        if self.completes:
            return gettext("Finishes the course.")
        if self.after and not self.before:
            return gettext("The quiz counts as done.")
        if self.before and not self.after and self.stays_completed:
            return gettext("The course stays finished.")
        if self.before and not self.after:
            return gettext("The quiz counts as not done again.")
        return ""


def effects_of(changes: Iterable[Change]) -> dict[UUID, Effect]:
    """What changes bring about, by attempt; a fixed number of queries.

    An effect is the person's, not the attempt's: it stands once, at the first attempt that comes
    to pass or to fail, and nowhere else.
    """
    found = list(changes)
    ways = {each.attempt.enrolment_id: each.attempt.enrolment for each in found}
    passed = _passed_quizzes(list(ways))
    after = {pk: dict(quizzes) for pk, quizzes in passed.items()}
    for change in found:
        attempt = change.attempt
        after[attempt.enrolment_id].setdefault(attempt.activity_key, {})
        after[attempt.enrolment_id][attempt.activity_key] = {
            **after[attempt.enrolment_id][attempt.activity_key],
            attempt.pk: bool(change.after.passed),
        }
    completed = _completed(ways, after)
    effects: dict[UUID, Effect] = {}
    told: set[tuple[int, UUID]] = set()
    finished: set[int] = set()
    for change in found:
        attempt, pk = change.attempt, change.attempt.enrolment_id
        key = attempt.activity_key
        effect = Effect(
            any(passed[pk].get(key, {}).values()),
            any(after[pk][key].values()),
            completed[pk] and ways[pk].completed_at is None and pk not in finished,
            ways[pk].completed_at is not None,
        )
        causes = change.rises if effect.after else change.falls
        if causes and (pk, key) not in told:
            effects[attempt.pk] = effect
            told.add((pk, key))
            finished |= {pk} if effect.completes else set()
    return effects


Quizzes = dict[UUID, dict[UUID, bool]]


def _passed_quizzes(enrolments: list[int]) -> dict[int, Quizzes]:
    """By enrolment and quiz: which of the finished attempts passed."""
    passed: dict[int, Quizzes] = defaultdict(dict)
    for each in scores_in(enrolments):
        of_quiz = passed[each.enrolment_id].setdefault(each.activity_key, {})
        of_quiz[each.attempt_id] = bool(each.passed)
    return passed


def _completed(ways: dict[int, Enrolment], after: dict[int, Quizzes]) -> dict[int, bool]:
    """Whether everything required would be done afterwards."""
    outlines = load_outlines({way.course_key for way in ways.values()})
    done: dict[int, set[UUID]] = defaultdict(set)
    rows = Completion.objects.passed().filter(enrolment__in=list(ways))
    for pk, key in rows.values_list("enrolment_id", "activity_key"):
        done[pk].add(key)
    completed = {}
    for pk, way in ways.items():
        for key, attempts in after[pk].items():
            (done[pk].add if any(attempts.values()) else done[pk].discard)(key)
        outline = outlines.get(way.course_key)
        completed[pk] = bool(
            outline and tally(outline.for_audience(way.audience), frozenset(done[pk]), {}).complete
        )
    return completed
