"""What somebody's conversations at an activity add up to."""

from decimal import Decimal
from uuid import UUID

from courses.pure.progress import Standing
from roleplay.models import Conversation


def finished_of(enrolment_id: int, activity_key: UUID) -> list[Conversation]:
    """Finished ones with the current `score` and `passed`, oldest first."""
    mine = Conversation.objects.at_activity(enrolment_id, activity_key).finished()
    return list(mine.with_current_assessment().select_related("version").defer("version__content"))


def score_now(conversation: Conversation) -> Decimal | None:
    """The current score of one loaded by `with_current_assessment`; None where none counts."""
    score: Decimal | None = getattr(conversation, "score", None)
    return score


def passed_now(conversation: Conversation) -> bool:
    """Whether its current assessment is a pass."""
    return bool(getattr(conversation, "passed", False))


def standing_of(enrolment_id: int, activity_key: UUID) -> Standing | None:
    """The best of what was assessed; what is only practised is done at any ending.

    Which of the two it is, the last conversation says. None before one ended.
    """
    rows = finished_of(enrolment_id, activity_key)
    if not rows:
        return None
    assessed = rows[-1].assessed
    if assessed:
        rows = [row for row in rows if row.assessed]
    scores = [float(score) for score in map(score_now, rows) if score is not None]
    moments = [row.finished_at for row in rows if row.finished_at]
    return Standing(
        score=max(scores, default=None) if assessed else None,
        passed=any(map(passed_now, rows)) if assessed else True,
        attempts=len(rows),
        first_at=moments[0],
        last_at=moments[-1],
    )
