"""A sitting of review: when the calendar offers one, and with which questions."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.models import User
from courses.models import CoursePage, Enrolment
from quizzes.models import (
    Answer,
    Question,
    QuizAttempt,
    QuizPage,
    ReviewAnswer,
    ReviewCard,
    ReviewSitting,
)
from quizzes.pure.review import Why
from quizzes.reviews import agenda_of
from quizzes.verbs.questions import archive_question, publish_version
from quizzes.verbs.review import NotDueError, start_review
from tests.content import SmallCourse
from tests.doing import Starts, Takes, answers_of
from tests.people import Enrolled

# Late in the evening in Lima it is the next day in UTC.
PASSED = datetime(2026, 3, 2, 23, tzinfo=UTC)
DAY = timedelta(days=1)
Counted = Callable[[int], object]


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire, at=PASSED - 5 * DAY)


@pytest.fixture
def quiz(way: Enrolment, takes: Takes) -> QuizAttempt:
    """Eight of ten right: passed."""
    return takes(way, right=8, at=PASSED)


def asked(sitting: ReviewSitting) -> list[UUID]:
    return [each.version.question_key for each in sitting.answers.select_related("version")]


def keys(answers: list[Answer]) -> list[UUID]:
    return [each.version.question_key for each in answers]


def test_before_a_quiz_is_passed_nothing_is_offered(
    way: Enrolment, takes: Takes, course: SmallCourse, new_hire: User
) -> None:
    takes(way, right=5, at=PASSED)
    assert agenda_of(new_hire, course.key, PASSED + 30 * DAY).offer.why is Why.NOTHING
    with pytest.raises(NotDueError):
        start_review(new_hire, course.key, 3, PASSED + 30 * DAY)


def test_on_the_days_of_the_calendar(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    def due(after: timedelta) -> bool:
        return agenda_of(new_hire, course.key, PASSED + after).offer.due

    assert not due(timedelta(minutes=5))
    assert due(DAY)
    assert due(20 * DAY)
    with pytest.raises(NotDueError):
        start_review(new_hire, course.key, 3, PASSED)
    assert start_review(new_hire, course.key, 3, PASSED + DAY).answers.count() == 3


def test_the_day_begins_where_she_lives(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    """Passed at 18:00 on 2 March in Lima; at 23:59 there it is still the same day."""
    new_hire.time_zone = "America/Lima"
    midnight = datetime(2026, 3, 3, 5, tzinfo=UTC)
    assert not agenda_of(new_hire, course.key, midnight - timedelta(minutes=1)).offer.due
    assert agenda_of(new_hire, course.key, midnight).offer.due


def test_the_course_says_which_days(quiz: QuizAttempt, course: SmallCourse, new_hire: User) -> None:
    CoursePage.objects.filter(translation_key=course.key).update(review_days=[5])
    assert not agenda_of(new_hire, course.key, PASSED + 4 * DAY).offer.due
    assert agenda_of(new_hire, course.key, PASSED + 5 * DAY).offer.due
    CoursePage.objects.filter(translation_key=course.key).update(review_days=[])
    assert agenda_of(new_hire, course.key, PASSED + 5 * DAY).offer.why is Why.NOTHING


def test_what_was_missed_in_the_quiz_comes_first(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    missed = {
        key
        for each, key in zip(answers_of(quiz), keys(answers_of(quiz)), strict=True)
        if each.fraction == 0
    }
    assert len(missed) == 2
    sitting = start_review(new_hire, course.key, 3, PASSED + DAY)
    assert set(asked(sitting)[:2]) == missed


def test_what_was_sure_and_wrong_comes_before_all(
    way: Enrolment, takes: Takes, course: SmallCourse, new_hire: User
) -> None:
    quiz = takes(way, right=8, at=PASSED)
    sure, unsure = [each for each in answers_of(quiz) if each.fraction == 0]
    Answer.objects.filter(pk=sure.pk).update(confidence="sure")
    Answer.objects.filter(pk=unsure.pk).update(confidence="guess")
    for _number in range(3):
        sitting = start_review(new_hire, course.key, 3, PASSED + DAY)
        assert asked(sitting)[0] == sure.version.question_key
        sitting.answers.all().delete()
        sitting.delete()


def test_questions_of_failed_tries_join_once_it_is_passed(
    way: Enrolment, takes: Takes, course: SmallCourse, new_hire: User
) -> None:
    failed = takes(way, right=6, at=PASSED - 3 * DAY)
    passed = takes(way, right=10, at=PASSED)
    start_review(new_hire, course.key, 3, PASSED + DAY)
    known = set(ReviewCard.objects.filter(learner=new_hire).values_list("question_key", flat=True))
    assert known == {*keys(answers_of(failed)), *keys(answers_of(passed))}


def test_a_second_start_gives_the_sitting_under_way(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    first = start_review(new_hire, course.key, 3, PASSED + DAY)
    assert start_review(new_hire, course.key, 10, PASSED + 5 * DAY) == first


def test_there_may_be_fewer_questions_than_wished(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    for key in keys(answers_of(quiz))[:8]:
        archive_question(key, archived=True)
    sitting = start_review(new_hire, course.key, 10, PASSED + DAY)
    assert set(asked(sitting)) == set(keys(answers_of(quiz))[8:])


def test_what_is_archived_or_not_published_drops_out(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    gone, *rest = keys(answers_of(quiz))
    Question.objects.filter(translation_key=gone).update(live=False)
    for key in rest:
        archive_question(key, archived=True)
    assert agenda_of(new_hire, course.key, PASSED + DAY).offer.why is Why.NOTHING
    with pytest.raises(NotDueError):
        start_review(new_hire, course.key, 3, PASSED + DAY)
    assert not ReviewSitting.objects.exists()


def test_a_question_is_asked_as_it_is_published_now(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    old = answers_of(quiz)[0].version
    row = Question.objects.get(translation_key=old.question_key, locale__language_code="es")
    raw = row.content.raw_data[0]
    raw["value"]["stem"] = "Preguntado de otro modo"
    row.content = row._meta.get_field("content").stream_block.to_python([raw])
    row.save()
    new = publish_version(old.question_key, PASSED + DAY)
    assert new
    assert new != old
    sitting = start_review(new_hire, course.key, 10, PASSED + DAY)
    versions = {each.version_id for each in sitting.answers.all()}
    assert new.pk in versions
    assert old.pk not in versions


def test_a_question_of_an_attempt_under_way_waits(
    way: Enrolment, quiz: QuizAttempt, course: SmallCourse, new_hire: User, starts: Starts
) -> None:
    """What a review shows must not help in a quiz that is being taken."""
    second = QuizAttempt.objects.get(pk=quiz.pk)
    second.pk, second.number, second.state = UUID(int=7), 9, "open"
    second.activity_key, second.finished_at = UUID(int=8), None
    second.score = second.passed = None
    second.save(force_insert=True)
    held = answers_of(quiz)[8]
    Answer.objects.create(attempt=second, position=1, version=held.version)
    sitting = start_review(new_hire, course.key, 10, PASSED + DAY)
    assert held.version.question_key not in asked(sitting)
    assert sitting.answers.count() == 9


def test_a_quiz_that_never_shows_its_answers_is_not_reviewed(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    QuizPage.objects.filter(translation_key=course.quiz).update(answers_when="never")
    assert agenda_of(new_hire, course.key, PASSED + DAY).offer.why is Why.NOTHING


def test_a_void_question_tells_nothing(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    void = answers_of(quiz)[9]
    Answer.objects.filter(pk=void.pk).update(fraction=1, method="void")
    sitting = start_review(new_hire, course.key, 10, PASSED + DAY)
    assert void.version.question_key not in asked(sitting)


def test_a_closed_enrolment_ends_it(
    way: Enrolment, quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    Enrolment.objects.filter(pk=way.pk).update(status="closed")
    assert agenda_of(new_hire, course.key, PASSED + DAY).offer.why is Why.NOTHING


def test_a_colleagues_quiz_is_not_mine(
    quiz: QuizAttempt, course: SmallCourse, colleague: User, enrolled: Enrolled
) -> None:
    enrolled(colleague, at=PASSED)
    assert agenda_of(colleague, course.key, PASSED + DAY).offer.why is Why.NOTHING


def test_sizes_are_three_five_and_ten(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    with pytest.raises(ValueError, match="4"):
        start_review(new_hire, course.key, 4, PASSED + DAY)


def test_the_database_refuses_impossible_rows(
    quiz: QuizAttempt, course: SmallCourse, new_hire: User
) -> None:
    sitting = start_review(new_hire, course.key, 3, PASSED + DAY)
    card = ReviewCard.objects.filter(learner=new_hire)[0]
    first = sitting.answers.all()[0]
    start = {"course_key": course.key, "size": 3, "seed": "s", "started_at": PASSED}
    impossible: list[Callable[[], object]] = [
        lambda: ReviewSitting.objects.create(learner=new_hire, **start),
        lambda: ReviewSitting.objects.filter(pk=sitting.pk).update(size=4),
        lambda: ReviewSitting.objects.filter(pk=sitting.pk).update(finished_at=PASSED),
        lambda: ReviewAnswer.objects.create(sitting=sitting, position=1, version=first.version),
        lambda: ReviewAnswer.objects.create(sitting=sitting, position=9, version=first.version),
        lambda: ReviewAnswer.objects.filter(pk=first.pk).update(answered_at=PASSED),
        lambda: ReviewAnswer.objects.filter(pk=first.pk).update(fraction=1),
        lambda: ReviewCard.objects.filter(pk=card.pk).update(due_at=card.reviewed_at),
        lambda: ReviewCard.objects.filter(pk=card.pk).update(stability=0),
        lambda: ReviewCard.objects.create(
            learner=new_hire,
            question_key=card.question_key,
            stability=1,
            difficulty=5,
            reviewed_at=PASSED,
            due_at=PASSED + DAY,
        ),
    ]
    for write in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


@pytest.mark.parametrize("size", [3, 10])
def test_starting_costs_a_fixed_number_of_queries(
    quiz: QuizAttempt,
    course: SmallCourse,
    new_hire: User,
    size: int,
    django_assert_num_queries: Counted,
) -> None:
    at = timezone.now()
    with django_assert_num_queries(14):  # type: ignore[attr-defined]
        assert start_review(new_hire, course.key, size, at).answers.count() == size
