"""Marking: all or nothing, and what the marks add up to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.grading import mark_exact, mark_order, mark_partial, passes, score_of


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


@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [("ab", 1), ("a", 0.5), ("ac", 0), ("abc", 0.5), ("abcd", 0), ("c", 0), ("", 0)],
)
def test_partly_right_is_partly_worth(chosen: str, fraction: float) -> None:
    assert mark_partial("ab", "cd", list(chosen)).fraction == fraction


@pytest.mark.parametrize(
    ("given_order", "fraction"),
    [
        ("abcde", 1),
        ("bcdea", 0.75),
        ("abced", 0.75),
        ("edcba", 0),
        ("abc", 0.5),
        ("a", 0),
        ("", 0),
        ("badce", 0.5),
    ],
)
def test_one_out_of_place_costs_one_step(given_order: str, fraction: float) -> None:
    assert mark_order("abcde", list(given_order)).fraction == fraction


def test_points_weigh() -> None:
    assert score_of([1, 0], [3, 1]) == 75
    assert score_of([1, 0], [1, 3]) == 25


def test_without_a_critical_question_no_score_is_enough() -> None:
    assert passes(95, 80, [1.0, 1.0])
    assert not passes(95, 80, [1.0, 0.75])
