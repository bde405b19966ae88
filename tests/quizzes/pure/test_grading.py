"""Marking: all or nothing, and what the marks add up to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.grading import mark_exact, passes, score_of


@pytest.mark.parametrize(
    ("key", "chosen", "fraction"),
    [
        ("a", "a", 1),
        ("a", "b", 0),
        ("a", "", 0),
        ("ab", "ab", 1),
        ("ab", "ba", 1),
        ("ab", "a", 0),
        ("ab", "abc", 0),
        ("", "", 0),
    ],
)
def test_exactly_the_key_earns_the_mark(key: str, chosen: str, fraction: float) -> None:
    marking = mark_exact(list(key), list(chosen))
    assert marking.fraction == fraction
    assert marking.right is (fraction == 1)


@pytest.mark.parametrize(
    ("fractions", "score"),
    [([], 0), ([1], 100), ([0], 0), ([1, 0], 50), ([1, 1, 0], 66.7), ([1] * 8 + [0] * 2, 80)],
)
def test_the_score_is_the_mean(fractions: list[float], score: float) -> None:
    assert score_of(fractions) == score


@given(st.lists(st.floats(0, 1), max_size=40))
def test_a_score_is_bounded_and_blind_to_order(fractions: list[float]) -> None:
    assert 0 <= score_of(fractions) <= 100
    assert abs(score_of(reversed(fractions)) - score_of(fractions)) <= 0.1


@given(st.integers(1, 50).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_one_more_right_is_never_worse(numbers: tuple[int, int]) -> None:
    total, right = numbers
    more = min(right + 1, total)
    lower = score_of([1.0] * right + [0.0] * (total - right))
    assert score_of([1.0] * more + [0.0] * (total - more)) >= lower


@pytest.mark.parametrize(("score", "passed"), [(79.9, False), (80, True), (100, True), (0, False)])
def test_eighty_passes(score: float, passed: bool) -> None:
    assert passes(score, 80) is passed
