"""An attempt as its learner meets it: found for its owner, with the map of its questions."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from cms.models import User
from quizzes.models import Answer, QuizAttempt, QuizPage


@dataclass(frozen=True)
class Dot:
    """A question on the map."""

    number: int
    url: str
    state: str
    flagged: bool
    here: bool
    label: str


def find_attempt(learner: User, attempt_id: UUID) -> QuizAttempt:
    """The learner's own attempt. Raises Http404 for anybody else's."""
    mine = QuizAttempt.objects.of(learner).select_related("enrolment__learner")
    attempt = mine.filter(pk=attempt_id).first()
    if attempt is None:
        raise Http404
    return attempt


def find_answer(learner: User, attempt_id: UUID, position: int) -> Answer:
    """One question of the learner's own attempt. Raises Http404."""
    answer = (
        Answer.objects.filter(
            attempt_id=attempt_id, position=position, attempt__enrolment__learner=learner
        )
        .exclude(attempt__enrolment__status="closed")
        .select_related("attempt", "version")
        .first()
    )
    if answer is None:
        raise Http404
    return answer


def title_of(activity_key: UUID, language: str) -> str:
    """The quiz's title in the reader's language; kept attempts outlive unpublished pages."""
    rows: dict[str, str] = dict(
        QuizPage.objects.filter(
            translation_key=activity_key, locale__language_code__in={"es", language}
        ).values_list("locale__language_code", "title")
    )
    return rows.get(language) or rows.get("es") or gettext("Quiz")


def map_of(answers: list[Answer], here: int = 0) -> list[Dot]:
    """The questions as dots: answered or not, flagged, here."""
    return [_dot(answer, here) for answer in answers]


def _dot(answer: Answer, here: int) -> Dot:
    answered = answer.response is not None
    words = [
        gettext("Question %(n)s") % {"n": answer.position},
        gettext("answered") if answered else gettext("no answer"),
    ]
    if answer.flagged:
        words.append(gettext("flagged"))
    return Dot(
        answer.position,
        reverse("show_question", args=[answer.attempt_id, answer.position]),
        "answered" if answered else "unanswered",
        answer.flagged,
        answer.position == here,
        ", ".join(words),
    )
