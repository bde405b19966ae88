"""At the author's desk: open questions wait on the dashboard and stand on the item itself."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.asking import find_place
from courses.models import Group, Inquiry
from courses.verbs.inquiries import answer_inquiry, ask
from quizzes.models import Question
from tests.content import SmallCourse
from tests.doing import Starts, answers_of
from tests.people import ClientOf, Enrolled, MakePerson
from tests.rehearsal import RUDE, Joins, Rehearsal, Talks

TEXT = "¿Puede ser otra cosa?"


@pytest.fixture
def group(new_hire: User, trainer: User) -> Group:
    group = Group(name="Marzo", starts_on=timezone.localdate())
    group.trainers, group.members = [trainer], [new_hire]
    group.save()
    return group


def asked(learner: User, kind: str, key: object, anchor: str) -> Inquiry:
    place = find_place(learner, kind, key, anchor, "es")  # type: ignore[arg-type]
    return ask(place, "mistake", TEXT, "es", timezone.now())


def test_a_lesson_shows_what_is_asked_about_it(
    course: SmallCourse,
    new_hire: User,
    trainer: User,
    group: Group,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    enrolled(new_hire)
    page = course.lesson_page(course.greet)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser = client_of(trainer)
    assert "desk-inquiries" not in browser.get(url).content.decode()
    inquiry = asked(new_hire, "lesson", course.greet, page.body[0].id)
    html = browser.get(url).content.decode()
    assert TEXT in html
    assert reverse("show_inquiry", args=[inquiry.pk]) in html
    english = course.lesson_page(course.greet, "en")
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert browser.get(edit, follow=True).status_code == 200
    other = course.lesson_page(course.listen)
    edit = reverse("wagtailadmin_pages:edit", args=[other.pk])
    assert TEXT not in browser.get(edit).content.decode()
    answer_inquiry(inquiry, trainer, "Sí.", timezone.now())
    assert "desk-inquiries" not in browser.get(url).content.decode()


def test_a_question_and_its_quiz_show_it(
    course: SmallCourse,
    new_hire: User,
    trainer: User,
    group: Group,
    enrolled: Enrolled,
    starts: Starts,
    client_of: ClientOf,
) -> None:
    attempt = starts(enrolled(new_hire))
    answer = answers_of(attempt)[0]
    asked(new_hire, "question", attempt.pk, "1")
    question = Question.objects.get(
        translation_key=answer.version.question_key, locale__language_code="es"
    )
    browser = client_of(trainer)
    for url in (
        reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]),
        reverse("wagtailadmin_pages:edit", args=[course.quiz_page.pk]),
    ):
        assert TEXT in browser.get(url).content.decode(), url


def test_a_scenario_and_its_activity_show_it(
    rehearsal: Rehearsal,
    new_hire: User,
    trainer: User,
    group: Group,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
) -> None:
    talk = talks(joins(new_hire), rehearsal.assess, *RUDE).conversation
    asked(new_hire, "debrief", talk.pk, "1")
    browser = client_of(trainer)
    for page in (rehearsal.scenario(rehearsal.lamp), rehearsal.page(rehearsal.assess)):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert TEXT in browser.get(url).content.decode(), url


def test_of_other_groups_an_author_sees_only_how_many(
    course: SmallCourse,
    new_hire: User,
    trainer: User,
    group: Group,
    enrolled: Enrolled,
    person: MakePerson,
    client_of: ClientOf,
) -> None:
    enrolled(new_hire)
    page = course.lesson_page(course.greet)
    asked(new_hire, "lesson", course.greet, page.body[0].id)
    other = person("3002", "Ema", "Ruiz")
    other.groups.set(trainer.groups.all())
    html = client_of(other).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "desk-inquiries" in html
    assert TEXT not in html
    assert "Ana Prieto" not in html
    assert TEXT not in client_of(other).get("/admin/").content.decode()


def test_the_dashboard_names_what_waits(
    course: SmallCourse,
    new_hire: User,
    trainer: User,
    group: Group,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    enrolled(new_hire)
    anchor = course.lesson_page(course.greet).body[0].id
    inquiry = asked(new_hire, "lesson", course.greet, anchor)
    html = client_of(trainer).get("/admin/").content.decode()
    assert TEXT in html
    assert reverse("show_inquiry", args=[inquiry.pk]) in html
    answer_inquiry(inquiry, trainer, "Sí.", timezone.now())
    assert TEXT not in client_of(trainer).get("/admin/").content.decode()
