"""What a page costs does not grow with what there is: the same queries at two sizes of data."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.asking import ask_url, find_place
from courses.models import Enrolment, Group, LessonPage, ModulePage
from courses.verbs.inquiries import ask
from quizzes.bank import published_questions
from quizzes.models import QuizAttempt
from quizzes.pure.exchange.portable import PortableQuestion
from quizzes.verbs.attempts import start_attempt
from quizzes.verbs.importing import Defaults, import_questions
from tests.content import SmallCourse
from tests.doing import Reads, Takes, answers_of, right_response
from tests.people import ClientOf, Enrolled, MakePerson, Teams
from tests.rehearsal import (
    ASKS,
    BEST,
    GREETS,
    LOOKS_UP,
    RUDE,
    SETTLES,
    Call,
    Calls,
    Joins,
    Rehearsal,
    Talks,
)

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
    with django_assert_num_queries(8 if language == "es" else 9):
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
    with django_assert_num_queries(5):
        browser.get(url)


def test_quiz_question(
    sitting: QuizAttempt, browser: Client, language: str, django_assert_num_queries: Counted
) -> None:
    url = reverse("show_question", args=[sitting.pk, 1])
    browser.get(url)
    with django_assert_num_queries(5):
        browser.get(url)


def test_start(
    grown: SmallCourse,
    size: int,
    way: Enrolment,
    colleague: User,
    enrolled: Enrolled,
    browser: Client,
    django_assert_num_queries: Counted,
) -> None:
    """Whatever the size of the bank, too."""
    pairs = [{"left": each, "right": each, "feedback": ""} for each in "ab"]
    more = [PortableQuestion("matching", "", f"¿{n}?", {"pairs": pairs}) for n in range(3 * size)]
    import_questions(more, Defaults(), timezone.now(), publish=True)
    # What a process remembers of questions it remembers after the first person.
    start_attempt(enrolled(colleague), grown.quiz_page, timezone.now())
    browser.get(reverse("open_quiz", args=[grown.quiz]))
    url = reverse("start_attempt", args=[grown.quiz])
    with django_assert_num_queries(15):
        assert browser.post(url, {"idempotency_key": "k"}).status_code == 302
    assert len(published_questions()) > 3 * size


def test_save(sitting: QuizAttempt, browser: Client, django_assert_num_queries: Counted) -> None:
    answer = answers_of(sitting)[1]
    url = reverse("save_answer", args=[sitting.pk, 2])
    form = {"response": right_response(answer), "revision": "0"}
    browser.get(reverse("show_question", args=[sitting.pk, 1]))
    with django_assert_num_queries(4):
        assert browser.post(url, form, headers=SCRIPT).status_code == 200


def test_submit(sitting: QuizAttempt, browser: Client, django_assert_num_queries: Counted) -> None:
    browser.get(reverse("review_attempt", args=[sitting.pk]))
    url = reverse("submit_attempt", args=[sitting.pk])
    with django_assert_num_queries(19):
        assert browser.post(url, {"idempotency_key": "k"}).status_code == 302


def test_result(sitting: QuizAttempt, browser: Client, django_assert_num_queries: Counted) -> None:
    browser.post(reverse("submit_attempt", args=[sitting.pk]))
    url = reverse("show_result", args=[sitting.pk])
    browser.get(url)
    with django_assert_num_queries(16):
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
    with django_assert_num_queries(11):
        page = browser.get("/team/")
    assert page.context["total"] == people
    assert len(page.context["people"]) == min(people, 50)
    with django_assert_num_queries(8):
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
    with django_assert_num_queries(15):
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
    """The quizzes' panel costs the same whether somebody is stuck or has tries left."""
    way = enrolled(new_hire)
    for days in range(attempts * 3, 0, -3):
        takes(way, right=3, at=timezone.now() - timedelta(days=days))
    browser, url = client_of(manager), reverse("show_person", args=[new_hire.pk])
    browser.get(url)
    with django_assert_num_queries(15):
        page = browser.get(url)
    stuck = 'name="kind" value="attempt">'
    assert (stuck in page.content.decode()) is (attempts == 3)


# --- questions asked ---------------------------------------------------------------------------


@pytest.fixture
def asks(grown: SmallCourse) -> Callable[..., None]:
    """`asks(learner, 3)` asks so often from the first screen of the first lesson."""
    anchor = grown.lesson_page(grown.greet).body[0].id

    def ask_often(learner: User, times: int) -> None:
        place = find_place(learner, "lesson", grown.greet, anchor, "es")
        for _time in range(times):
            ask(place, "ask", "¿Por qué?", "es", timezone.now())

    return ask_often


def test_ask(
    grown: SmallCourse,
    way: Enrolment,
    size: int,
    asks: Callable[..., None],
    browser: Client,
    language: str,
    django_assert_num_queries: Counted,
) -> None:
    asks(way.learner, size)
    url = ask_url("lesson", grown.greet, grown.lesson_page(grown.greet).body[0].id)
    browser.get(url)
    with django_assert_num_queries(8):
        assert len(browser.get(url).context["inquiries"]) == size
    browser.get(reverse("my_inquiries"))
    with django_assert_num_queries(5):
        assert len(browser.get(reverse("my_inquiries")).context["inquiries"]) == size
    with django_assert_num_queries(9):
        browser.post(url + "send/", {"kind": "ask", "text": "¿Y si no?", "idempotency_key": "k"})


