"""The mark a rubric gives: the share of the most points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.rubric import Criterion, IncompleteError, mark_rubric

RUBRIC = [
    Criterion("tone", {"no": 0, "half": 1, "yes": 2}),
    Criterion("facts", {"no": 0, "yes": 1}),
]


@pytest.mark.parametrize(
    ("levels", "fraction"),
    [
        ({"tone": "yes", "facts": "yes"}, 1.0),
        ({"tone": "no", "facts": "no"}, 0.0),
        ({"tone": "half", "facts": "no"}, 0.3333),
        ({"tone": "half", "facts": "yes"}, 0.6667),
    ],
)
def test_points_reached_over_the_most(levels: dict[str, str], fraction: float) -> None:
    assert mark_rubric(RUBRIC, levels).fraction == fraction


@pytest.mark.parametrize(
    ("levels", "missing"),
    [
        ({}, ["tone", "facts"]),
        ({"tone": "yes"}, ["facts"]),
        ({"tone": "yes", "facts": "half"}, ["facts"]),
    ],
)
def test_every_criterion_needs_a_level_of_its_own(
    levels: dict[str, str], missing: list[str]
) -> None:
    with pytest.raises(IncompleteError) as error:
        mark_rubric(RUBRIC, levels)
    assert error.value.missing == missing


@given(st.data())
def test_bounded_and_a_better_level_never_costs(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.lists(st.integers(0, 20), min_size=2, max_size=6), min_size=1))
    rubric = [
        Criterion(str(at), {str(place): points for place, points in enumerate(levels)})
        for at, levels in enumerate(sizes)
    ]
    levels = {each.id: data.draw(st.sampled_from(list(each.points))) for each in rubric}
    mark = mark_rubric(rubric, levels).fraction
    assert mark is not None
    assert 0 <= mark <= 1
    first = rubric[0]
    best = max(first.points, key=lambda level: first.points[level])
    better = mark_rubric(rubric, levels | {first.id: best}).fraction
    assert better is not None
    assert better >= mark
