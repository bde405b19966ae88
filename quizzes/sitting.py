"""An attempt as its learner meets it: found for its owner, its questions, their map, its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import ceil
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from cms.models import User
from courses.asking import AskLink, ask_link
from courses.models import Enrolment
from quizzes.asking import Asked, asked
from quizzes.models import Answer, QuizAttempt, QuizPage
from quizzes.models.pages import Layout
from quizzes.models.records import Confidence
from quizzes.querysets import AnswerQuerySet
from quizzes.questions.base import Response
from quizzes.questions.kinds import KIND_NAMED


@dataclass(frozen=True)
class Dot:
    """A question on the map."""

    number: int
    url: str
    state: str
    flagged: bool
    here: bool
    label: str


@dataclass(frozen=True)
class Begun:
    """A question whose answer is not whole, and what it is still without."""

    number: int
    url: str
    lacks: str


@dataclass(frozen=True)
class Level:
    """How sure somebody may say to be."""

    id: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True)
class Problem:
    """Why an answer was not taken.

    `kept` is what was sent, to be shown again in the fields; `sent` says it in words, where the
    fields show what is stored.
    """

    words: str
    kept: Response | None = None
    sent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One question with all a page needs to have it answered; names of fields have its prefix."""

    number: int
    prefix: str
    question: Asked
    # What it counts, where that is more than usual.
    rules: list[str]
    confidence: list[Level]
    save_url: str
    revision: int
    flagged: bool
    saved_at: datetime | None
    # What the stored answer is still without, where its fields do not show it.
    lacks: str
    problem: Problem | None
    ask: AskLink


@dataclass(frozen=True)
class Clock:
    """The time that is left: seconds and minutes, both rounded up, and until when."""

    seconds: int
    minutes: int
    ends_at: datetime
    over_url: str


def find_attempt(learner: User, attempt_id: UUID) -> QuizAttempt:
    """The learner's own attempt. Raises Http404 for anybody else's."""
    mine = QuizAttempt.objects.of(learner).select_related("enrolment__learner")
    attempt = mine.filter(pk=attempt_id).first()
    if attempt is None:
        raise Http404
    return attempt


def find_answer(learner: User, attempt_id: UUID, position: int) -> Answer:
    """One question of the learner's own attempt. Raises Http404."""
    hers = _answers().filter(attempt__enrolment__learner=learner)
    return get_object_or_404(hers, attempt_id=attempt_id, position=position)


@cache
def _answers() -> AnswerQuerySet:
    """What is the same for everybody is built once."""
    known = Answer.objects.exclude(attempt__enrolment__status=Enrolment.Status.CLOSED)
    return known.select_related("attempt", "version")


def title_of(activity_key: UUID, language: str) -> str:
    """The quiz's title in the reader's language; kept attempts outlive unpublished pages."""
    rows: dict[str, str] = dict(
        QuizPage.objects.filter(
            translation_key=activity_key, locale__language_code__in={"es", language}
        ).values_list("locale__language_code", "title")
    )
    return rows.get(language) or rows.get("es") or gettext("Quiz")


def address_of(attempt: QuizAttempt, position: int) -> str:
    """Where a question of an attempt is answered."""
    if attempt.layout == Layout.ALL:
        return f"{reverse('show_questions', args=[attempt.pk])}#q{position}"
    return reverse("show_question", args=[attempt.pk, position])


def prefix_of(attempt: QuizAttempt, position: int) -> str:
    """What stands before the names of a question's fields: a page with all of them needs it."""
    return f"q{position}-" if attempt.layout == Layout.ALL else ""


