"""The author's desk names the questions that reviews find forgotten."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import CoursePage
from quizzes.desk.forgotten import FEWEST_ANSWERS, forgotten_questions
from quizzes.models import Question, QuizAttempt, ReviewAnswer, ReviewSitting
from tests.content import SmallCourse
from tests.doing import answers_of
from tests.people import ClientOf
from tests.reviewing import PassedAgo


def reviewed(quiz: QuizAttempt, position: int, right: int, wrong: int) -> Question:
    """So many answers in reviews to one question of the quiz."""
    version, at = answers_of(quiz)[position - 1].version, timezone.now()
    for number in range(right + wrong):
        sitting = ReviewSitting.objects.create(
            learner=quiz.enrolment.learner,
            course_key=quiz.enrolment.course_key,
            size=3,
            seed="s",
            started_at=at,
            finished_at=at,
        )
        ReviewAnswer.objects.create(
            sitting=sitting,
            position=1,
            version=version,
            response=[],
            fraction=1 if number < right else 0,
            grade=3 if number < right else 1,
            answered_at=at,
            due_at=at + timedelta(days=1),
        )
    return Question.objects.get(translation_key=version.question_key, locale__language_code="es")


def test_the_worst_first_and_only_with_enough_answers(
    course: SmallCourse,
    new_hire: User,
    trainer: User,
    passed_ago: PassedAgo,
    client_of: ClientOf,
) -> None:
    quiz = passed_ago(new_hire, days=3)
    assert not forgotten_questions().total
    half = reviewed(quiz, 1, right=4, wrong=4)
    worst = reviewed(quiz, 2, right=2, wrong=6)
    reviewed(quiz, 3, right=5, wrong=3)
    reviewed(quiz, 4, right=0, wrong=FEWEST_ANSWERS - 1)
    section = forgotten_questions()
    edit = [reverse("wagtailsnippets_quizzes_question:edit", args=[q.pk]) for q in (worst, half)]
    assert [row.url for row in section.rows] == edit
    assert "75 %" in section.rows[0].detail
    assert "Preguntas que más se olvidan" in client_of(trainer).get("/admin/").content.decode()


def test_an_archived_question_troubles_nobody(new_hire: User, passed_ago: PassedAgo) -> None:
    question = reviewed(passed_ago(new_hire, days=3), 1, right=0, wrong=8)
    assert forgotten_questions().total == 1
    Question.objects.filter(translation_key=question.translation_key).update(archived=True)
    assert not forgotten_questions().total


def test_the_course_editor_writes_the_days_of_review(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    browser = client_of(trainer)
    address = reverse("wagtailadmin_pages:edit", args=[course.page.pk])
    assert 'value="1, 3, 10, 30, 75, 180"' in browser.get(address).content.decode()
    form = {
        "title": "Curso breve",
        "slug": course.page.slug,
        "summary": "",
        "days_to_complete": "28",
        "review_days": "2, 7",
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    browser.post(address, form)
    page = CoursePage.objects.get(pk=course.page.pk)
    assert page.review_days == [2, 7]
