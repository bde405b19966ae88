"""Goes on with regrades that were interrupted."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.models import Regrade
from quizzes.verbs.regrades import continue_regrade


class Command(BaseCommand):
    help = "Finish regrades that were interrupted; harmless where there are none."

    def handle(self, *args: Any, **options: Any) -> None:
        unfinished = list(Regrade.objects.filter(finished_at=None).order_by("started_at"))
        for regrade in unfinished:
            done = continue_regrade(regrade, timezone.now())
            self.stdout.write(f"Question {regrade.question_key}: {done} attempts marked anew.")
        if not unfinished:
            self.stdout.write("No regrade is unfinished.")
