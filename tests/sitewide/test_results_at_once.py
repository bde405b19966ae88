"""Two results of one person at once: an older attempt is regraded while the next is handed in.

Whichever comes second, the course's record counts both. On SQLite and on PostgreSQL.
"""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import User
from courses.models import Completion
from quizzes.models import Answer, Mark, QuestionVersion, QuizAttempt, Regrade
from quizzes.verbs.attempts import submit_attempt
from quizzes.verbs.regrades import regrade_attempt, start_regrade
from tests.content import SmallCourse
from tests.correcting import crowd
from tests.doing import Takes
from tests.people import Enrolled
from tests.sitewide.test_many_at_once import at_once

PEOPLE = 40
AT = timezone.now()

pytestmark = pytest.mark.django_db(transaction=True)


def begun_again(attempt: QuizAttempt, version: QuestionVersion) -> QuizAttempt:
    """The next attempt of the same person, under way, with one question and nothing answered."""
    following = QuizAttempt.objects.create(
        enrolment=attempt.enrolment,
        activity_key=attempt.activity_key,
        number=attempt.number + 1,
        seed="s",
        pass_mark=80,
        started_at=AT - timedelta(minutes=5),
    )
    Answer.objects.create(attempt=following, position=1, version=version)
    return following


def test_an_older_attempt_regraded_while_the_next_is_handed_in(
    course: SmallCourse, new_hire: User, trainer: User, enrolled: Enrolled, takes: Takes
) -> None:
    failed = takes(enrolled(new_hire), right=7, at=AT - timedelta(hours=1))
    older = [failed, *crowd(failed, PEOPLE - 1)]
    asked = failed.answers.select_related("version").order_by("position")
    missed, known = asked[9].version, asked[0].version
    newer = [begun_again(each, known) for each in older]
    regrade = start_regrade(
        Regrade(
            question_key=missed.question_key, policy="void", reason="La clave falla", by=trainer
        ),
        [],
        AT,
    )

    def correct(attempt: QuizAttempt) -> Callable[[], bool]:
        return lambda: regrade_attempt(regrade, attempt.pk, AT)

    def hand_in(attempt: QuizAttempt) -> Callable[[], bool]:
        return lambda: submit_attempt(attempt, AT)

    both = [
        work
        for before, after in zip(older, newer, strict=True)
        for work in (correct(before), hand_in(after))
    ]
    assert all(at_once(lambda work: work(), both, hands=2))

    records = Completion.objects.filter(activity_key=course.quiz)
    assert set(records.values_list("attempts", "score", "passed")) == {(2, 80.0, True)}
    assert records.count() == PEOPLE
    assert Mark.objects.filter(regrade=regrade).count() == PEOPLE
    call_command("check_records", stdout=StringIO())
