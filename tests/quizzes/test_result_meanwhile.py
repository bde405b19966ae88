"""A result looked at again: while an attempt is under way, and after a key was corrected."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from cms.models import User
from courses.models import Enrolment
from quizzes.models import Answer, QuizAttempt, QuizPage, Regrade
from quizzes.verbs.attempts import save_answer, start_attempt, submit_attempt
from quizzes.verbs.regrades import continue_regrade, start_regrade
from tests.content import SmallCourse
from tests.correcting import correct_key
from tests.doing import Starts, Takes, answers_of, right_response, wrong_response
from tests.people import ClientOf, Enrolled

AT = timezone.now()
BEFORE, EARLIER = AT - timedelta(hours=1), AT - timedelta(hours=3)
Looks = Callable[[QuizAttempt], dict[str, Any]]


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def looks(new_hire: User, client_of: ClientOf) -> Looks:
    """`looks(attempt)`: what its result tells, by what each page is made of."""

    def look(attempt: QuizAttempt) -> dict[str, Any]:
        context = client_of(new_hire).get(reverse("show_result", args=[attempt.pk])).context
        return {"items": context["items"], "hidden": context["key_hidden_reason"]}

    return look


def keys_told(seen: dict[str, Any]) -> set[int]:
    """The numbers of the questions of which something is told that only the key says."""
    return {each.number for each in seen["items"] if each.key or each.explanation.text}


def asked_in(attempt: QuizAttempt) -> set[Any]:
    return {each.version.question_key for each in answers_of(attempt)}


def numbers_of(attempt: QuizAttempt, questions: set[Any]) -> set[int]:
    return {each.position for each in answers_of(attempt) if each.version.question_key in questions}


def sit(attempt: QuizAttempt, wrong: int, at: datetime = BEFORE) -> QuizAttempt:
    """Hands in with so many wrong of ten, single choices before the others."""
    answers = sorted(
        answers_of(attempt), key=lambda each: each.version.frozen.kind != "single_choice"
    )
    for place, answer in enumerate(answers):
        response = (wrong_response if place < wrong else right_response)(answer)
        save_answer(answer, response, answer.revision, "es", at)
    submit_attempt(attempt, at)
    attempt.refresh_from_db()
    return attempt


def choice_in(attempt: QuizAttempt, fraction: int) -> Answer:
    """A single choice that was answered rightly (1) or wrongly (0)."""
    return next(
        each
        for each in answers_of(attempt)
        if each.version.frozen.kind == "single_choice" and each.fraction == fraction
    )


def chosen_in(answer: Answer) -> int:
    """Which option was chosen, counted from 0."""
    ids = [each["id"] for each in answer.version.frozen.structure["options"]]
    assert answer.response
    return ids.index(answer.response[0])


def wanted(answer: Answer, right: list[int], policy: str, by: User) -> Regrade:
    """The key of its question is put right; the marks not yet."""
    version = correct_key(answer.version, right, AT)
    given = {"reason": "La clave estaba mal", "by": by, "policy": policy, "version": version}
    return Regrade(question_key=version.question_key, **given)


def regrade(answer: Answer, right: list[int], policy: str, by: User) -> None:
    """The key is put right and the marks are corrected."""
    continue_regrade(start_regrade(wanted(answer, right, policy, by), set(), AT), AT)


def regrade_others(answer: Answer, right: list[int], policy: str, by: User) -> None:
    """A correction that changed the marks of other people alone; hers it left as they were."""
    regrade = wanted(answer, right, policy, by)
    regrade.started_at = regrade.finished_at = AT
    regrade.save()


# --- while an attempt is under way ----------------------------------------------------------------


def test_an_attempt_passed_by_a_regrade_tells_nothing_of_the_one_under_way(
    way: Enrolment, starts: Starts, looks: Looks, trainer: User
) -> None:
    first = sit(starts(way, EARLIER), wrong=3)
    second = starts(way, AT)
    missed = choice_in(first, 0)
    regrade(missed, [chosen_in(missed)], "upwards", trainer)
    first.refresh_from_db()
    assert first.passed
    seen = looks(first)
    assert not keys_told(seen)
    assert "Algunas de estas preguntas" in seen["hidden"]
    submit_attempt(second, AT)
    seen = looks(first)
    assert len(keys_told(seen)) == 10
    assert not seen["hidden"]


def test_another_quiz_with_the_same_questions_is_not_helped(
    way: Enrolment, course: SmallCourse, takes: Takes, looks: Looks
) -> None:
    passed = takes(way, right=10, at=BEFORE)
    assert len(keys_told(looks(passed))) == 10
    page = course.quiz_page
    other = QuizPage(title="Otro", slug=slugify("Otro"), draws=page.draws, locale=page.locale)
    page.get_parent().add_child(instance=other)
    other.save_revision().publish()
    under_way = start_attempt(way, other, AT)
    shared = asked_in(passed) & asked_in(under_way)
    assert shared
    seen = looks(passed)
    assert keys_told(seen) == set(range(1, 11)) - numbers_of(passed, shared)
    held = [each for each in seen["items"] if each.number not in keys_told(seen)]
    assert not any(each.feedback for each in held)


def test_fewer_attempts_than_are_under_way_close_nothing(
    way: Enrolment, course: SmallCourse, takes: Takes, starts: Starts, looks: Looks
) -> None:
    failed = takes(way, right=2, at=BEFORE)
    starts(way, AT)
    QuizPage.objects.filter(pk=course.quiz_page.pk).update(attempts_allowed=1)
    assert not keys_told(looks(failed))


def test_the_cycle_before_does_not_help_in_the_next(
    new_hire: User, way: Enrolment, enrolled: Enrolled, takes: Takes, starts: Starts, looks: Looks
) -> None:
    passed = takes(way, right=10, at=EARLIER)
    Enrolment.objects.filter(pk=way.pk).update(status="completed", completed_at=BEFORE)
    under_way = starts(enrolled(new_hire), AT)
    assert under_way.enrolment_id != way.pk
    assert not keys_told(looks(passed)) & numbers_of(passed, asked_in(under_way))


# --- after a key was corrected --------------------------------------------------------------------


def test_the_corrected_key_is_told_to_whoever_was_right_by_the_old_one(
    way: Enrolment, takes: Takes, looks: Looks, trainer: User
) -> None:
    passed = takes(way, right=10, at=BEFORE)
    answer = choice_in(passed, 1)
    chosen = chosen_in(answer)
    other = 0 if chosen else 1
    regrade(answer, [other], "both", trainer)
    [item] = [each for each in looks(passed)["items"] if each.number == answer.position]
    assert not item.right
    assert item.correction is not None
    [right], [given] = item.key, item.yours
    assert right.text != given.text
    option = answer.version.frozen.structure["options"][other]["id"]
    assert right.text == answer.version.frozen.text(f"options.{option}.text", "es").text


def test_who_was_wrong_by_both_keys_reads_the_new_one_and_why(
    way: Enrolment, starts: Starts, looks: Looks, trainer: User
) -> None:
    passed = sit(starts(way, EARLIER), wrong=1)
    missed = choice_in(passed, 0)
    options = missed.version.frozen.structure["options"]
    third, option = next(
        (place, each["id"])
        for place, each in enumerate(options)
        if place != chosen_in(missed) and not each["right"]
    )
    regrade_others(missed, [third], "both", trainer)
    [item] = [each for each in looks(passed)["items"] if each.number == missed.position]
    assert not item.right
    words = missed.version.frozen.text(f"options.{option}.text", "es").text
    assert [each.text for each in item.key] == [words]
    assert item.correction.reason == "La clave estaba mal"


def test_a_correction_only_upwards_is_not_told_against_anybody(
    way: Enrolment, takes: Takes, looks: Looks, trainer: User
) -> None:
    passed = takes(way, right=10, at=BEFORE)
    answer = choice_in(passed, 1)
    chosen = chosen_in(answer)
    regrade_others(answer, [0 if chosen else 1], "upwards", trainer)
    [item] = [each for each in looks(passed)["items"] if each.number == answer.position]
    assert item.right
    assert item.correction is None
    assert [each.text for each in item.key] == [each.text for each in item.yours]
