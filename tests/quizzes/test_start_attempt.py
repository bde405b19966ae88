"""Starting an attempt: questions drawn, rules kept with it, one under way at a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from quizzes.models import Answer, Question, QuizAttempt
from quizzes.pure.access import Refusal
from quizzes.pure.drawing import draw_questions
from quizzes.verbs import attempts as verbs
from quizzes.verbs.attempts import RefusedError, start_attempt, submit_attempt
from tests.content import SmallCourse
from tests.doing import Starts, answers_of
from tests.people import ClientOf, Enrolled


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def start(course: SmallCourse) -> str:
    return reverse("start_attempt", args=[course.quiz])


def test_ten_questions_are_drawn_for_her(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    intro = browser.get(reverse("open_quiz", args=[course.quiz]))
    assert intro.context["quiz"]["questions"] == 10
    assert (intro.context["quiz"]["pass_mark"], intro.context["quiz"]["attempts_left"]) == (80, 3)
    assert intro.context["may_start"]["allowed"]

    first = browser.post(start(course), {"idempotency_key": "k1"})

    attempt = QuizAttempt.objects.get()
    assert first["Location"] == reverse("show_question", args=[attempt.pk, 1])
    answers = answers_of(attempt)
    assert [answer.position for answer in answers] == list(range(1, 11))
    assert all(answer.response is None for answer in answers)
    codes = [answer.version.frozen.concepts[0] for answer in answers]
    assert (codes.count("K01"), codes.count("K02")) == (5, 5)
    assert (attempt.number, attempt.pass_mark, attempt.state) == (1, 80, "open")
    way.refresh_from_db()
    assert way.status == Enrolment.Status.STARTED
    assert way.here_key == course.quiz


def test_with_one_under_way_she_goes_on_where_she_was(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    browser.post(start(course))
    attempt = QuizAttempt.objects.get()
    browser.get(reverse("show_question", args=[attempt.pk, 4]))
    another = client_of(new_hire)
    again = another.post(start(course), {"idempotency_key": "other"})
    assert again["Location"] == reverse("show_question", args=[attempt.pk, 4])
    opened = another.get(reverse("open_quiz", args=[course.quiz]))
    assert opened["Location"] == reverse("show_question", args=[attempt.pk, 4])
    assert QuizAttempt.objects.count() == 1
    assert another.get("/").context["next_step"].title == "Cuestionario de los primeros minutos"


def test_the_same_form_sent_twice_starts_once(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    answers = [browser.post(start(course), {"idempotency_key": "k1"}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert QuizAttempt.objects.count() == 1


@pytest.mark.parametrize("meanwhile", ["started", "handed in", "two of them"])
def test_another_tab_that_came_first_is_followed(
    course: SmallCourse, way: Enrolment, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    """Both tabs saw that none was under way; the other one's attempt is what both are about."""
    real, at = draw_questions, timezone.now()
    others: list[QuizAttempt] = []

    def other_tab(*given: Any, **more: Any) -> Any:
        monkeypatch.setattr(verbs, "draw_questions", real)
        others.append(start_attempt(way, course.quiz_page, at))
        if meanwhile != "started":
            submit_attempt(others[0], at)
        if meanwhile == "two of them":
            others.append(start_attempt(way, course.quiz_page, at))
        return real(*given, **more)

    monkeypatch.setattr(verbs, "draw_questions", other_tab)
    assert start_attempt(way, course.quiz_page, at) == others[-1]
    assert list(QuizAttempt.objects.order_by("number")) == others
    assert Answer.objects.count() == 10 * len(others)


def test_two_people_get_their_own_questions(
    course: SmallCourse, way: Enrolment, colleague: User, enrolled: Enrolled, starts: Starts
) -> None:
    hers, his = starts(way), starts(enrolled(colleague))
    assert hers.seed != his.seed
    assert Answer.objects.filter(attempt=hers).count() == 10
    assert Answer.objects.filter(attempt=his).count() == 10


def test_a_bank_too_small_refuses_and_says_so(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    Question.objects.filter(concepts=["K02"]).update(archived=True)
    with pytest.raises(RefusedError) as refused:
        start_attempt(way, course.quiz_page, timezone.now())
    assert refused.value.permission.refusal is Refusal.NOT_READY
    new_hire.language = "en"
    new_hire.save()
    page = client_of(new_hire).post(start(course), follow=True)
    assert page.status_code == 200
    assert "This quiz is not ready" in page.content.decode()
    assert not QuizAttempt.objects.exists()


def test_archived_and_unpublished_questions_are_not_drawn(
    course: SmallCourse, way: Enrolment
) -> None:
    spanish = Question.objects.filter(locale__language_code="es", concepts=["K01"])
    gone = list(spanish.order_by("pk")[:2])
    spanish.filter(pk=gone[0].pk).update(archived=True)
    gone[1].unpublish()
    attempt = start_attempt(way, course.quiz_page, timezone.now())
    drawn = {answer.version.question_key for answer in answers_of(attempt)}
    assert not drawn & {question.translation_key for question in gone}


def test_a_quiz_of_another_course_is_not_there(
    course: SmallCourse, outsider: User, client_of: ClientOf
) -> None:
    assert client_of(outsider).post(start(course)).status_code == 404
    assert client_of(outsider).get(reverse("open_quiz", args=[course.quiz])).status_code == 404


def test_only_a_form_starts(
    course: SmallCourse, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    assert client_of(new_hire).get(start(course)).status_code == 405


def test_a_key_of_another_form_is_no_repeat(
    course: SmallCourse, new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way, timezone.now() - timedelta(minutes=1))
    browser = client_of(new_hire)
    browser.post(start(course), {"idempotency_key": "k1"})
    browser.post(reverse("submit_attempt", args=[attempt.pk]), {"idempotency_key": "k1"})
    attempt.refresh_from_db()
    assert attempt.state == "finished"
