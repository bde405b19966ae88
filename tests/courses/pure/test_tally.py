"""`tally` and `risk_starts`: progress, score and minutes left."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.pure.outline import Activity, Module, Outline
from courses.pure.progress import Tally, risk_starts, tally

READ, WATCH, QUIZ, EXAM, EXTRA = (UUID(int=number) for number in range(1, 6))


def activity(key: UUID, minutes: int = 10, required: bool = True, weight: int = 0) -> Activity:
    return Activity(key, "lesson", str(key), "", minutes, required, weight, "")


def outline(*activities: Activity) -> Outline:
    return Outline(uuid4(), "", "", "", (Module(uuid4(), 1, "", "", (), activities),))


COURSE = outline(
    activity(READ, 5),
    activity(WATCH, 7),
    activity(QUIZ, 10, weight=1),
    activity(EXAM, 20, weight=3),
    activity(EXTRA, 60, required=False),
)


@pytest.mark.parametrize(
    ("passed", "scores", "expected", "percent"),
    [
        ((), {}, Tally(0, 4, None, 42), 0),
        ((READ,), {}, Tally(1, 4, None, 37), 25),
        ((EXTRA,), {}, Tally(0, 4, None, 42), 0),
        ((READ, WATCH, QUIZ), {QUIZ: 90}, Tally(3, 4, 90, 20), 75),
        ((), {QUIZ: 60}, Tally(0, 4, 60, 42), 0),
        ((READ, WATCH, QUIZ, EXAM), {QUIZ: 80, EXAM: 100}, Tally(4, 4, 95, 0), 100),
        # A lesson's score weighs nothing; what left the course counts nothing.
        ((READ, UUID(int=99)), {READ: 100, UUID(int=99): 10}, Tally(1, 4, None, 37), 25),
    ],
)
def test_what_is_done(
    passed: tuple[UUID, ...], scores: dict[UUID, float], expected: Tally, percent: int
) -> None:
    found = tally(COURSE, frozenset(passed), scores)
    assert found == expected
    assert found.percent == percent


def test_complete_means_everything_required() -> None:
    assert tally(COURSE, frozenset([READ, WATCH, QUIZ, EXAM]), {}).complete
    assert not tally(COURSE, frozenset([READ, WATCH, QUIZ, EXTRA]), {}).complete
    assert not tally(outline(), frozenset(), {}).complete
    assert not tally(outline(activity(EXTRA, required=False)), frozenset([EXTRA]), {}).complete


def test_a_hundred_percent_means_all() -> None:
    assert Tally(199, 200, None, 5).percent == 99
    assert Tally(0, 0, None, 0).percent == 0


@given(
    required=st.lists(st.booleans(), max_size=12),
    passed=st.frozensets(st.integers(0, 15)),
    scores=st.dictionaries(st.integers(0, 15), st.floats(0, 100)),
    weights=st.lists(st.integers(0, 5), min_size=12, max_size=12),
)
def test_it_stays_within_its_bounds(
    required: list[bool], passed: frozenset[int], scores: dict[int, float], weights: list[int]
) -> None:
    course = outline(
        *(
            activity(UUID(int=number), required=needed, weight=weights[number])
            for number, needed in enumerate(required)
        )
    )
    found = tally(
        course,
        frozenset(UUID(int=number) for number in passed),
        {UUID(int=number): score for number, score in scores.items()},
    )
    assert 0 <= found.done <= found.total == sum(required)
    assert 0 <= found.percent <= 100
    assert found.minutes_left == 10 * (found.total - found.done)
    assert found.score is None or -1e-9 <= found.score <= 100 + 1e-9
    assert found.complete == (found.total > 0 and found.minutes_left == 0)


@pytest.mark.parametrize(
    ("minutes", "days"), [(1, 1), (45, 1), (46, 2), (90, 2), (91, 3), (450, 10)]
)
def test_forty_five_minutes_fit_into_a_day(minutes: int, days: int) -> None:
    due = datetime(2026, 3, 20, 5, tzinfo=UTC)
    assert risk_starts(due, minutes) == due - timedelta(days=days)


def test_nothing_left_or_no_date_is_no_risk() -> None:
    assert risk_starts(None, 50) is None
    assert risk_starts(datetime(2026, 3, 20, tzinfo=UTC), 0) is None
