"""The author's desk greets, and says what needs attention or that nothing does."""

from typing import Any

from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from cms.models import User
from courses.models import Group
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled, MakePerson
from tests.words import spanish

DESK = "/admin/"


def translate_all_that_lacks() -> None:
    """The small package leaves a text without English."""
    english = Locale.objects.get(language_code="en")
    for segment in StringSegment.objects.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=english,
            defaults={"data": "Translated."},
        )


def test_it_greets_by_name_and_offers_what_is_done_most(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    page = client_of(trainer).get(DESK).content.decode()

    assert spanish("Hello, %(name)s", name="Darío") in page
    assert reverse("wagtailsnippets_quizzes_question:add") in page
    module = course.page.get_children().get()
    assert reverse("wagtailadmin_explore", args=[module.pk]) in page
    assert course.page.get_url() in page
    assert reverse("team") in page


def test_where_all_is_well_it_says_so(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    translate_all_that_lacks()

    page = client_of(trainer).get(DESK).content.decode()

    assert spanish("Nothing waits for you.") in page


def test_drafts_of_pages_and_questions_wait(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    lesson = course.lesson_page(course.greet)
    lesson.title = "Saludar mejor"
    lesson.save_revision(user=trainer)
    question = Question.objects.filter(locale__language_code="es").first()
    assert question
    question.unpublish()

    page = client_of(trainer).get(DESK).content.decode()

    assert "Saludar mejor" in page
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in page
    assert reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]) in page


def test_a_quiz_that_cannot_be_drawn_is_named(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    Question.objects.all().update(archived=True)

    page = client_of(trainer).get(DESK).content.decode()

    assert spanish("Quizzes that lack questions") in page
    assert reverse("wagtailadmin_pages:edit", args=[course.quiz_page.pk]) in page


def test_a_trainer_reads_who_of_her_group_is_late(
    course: SmallCourse,
    trainer: User,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    enrolled(new_hire, due_in=-3)
    enrolled(colleague, due_in=-3)
    group = Group.objects.create(name="Marzo", starts_on="2026-03-02")
    group.trainers.add(trainer)
    group.members.add(new_hire)
    group.save()

    page = client_of(trainer).get(DESK).content.decode()

    assert str(new_hire) in page
    assert str(colleague) not in page
    assert reverse("team") + "?state=late" in page


def test_it_costs_the_same_with_many_late_and_many_drafts(
    course: SmallCourse,
    administrator: User,
    person: MakePerson,
    enrolled: Enrolled,
    client_of: ClientOf,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_of(administrator)
    for number in range(2):
        enrolled(person(f"70{number}", "Uno", "Dos"), due_in=-3)
    for question in Question.objects.filter(locale__language_code="es")[:2]:
        question.unpublish()
    client.get(DESK)
    with django_assert_max_num_queries(200) as few:
        client.get(DESK)

    for number in range(2, 12):
        enrolled(person(f"7{number}0", "Tres", "Más"), due_in=-3)
    for question in Question.objects.filter(locale__language_code="es")[2:9]:
        question.unpublish()

    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(DESK)
