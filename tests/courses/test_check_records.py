"""check_records: what is stored still says what was done, or it is named."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.models import User
from courses.models import Completion, Enrolment
from quizzes.models import Answer, Mark, QuestionVersion, QuizAttempt
from tests.content import SmallCourse
from tests.doing import Reads, Starts, Takes, answers_of
from tests.people import Enrolled


@pytest.fixture
def attempt(
    course: SmallCourse,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    reads: Reads,
    starts: Starts,
    takes: Takes,
) -> QuizAttempt:
    """Ana's, beside a lesson; Beto finished the course; both have done everything rightly."""
    way, other = enrolled(new_hire), enrolled(colleague)
    reads(way, course.greet)
    for lesson in course.lessons:
        reads(other, lesson)
    takes(other, right=9)
    failed = takes(way, right=7)
    starts(way)
    return failed


def complaints() -> list[str]:
    """What the command says is wrong; it ends with an error."""
    said = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_records", stderr=said, stdout=StringIO())
    lines = said.getvalue().splitlines()
    assert str(error.value) == f"{len(lines)} records contradict what was taken."
    return lines


def test_all_is_well(attempt: QuizAttempt) -> None:
    said = StringIO()
    call_command("check_records", stdout=said, stderr=said)
    assert said.getvalue() == "Every record says what was taken.\n"


def test_an_empty_site_is_well(course: SmallCourse) -> None:
    call_command("check_records", stdout=StringIO())


def test_a_mark_that_was_changed_is_named(attempt: QuizAttempt) -> None:
    wrong = answers_of(attempt)[-1]
    Mark.objects.filter(answer=wrong).update(fraction=1)
    said = complaints()
    assert said[0] == f"answer {wrong.pk}: marked 1.0000, its version says 0.0000"
    assert said[1:] == [f"answer {wrong.pk}: kept as 0.0 (automatic), its last mark says otherwise"]


def test_a_mark_kept_beside_its_answer_that_was_changed_is_named(attempt: QuizAttempt) -> None:
    wrong = answers_of(attempt)[-1]
    Answer.objects.filter(pk=wrong.pk).update(fraction=1)
    assert complaints() == [
        f"answer {wrong.pk}: kept as 1.0 (automatic), its last mark says otherwise",
        f"attempt {attempt.pk}: kept as 70.0, passed False; its marks say 80.0, passed True",
    ]


Tamper = Callable[[QuizAttempt], object]
TAMPERED: dict[str, tuple[Tamper, str]] = {
    "an answer": (
        lambda attempt: Answer.objects.filter(attempt=attempt, position=1).update(response=["x"]),
        "marked 1.0000, its version says 0.0000",
    ),
    "a mark that is gone": (
        lambda attempt: Mark.objects.filter(answer=answers_of(attempt)[2]).delete(),
        "marked never, its version says 1.0000",
    ),
    "a version": (
        lambda attempt: QuestionVersion.objects.filter(pk=answers_of(attempt)[0].version_id).update(
            sha256="0" * 64
        ),
        "its content is not what its hash says",
    ),
    "a score": (
        lambda attempt: QuizAttempt.objects.filter(pk=attempt.pk).update(score=75),
        "kept as 75.0, passed False; its marks say 70.0, passed False",
    ),
    "a completion's score": (
        lambda attempt: Completion.objects.filter(enrolment=attempt.enrolment, kind="quiz").update(
            score=100
        ),
        "recorded 100.0, marks say 70.0",
    ),
    "a completion that is gone": (
        lambda attempt: Completion.objects.filter(
            enrolment=attempt.enrolment, kind="quiz"
        ).delete(),
        "recorded None, marks say 70.0",
    ),
    "an enrolment's count": (
        lambda attempt: Enrolment.objects.filter(pk=attempt.enrolment_id).update(done=3),
        "3 done, but 1 completions",
    ),
}


@pytest.mark.parametrize(("tamper", "complaint"), TAMPERED.values(), ids=TAMPERED)
def test_whatever_was_changed_is_named(
    attempt: QuizAttempt, tamper: Tamper, complaint: str
) -> None:
    tamper(attempt)
    assert any(complaint in each for each in complaints())
