"""What somebody was told about their data."""

from datetime import datetime

from cms.models import User


def acknowledge_notice(person: User, at: datetime) -> None:
    """Keeps when the notice was read first."""
    User.objects.filter(pk=person.pk, notice_read_at__isnull=True).update(notice_read_at=at)
