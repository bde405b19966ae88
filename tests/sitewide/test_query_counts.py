"""What a page costs does not grow with what there is: the same queries at two sizes of data."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment, LessonPage, ModulePage
from quizzes.models import QuizAttempt
from quizzes.verbs.attempts import start_attempt
from tests.content import SmallCourse
from tests.doing import Reads, Takes, answers_of, right_response
from tests.people import ClientOf, Enrolled, MakePerson, Teams

SIZES = [2, 12]
SCRIPT = {"accept": "application/json"}
Counted = Callable[[int], Any]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size} of each")
def size(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=["es", "en"])
def language(request: pytest.FixtureRequest, new_hire: User) -> str:
    new_hire.language = request.param
    new_hire.save()
    return str(request.param)


@pytest.fixture
def grown(course: SmallCourse, size: int) -> SmallCourse:
    """The course with so many lessons more, of so many screens, and a quiz of so many questions."""
    module = ModulePage.objects.get(translation_key=course.module, locale__language_code="es")
    model = course.lesson_page(course.greet)
    screens = list(model.body.raw_data)
    block = LessonPage._meta.get_field("body").stream_block
    for number in range(size):
        raw = [
            {**screens[place % 3], "id": f"00000000-0000-0000-0000-{number:06}{place:06}"}
            for place in range(size)
        ]
        lesson = LessonPage(
            title=f"Lección {number}", slug=f"leccion-{number}", body=block.to_python(raw)
        )
        ModulePage.objects.get(pk=module.pk).add_child(instance=lesson)
    quiz = course.quiz_page
    draws = list(quiz.draws.raw_data)
    for draw in draws:
        draw["value"] = draw["value"] | {"count": size // 2}
    quiz.draws = quiz._meta.get_field("draws").stream_block.to_python(draws)
    quiz.save_revision().publish()
    return course


@pytest.fixture
def way(grown: SmallCourse, new_hire: User, enrolled: Enrolled, reads: Reads) -> Enrolment:
    """She is in the middle of it: half of the lessons read."""
    enrolment = enrolled(new_hire)
    lessons = [each for each in grown.outline.activities() if each.kind == "lesson"]
    for lesson in lessons[: len(lessons) // 2]:
        reads(enrolment, lesson.key)
    return enrolment


@pytest.fixture
def browser(new_hire: User, client_of: ClientOf) -> Client:
    return client_of(new_hire)


@pytest.fixture
def sitting(way: Enrolment, grown: SmallCourse) -> QuizAttempt:
    return start_attempt(way, grown.quiz_page, timezone.now())


def test_home(
    grown: SmallCourse,
    way: Enrolment,
    browser: Client,
    language: str,
    django_assert_num_queries: Counted,
) -> None:
    # In the middle of a lesson: home says on which screen.
    Enrolment.objects.filter(pk=way.pk).update(here_key=grown.listen)
    browser.get("/")
    with django_assert_num_queries(14 if language == "es" else 16):
        page = browser.get("/")
    assert page.context["next_step"]


def test_lesson_screen(
    grown: SmallCourse,
    way: Enrolment,
    browser: Client,
    language: str,
    django_assert_num_queries: Counted,
) -> None:
    lesson = LessonPage.objects.get(title="Lección 1").translation_key
    url = grown.screen(2, lesson)
    browser.get(url)
    with django_assert_num_queries(9):
        browser.get(url)


def test_quiz_question(
    sitting: QuizAttempt, browser: Client, language: str, django_assert_num_queries: Counted
) -> None:
    url = reverse("show_question", args=[sitting.pk, 1])
    browser.get(url)
    with django_assert_num_queries(6):
        browser.get(url)


def test_save(sitting: QuizAttempt, browser: Client, django_assert_num_queries: Counted) -> None:
    answer = answers_of(sitting)[1]
    url = reverse("save_answer", args=[sitting.pk, 2])
    form = {"response": right_response(answer), "revision": "0", "idempotency_key": "k"}
    browser.get(reverse("show_question", args=[sitting.pk, 1]))
    with django_assert_num_queries(8):
        assert browser.post(url, form, headers=SCRIPT).status_code == 200


def test_submit(sitting: QuizAttempt, browser: Client, django_assert_num_queries: Counted) -> None:
    browser.get(reverse("review_attempt", args=[sitting.pk]))
    url = reverse("submit_attempt", args=[sitting.pk])
    with django_assert_num_queries(29):
        assert browser.post(url, {"idempotency_key": "k"}).status_code == 302


def test_result(sitting: QuizAttempt, browser: Client, django_assert_num_queries: Counted) -> None:
    browser.post(reverse("submit_attempt", args=[sitting.pk]))
    url = reverse("show_result", args=[sitting.pk])
    browser.get(url)
    with django_assert_num_queries(18):
        browser.get(url)


@pytest.mark.parametrize("people", [2, 62])
def test_team(
    course: SmallCourse,
    manager: User,
    teams: Teams,
    person: MakePerson,
    enrolled: Enrolled,
    reads: Reads,
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    people: int,
) -> None:
    for number in range(people):
        way = enrolled(person(f"9{number:03}", "Persona", str(number), team=teams.morning))
        if number % 2:
            reads(way, course.greet)
    browser = client_of(manager)
    browser.get("/team/")
    with django_assert_num_queries(17):
        page = browser.get("/team/")
    assert page.context["total"] == people
    assert len(page.context["people"]) == min(people, 50)
    with django_assert_num_queries(12):
        browser.get(reverse("export_team"))


def test_one_person(
    course: SmallCourse,
    way: Enrolment,
    manager: User,
    new_hire: User,
    client_of: ClientOf,
    django_assert_num_queries: Counted,
) -> None:
    browser, url = client_of(manager), reverse("show_person", args=[new_hire.pk])
    browser.get(url)
    with django_assert_num_queries(16):
        browser.get(url)


@pytest.mark.parametrize("attempts", [1, 3])
def test_one_person_with_attempts(
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    takes: Takes,
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    attempts: int,
) -> None:
    """The quizzes' panel costs two queries, whether somebody is stuck or has tries left."""
    way = enrolled(new_hire)
    for days in range(attempts * 3, 0, -3):
        takes(way, right=3, at=timezone.now() - timedelta(days=days))
    browser, url = client_of(manager), reverse("show_person", args=[new_hire.pk])
    browser.get(url)
    with django_assert_num_queries(18):
        page = browser.get(url)
    assert (reverse("grant_attempt", args=[SmallCourse.quiz]) in page.content.decode()) is (
        attempts == 3
    )
