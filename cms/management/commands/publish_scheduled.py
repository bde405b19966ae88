"""Wagtail's command, which first takes the date from what may not go live any more."""

from typing import Any

from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from cms.gates import drop_refused


class Command(publish_scheduled.Command):
    """In the place of Wagtail's: this app stands before it in INSTALLED_APPS."""

    def handle(self, *args: Any, **options: Any) -> None:
        """What is refused stays a draft and is named; the rest goes live as ever."""
        if not options["dryrun"]:
            due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
            if refused := drop_refused(due):
                self.stderr.write(f"{refused} not published: the checks find errors.")
        super().handle(*args, **options)
