"""When something is due: a date ends at midnight where the person lives."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which `day` ends, 24:00, in `zone`."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def days_until(due_on: date, at: datetime, zone: ZoneInfo) -> int:
    """Whole days from today in `zone` until `due_on`: 0 is today, negative is past."""
    return (due_on - at.astimezone(zone).date()).days
