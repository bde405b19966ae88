"""sweep_replies: replies that nothing can ask for again are forgotten, nothing else is."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from cms.models import User
from courses.models import Completion, Enrolment, IdempotencyKey
from courses.verbs.idempotency import sweep_replies
from quizzes.models import Answer, Mark, QuizAttempt
from tests.doing import Takes
from tests.people import Enrolled

SECOND = timedelta(seconds=1)
WEEK = timedelta(days=7)


def replied(person: User, key: str, ago: timedelta) -> None:
    IdempotencyKey.objects.create(
        user=person, key=key, verb="save_answer", status=200, created_at=timezone.now() - ago
    )


def swept() -> str:
    said = StringIO()
    call_command("sweep_replies", stdout=said)
    return said.getvalue().strip()


def test_older_than_a_week_goes(new_hire: User, colleague: User) -> None:
    replied(new_hire, "old", WEEK + SECOND)
    replied(colleague, "older", 9 * WEEK)
    replied(new_hire, "in time", WEEK - 60 * SECOND)
    replied(colleague, "new", 0 * SECOND)
    assert swept() == "2 old replies deleted."
    left = IdempotencyKey.objects.order_by("key").values_list("key", flat=True)
    assert list(left) == ["in time", "new"]
    assert swept() == "0 old replies deleted."


def test_to_the_second(new_hire: User) -> None:
    at = timezone.now()
    for key, moment in {"at": at - WEEK, "before": at - WEEK - SECOND}.items():
        row = {"user": new_hire, "key": key, "verb": "v", "status": 200, "created_at": moment}
        IdempotencyKey.objects.create(**row)
    assert sweep_replies(at) == 1
    assert IdempotencyKey.objects.get().key == "at"


def test_what_was_done_stays(new_hire: User, enrolled: Enrolled, takes: Takes) -> None:
    takes(enrolled(new_hire))
    replied(new_hire, "old", 5 * WEEK)
    models = (User, Enrolment, Completion, QuizAttempt, Answer, Mark)

    def records() -> list[object]:
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = records()
    swept()
    assert not IdempotencyKey.objects.exists()
    assert records() == before
