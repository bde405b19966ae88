"""What an answer says about memory, and what FSRS makes of it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.memory import Grade, Memory, Trial, after, grade_of, recall, remember

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
DAY = timedelta(days=1)

# (fraction, confidence, in a review) -> grade
GRADES = [
    (1, "", False, Grade.GOOD),
    (1, "sure", False, Grade.GOOD),  # right after the lesson: says little about keeping it
    (1, "sure", True, Grade.EASY),
    (1, "", True, Grade.GOOD),
    (1, "think", True, Grade.GOOD),
    (1, "guess", True, Grade.HARD),
    (1, "guess", False, Grade.HARD),
    (0.75, "", True, Grade.HARD),
    (0.5, "sure", True, Grade.HARD),
    (0.5, "guess", True, Grade.AGAIN),
    (0.49, "", True, Grade.AGAIN),
    (0, "sure", True, Grade.AGAIN),
    (0, "", False, Grade.AGAIN),
]


@pytest.mark.parametrize(("fraction", "confidence", "apart", "grade"), GRADES)
def test_what_an_answer_says(fraction: float, confidence: str, apart: bool, grade: Grade) -> None:
    assert grade_of(Trial(fraction, confidence, AT, apart)) is grade


def test_sure_and_wrong() -> None:
    assert Trial(0, "sure", AT).surely_wrong
    assert not Trial(0, "think", AT).surely_wrong
    assert Trial(0.99, "sure", AT).surely_wrong
    assert not Trial(1, "sure", AT).surely_wrong


def test_the_days_of_the_first_answer() -> None:
    """FSRS-6 with its published parameters: w0..w3 are the stabilities after a first answer."""
    first = {grade: remember(None, grade, AT) for grade in Grade}
    stabilities = [round(each.stability, 4) for each in first.values()]
    assert stabilities == [0.212, 1.2931, 2.3065, 8.2956]
    assert [(each.due_at - AT).days for each in first.values()] == [1, 1, 2, 8]


def test_recall_is_ninety_percent_after_as_many_days_as_the_stability() -> None:
    memory = Memory(10, 5, AT, AT + 10 * DAY)
    assert recall(memory, AT) == 1
    assert recall(memory, AT + 10 * DAY) == pytest.approx(0.9)
    assert recall(memory, AT + 100 * DAY) < 0.8


def test_kept_again_and_again_it_comes_ever_later() -> None:
    memory, days = None, []
    for _number in range(4):
        memory = remember(memory, Grade.GOOD, memory.due_at if memory else AT)
        days.append((memory.due_at - memory.reviewed_at).days)
    assert days == [2, 11, 46, 163]


def test_answers_are_taken_in_order_and_once() -> None:
    told = [Trial(0, "", AT), Trial(1, "", AT + DAY)]
    memory = after(None, told)
    assert memory == after(None, reversed(told))
    assert memory == remember(remember(None, Grade.AGAIN, AT), Grade.GOOD, AT + DAY)
    assert after(memory, told) == memory
    assert after(None, []) is None


def test_the_zone_a_moment_is_written_in_makes_no_difference() -> None:
    lima = timezone(timedelta(hours=-5))
    here = remember(None, Grade.GOOD, AT.astimezone(lima))
    assert here == remember(None, Grade.GOOD, AT)
    assert recall(here, (AT + 3 * DAY).astimezone(lima)) == recall(here, AT + 3 * DAY)


memories = st.none() | st.builds(
    Memory, st.floats(0.01, 300), st.floats(1, 10), st.just(AT), st.just(AT + DAY)
)


@given(memories, st.integers(0, 400))
def test_the_worse_it_went_the_sooner_it_comes(memory: Memory | None, days: int) -> None:
    at = AT + days * DAY
    due = [remember(memory, grade, at).due_at for grade in Grade]
    assert due == sorted(due)
    assert due[0] > at
    if days:  # the same day again teaches little, either way
        assert due[Grade.AGAIN - 1] < due[Grade.GOOD - 1] or due[Grade.GOOD - 1] == at + DAY


@given(memories, st.sampled_from(Grade), st.integers(0, 400))
def test_what_is_kept_is_possible_and_always_the_same(
    memory: Memory | None, grade: Grade, days: int
) -> None:
    at = AT + days * DAY
    kept = remember(memory, grade, at)
    assert kept == remember(memory, grade, at)
    assert kept.stability > 0
    assert 1 <= kept.difficulty <= 10
    assert DAY <= kept.due_at - at <= 365 * DAY
    assert 0 < recall(kept, at + 30 * DAY) <= 1
