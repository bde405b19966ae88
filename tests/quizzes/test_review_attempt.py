"""The last look before handing in: what has no answer, what has half of one, what is flagged."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from quizzes.models import QuizAttempt
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.attempts import flag_answer, save_answer
from tests.doing import answers_of, right_response
from tests.long_quiz import SitsDown
from tests.people import ClientOf
from tests.quizzes.every_kind import OPEN, WITH_UNIT, put_instead

ENOUGH = "Se le escribió ese mismo día."


@pytest.fixture
def sitting(new_hire: User, sits_down: SitsDown) -> QuizAttempt:
    return sits_down(new_hire)


def test_nothing_is_answered_yet(new_hire: User, sitting: QuizAttempt, client_of: ClientOf) -> None:
    page = client_of(new_hire).get(reverse("review_attempt", args=[sitting.pk]))
    assert page.context["unanswered"] == 25
    assert {dot.state for dot in page.context["map"]} == {"unanswered"}
    assert page.context["in_part"] == []


def test_everything_is_answered(new_hire: User, sitting: QuizAttempt, client_of: ClientOf) -> None:
    for answer in answers_of(sitting):
        save_answer(answer, right_response(answer) or [ENOUGH], 0, "es", timezone.now())
    page = client_of(new_hire).get(reverse("review_attempt", args=[sitting.pk]))
    assert page.context["unanswered"] == 0
    assert page.context["in_part"] == []


def test_too_few_words_and_a_missing_unit_are_named(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    first, second = answers_of(sitting)[:2]
    put_instead(first, WITH_UNIT)
    put_instead(second, OPEN)
    save_answer(first, ["12,5"], 0, "es", timezone.now())
    save_answer(second, ["Lo siento"], 0, "es", timezone.now())
    page = client_of(new_hire).get(reverse("review_attempt", args=[sitting.pk]))
    html = page.content.decode()
    assert "2 respuestas no están completas." in html
    assert "Pregunta 1</a>: falta la unidad" in html
    assert "Pregunta 2</a>: 2 palabras de al menos 20" in html
    assert page.context["unanswered"] == 23


def test_half_an_answer_is_named_and_a_step_away(
    new_hire: User, sitting: QuizAttempt, client_of: ClientOf
) -> None:
    for answer in answers_of(sitting):
        save_answer(answer, (right_response(answer) or [ENOUGH])[:1], 0, "es", timezone.now())
    page = client_of(new_hire).get(reverse("review_attempt", args=[sitting.pk]))
    halves = [
        answer.position
        for answer in answers_of(sitting)
        if KIND_NAMED[answer.version.frozen.kind].in_parts
    ]
    assert [dot.number for dot in page.context["in_part"]] == halves
    assert len(halves) > 1
    for dot in page.context["in_part"]:
        assert f'<a href="{dot.url}">Pregunta {dot.number}</a>' in page.content.decode()
    assert page.context["unanswered"] == 0


def test_a_flag_is_counted(new_hire: User, sitting: QuizAttempt, client_of: ClientOf) -> None:
    flag_answer(answers_of(sitting)[2], True)
    page = client_of(new_hire).get(reverse("review_attempt", args=[sitting.pk]))
    assert page.context["flagged"] == 1
    assert [dot.number for dot in page.context["map"] if dot.flagged] == [3]
