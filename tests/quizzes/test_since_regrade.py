"""What is handed in after a correction is marked by the former key: the desk says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from quizzes.desk.since import since_section
from quizzes.models import Answer, Question, QuizAttempt, Regrade
from quizzes.verbs.regrades import continue_regrade, start_regrade
from tests.content import SmallCourse
from tests.doing import Starts
from tests.people import ClientOf, Enrolled
from tests.quizzes.test_plan_regrade import corrected, single, sit

AT = timezone.now()
HEADING = "Correcciones con respuestas que llegaron después"
Corrects = Callable[[QuizAttempt], Regrade]


@pytest.fixture
def early(course: SmallCourse, new_hire: User, enrolled: Enrolled, starts: Starts) -> QuizAttempt:
    """Handed in before the correction."""
    return sit(starts(enrolled(new_hire), AT - timedelta(hours=2)), 3)


@pytest.fixture
def late(course: SmallCourse, colleague: User, enrolled: Enrolled, starts: Starts) -> QuizAttempt:
    """Under way when the correction is made."""
    return starts(enrolled(colleague), AT - timedelta(hours=2))


@pytest.fixture
def corrects(trainer: User) -> Corrects:
    """Finds the first choice that was answered right wrong, and corrects its marks."""

    def correct(attempt: QuizAttempt) -> Regrade:
        answer = single(attempt, 1)
        for other in QuizAttempt.objects.unfinished():
            ask_too(other, answer)
        version = corrected(answer, right=False)
        regrade = Regrade(
            question_key=version.question_key,
            version=version,
            policy="both",
            reason="La clave estaba mal",
            by=trainer,
        )
        moment = AT - timedelta(hours=1)
        started = start_regrade(regrade, [], moment)
        continue_regrade(started, moment)
        return started

    return correct


def ask_too(attempt: QuizAttempt, answer: Answer) -> None:
    """Sees to it that an attempt has the question of this answer, whatever was drawn."""
    if not attempt.answers.filter(version=answer.version).exists():
        first = single(attempt, None)
        Answer.objects.filter(pk=first.pk).update(version=answer.version)


@pytest.fixture
def desk(trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


def said(desk: Client) -> str:
    """What her desk says."""
    return desk.get(reverse("wagtailadmin_home")).content.decode()


def test_what_was_handed_in_since_is_named_until_it_is_corrected(
    desk: Client, trainer: User, early: QuizAttempt, late: QuizAttempt, corrects: Corrects
) -> None:
    regrade = corrects(early)
    assert HEADING not in said(desk)

    sit(late, 0)

    (row,) = since_section(trainer).rows
    question = Question.objects.get(
        translation_key=regrade.question_key, locale__language_code="es"
    )
    assert (row.title, row.detail) == (
        str(question),
        "1 respuesta calificada con la clave anterior",
    )
    assert HEADING in said(desk)
    plan = desk.get(row.url)
    assert plan.status_code == 200
    assert len(plan.context["found"].changes) == 1

    again = Regrade(
        question_key=regrade.question_key,
        version=regrade.version,
        policy="both",
        reason="También las que llegaron después",
        by=trainer,
    )
    continue_regrade(start_regrade(again, [], AT), AT)
    assert HEADING not in said(desk)


def test_who_began_after_it_was_asked_what_was_published(
    trainer: User,
    early: QuizAttempt,
    colleague: User,
    enrolled: Enrolled,
    starts: Starts,
    corrects: Corrects,
) -> None:
    corrects(early)

    sit(starts(enrolled(colleague), AT - timedelta(minutes=30)), 0)

    assert since_section(trainer).total == 0


def test_upwards_names_nobody_who_would_keep_the_mark(
    trainer: User, early: QuizAttempt, late: QuizAttempt, corrects: Corrects
) -> None:
    regrade = corrects(early)
    Regrade.objects.filter(pk=regrade.pk).update(policy="upwards")

    sit(late, 0)

    assert since_section(trainer).total == 0


def test_another_quiz_was_not_corrected(
    trainer: User, early: QuizAttempt, late: QuizAttempt, corrects: Corrects, course: SmallCourse
) -> None:
    regrade = corrects(early)
    Regrade.objects.filter(pk=regrade.pk).update(activity_key=course.greet)

    sit(late, 0)

    assert since_section(trainer).total == 0


def test_who_may_not_correct_hears_nothing(
    new_hire: User, early: QuizAttempt, late: QuizAttempt, corrects: Corrects
) -> None:
    corrects(early)
    sit(late, 0)

    assert since_section(new_hire).total == 0


@pytest.mark.parametrize("more", [0, 3])
def test_what_it_costs(
    trainer: User,
    early: QuizAttempt,
    late: QuizAttempt,
    corrects: Corrects,
    person: Any,
    enrolled: Enrolled,
    starts: Starts,
    django_assert_num_queries: Any,
    more: int,
) -> None:
    others = [
        starts(enrolled(person(f"7{number:03}", "Otra", str(number))), AT - timedelta(hours=2))
        for number in range(more)
    ]
    corrects(early)
    for attempt in [late, *others]:
        sit(attempt, 0)
    assert trainer.has_perm("quizzes.change_question")

    with django_assert_num_queries(3):
        (row,) = since_section(trainer).rows

    assert row.detail.startswith(str(more + 1))
