"""A due date ends at midnight where the person lives."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.pure.due import days_until, end_of_day

ZONES = ["America/Bogota", "America/Santiago", "Europe/Madrid", "Asia/Kolkata", "Pacific/Auckland"]


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2026, 3, 20), "America/Bogota", datetime(2026, 3, 21, 5, tzinfo=UTC)),
        (date(2026, 3, 20), "UTC", datetime(2026, 3, 21, tzinfo=UTC)),
        (date(2026, 12, 31), "Asia/Kolkata", datetime(2026, 12, 31, 18, 30, tzinfo=UTC)),
        # The night the clocks change in Madrid: summer time from 29 March 2026.
        (date(2026, 3, 28), "Europe/Madrid", datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 29), "Europe/Madrid", datetime(2026, 3, 29, 22, tzinfo=UTC)),
    ],
)
def test_the_day_ends_at_midnight(day: date, zone: str, instant: datetime) -> None:
    assert end_of_day(day, ZoneInfo(zone)) == instant


@pytest.mark.parametrize(
    ("at", "days"),
    [
        (datetime(2026, 3, 20, 5, tzinfo=UTC), 0),  # 00:00 of the 20th in Bogotá
        (datetime(2026, 3, 21, 4, 59, tzinfo=UTC), 0),
        (datetime(2026, 3, 21, 5, tzinfo=UTC), -1),
        (datetime(2026, 3, 20, 4, 59, tzinfo=UTC), 1),
        (datetime(2026, 3, 10, 15, tzinfo=UTC), 10),
    ],
)
def test_days_are_counted_on_the_persons_calendar(at: datetime, days: int) -> None:
    assert days_until(date(2026, 3, 20), at, ZoneInfo("America/Bogota")) == days


@given(
    day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    zone=st.sampled_from(ZONES),
    hours=st.integers(-2000, 2000),
)
def test_late_and_days_left_say_the_same(day: date, zone: str, hours: int) -> None:
    """Before the end of the day there are 0 or more days left; from then on fewer than 0."""
    end = end_of_day(day, ZoneInfo(zone))
    at = end + timedelta(hours=hours)
    assert (at >= end) == (days_until(day, at, ZoneInfo(zone)) < 0)
