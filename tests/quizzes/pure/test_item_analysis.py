"""Item analysis: published values, tables worked out by hand, and what holds for any marks."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quizzes.pure.item_analysis import analyse
from quizzes.pure.item_figures import Analysis, Item, ItemStatistics
from quizzes.pure.item_marks import Marks
from quizzes.pure.moments import Floats, thirds

LSAT6 = Path(__file__).parent.parent / "data" / "lsat6.csv"
NAN = float("nan")

FRACTIONS = st.sampled_from([0.0, 0.25, 0.5, 1.0])
FULL = arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 5)), elements=FRACTIONS)
GAPPY = arrays(
    np.float64,
    st.tuples(st.integers(1, 12), st.integers(1, 5)),
    elements=FRACTIONS | st.just(NAN),
)


def analysis_of(matrix: Floats, points: Floats | None = None) -> Analysis:
    """Of attempts x items."""
    items = [Item(str(number)) for number in range(matrix.shape[1])]
    return analyse(Marks.of_matrix(matrix, points), items)


def table(*rows: str) -> Floats:
    """ "101" is right, wrong, right; "-" was not asked."""
    return np.array([[NAN if mark == "-" else float(mark) for mark in row] for row in rows])


def lsat6() -> Floats:
    """1,000 people, 5 questions (Bock and Lieberman 1970)."""
    with LSAT6.open(encoding="utf-8") as file:
        rows = [(row["pattern"], int(row["count"])) for row in csv.DictReader(file)]
    return table(*(pattern for pattern, count in rows for _ in range(count)))


def test_lsat6_gives_the_published_values() -> None:
    found = analysis_of(lsat6())

    assert found.quiz.n == 1000
    assert found.quiz.alpha == pytest.approx(0.2950, abs=5e-5)
    facilities = [item.facility for item in found.items]
    assert facilities == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])
    rests = [item.item_rest for item in found.items]
    assert rests == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-5)


def test_a_small_table_worked_out_by_hand() -> None:
    """Scores 0, 1, 2, 3 of 3: item variances 1/4, 1/3, 1/4 and that of the sum 5/3."""
    found = analysis_of(table("000", "100", "110", "111"))

    quiz = found.quiz
    assert (quiz.mean, quiz.median, quiz.skewness) == pytest.approx((50, 50, 0))
    assert quiz.sd == pytest.approx(100 / 3 * (5 / 3) ** 0.5)
    assert quiz.kurtosis == pytest.approx(-1.2)
    assert quiz.alpha == pytest.approx(3 / 2 * (1 - (5 / 6) / (5 / 3)))
    assert quiz.error_ratio == pytest.approx(50)
    assert quiz.standard_error == pytest.approx((quiz.sd or 0) / 2)
    assert [item.facility for item in found.items] == [0.75, 0.5, 0.25]
    # Item 2 beside the rest (0, 1, 1, 2): covariance 2/3, variances 1/3 and 2/3.
    assert found.items[1].item_rest == pytest.approx(0.5**0.5)
    assert found.items[1].efficiency == pytest.approx(100)
    assert [item.intended_weight for item in found.items] == pytest.approx([100 / 3] * 3)
    # Covariances with the sum 1/2, 2/3, 1/2.
    whole = 2 * 0.5**0.5 + (2 / 3) ** 0.5
    effective = [100 * 0.5**0.5 / whole, 100 * (2 / 3) ** 0.5 / whole, 100 * 0.5**0.5 / whole]
    assert [item.effective_weight for item in found.items] == pytest.approx(effective)


def test_points_weigh() -> None:
    found = analysis_of(table("00", "01", "10", "11"), points=np.array([3.0, 1.0]))

    assert [item.intended_weight for item in found.items] == [75, 25]
    assert found.quiz.median == 50
    # Covariances with the sum are those of the items alone here: 3 and 1/3.
    assert found.items[0].effective_weight == pytest.approx(75)
    # Independent items have nothing in common.
    assert found.quiz.alpha == pytest.approx(0)


def test_an_item_that_pulls_the_other_way() -> None:
    found = analysis_of(table("0001", "0011", "1110", "1110"))
    against = found.items[3]

    assert against.item_rest is not None
    assert against.item_rest < 0
    assert against.discrimination == pytest.approx(100 * against.item_rest)
    assert against.effective_weight is None
    others = [item.effective_weight or 0 for item in found.items[:3]]
    assert sum(others) == pytest.approx(100)


def test_negative_alpha_is_shown_as_it_is() -> None:
    found = analysis_of(table("10", "10", "01", "01", "11"))

    # Item variances 3/10 and 3/10, that of the sum 1/5.
    assert found.quiz.alpha == pytest.approx(2 * (1 - 0.6 / 0.2))
    assert found.quiz.error_ratio == pytest.approx(100 * 5**0.5)


def test_people_who_get_different_questions() -> None:
    """Item 3 is judged by those who were asked it, beside the rest of their own attempt."""
    found = analysis_of(table("10-1", "001-", "11-1", "010-", "11-0", "100-"))
    third = found.items[2]

    assert third.n == 3
    assert third.facility == pytest.approx(1 / 3)
    assert third.intended_weight == pytest.approx(100 / 3 / 2)
    assert sum(item.intended_weight or 0 for item in found.items) == pytest.approx(100)
    # Marks 1, 0, 0 beside 0, 1/2, 1/2 of the rest.
    assert third.item_rest == pytest.approx(-1)


def test_alpha_takes_places_for_the_drawn_and_questions_for_the_fixed() -> None:
    """Three people get another second question, as hard: alpha is as if it were one."""
    same = analysis_of(table("000", "100", "110", "111", "011", "101"))
    drawn = analysis_of(table("00-0", "10-0", "1-10", "1-11", "0-11", "10-1"))

    assert drawn.quiz.alpha == pytest.approx(same.quiz.alpha)


@pytest.mark.parametrize(
    ("matrix", "n"),
    [
        (table("101"), 1),
        (table("11", "11", "11"), 3),
        (table("--", "--"), 0),
        (table("1", "0"), 2),
        (np.empty((0, 2)), 0),
    ],
    ids=["one attempt", "all the same", "nothing asked", "one item", "nobody"],
)
def test_what_is_undefined_is_none(matrix: Floats, n: int) -> None:
    found = analysis_of(matrix)

    assert found.quiz.n == n
    assert found.quiz.alpha is None
    assert found.quiz.error_ratio is None
    assert found.quiz.standard_error is None
    assert found.quiz.kurtosis is None
    for item in found.items:
        assert item.item_rest is None
        assert item.efficiency is None
        assert item.facility is None or 0 <= item.facility <= 1


def test_who_chose_what() -> None:
    """Six people by score: the two best took b, c; the two worst a and nothing."""
    matrix = np.array(
        [[1.0, 1, 1], [1, 1, 0.5], [1, 0.5, 0.5], [0, 1, 0.5], [0, 0.5, 0], [0, 0, 0]]
    )
    marks = Marks.of_matrix(matrix)
    said = np.where(marks.item == 0, np.array([1, 2, 1, 0, 0, -1])[marks.attempt], -1)
    asked = Marks(marks.attempt, marks.item, marks.fraction, marks.points, marks.position, said)
    item = Item("0", parts=("a", "b", "d"), right=frozenset("b"))

    first = analyse(asked, [item, Item("1"), Item("2")], [("a",), ("b",), ("b", "c")]).items[0]

    found = {
        each.part: (each.right, each.everybody, each.top, each.bottom) for each in first.choices
    }
    assert found == {
        "a": (False, pytest.approx(2 / 6), 0, 0.5),
        "b": (True, pytest.approx(3 / 6), 1, 0),
        "c": (None, pytest.approx(1 / 6), 0.5, 0),
        "d": (False, 0, 0, 0),
    }
    assert first.omitted == pytest.approx(1 / 6)


def test_thirds_share_a_tie_among_all_who_tie() -> None:
    top, bottom = thirds(np.array([0.1, 0.5, 0.5, 0.5, 0.5, 0.9]))

    assert top.tolist() == pytest.approx([0, 0.25, 0.25, 0.25, 0.25, 1])
    assert bottom.tolist() == pytest.approx([1, 0.25, 0.25, 0.25, 0.25, 0])


def figures(item: ItemStatistics) -> list[float | None]:
    """All numbers of an item."""
    return [
        item.facility,
        item.sd,
        item.intended_weight,
        item.effective_weight,
        item.item_rest,
        item.efficiency,
    ]


@given(GAPPY)
def test_figures_are_bounded_or_none(matrix: Floats) -> None:
    found = analysis_of(matrix)

    for item in found.items:
        assert (item.facility is None) == (item.n == 0)
        assert item.facility is None or 0 <= item.facility <= 1
        assert item.item_rest is None or -1 <= item.item_rest <= 1
        assert item.efficiency is None or item.efficiency <= 100 + 1e-6
        assert item.effective_weight is None or 0 <= item.effective_weight <= 100 + 1e-6
        assert item.intended_weight is None or 0 <= item.intended_weight <= 100 + 1e-6
    assert found.quiz.mean is None or 0 <= found.quiz.mean <= 100
    assert not any(np.isnan(value) for value in vars(found.quiz).values() if value is not None)


@given(FULL)
def test_alpha_is_one_at_most_when_all_get_the_same(matrix: Floats) -> None:
    alpha = analysis_of(matrix).quiz.alpha

    assert alpha is None or alpha <= 1 + 1e-9


@given(GAPPY)
def test_the_order_of_attempts_changes_nothing(matrix: Floats) -> None:
    order = np.random.default_rng(7).permutation(matrix.shape[0])

    before, after = analysis_of(matrix), analysis_of(matrix[order])

    for one, other in zip(before.items, after.items, strict=True):
        assert figures(one) == pytest.approx(figures(other), abs=1e-6)
    assert vars(before.quiz) == pytest.approx(vars(after.quiz), abs=1e-6)


@given(FULL)
def test_the_order_of_items_changes_nothing(matrix: Floats) -> None:
    order = np.random.default_rng(7).permutation(matrix.shape[1])

    before, after = analysis_of(matrix), analysis_of(matrix[:, order])

    for place, number in enumerate(order):
        one, other = before.items[number], after.items[place]
        assert figures(one) == pytest.approx(figures(other), abs=1e-6)
    assert vars(before.quiz) == pytest.approx(vars(after.quiz), abs=1e-6)


@given(arrays(np.float64, st.integers(2, 12), elements=FRACTIONS), st.integers(2, 5))
def test_an_item_asked_several_times_is_wholly_consistent(column: Floats, times: int) -> None:
    found = analysis_of(np.tile(column[:, None], times))

    if np.ptp(column) == 0:
        assert found.quiz.alpha is None
        return
    assert found.quiz.alpha == pytest.approx(1)
    assert found.quiz.standard_error == pytest.approx(0, abs=1e-4)
    for item in found.items:
        assert item.item_rest == pytest.approx(1)
        assert item.efficiency == pytest.approx(100)
        assert item.effective_weight == pytest.approx(100 / times)


@given(FULL, st.floats(0.5, 9))
def test_the_unit_of_points_changes_nothing(matrix: Floats, factor: float) -> None:
    before = analysis_of(matrix)
    after = analysis_of(matrix, np.full(matrix.shape[1], factor))

    assert vars(before.quiz) == pytest.approx(vars(after.quiz), abs=1e-6)
