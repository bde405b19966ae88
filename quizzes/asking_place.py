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
from quizzes.models import Answer, Question, QuizAttempt
from quizzes.questions.kinds import KIND_NAMED
from quizzes.sitting import find_answer, title_of

STEM_SHOWN = 90


def find_question(learner: User, key: UUID, anchor: str, language: str) -> AskPlace:
    """The question at a position of her attempt. Raises Http404."""
    if not anchor.isdecimal() or len(anchor) > 4:
        raise Http404
    answer = find_answer(learner, key, int(anchor))
    attempt = answer.attempt
    finished = attempt.state == QuizAttempt.State.FINISHED
    result = reverse("show_result", args=[key]) + f"#ask-{anchor}"
    return AskPlace(
        QUESTION.name,
        key,
        anchor,
        attempt.enrolment_id,
        attempt.activity_key,
        answer.version.question_key,
        _title(answer, language),
        result if finished else reverse("show_question", args=[key, answer.position]),
        _given(answer, language) if finished else "",
        review=finished,
    )


def _title(answer: Answer, language: str) -> str:
    stem = " ".join(answer.version.frozen.text("stem", language).text.split())
    return gettext("%(quiz)s · question %(n)s: “%(stem)s”") % {
        "quiz": title_of(answer.attempt.activity_key, language),
        "n": answer.position,
        "stem": Truncator(stem).chars(STEM_SHOWN),
    }


def _given(answer: Answer, language: str) -> str:
    """Her answer in words, one a line."""
    content = answer.version.frozen
    kind = KIND_NAMED[content.kind]
    return "\n".join(each.text for each in kind.parts(content, answer.response or [], language))


def question_urls(keys: set[UUID]) -> dict[UUID, str]:
    """Where authors change these questions."""
    rows = Question.objects.filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE
    )
    return {
        key: reverse("wagtailsnippets_quizzes_question:edit", args=[pk])
        for key, pk in rows.values_list("translation_key", "pk")
    }


QUESTION = PlaceKind(
    "question",
    _("Edit the question"),
    find_question,
    question_urls,
    _("Read at once, also in the middle of an attempt: better without the right answer."),
)
