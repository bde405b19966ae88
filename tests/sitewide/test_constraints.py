"""The database itself refuses what must never be, whatever the code does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from cms.models import User
from courses.asking import find_place
from courses.models import (
    Completion,
    Enrolment,
    IdempotencyKey,
    Inquiry,
    KeptRule,
    LessonPlace,
    Membership,
)
from courses.verbs.inquiries import ask
from quizzes.models import Answer, Mark, QuestionVersion, QuizAttempt, QuizGrant, Regrade
from roleplay.models import ConversationGrant, Playbook, Profile, Turn
from tests.content import SmallCourse
from tests.doing import Reads, Takes, answers_of
from tests.people import Enrolled, Teams
from tests.rehearsal import BEST, Joins, Rehearsal, Talk, Talks


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def attempt(way: Enrolment, takes: Takes) -> QuizAttempt:
    return takes(way)


def refused(row: Any) -> None:
    """Neither written one by one nor in bulk."""
    for write in (row.save, lambda: type(row).objects.bulk_create([row])):
        row.pk = row._meta.pk.get_default() if row._meta.pk.has_default() else None
        row._state.adding = True
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def again(row: Any, **changes: Any) -> Any:
    """A second row like this one."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**(fields | changes))


STILL_OPEN = {"state": "open", "finished_at": None, "score": None, "passed": None}


def test_two_open_enrolments(way: Enrolment) -> None:
    refused(again(way, cycle=2))
    refused(again(way, cycle=2, status="started"))


def test_two_enrolments_in_a_cycle(way: Enrolment) -> None:
    refused(again(way, status="closed"))


def test_an_enrolment_completed_without_its_moment(way: Enrolment) -> None:
    refused(again(way, cycle=2, status="completed", completed_at=None))


def test_more_done_than_there_is(way: Enrolment) -> None:
    refused(again(way, cycle=2, status="closed", done=4, total=3))
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.update(done=99)


@pytest.mark.parametrize("score", [-0.1, 100.1, 1e9])
def test_scores_out_of_range(
    course: SmallCourse, way: Enrolment, reads: Reads, score: float
) -> None:
    refused(again(way, cycle=2, status="closed", score=score))
    reads(way, course.greet)
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.update(score=score)


def test_two_completions_of_an_activity(course: SmallCourse, way: Enrolment, reads: Reads) -> None:
    reads(way, course.greet)
    refused(again(Completion.objects.get()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.update(last_at=timezone.now() - timedelta(days=9))


def test_two_places_in_a_lesson(course: SmallCourse, way: Enrolment, reads: Reads) -> None:
    reads(way, course.greet)
    refused(again(LessonPlace.objects.get()))


def test_two_open_attempts(attempt: QuizAttempt) -> None:
    first = again(attempt, number=2, **STILL_OPEN)
    first.save()
    refused(again(first, number=3))


def test_two_attempts_of_a_number(attempt: QuizAttempt) -> None:
    refused(again(attempt))
    refused(again(attempt, number=0))


def test_an_attempt_finished_without_its_moment(attempt: QuizAttempt) -> None:
    refused(again(attempt, number=2, finished_at=None))
    refused(again(attempt, number=2, state="open"))


def test_two_answers_to_a_question(attempt: QuizAttempt) -> None:
    first, second = answers_of(attempt)[:2]
    refused(again(first, version_id=second.version_id + 1000))
    refused(again(first, position=11))


def test_an_answer_without_its_moment(attempt: QuizAttempt) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(saved_at=None)


@pytest.mark.parametrize("fraction", ["-0.0001", "1.0001", "7"])
def test_marks_out_of_range(attempt: QuizAttempt, fraction: str) -> None:
    refused(again(Mark.objects.earliest("pk"), fraction=fraction))


@pytest.mark.parametrize("method", ["regrade", "void"])
def test_a_persons_mark_without_who_and_why(
    attempt: QuizAttempt, trainer: User, method: str
) -> None:
    mark = Mark.objects.earliest("pk")
    refused(again(mark, method=method))
    refused(again(mark, method=method, by_id=trainer.pk))
    refused(again(mark, method=method, reason="porque sí"))
    again(mark, method=method, by_id=trainer.pk, reason="porque sí").save()


def test_a_mark_by_hand_without_a_hand(attempt: QuizAttempt, trainer: User) -> None:
    mark = Mark.objects.earliest("pk")
    refused(again(mark, method="human"))
    again(mark, method="human", by_id=trainer.pk).save()


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 101},
        {"score": -1},
        {"score": None},
        {"passed": None},
        STILL_OPEN | {"score": 50, "passed": False},
    ],
)
def test_a_score_where_there_is_none(attempt: QuizAttempt, changes: dict[str, Any]) -> None:
    refused(again(attempt, number=2, **changes))


