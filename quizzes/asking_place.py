"""Asking from a question: under way without a word on what is right, afterwards with the answer."""

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import User
from courses.asking import AskPlace, PlaceKind
from courses.models import Enrolment
from quizzes.models import Question, QuestionVersion, QuizAttempt
from quizzes.questions.base import Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.reviewing import find_review_answer
from quizzes.sitting import find_answer, title_of

STEM_SHOWN = 90
HIGHEST_DIGITS = 4


def find_question(learner: User, key: UUID, anchor: str, language: str) -> AskPlace:
    """The question at a position of her attempt. Raises Http404."""
    answer = find_answer(learner, key, _position(anchor))
    attempt, version = answer.attempt, answer.version
    finished = attempt.state == QuizAttempt.State.FINISHED
    result = reverse("show_result", args=[key]) + f"#ask-{anchor}"
    return AskPlace(
        QUESTION.name,
        key,
        anchor,
        attempt.enrolment_id,
        attempt.activity_key,
        version.question_key,
        _title(title_of(attempt.activity_key, language), answer.position, version, language),
        result if finished else reverse("show_question", args=[key, answer.position]),
        _given(version, answer.response, language) if finished else "",
        review=finished,
    )


def find_reviewed(learner: User, key: UUID, anchor: str, language: str) -> AskPlace:
    """A question of her review, once it was answered. Raises Http404."""
    answer = find_review_answer(learner, key, _position(anchor))
    mine = Enrolment.objects.of(learner).alive().filter(course_key=answer.sitting.course_key)
    enrolment = mine.order_by("-cycle").first()
    if answer.answered_at is None or enrolment is None:
        raise Http404
    return AskPlace(
        REVIEWED.name,
        key,
        anchor,
        enrolment.pk,
        # A review is part of the course, of no activity.
        activity_key=answer.sitting.course_key,
        item_key=answer.version.question_key,
        title=_title(gettext("Spaced review"), answer.position, answer.version, language),
        url=reverse("show_review_question", args=[key, answer.position]),
        quote=_given(answer.version, answer.response, language),
    )


def _position(anchor: str) -> int:
    if not (anchor.isascii() and anchor.isdecimal()) or len(anchor) > HIGHEST_DIGITS:
        raise Http404
    return int(anchor)


def _title(where: str, position: int, version: QuestionVersion, language: str) -> str:
    stem = " ".join(version.frozen.text("stem", language).text.split())
    return gettext("%(quiz)s · question %(n)s: “%(stem)s”") % {
        "quiz": where,
        "n": position,
        "stem": Truncator(stem).chars(STEM_SHOWN),
    }


def _given(version: QuestionVersion, response: Response | None, language: str) -> str:
    """Her answer in words, one part a line."""
    content = version.frozen
    parts = KIND_NAMED[content.kind].parts(content, response or [], language)
    return "\n".join(each.text for each in parts)


def question_urls(keys: set[UUID]) -> dict[UUID, str]:
    """Where authors change these questions."""
    rows = Question.objects.filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE
    )
    return {
        key: reverse("wagtailsnippets_quizzes_question:edit", args=[pk])
        for key, pk in rows.values_list("translation_key", "pk")
    }


EDIT = _("Edit the question")
QUESTION = PlaceKind(
    "question",
    EDIT,
    find_question,
    question_urls,
    _("Read at once, also in the middle of an attempt: better without the right answer."),
)
REVIEWED = PlaceKind("reviewed", EDIT, find_reviewed, question_urls)
