"""Forgets the replies to requests that nobody can repeat any more."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.verbs.idempotency import sweep_replies


class Command(BaseCommand):
    help = "Delete idempotency keys older than seven days; run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_replies(timezone.now())} old replies deleted.")
