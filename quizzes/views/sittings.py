"""An attempt whose time is over is handed in by whoever asks for it next."""

from datetime import datetime
from uuid import UUID

from cms.models import User
from quizzes.models import QuizAttempt
from quizzes.sitting import find_attempt
from quizzes.verbs import attempts as verbs


def find_in_time(learner: User, attempt_id: UUID, at: datetime) -> QuizAttempt:
    """The learner's own attempt as it stands at `at`: finished if its time is over.

    Raises Http404 for anybody else's.
    """
    return in_time(find_attempt(learner, attempt_id), at)


def in_time(attempt: QuizAttempt, at: datetime) -> QuizAttempt:
    """The attempt, handed in first if its time is over at `at`."""
    if attempt.state == QuizAttempt.State.OPEN and not attempt.is_open(at):
        verbs.submit_attempt(attempt, at)
        attempt.refresh_from_db()
    return attempt
