"""The calendar of reviews and the choice of questions, as tables and as what always holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.memory import Memory
from quizzes.pure.review import (
    Known,
    Offer,
    Why,
    calendar_of,
    choose,
    offer,
    returns_on,
    size_for,
    weeks_kept,
)

DAYS = [1, 3, 10, 30, 75, 180]
PASSED = date(2026, 3, 2)  # a Monday
AT = datetime(2026, 3, 20, 15, tzinfo=UTC)


def day(number: int) -> date:
    """So many days after the quiz was passed."""
    return PASSED + timedelta(days=number)


# (dates of passing, kept on, today) -> (due, why, day of the calendar, next on), in days.
OFFERS = {
    "nothing passed": ([], None, 5, (False, Why.NOTHING, 0, None)),
    "the day it was passed": ([0], None, 0, (False, Why.KEPT, 0, 1)),
    "day 1": ([0], None, 1, (True, Why.DUE, 1, 3)),
    "day 2, nothing done yet": ([0], None, 2, (True, Why.DUE, 1, 3)),
    "day 3, day 1 missed": ([0], None, 3, (True, Why.DUE, 3, 10)),
    "day 2, done on day 1": ([0], 1, 2, (False, Why.KEPT, 0, 3)),
    "day 3, done on day 2": ([0], 2, 3, (True, Why.DUE, 3, 10)),
    "done today": ([0], 3, 3, (False, Why.KEPT, 0, 10)),
    "back after a long pause": ([0], 1, 100, (True, Why.DUE, 75, 180)),
    "caught up after it": ([0], 100, 100, (False, Why.KEPT, 0, 180)),
    "everything is over": ([0], 190, 400, (False, Why.OVER, 0, None)),
    "the end was missed": ([0], 75, 400, (True, Why.DUE, 180, None)),
    "two quizzes, one sitting": ([0, 2], None, 3, (True, Why.DUE, 3, 5)),
    "two quizzes, the second day 1": ([0, 2], 1, 3, (True, Why.DUE, 3, 5)),
    "a later quiz opens a new day": ([0, 20], 10, 21, (True, Why.DUE, 1, 23)),
}


@pytest.mark.parametrize(("passed", "kept", "today", "expected"), OFFERS.values(), ids=OFFERS)
def test_when_a_sitting_is_offered(
    passed: list[int], kept: int | None, today: int, expected: tuple[bool, Why, int, int | None]
) -> None:
    calendar = calendar_of([day(each) for each in passed], DAYS)
    due, why, number, next_on = expected
    said = offer(calendar, None if kept is None else day(kept), day(today))
    size = size_for(number) if due else 3
    assert said == Offer(due, why, number, size, None if next_on is None else day(next_on))


def test_a_course_without_a_calendar_offers_nothing() -> None:
    assert offer(calendar_of([PASSED], []), None, day(30)) == Offer(False, Why.NOTHING)


def test_the_later_the_longer() -> None:
    assert [size_for(each) for each in DAYS] == [3, 3, 5, 5, 5, 10]


dates = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))
calendars = st.builds(
    calendar_of,
    st.lists(dates, max_size=8),
    st.lists(st.integers(1, 400), max_size=8, unique=True).map(sorted),
)


@given(calendars, st.none() | dates, dates)
def test_an_offer_is_in_the_calendar_and_new(
    calendar: dict[date, int], kept: date | None, today: date
) -> None:
    said = offer(calendar, kept, today)
    open_dates = [each for each in calendar if each <= today and (kept is None or each > kept)]
    assert said.due == bool(open_dates)
    assert said.size in {3, 5, 10}
    assert said.next_on is None or (said.next_on > today and said.next_on in calendar)


@given(calendars, st.none() | dates, dates)
def test_one_sitting_catches_up(calendar: dict[date, int], kept: date | None, today: date) -> None:
    """Whatever was missed: after a sitting today nothing is due before the next date."""
    said = offer(calendar, today, today)
    assert not said.due
    if said.next_on:
        assert not offer(calendar, today, said.next_on - timedelta(days=1)).due
        assert offer(calendar, today, said.next_on).due


@given(st.lists(dates, min_size=1, max_size=30))
def test_however_long_the_absence_one_sitting_is_enough(passed: list[date]) -> None:
    calendar, today = calendar_of(passed, DAYS), date(2035, 1, 1)
    assert offer(calendar, None, today).due
    assert not offer(calendar, today, today).due


@given(st.lists(dates, max_size=40))
def test_weeks_only_grow(days: list[date]) -> None:
    counts = [weeks_kept(days[:number]) for number in range(len(days) + 1)]
    assert counts == sorted(counts)
    assert counts[-1] <= len(days)


def test_a_pause_takes_no_week_away() -> None:
    assert weeks_kept([day(0), day(6)]) == 1
    assert weeks_kept([day(0), day(7)]) == 2
    assert weeks_kept([day(0), day(7), day(70)]) == 3
    # The days around New Year are one week, whatever the year says.
    assert weeks_kept([date(2025, 12, 31), date(2026, 1, 1)]) == 1


def test_a_question_comes_back_at_the_first_sitting_after_it_is_due() -> None:
    calendar = calendar_of([PASSED], DAYS)
    assert returns_on(day(2), calendar, day(1)) == day(3)
    assert returns_on(day(3), calendar, day(1)) == day(3)
    assert returns_on(day(12), calendar, day(1)) == day(30)
    assert returns_on(day(1), calendar, day(3)) == day(10)  # not again on the same day
    assert returns_on(day(200), calendar, day(1)) is None


@given(calendars, dates, dates, dates)
def test_due_sooner_comes_back_no_later(
    calendar: dict[date, int], one: date, other: date, today: date
) -> None:
    sooner, later = sorted([one, other])
    first, second = returns_on(sooner, calendar, today), returns_on(later, calendar, today)
    assert second is None or (first is not None and first <= second)


def known(
    key: str, *, stability: float = 5, ago: int = 5, due_in: int = 0, surely_wrong: bool = False
) -> Known:
    due = AT + timedelta(days=due_in)
    return Known(key, Memory(stability, 5, AT - timedelta(days=ago), due), surely_wrong)


def keys(cards: list[Known]) -> list[str]:
    return [each.key for each in cards]


def test_sure_and_wrong_first_then_due_then_the_rest() -> None:
    cards = [
        known("fresh", stability=50, due_in=40),
        known("shaky", stability=3, due_in=2),
        known("overdue", stability=4, due_in=-3),
        known("forgotten", stability=1, due_in=-4),
        known("sure", stability=90, due_in=60, surely_wrong=True),
    ]
    assert keys(choose(cards, AT, 10, "s")) == ["sure", "forgotten", "overdue", "shaky", "fresh"]


def test_the_seed_decides_between_equals_and_nothing_else() -> None:
    cards = [known(str(number)) for number in range(12)]
    drawn = {tuple(keys(choose(cards, AT, 5, f"seed {number}"))) for number in range(20)}
    assert len(drawn) > 1
    assert choose(cards, AT, 5, "a") == choose(list(reversed(cards)), AT, 5, "a")


memories = st.builds(
    Memory,
    st.floats(0.01, 400),
    st.floats(1, 10),
    st.integers(1, 400).map(lambda days: AT - timedelta(days=days)),
    st.integers(-20, 400).map(lambda days: AT + timedelta(days=days)),
)
cards_met = st.lists(
    st.builds(Known, st.uuids().map(str), memories, st.booleans()),
    max_size=25,
    unique_by=lambda each: each.key,
)


@given(cards_met, st.sampled_from([3, 5, 10]), st.text(max_size=8), st.randoms())
def test_a_choice_is_bounded_without_repeats_and_always_the_same(
    cards: list[Known], size: int, seed: str, random: object
) -> None:
    chosen = choose(cards, AT, size, seed)
    assert len(chosen) == min(size, len(cards))
    assert len(set(keys(chosen))) == len(chosen)
    mixed = list(cards)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert choose(mixed, AT, size, seed) == chosen
    left = [each for each in cards if each not in chosen]
    assert all(each.surely_wrong for each in chosen) or not any(each.surely_wrong for each in left)