def sheet_of(
    attempt: QuizAttempt, answer: Answer, language: str, problem: Problem | None = None
) -> Sheet:
    """A question as stored; with a problem, as it was sent where that can be shown again."""
    seed = f"{attempt.pk}-{answer.position}" if attempt.shuffle else ""
    kept = problem.kept if problem else None
    prefix = prefix_of(attempt, answer.position)
    return Sheet(
        answer.position,
        prefix,
        asked(
            answer.version.frozen,
            language,
            seed,
            answer.response if kept is None else kept,
            prefix,
            "" if kept is None else f"{prefix}problem",
        ),
        _rules(answer),
        _levels(answer.confidence) if attempt.confidence else [],
        reverse("save_answer", args=[attempt.pk, answer.position]),
        answer.revision,
        answer.flagged,
        answer.saved_at,
        unseen_lack(answer, answer.response),
        problem,
        _ask(attempt, answer.position),
    )


def unseen_lack(answer: Answer, response: Response | None) -> str:
    """What an answer is still without, in words; an empty part is seen and needs none."""
    content = answer.version.frozen
    kind = KIND_NAMED[content.kind]
    return "" if kind.in_parts else kind.lacks(content, response)


def _ask(attempt: QuizAttempt, position: int) -> AskLink:
    """Where a page has all questions, the control says which one it is about."""
    about = gettext("Question %(n)s") % {"n": position} if attempt.layout == Layout.ALL else ""
    return ask_link("question", attempt.pk, str(position), about, form="answer")


def _rules(answer: Answer) -> list[str]:
    """What is to be known of a question before it is answered: it decides how long one thinks."""
    rules = []
    if answer.points != 1:
        words = ngettext("It is worth %(n)s point.", "It is worth %(n)s points.", answer.points)
        rules.append(words % {"n": answer.points})
    if answer.critical:
        rules.append(gettext("This question has to be right to pass."))
    return rules


def _levels(said: str) -> list[Level]:
    return [Level(value, label, value == said) for value, label in Confidence.choices]


def words_of(answer: Answer, response: Response, language: str) -> tuple[str, ...]:
    """An answer in words, part by part; nothing of what is right."""
    content = answer.version.frozen
    parts = KIND_NAMED[content.kind].parts(content, response, language)
    return tuple(part.text for part in parts)


def clock_of(attempt: QuizAttempt, at: datetime) -> Clock | None:
    """The time left at `at`; None without a limit."""
    if attempt.deadline_at is None:
        return None
    seconds = seconds_left(attempt, at)
    over_url = reverse("show_result", args=[attempt.pk])
    return Clock(seconds, ceil(seconds / 60), attempt.deadline_at, over_url)


def seconds_left(attempt: QuizAttempt, at: datetime) -> int:
    """Seconds until the deadline, rounded up, never below 0. Only for attempts that have one."""
    if attempt.deadline_at is None:
        raise ValueError("this attempt has no deadline")
    return max(0, ceil((attempt.deadline_at - at).total_seconds()))


def map_of(attempt: QuizAttempt, answers: Sequence[Answer], here: int = 0) -> list[Dot]:
    """The questions as dots: answered or not, flagged, here."""
    return [_dot(attempt, answer, here) for answer in answers]


def answered_in_part(attempt: QuizAttempt, answers: Sequence[Answer]) -> list[Begun]:
    """The questions whose answer is not whole; `answers` have their versions."""
    lacking = [(answer, _lacks(answer)) for answer in answers]
    return [
        Begun(answer.position, address_of(attempt, answer.position), lacks)
        for answer, lacks in lacking
        if lacks
    ]


def _lacks(answer: Answer) -> str:
    content = answer.version.frozen
    return KIND_NAMED[content.kind].lacks(content, answer.response)


def _dot(attempt: QuizAttempt, answer: Answer, here: int) -> Dot:
    answered = answer.response is not None
    words = [
        gettext("Question %(n)s") % {"n": answer.position},
        gettext("answered") if answered else gettext("no answer"),
    ]
    if answer.flagged:
        words.append(gettext("flagged"))
    return Dot(
        answer.position,
        address_of(attempt, answer.position),
        "answered" if answered else "unanswered",
        answer.flagged,
        answer.position == here,
        ", ".join(words),
    )