def test_a_deadline_before_the_start(attempt: QuizAttempt) -> None:
    refused(again(attempt, number=2, deadline_at=attempt.started_at))


@pytest.mark.parametrize("changes", [{"fraction": 2}, {"fraction": None}, {"method": ""}])
def test_an_answer_that_does_not_know_its_mark(
    attempt: QuizAttempt, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.answers.update(**changes)


def test_two_regrades_of_a_question_at_a_time(attempt: QuizAttempt, trainer: User) -> None:
    version = QuestionVersion.objects.earliest("pk")
    regrade = Regrade(
        question_key=version.question_key,
        version=version,
        policy="both",
        reason="La clave estaba mal",
        by=trainer,
        started_at=timezone.now(),
    )
    regrade.save()
    refused(again(regrade))
    done = again(regrade, finished_at=timezone.now())
    done.save()
    refused(again(done, reason=""))
    refused(again(done, version_id=None))
    refused(again(done, policy="void"))
    mark = again(Mark.objects.earliest("pk"), method="regrade", by_id=trainer.pk, reason="r")
    mark.regrade = done
    mark.save()
    refused(again(mark))


def test_a_grant_without_reason(attempt: QuizAttempt, trainer: User) -> None:
    grant = QuizGrant(
        enrolment_id=attempt.enrolment_id,
        activity_key=attempt.activity_key,
        by=trainer,
        reason="Estuvo enferma",
        granted_at=timezone.now(),
    )
    grant.save()
    refused(again(grant, reason=""))
    refused(again(grant, kind="minutes"))
    refused(again(grant, minutes=5))


def test_a_grant_half_withdrawn(attempt: QuizAttempt, trainer: User) -> None:
    at = timezone.now()
    grant = QuizGrant(
        enrolment_id=attempt.enrolment_id,
        activity_key=attempt.activity_key,
        by=trainer,
        reason="Estuvo enferma",
        granted_at=at,
    )
    whole = {"withdrawn_at": at, "withdrawn_by_id": trainer.pk, "withdrawn_reason": "No era ella"}
    nothing = {"withdrawn_at": None, "withdrawn_by_id": None, "withdrawn_reason": ""}
    for name, value in whole.items():
        refused(again(grant, **{name: value}))
        refused(again(grant, **(whole | {name: nothing[name]})))
    refused(again(grant, **(whole | {"withdrawn_at": at - timedelta(seconds=1)})))
    again(grant, **whole).save()


def test_a_version_twice(attempt: QuizAttempt) -> None:
    refused(again(QuestionVersion.objects.earliest("pk")))


def test_a_reply_twice(new_hire: User) -> None:
    reply = IdempotencyKey(
        user=new_hire, key="k", verb="start_attempt", status=200, created_at=timezone.now()
    )
    reply.save()
    refused(again(reply))


def test_a_rule_kept_twice(course: SmallCourse, new_hire: User) -> None:
    rule = KeptRule(
        learner=new_hire,
        activity_key=course.greet,
        block_id="b",
        rule="r",
        lesson_title="t",
        language="es",
        kept_at=timezone.now(),
    )
    rule.save()
    refused(again(rule))


def test_a_membership_that_ends_before_it_starts(new_hire: User, teams: Teams) -> None:
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    refused(Membership(team=teams.shop, person=new_hire, starts_on=today, ends_on=yesterday))


@pytest.fixture
def talk(rehearsal: Rehearsal, new_hire: User, joins: Joins, talks: Talks) -> Talk:
    """An assessed conversation that ended."""
    return talks(joins(new_hire), rehearsal.assess, *BEST)


def test_two_open_conversations(talk: Talk) -> None:
    ended = talk.conversation
    first = again(ended, number=2, status="open", finished_at=None, ending="")
    first.save()
    refused(again(first, number=3))


def test_two_conversations_of_a_number(talk: Talk) -> None:
    refused(again(talk.conversation))
    refused(again(talk.conversation, number=0))


def test_a_conversation_that_ended_without_how_and_when(talk: Talk) -> None:
    refused(again(talk.conversation, number=2, finished_at=None))
    refused(again(talk.conversation, number=2, ending=""))
    refused(again(talk.conversation, number=2, status="open"))


def test_two_turns_at_a_place(talk: Talk) -> None:
    turn = Turn.objects.earliest("pk")
    refused(again(turn))
    refused(again(turn, position=0))


@pytest.mark.parametrize("score", ["-0.0001", "100.0001"])
def test_assessments_out_of_range(talk: Talk, score: str) -> None:
    refused(again(talk.conversation.assessments.get(), score=score))


def test_a_persons_assessment_without_who_and_why(talk: Talk, trainer: User) -> None:
    row = talk.conversation.assessments.get()
    refused(again(row, method="human"))
    refused(again(row, method="human", by_id=trainer.pk))
    refused(again(row, method="human", reason="porque sí"))
    again(row, method="human", by_id=trainer.pk, reason="porque sí").save()


def test_a_conversation_granted_without_reason(talk: Talk, trainer: User) -> None:
    grant = ConversationGrant(
        enrolment_id=talk.conversation.enrolment_id,
        activity_key=talk.conversation.activity_key,
        by=trainer,
        reason="Se cortó la luz",
        granted_at=timezone.now(),
    )
    grant.save()
    refused(again(grant, reason=""))


def test_a_scenarios_version_twice(talk: Talk) -> None:
    refused(again(talk.conversation.version))


def test_two_rubrics(rehearsal: Rehearsal) -> None:
    refused(again(Playbook.objects.get(part="rubric")))


def test_a_profile_twice_in_a_language(rehearsal: Rehearsal) -> None:
    refused(again(Profile.objects.filter(name="paciente")[0]))


def test_who_talked_is_not_deleted(talk: Talk) -> None:
    row = talk.conversation
    for each in (row.enrolment.learner, row.enrolment, row, row.version):
        with pytest.raises(ProtectedError):
            each.delete()


def test_who_left_records_is_not_deleted(
    new_hire: User, attempt: QuizAttempt, way: Enrolment
) -> None:
    for row in (new_hire, way, attempt, answers_of(attempt)[0]):
        with pytest.raises(ProtectedError):
            row.delete()


@pytest.fixture
def inquiry(course: SmallCourse, way: Enrolment) -> Inquiry:
    anchor = course.lesson_page(course.greet).body[0].id
    place = find_place(way.learner, "lesson", course.greet, anchor, "es")
    return ask(place, "ask", "¿Por qué?", "es", timezone.now())


def test_a_question_without_words(inquiry: Inquiry) -> None:
    refused(again(inquiry, text=""))


def test_half_a_reply(inquiry: Inquiry, trainer: User) -> None:
    now = timezone.now()
    refused(again(inquiry, reply="Sí."))
    refused(again(inquiry, answered_by_id=trainer.pk, answered_at=now))
    refused(again(inquiry, reply="Sí.", answered_at=now))
    refused(again(inquiry, reply="Sí.", answered_by_id=trainer.pk))


def test_a_question_closed_by_nobody_or_twice(inquiry: Inquiry, trainer: User) -> None:
    now = timezone.now()
    refused(again(inquiry, closed_at=now))
    refused(again(inquiry, closed_by_id=trainer.pk))
    refused(
        again(
            inquiry,
            reply="Sí.",
            answered_by_id=trainer.pk,
            answered_at=now,
            closed_at=now,
            closed_by_id=trainer.pk,
        )
    )


def test_a_reply_read_before_it_came(inquiry: Inquiry, trainer: User) -> None:
    now = timezone.now()
    refused(again(inquiry, reply_read_at=now))
    before = now - timedelta(seconds=1)
    fields = {"reply": "Sí.", "answered_by_id": trainer.pk, "answered_at": now}
    refused(again(inquiry, **fields, reply_read_at=before))
