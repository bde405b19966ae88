"""The learner's home: what the course is, how far she is, the one next step."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import ModulePage
from courses.verbs.enrolment import enrol
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import ClientOf, Enrolled, Teams
from tests.words import spanish


def test_on_the_first_day_there_is_one_button_to_the_first_lesson(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire, due_in=6)
    page = client_of(new_hire).get("/")
    step, journey = page.context["next_step"], page.context["enrolment"]
    assert (step.title, step.verb) == ("Saludar primero", spanish("Start"))
    assert step.url == reverse("open_lesson", args=[course.greet])
    assert (journey.title, journey.percent, journey.done, journey.total) == (
        "Curso breve",
        0,
        0,
        3,
    )
    assert journey.due_words == spanish("%(n)s days left", n=6)
    assert [station.state for station in page.context["modules"]] == ["here"]
    html = page.content.decode()
    assert f'href="{step.url}"' in html
    assert spanish("Hello, %(name)s", name="Ana") in html


def test_a_lesson_under_way_is_the_next_step_and_says_where(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    browser = client_of(new_hire)
    browser.get(course.screen(1, course.listen))
    browser.get(course.screen(2, course.greet))
    step = browser.get("/").context["next_step"]
    assert (step.title, step.verb, step.where) == (
        "Saludar primero",
        spanish("Continue"),
        spanish("screen %(n)s of %(total)s", n=2, total=3),
    )


def test_after_a_lesson_the_next_one_comes(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf, reads: Reads
) -> None:
    reads(enrolled(new_hire), course.greet)
    page = client_of(new_hire).get("/")
    assert page.context["next_step"].title == "Escuchar hasta el final"
    assert page.context["enrolment"].percent == 33
    lines = page.context["modules"][0].activities
    assert [line.done for line in lines] == [True, False, False]


def test_everything_done_shows_at_once(
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
    takes: Takes,
) -> None:
    way = enrolled(new_hire)
    for lesson in course.lessons:
        reads(way, lesson)
    takes(way, right=9)
    page = client_of(new_hire).get("/")
    assert page.context["next_step"] is None
    assert page.context["enrolment"].completed
    station = page.context["modules"][0]
    assert (station.state, station.percent, station.score) == ("done", 100, 90)
    # What was finished stays open to be read again.
    assert client_of(new_hire).get(course.screen(1)).status_code == 200


def test_in_english_it_is_the_same_course(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf, reads: Reads
) -> None:
    reads(enrolled(new_hire, due_in=6), course.greet)
    new_hire.language = "en"
    new_hire.save()
    page = client_of(new_hire).get("/")
    assert page.context["enrolment"].title == "Short course"
    assert page.context["enrolment"].due_words == "6 days left"
    assert page.context["next_step"].title == "Listen to the end"
    assert page.context["enrolment"].percent == 33


def test_a_module_for_others_is_not_on_her_path(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    extra = ModulePage(title="Para gerencias", slug="gerencias", audiences=["managers"])
    course.page.add_child(instance=extra)
    enrolled(new_hire)
    page = client_of(new_hire).get("/")
    assert [station.title for station in page.context["modules"]] == ["Los primeros minutos"]


def test_who_has_no_audience_takes_everything_and_may_open_it(
    course: SmallCourse, new_hire: User, client_of: ClientOf
) -> None:
    ModulePage.objects.filter(translation_key=course.module).update(audiences=["managers"])
    enrol(new_hire, course.key, timezone.now(), audience="")
    browser = client_of(new_hire)
    assert browser.get("/").context["enrolment"].total == 3
    assert browser.get(course.screen(1)).status_code == 200


def test_without_a_course_it_says_what_to_do(new_hire: User, client_of: ClientOf) -> None:
    html = client_of(new_hire).get("/").content.decode()
    assert spanish("Hello, %(name)s", name="Ana") in html
    words = "Were you expecting it today? Ask your trainer to add you to the group."
    assert spanish(words) in html


def test_a_course_that_was_unpublished_is_no_error(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    course.page.unpublish()
    assert client_of(new_hire).get("/").status_code == 200


def test_those_without_a_course_land_where_they_work(
    manager: User, trainer: User, teams: Teams, client_of: ClientOf
) -> None:
    assert client_of(manager).get("/").url == reverse("team")  # type: ignore[attr-defined]
    assert client_of(trainer).get("/").url == reverse("wagtailadmin_home")  # type: ignore[attr-defined]


def test_a_manager_on_a_course_sees_it(
    manager: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(manager)
    assert client_of(manager).get("/").context["enrolment"].title == "Curso breve"


def test_the_course_under_way_comes_before_the_one_finished(
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
    takes: Takes,
) -> None:
    first = enrolled(new_hire, at=timezone.now() - timedelta(days=400))
    for lesson in course.lessons:
        reads(first, lesson)
    takes(first)
    enrolled(new_hire)
    assert client_of(new_hire).get("/").context["enrolment"].percent == 0


def test_strangers_are_asked_to_sign_in(client: Client, wagtail_site: object) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next=%2F"
