"""A review, question by question: told at once, answered once, taken into memory."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Completion, Enrolment, Inquiry
from quizzes.models import Answer, QuizAttempt, ReviewAnswer, ReviewCard, ReviewSitting
from quizzes.reviews import trials_of
from quizzes.verbs.review import (
    ReviewFinishedError,
    answer_review,
    finish_review,
    start_review,
)
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled
from tests.quizzes.every_kind import MATCHING
from tests.reviewing import PassedAgo, Reviews, questions_of, right_of, wrong_of
from tests.words import spanish

Counted = Callable[[int], Any]


@pytest.fixture
def quiz(new_hire: User, passed_ago: PassedAgo) -> QuizAttempt:
    return passed_ago(new_hire, days=3)


@pytest.fixture
def sitting(quiz: QuizAttempt, course: SmallCourse, new_hire: User) -> ReviewSitting:
    return start_review(new_hire, course.key, 3, timezone.now())


@pytest.fixture
def browser(new_hire: User, client_of: ClientOf) -> Client:
    return client_of(new_hire)


def page(answer: ReviewAnswer) -> str:
    return reverse("show_review_question", args=[answer.sitting_id, answer.position])


def send(browser: Client, answer: ReviewAnswer, response: list[str], **more: str) -> Any:
    form = {"response": response, **more}
    return browser.post(reverse("answer_review", args=[answer.sitting_id, answer.position]), form)


def card_of(answer: ReviewAnswer) -> ReviewCard:
    return ReviewCard.objects.get(
        learner=answer.sitting.learner, question_key=answer.version.question_key
    )


def test_from_home_to_the_result(
    quiz: QuizAttempt, course: SmallCourse, browser: Client, new_hire: User
) -> None:
    home = browser.get("/").content.decode()
    assert 'class="review-card"' in home
    start = reverse("start_review", args=[course.key])
    assert f'action="{start}"' in home
    place = browser.post(start, {"size": "3"})["Location"]
    for number in range(3):
        answer = questions_of(ReviewSitting.objects.get())[number]
        assert place == page(answer)
        assert browser.get(place).status_code == 200
        response = right_of(answer) if number else wrong_of(answer)
        assert send(browser, answer, response)["Location"] == place
        shown = browser.get(place)
        assert shown.context["told"].right is bool(number)
        place = shown.context["next_url"]
    result = browser.get(place).context["result"]
    assert len(result["kept"]) == 2
    assert len(result["coming"]) == 1
    after = browser.get("/").content.decode()
    assert 'class="review-card"' not in after
    assert "1 semana con repaso" in after
    assert "Próximo repaso: en 7 días" in after


def test_it_changes_no_score(
    quiz: QuizAttempt, new_hire: User, reviews: Reviews, course: SmallCourse
) -> None:
    before = Completion.objects.values_list("score", "attempts", "last_at").get()
    way = Enrolment.objects.values().get()
    at = timezone.now()
    reviews(new_hire, right=0, at=at)
    assert Completion.objects.values_list("score", "attempts", "last_at").get() == before
    # That she was there is all her way knows of it: the team's list says when somebody was seen.
    assert Enrolment.objects.values().get() == way | {"last_active_at": at}


def test_what_is_right_is_shown_right_after(browser: Client, sitting: ReviewSitting) -> None:
    answer = questions_of(sitting)[0]
    send(browser, answer, wrong_of(answer))
    told = browser.get(page(answer)).context["told"]
    assert not told.right
    assert told.key
    assert told.explanation.text
    assert told.returns == "en 7 días"  # the calendar's day 10


def test_parts_left_empty_are_counted(browser: Client, sitting: ReviewSitting) -> None:
    answer = questions_of(sitting)[0]
    answer.version.content = MATCHING.as_json()
    answer.version.save()
    url = reverse("answer_review", args=[sitting.pk, answer.position])
    browser.post(url, {"response-p": "2"})
    told = browser.get(page(answer))
    assert "2 partes sin responder" in told.content.decode()


def test_an_answer_stands(browser: Client, sitting: ReviewSitting) -> None:
    """The same again, or a better one now that the right one was shown: nothing changes."""
    answer = questions_of(sitting)[0]
    send(browser, answer, wrong_of(answer))
    stored, card = questions_of(sitting)[0], card_of(answer)
    for response in (wrong_of(answer), right_of(answer), []):
        assert send(browser, answer, response)["Location"] == page(answer)
    again = questions_of(sitting)[0]
    assert (again.response, again.fraction) == (stored.response, 0)
    assert again.answered_at == stored.answered_at
    assert card_of(answer).memory == card.memory


def test_the_verb_says_that_it_stood(sitting: ReviewSitting) -> None:
    answer, at = questions_of(sitting)[0], timezone.now()
    assert not answer_review(answer, wrong_of(answer), "", "es", at).repeated
    repeated = answer_review(answer, right_of(answer), "", "es", at)
    assert repeated.repeated
    assert repeated.fraction == 0


def test_missed_comes_back_before_right(sitting: ReviewSitting) -> None:
    first, second, _third = questions_of(sitting)
    at = timezone.now()
    answer_review(first, wrong_of(first), "", "es", at)
    answer_review(second, right_of(second), "think", "es", at)
    assert card_of(first).due_at < card_of(second).due_at


def test_sure_and_wrong_comes_first_next_time(
    course: SmallCourse, new_hire: User, browser: Client, sitting: ReviewSitting
) -> None:
    last = questions_of(sitting)[2]
    for answer in questions_of(sitting)[:2]:
        send(browser, answer, wrong_of(answer), confidence="guess")
    send(browser, last, wrong_of(last), confidence="sure")
    assert (
        spanish("You were sure of it: it comes first next time.")
        in browser.get(page(last)).content.decode()
    )
    later = start_review(new_hire, course.key, 3, timezone.now() + timedelta(days=8))
    first = questions_of(later)[0]
    assert first.version == last.version
    answer_review(first, right_of(first), "sure", "es", timezone.now() + timedelta(days=8))
    assert not card_of(first).surely_wrong


def test_sure_and_half_right_is_missed_like_in_a_result(
    course: SmallCourse, new_hire: User, browser: Client, sitting: ReviewSitting
) -> None:
    answer = questions_of(sitting)[0]
    send(browser, answer, right_of(answer), confidence="sure")
    ReviewAnswer.objects.filter(pk=answer.pk).update(fraction=0.5, grade=2)

    assert browser.get(page(answer)).context["told"].surely_wrong


def test_an_answer_taken_back_leaves_nothing_to_be_sure_of(
    course: SmallCourse, new_hire: User, quiz: QuizAttempt
) -> None:
    first, second = quiz.answers.select_related("version").order_by("position")[:2]
    missed = Answer.objects.filter(pk__in=[first.pk, second.pk])
    missed.update(fraction=0, confidence="sure")
    Answer.objects.filter(pk=first.pk).update(response=None)

    trials = trials_of(new_hire, course.key, timezone.now())

    assert not trials[first.version.question_key][0].surely_wrong
    assert trials[second.version.question_key][0].surely_wrong


def test_not_knowing_is_an_answer(browser: Client, sitting: ReviewSitting) -> None:
    answer = questions_of(sitting)[0]
    send(browser, answer, right_of(answer), go="unknown", confidence="sure")
    stored = questions_of(sitting)[0]
    assert (stored.response, stored.fraction, stored.confidence) == ([], 0, "")
    assert not card_of(answer).surely_wrong
    assert browser.get(page(answer)).context["told"].key


def test_nothing_chosen_and_nonsense_are_asked_again(
    browser: Client, sitting: ReviewSitting
) -> None:
    answer = questions_of(sitting)[0]
    for response in ([], ["no such option"]):
        again = send(browser, answer, response, confidence="think")
        assert again.status_code == 400
        assert again.context["problem"]
        assert [each["chosen"] for each in again.context["confidence"]] == [False, True, False]
    assert not ReviewAnswer.objects.answered().exists()


def test_an_unknown_confidence_is_none(browser: Client, sitting: ReviewSitting) -> None:
    answer = questions_of(sitting)[0]
    send(browser, answer, right_of(answer), confidence="very")
    assert questions_of(sitting)[0].confidence == ""


def test_finishing_early_keeps_what_was_answered(browser: Client, sitting: ReviewSitting) -> None:
    finish = reverse("finish_review", args=[sitting.pk])
    assert browser.post(finish)["Location"] == "/"  # nothing answered: it stays open
    sitting.refresh_from_db()
    assert sitting.finished_at is None
    first, second, _third = questions_of(sitting)
    send(browser, first, right_of(first))
    result = reverse("show_review_result", args=[sitting.pk])
    assert browser.post(finish)["Location"] == result
    assert browser.post(finish)["Location"] == result
    context = browser.get(result).context
    assert len(context["result"]["kept"]) == 1
    assert send(browser, second, right_of(second))["Location"] == result
    assert browser.get(page(second))["Location"] == result
    with pytest.raises(ReviewFinishedError):
        answer_review(second, right_of(second), "", "es", timezone.now())
    assert not finish_review(sitting, timezone.now())


def test_left_and_come_back(course: SmallCourse, browser: Client, sitting: ReviewSitting) -> None:
    first, second, _third = questions_of(sitting)
    send(browser, first, right_of(first))
    door = reverse("open_review", args=[course.key])
    assert browser.get(door)["Location"] == page(second)
    assert f'href="{page(second)}"' in browser.get("/").content.decode()
    assert browser.get(reverse("show_review_result", args=[sitting.pk]))["Location"] == page(second)
    assert browser.post(reverse("start_review", args=[course.key]))["Location"] == page(second)


def test_an_attempt_under_way_cannot_profit(
    course: SmallCourse, new_hire: User, browser: Client, sitting: ReviewSitting
) -> None:
    """A quiz started in the middle of a review: the review keeps the key of its questions."""
    answer = questions_of(sitting)[0]
    way = Enrolment.objects.get()
    other = QuizAttempt.objects.create(
        enrolment=way,
        activity_key=course.greet,
        number=1,
        seed="s",
        pass_mark=80,
        started_at=timezone.now(),
    )
    Answer.objects.create(attempt=other, position=1, version=answer.version)
    send(browser, answer, wrong_of(answer))
    told = browser.get(page(answer)).context["told"]
    assert told.key is None
    assert not told.reasons
    assert not told.explanation


@pytest.mark.parametrize("days", [0, 2])
def test_the_door_says_when(
    course: SmallCourse,
    new_hire: User,
    browser: Client,
    passed_ago: PassedAgo,
    reviews: Reviews,
    days: int,
) -> None:
    passed_ago(new_hire, days=days)
    if days:
        reviews(new_hire)
    shown = browser.get(reverse("open_review", args=[course.key]))
    assert not shown.context["review"]["due"]
    assert "El próximo repaso llega mañana" in shown.content.decode()
    start = browser.post(reverse("start_review", args=[course.key]), {"size": "3"})
    assert start["Location"] == reverse("open_review", args=[course.key])


def test_before_any_quiz_home_says_nothing(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, browser: Client
) -> None:
    enrolled(new_hire)
    assert 'class="review-' not in browser.get("/").content.decode()
    assert (
        "Todavía no hay repaso"
        in browser.get(reverse("open_review", args=[course.key])).content.decode()
    )


def test_in_english(
    quiz: QuizAttempt, new_hire: User, browser: Client, reviews: Reviews, course: SmallCourse
) -> None:
    new_hire.language = "en"
    new_hire.save()
    assert "Today's review" in unescape(browser.get("/").content.decode())
    done = reviews(new_hire, right=2)
    result = browser.get(reverse("show_review_result", args=[done.pk])).content.decode()
    assert "2 of 3 remembered" in result
    assert "comes back in 7 days" in result
    answered = browser.get(page(questions_of(done)[2])).content.decode()
    assert "The right answer" in answered
    assert "Explains" in answered


def addresses(course: SmallCourse, sitting: ReviewSitting) -> list[tuple[str, str]]:
    of_one = [sitting.pk, 1]
    return [
        ("get", reverse("open_review", args=[course.key])),
        ("post", reverse("start_review", args=[course.key])),
        ("get", reverse("show_review_question", args=of_one)),
        ("post", reverse("answer_review", args=of_one)),
        ("post", reverse("finish_review", args=[sitting.pk])),
        ("get", reverse("show_review_result", args=[sitting.pk])),
    ]


def test_nobody_else_finds_it(
    course: SmallCourse,
    sitting: ReviewSitting,
    colleague: User,
    manager: User,
    trainer: User,
    administrator: User,
    outsider: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    """A colleague on the same course has a door of his own, and finds nothing of hers."""
    for somebody in (manager, trainer, administrator, outsider):
        other = client_of(somebody)
        for method, address in addresses(course, sitting):
            assert getattr(other, method)(address).status_code == 404
    enrolled(colleague)
    other = client_of(colleague)
    for method, address in addresses(course, sitting)[2:]:
        assert getattr(other, method)(address).status_code == 404
    assert not ReviewAnswer.objects.answered().exists()


def test_strangers_sign_in_first(course: SmallCourse, sitting: ReviewSitting) -> None:
    for method, address in addresses(course, sitting):
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


def test_a_closed_enrolment_closes_its_reviews(
    course: SmallCourse, sitting: ReviewSitting, browser: Client
) -> None:
    Enrolment.objects.update(status="closed")
    for method, address in addresses(course, sitting):
        assert getattr(browser, method)(address).status_code == 404


@pytest.mark.parametrize("size", [3, 10])
def test_what_an_answer_costs(
    quiz: QuizAttempt,
    course: SmallCourse,
    new_hire: User,
    browser: Client,
    size: int,
    django_assert_num_queries: Counted,
) -> None:
    sitting = start_review(new_hire, course.key, size, timezone.now())
    first = questions_of(sitting)[0]
    browser.get(page(first))
    with django_assert_num_queries(6):
        browser.get(page(first))
    with django_assert_num_queries(11):
        send(browser, first, right_of(first))
    with django_assert_num_queries(13):
        browser.get(page(first))


@pytest.mark.parametrize("size", [3, 10])
def test_what_home_and_the_result_cost(
    quiz: QuizAttempt,
    new_hire: User,
    browser: Client,
    reviews: Reviews,
    size: int,
    django_assert_num_queries: Counted,
) -> None:
    browser.get("/")
    with django_assert_num_queries(11):
        browser.get("/")
    done = reviews(new_hire, size=size)
    result = reverse("show_review_result", args=[done.pk])
    with django_assert_num_queries(10):
        browser.get(result)


def test_asking_from_an_answered_question(
    quiz: QuizAttempt, browser: Client, sitting: ReviewSitting, colleague: User, client_of: ClientOf
) -> None:
    """It lands with the trainer, on the question, with what was answered."""
    answer = questions_of(sitting)[0]
    send(browser, answer, wrong_of(answer))
    ask = reverse("open_ask", args=["reviewed", sitting.pk, "1"])
    assert f'href="{ask}"' in browser.get(page(answer)).content.decode()
    assert browser.get(ask).status_code == 200
    assert client_of(colleague).get(ask).status_code == 404
    browser.post(
        reverse("ask", args=["reviewed", sitting.pk, "1"]),
        {"kind": "ask", "text": "¿Por qué?", "idempotency_key": "k"},
    )
    inquiry = Inquiry.objects.get()
    assert inquiry.activity_key == sitting.course_key
    assert inquiry.item_key == answer.version.question_key
    assert inquiry.quote
