"""Hands in the attempts whose time is over and whose learners did not come back."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.models import QuizAttempt
from quizzes.verbs.attempts import finish_overdue


class Command(BaseCommand):
    help = "Hand in every attempt whose time is over; run it every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        done = finish_overdue(QuizAttempt.objects.select_related("enrolment"), timezone.now())
        self.stdout.write(f"{done} attempts handed in whose time was over.")
