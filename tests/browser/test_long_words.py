"""What people write may be one word of 200 letters: no page around a quiz grows wider for it."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Group
from quizzes.models import Answer, QuestionVersion
from quizzes.verbs.grants import Exemption, grant_exception, withdraw_exception
from quizzes.verbs.review import answer_review
from quizzes.verbs.rubrics import Judgement, mark_answer
from tests.browser.conftest import NewContext
from tests.browser.steps import let_in
from tests.browser.test_small_and_large import assert_fits
from tests.content import SmallCourse
from tests.doing import Starts, answers_of
from tests.marking import WORST, open_question, write_in
from tests.people import Enrolled
from tests.quizzes.every_kind import SHORT
from tests.reviewing import questions_of, sitting_about

WORD = "a" * 200


@pytest.fixture
def written(
    course: SmallCourse, new_hire: User, trainer: User, enrolled: Enrolled, starts: Starts
) -> Answer:
    """Ana's words in a field and in an open answer, Darío's in a comment and a reason."""
    at = timezone.now()
    group = Group.objects.create(name="Marzo", starts_on=at.date())
    group.trainers.set([trainer])
    group.members.set([new_hire])
    group.save()
    way = enrolled(new_hire)
    attempt = starts(way, at)
    answer = write_in(attempt, open_question(), WORD, at)
    short = QuestionVersion.objects.create(
        question_key=uuid4(), sha256=SHORT.sha256(), content=SHORT.as_json(), created_at=at
    )
    first = answers_of(attempt)[0]
    Answer.objects.filter(pk=first.pk).update(version=short, response=[WORD], fraction=0)
    mark_answer(answer, Judgement(WORST, WORD), trainer, 0, at)
    granted = grant_exception(way, Exemption(course.quiz, "attempt", WORD), trainer, at)
    withdraw_exception(granted, trainer, at, WORD)
    return answer


def test_for_the_learner(
    new_hire: User, written: Answer, live_server: Any, new_context: NewContext
) -> None:
    at, sitting = timezone.now(), sitting_about(written.attempt)
    answer_review(questions_of(sitting)[0], [WORD], "", "es", at)
    context = new_context()
    let_in(context, new_hire.username, live_server.url)
    page = context.new_page()
    page.goto(reverse("show_result", args=[written.attempt_id]))
    assert page.get_by_text(WORD, exact=True).count() == 3
    assert_fits(page)
    page.goto(reverse("show_review_question", args=[sitting.pk, 1]))
    assert page.locator("dd", has_text=WORD).count() == 1
    assert_fits(page)


def test_being_marked_stands_in_one_line(
    new_hire: User, written: Answer, live_server: Any, new_context: NewContext
) -> None:
    type(written.attempt).objects.filter(pk=written.attempt_id).update(score=None, passed=None)
    context = new_context()
    let_in(context, new_hire.username, live_server.url)
    page = context.new_page()
    page.goto(reverse("show_result", args=[written.attempt_id]))
    box = page.locator(".result__number").bounding_box()
    assert box
    assert box["height"] < 40


def test_for_the_trainer(
    new_hire: User, trainer: User, written: Answer, live_server: Any, new_context: NewContext
) -> None:
    context = new_context()
    let_in(context, trainer.username, live_server.url)
    page = context.new_page()
    page.goto(reverse("mark_answer", args=[written.pk]))
    assert page.get_by_text(WORD, exact=True).count() == 3
    assert_fits(page)
    page.goto(reverse("show_person", args=[new_hire.pk]))
    assert page.locator(".exceptions", has_text=WORD).count() == 1
    assert_fits(page)
