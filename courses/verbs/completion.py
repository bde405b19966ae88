"""The only way an app tells a course anything."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from courses import activities
from courses.models import Completion, Enrolment
from courses.outlines import load_outline
from courses.pure.outline import Outline
from courses.pure.progress import Standing, risk_starts, tally

# What an app knows of one activity, by the enrolment's id and the activity's key; None: nothing.
StandingOf = Callable[[int, UUID], Standing | None]


def record_completion(
    enrolment: Enrolment, activity_key: UUID, standing: Standing, at: datetime
) -> Enrolment:
    """Sets what is known of one activity, as `record_standing` does."""
    return record_standing(enrolment, activity_key, lambda *_where: standing, at)


@transaction.atomic(savepoint=False)
def record_standing(
    enrolment: Enrolment, activity_key: UUID, standing_of: StandingOf, at: datetime
) -> Enrolment:
    """Sets what an app knows of one activity and recounts the enrolment, in one transaction.

    The standing is recomputed by the app from its current marks, so recording it twice changes
    nothing and a regrade may lower it. It is asked for once the enrolment is locked: of two results
    at once, the second one counts the first. What somebody began before it was unpublished is
    recorded too. Returns the enrolment as it is now. Raises LookupError for an activity that never
    was.
    """
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if standing := standing_of(locked.pk, activity_key):
        _record(locked, activity_key, standing, at)
    return locked


def _record(locked: Enrolment, activity_key: UUID, standing: Standing, at: datetime) -> None:
    outline = load_outline(locked.course_key)
    about = _about(outline, activity_key)
    facts = {
        "score": standing.score,
        "passed": standing.passed,
        "attempts": standing.attempts,
        "first_at": standing.first_at,
        "last_at": standing.last_at,
    }
    rows = {row.activity_key: row for row in locked.completions.all()}
    row = rows.get(activity_key)
    if row is None and about is None:
        raise LookupError(f"{activity_key} is not in the course")
    # Nobody else adds or changes one meanwhile: the enrolment is locked.
    row = row or Completion(enrolment=locked, activity_key=activity_key)
    for name, value in (facts | (about or {})).items():
        setattr(row, name, value)
    row.save()
    rows[activity_key] = row
    if locked.here_key == activity_key:
        # What was handed in is not where somebody is: the next step is what is still undone.
        locked.here_key = None
    if outline is not None:
        recount(locked, outline, at, list(rows.values()))
    locked.save()


def _about(outline: Outline | None, activity_key: UUID) -> dict[str, str] | None:
    """What a record keeps of the activity itself: of the published one, else of the draft."""
    activity = outline.activity(activity_key) if outline else None
    if activity is not None:
        kind, title, content_hash = activity.kind, activity.title, activity.content_hash
        return {"kind": kind, "title": title, "content_hash": content_hash}
    for model in activities.pages:
        page = model.objects.filter(translation_key=activity_key, locale__language_code="es")
        for row in page:
            content_hash = row.content_hash
            return {"kind": row.kind.name, "title": row.title, "content_hash": content_hash}
    return None


def recount(enrolment: Enrolment, outline: Outline, at: datetime, rows: list[Completion]) -> None:
    """Sets the enrolment's columns from its completions and the course as it is; does not save.

    `completed_at` is never taken away: a lesson added later does not undo what was finished.
    """
    passed = frozenset(row.activity_key for row in rows if row.passed)
    scores = {row.activity_key: row.score for row in rows if row.score is not None}
    now = tally(outline.for_audience(enrolment.audience), passed, scores)
    enrolment.done, enrolment.total = now.done, now.total
    enrolment.minutes_left, enrolment.score = now.minutes_left, now.score
    enrolment.risk_at = risk_starts(enrolment.due_at, now.minutes_left)
    if rows and enrolment.started_at is None:
        enrolment.started_at = at
    if enrolment.status == Enrolment.Status.ASSIGNED and enrolment.started_at:
        enrolment.status = Enrolment.Status.STARTED
    if now.complete and enrolment.completed_at is None:
        enrolment.completed_at = at
        enrolment.status = Enrolment.Status.COMPLETED
    enrolment.last_active_at = max(
        filter(None, [enrolment.last_active_at, *_moments(rows)]), default=None
    )


def _moments(rows: list[Completion]) -> list[datetime]:
    return [row.last_at for row in rows]


RECOUNTED = [
    "done",
    "total",
    "minutes_left",
    "score",
    "risk_at",
    "started_at",
    "status",
    "completed_at",
]


@transaction.atomic
def recount_course(course_key: UUID, at: datetime) -> int:
    """Recounts the open enrolments of a course after an edit; returns how many."""
    outline = load_outline(course_key)
    if outline is None:
        return 0
    open_ones = Enrolment.objects.open().filter(course_key=course_key)
    # Always in the same order: two at once would lock each other out.
    locked = open_ones.order_by("pk").select_for_update()
    rows = list(locked.prefetch_related("completions"))
    for enrolment in rows:
        recount(enrolment, outline, at, list(enrolment.completions.all()))
    Enrolment.objects.bulk_update(rows, RECOUNTED, batch_size=500)
    return len(rows)