@pytest.mark.parametrize("people", [2, 20])
def test_my_group(
    grown: SmallCourse,
    trainer: User,
    person: MakePerson,
    enrolled: Enrolled,
    takes: Takes,
    asks: Callable[..., None],
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    people: int,
) -> None:
    """With everybody late, out of attempts and asking, in as many groups as there are people."""
    for number in range(people):
        learner = person(f"9{number:03}", "Persona", str(number))
        way = enrolled(learner, due_in=-2)
        for days in (9, 6, 3) if number < 2 else ():
            takes(way, right=0, at=timezone.now() - timedelta(days=days))
        asks(learner, 1)
        group = Group(name=f"Grupo {number}", starts_on=way.assigned_at.date(), course=grown.page)
        group.trainers, group.members = [trainer], [learner]
        group.save()
    browser = client_of(trainer)
    browser.get("/group/")
    with django_assert_num_queries(19):
        page = browser.get("/group/")
    assert len(page.context["questions"].open) == people
    assert sum(len(part.stuck) for part in page.context["groups"]) == min(people, 10)


# --- conversations -----------------------------------------------------------------------------


@pytest.fixture(params=[2, 40], ids=lambda turns: f"turn {turns}")
def call(
    request: pytest.FixtureRequest, rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> Call:
    """In the middle of a conversation; its script was read before."""
    call = calls(new_hire, rehearsal.practise, GREETS, *[ASKS] * (request.param - 2))
    call.page()
    return call


def test_conversation(call: Call, django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(4):
        page = call.page()
    assert page.context["turn"] == call.talk.turns


def test_turn(call: Call, django_assert_num_queries: Counted) -> None:
    form = call.form(ASKS)
    with django_assert_num_queries(12):
        answer = call.browser.post(call.url("take_turn"), form)
    assert answer.status_code == 302


def test_turn_by_script(call: Call, django_assert_num_queries: Counted) -> None:
    form = call.form(ASKS)
    with django_assert_num_queries(14):
        answer = call.browser.post(call.url("take_turn"), form, headers=SCRIPT)
    assert answer.status_code == 200


def test_record(call: Call, django_assert_num_queries: Counted) -> None:
    form = call.form(entry="compra")
    with django_assert_num_queries(14):
        answer = call.browser.post(call.url("consult_record"), form, headers=SCRIPT)
    assert answer.status_code == 200


def test_last_turn(call: Call, django_assert_num_queries: Counted) -> None:
    call.talk.say(LOOKS_UP)
    form = call.form(SETTLES)
    with django_assert_num_queries(19):
        answer = call.browser.post(call.url("take_turn"), form, headers=SCRIPT)
    assert "url" in answer.json()


def test_debrief(call: Call, language: str, django_assert_num_queries: Counted) -> None:
    call.talk.say(LOOKS_UP, SETTLES)
    call.browser.get(call.url("show_debrief"))
    with django_assert_num_queries(13 if language == "es" else 14):
        page = call.browser.get(call.url("show_debrief"))
    assert page.context["turns"]


@pytest.mark.parametrize("times", [1, 6])
def test_home_with_conversations(
    rehearsal: Rehearsal,
    new_hire: User,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    times: int,
) -> None:
    way, browser = joins(new_hire), client_of(new_hire)
    for _time in range(times):
        talks(way, rehearsal.practise, *BEST)
    talks(way, rehearsal.learn, GREETS)
    browser.get("/")
    with django_assert_num_queries(10):
        html = browser.get("/").content.decode()
    assert html.count("faces__one") == min(times, 4)


@pytest.mark.parametrize("times", [1, 2])
def test_one_person_with_conversations(
    rehearsal: Rehearsal,
    new_hire: User,
    manager: User,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    times: int,
) -> None:
    """The same whether she has one left or none, and however often she practised."""
    way, browser = joins(new_hire), client_of(manager)
    for _time in range(times):
        talks(way, rehearsal.assess, *RUDE)
        for _practice in range(times * 2):
            talks(way, rehearsal.practise, *BEST)
    url = reverse("show_person", args=[new_hire.pk])
    browser.get(url)
    with django_assert_num_queries(18):
        html = browser.get(url).content.decode()
    stuck = reverse("grant_conversation", args=[rehearsal.assess])
    assert (stuck in html) is (times == 2)


@pytest.mark.parametrize("times", [1, 5])
def test_door(
    rehearsal: Rehearsal,
    new_hire: User,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    times: int,
) -> None:
    way, browser = joins(new_hire), client_of(new_hire)
    for _time in range(times):
        talks(way, rehearsal.practise, *BEST)
    url = reverse("open_roleplay", args=[rehearsal.practise])
    browser.get(url)
    with django_assert_num_queries(13):
        page = browser.get(url)
    assert len(page.context["conversations"]) == times


@pytest.mark.parametrize("people", [1, 9])
def test_team_with_conversations(
    rehearsal: Rehearsal,
    manager: User,
    teams: Teams,
    person: MakePerson,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    people: int,
) -> None:
    for number in range(people):
        way = joins(person(f"9{number:03}", "Persona", str(number), team=teams.morning))
        talks(way, rehearsal.assess, *RUDE)
        talks(way, rehearsal.assess, *BEST)
    browser = client_of(manager)
    browser.get("/team/")
    with django_assert_num_queries(13):
        html = browser.get("/team/").content.decode()
    assert html.count("faces__cell") == people
