"""What was taken is what is kept: a question published anew is another version."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from quizzes.models import Question, QuestionVersion, QuizAttempt
from quizzes.standings import standing_of
from quizzes.verbs.attempts import start_attempt
from quizzes.verbs.marking import fraction_of
from quizzes.verbs.questions import publish_version
from tests.content import SmallCourse
from tests.doing import Starts, Takes, answers_of
from tests.people import ClientOf, Enrolled


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def question_of(version: QuestionVersion, language: str = "es") -> Question:
    return Question.objects.get(
        translation_key=version.question_key, locale__language_code=language
    )


def publish(question: Question, **changes: Any) -> QuestionVersion | None:
    """A trainer changes a question and publishes it."""
    raw = list(question.content.raw_data)
    raw[0]["value"] = raw[0]["value"] | changes
    question.content = question._meta.get_field("content").stream_block.to_python(raw)
    question.save_revision().publish()
    return publish_version(question.translation_key, timezone.now())


def test_new_learners_get_the_new_version_and_a_started_attempt_keeps_its_own(
    course: SmallCourse,
    new_hire: User,
    colleague: User,
    way: Enrolment,
    enrolled: Enrolled,
    starts: Starts,
    client_of: ClientOf,
) -> None:
    attempt = starts(way)
    first = answers_of(attempt)[0]
    old = first.version.frozen.text("stem", "es").text
    new = publish(question_of(first.version), stem="Pregunta nueva.")
    assert new is not None
    assert new != first.version

    page = client_of(new_hire).get(reverse("show_question", args=[attempt.pk, 1]))
    assert page.context["sheet"].question.stem_paragraphs == [old]

    his = enrolled(colleague)
    drawn: set[int] = set()
    for _try in range(30):  # ten of fourteen are drawn: it comes up soon
        other = start_attempt(his, course.quiz_page, timezone.now())
        drawn |= {answer.version_id for answer in answers_of(other)}
        other.answers.all().delete()
        QuizAttempt.objects.filter(pk=other.pk).delete()
    assert new.pk in drawn
    assert first.version_id not in drawn


def test_publishing_what_did_not_change_makes_no_version(course: SmallCourse) -> None:
    question = Question.objects.filter(locale__language_code="es").first()
    assert question is not None
    before = question.current_version
    assert publish(question) == before
    assert publish(question, stem="Otra.") != before
    assert publish(question, stem="Pregunta q01.") is not None
    assert QuestionVersion.objects.filter(question_key=question.translation_key).count() <= 3


def test_a_translation_published_anew_is_a_new_version_too(course: SmallCourse) -> None:
    english = Question.objects.filter(locale__language_code="en").first()
    assert english is not None
    version = publish(english, stem="Reworded.")
    assert version is not None
    assert version.frozen.text("stem", "en").text == "Reworded."
    assert version.frozen.text("stem", "es").text.startswith("Pregunta")


def test_a_draft_is_no_version(course: SmallCourse) -> None:
    question = Question.objects.filter(locale__language_code="es").first()
    assert question is not None
    count = QuestionVersion.objects.count()
    question.save_revision()
    publish_version(question.translation_key, timezone.now())
    assert QuestionVersion.objects.count() == count


def test_without_the_spanish_row_there_is_nothing_to_draw(course: SmallCourse) -> None:
    question = Question.objects.filter(locale__language_code="es").first()
    assert question is not None
    question.unpublish()
    assert publish_version(question.translation_key, timezone.now()) is None


def test_marked_again_from_its_version_the_result_is_the_same(
    course: SmallCourse, way: Enrolment, takes: Takes
) -> None:
    attempt = takes(way, right=7, at=timezone.now() - timedelta(days=1))
    for answer in answers_of(attempt):
        publish(question_of(answer.version), stem="Todo cambió.")
    marks = [float(answer.marks.get().fraction) for answer in answers_of(attempt)]
    assert [fraction_of(answer) for answer in answers_of(attempt)] == marks
    standing = standing_of(way.pk, course.quiz)
    assert standing is not None
    assert standing.score == 70


def test_a_version_that_was_asked_cannot_be_deleted(way: Enrolment, starts: Starts) -> None:
    version = answers_of(starts(way))[0].version
    with pytest.raises(ProtectedError):
        version.delete()
