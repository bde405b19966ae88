"""What reading a lesson leaves behind: the place, the finished lesson, the rules kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cms.models import User
from courses.models import Enrolment, KeptRule, LessonPlace
from courses.pure.progress import Standing
from courses.verbs.completion import record_completion


def keep_place(
    enrolment: Enrolment, activity_key: UUID, screen_id: str, at: datetime
) -> LessonPlace:
    """Remembers the screen somebody is on; reading it again writes nothing new."""
    place = enrolment.places.filter(activity_key=activity_key).first()
    if place and place.screen_id == screen_id and enrolment.here_key == activity_key:
        return place
    with transaction.atomic():
        place, _created = LessonPlace.objects.select_for_update().get_or_create(
            enrolment=enrolment,
            activity_key=activity_key,
            defaults={"screen_id": screen_id, "updated_at": at},
        )
        place.screen_id, place.updated_at = screen_id, at
        place.seen = list(dict.fromkeys([*place.seen, screen_id]))
        place.save()
        be_at(enrolment, activity_key, at)
    return place


def be_at(enrolment: Enrolment, activity_key: UUID, at: datetime) -> None:
    """Remembers the activity somebody opened last, and that the course was started."""
    enrolment.here_key, enrolment.last_active_at = activity_key, at
    changed = {"here_key": activity_key, "last_active_at": at}
    if enrolment.status == Enrolment.Status.ASSIGNED:
        enrolment.status, enrolment.started_at = Enrolment.Status.STARTED, at
        changed |= {"status": enrolment.status, "started_at": at}
    Enrolment.objects.filter(pk=enrolment.pk).update(**changed)


def be_active(learner: User, course_key: UUID, at: datetime) -> None:
    """Remembers that somebody did something for a course beside the steps of its path."""
    Enrolment.objects.of(learner).alive().filter(course_key=course_key).update(last_active_at=at)


def complete_lesson(enrolment: Enrolment, activity_key: UUID, at: datetime) -> Enrolment:
    """The last screen was read: the lesson is done. Reading it again keeps the first date."""
    before = enrolment.completions.filter(activity_key=activity_key).first()
    standing = Standing(
        score=None,
        passed=True,
        attempts=1,
        first_at=before.first_at if before else at,
        last_at=before.last_at if before else at,
    )
    return record_completion(enrolment, activity_key, standing, at)


@dataclass(frozen=True)
class Rule:
    """A rule or phrase worth keeping: where it stands, and the words read."""

    activity_key: UUID
    block_id: str
    words: str
    title: str
    language: str
    # Of the activity it comes from: a conversation leaves phrases among the rules.
    kind: str = "lesson"


def keep_rule(learner: User, rule: Rule, at: datetime) -> KeptRule:
    """Puts a rule among "my rules"; keeping it twice keeps one."""
    kept, _created = KeptRule.objects.get_or_create(
        learner=learner,
        block_id=rule.block_id,
        defaults={
            "activity_key": rule.activity_key,
            "kind": rule.kind,
            "rule": rule.words,
            "lesson_title": rule.title,
            "language": rule.language,
            "kept_at": at,
        },
    )
    return kept


def drop_rule(learner: User, block_id: str) -> None:
    """Takes a rule out of "my rules"."""
    KeptRule.objects.filter(learner=learner, block_id=block_id).delete()
