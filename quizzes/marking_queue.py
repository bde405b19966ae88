"""What waits for a person to be marked: by quiz and question, and answer by answer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext

from cms.models import User
from courses.activities import GroupRow, GroupSection
from courses.words import ago_words
from quizzes.exceptions import quizzes_by_key
from quizzes.models import Answer, QuestionVersion, QuizPage
from quizzes.pure.drawing import rank
from quizzes.questions.kinds import KIND_NAMED

STEM_SHOWN = 160
ROWS_SHOWN = 5


@dataclass(frozen=True)
class Pile:
    """The answers to one question in one quiz that wait."""

    quiz: str
    stem: str
    count: int
    oldest_at: datetime
    blind: bool
    first: int


@dataclass(frozen=True)
class Place:
    """Where an answer lies in its pile: the ids before and after it, and how many still wait."""

    number: int
    waiting: int
    before: int | None
    after: int | None


def piles_for(viewer: User) -> list[Pile]:
    """Everything that waits for the viewer, the longest waiting first; three queries."""
    waiting = Answer.objects.to_mark().markable_by(viewer).select_related("attempt", "version")
    lying: dict[tuple[UUID, UUID], list[Answer]] = defaultdict(list)
    rows = waiting.order_by("attempt__finished_at", "pk")
    for answer in rows.only(
        "attempt__activity_key", "attempt__finished_at", "version__question_key"
    ):
        lying[answer.attempt.activity_key, answer.version.question_key].append(answer)
    last = {answers[-1].version_id for answers in lying.values()}
    versions = QuestionVersion.objects.in_bulk(list(last))
    quizzes = quizzes_by_key({activity for activity, _question in lying})
    return [
        _pile(answers, versions[answers[-1].version_id], quizzes.get(activity))
        for (activity, _question), answers in lying.items()
    ]


def _pile(answers: list[Answer], version: QuestionVersion, quiz: QuizPage | None) -> Pile:
    blind = is_blind(quiz)
    oldest = answers[0].attempt
    return Pile(
        str(quiz.title if quiz else QuizPage.kind.label),
        version.frozen.text("stem", get_language() or "es").text,
        len(answers),
        oldest.finished_at or oldest.started_at,
        blind,
        min(answers, key=_drawn_order).pk if blind else answers[0].pk,
    )


def _drawn_order(answer: Answer) -> str:
    """An order that tells nothing of who wrote or when."""
    return rank(str(answer.attempt.activity_key), "blind", str(answer.pk))


def _time_order(answer: Answer) -> tuple[datetime, int]:
    return answer.attempt.finished_at or answer.attempt.started_at, answer.pk


def quiz_of(activity_key: UUID) -> QuizPage | None:
    """One quiz, titled in the reader's language; None once it is gone."""
    return quizzes_by_key({activity_key}).get(activity_key)


def is_blind(quiz: QuizPage | None) -> bool:
    """Whether its answers are marked without names."""
    return bool(quiz and quiz.blind_marking)


def find_markable(viewer: User, pk: int) -> Answer:
    """An answer that a person marks and that the viewer may mark. Raises Http404."""
    answers = Answer.objects.markable_by(viewer).select_related(
        "version", "attempt__enrolment__learner"
    )
    answer = answers.filter(pk=pk).first()
    if answer is None or not KIND_NAMED[answer.version.frozen.kind].by_hand:
        raise Http404
    return answer


def place_of(answer: Answer, viewer: User, *, blind: bool) -> Place:
    """The neighbours of an answer among those of its pile that still wait; one query.

    Without names the order tells nothing either: it is drawn, not that of handing in.
    """
    pile = Answer.objects.to_mark().markable_by(viewer)
    pile = pile.filter(attempt__activity_key=answer.attempt.activity_key)
    pile = pile.filter(version__question_key=answer.version.question_key)
    waiting = list(pile.select_related("attempt"))
    others = [each for each in waiting if each.pk != answer.pk]
    in_order = sorted([*others, answer], key=_drawn_order if blind else _time_order)
    return _place([each.pk for each in in_order], answer.pk, len(waiting))


def _place(in_order: Sequence[int], pk: int, waiting: int) -> Place:
    at = in_order.index(pk)
    before = in_order[at - 1] if at else None
    after = in_order[at + 1] if at + 1 < len(in_order) else None
    return Place(at + 1, waiting, before, after)


def group_section(viewer: User, at: datetime) -> list[GroupSection]:
    """What waits for the viewer, for *My group* and the trainer's desk."""
    piles = piles_for(viewer)
    rows = [
        GroupRow(
            Truncator(pile.stem).chars(STEM_SHOWN),
            reverse("mark_answer", args=[pile.first]),
            " · ".join(
                [pile.quiz, count_words(pile.count), ago_words(pile.oldest_at, at, viewer.zone)]
            ),
        )
        for pile in piles[:ROWS_SHOWN]
    ]
    waiting = sum(pile.count for pile in piles)
    lead = ngettext(
        "%(n)s answer in someone's own words waits for a result.",
        "%(n)s answers in people's own words wait for a result.",
        waiting,
    ) % {"n": waiting}
    url = reverse("marking_queue")
    heading = gettext("Answers to mark")
    return [GroupSection(heading, lead, tuple(rows), len(piles), url, counted=waiting)]


def count_words(count: int) -> str:
    """ "3 answers to mark"."""
    return ngettext("%(n)s answer to mark", "%(n)s answers to mark", count) % {"n": count}
