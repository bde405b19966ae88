"""`once`: a repeated request is answered, not done again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import User
from courses.models import IdempotencyKey
from courses.verbs.idempotency import KeyReusedError, Reply, once

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


class Counter:
    """A write that can be counted."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Reply:
        self.calls += 1
        return Reply(200, {"call": self.calls})


def test_the_second_time_gets_the_first_reply(new_hire: User) -> None:
    write = Counter()
    first = once(new_hire, "k1", "save_answer", NOW, write)
    second = once(new_hire, "k1", "save_answer", NOW, write)
    assert (first.body, second.body, write.calls) == ({"call": 1}, {"call": 1}, 1)
    assert (first.repeated, second.repeated) == (False, True)


def test_keys_are_each_persons_own(new_hire: User, colleague: User) -> None:
    write = Counter()
    once(new_hire, "k1", "save_answer", NOW, write)
    assert once(colleague, "k1", "save_answer", NOW, write).body == {"call": 2}


def test_without_a_key_each_request_is_done(new_hire: User) -> None:
    write = Counter()
    once(new_hire, "", "save_answer", NOW, write)
    assert once(new_hire, "", "save_answer", NOW, write).body == {"call": 2}
    assert not IdempotencyKey.objects.exists()


def test_what_failed_may_be_tried_again(new_hire: User) -> None:
    def fail() -> Reply:
        raise LookupError

    with pytest.raises(LookupError):
        once(new_hire, "k1", "save_answer", NOW, fail)
    assert once(new_hire, "k1", "save_answer", NOW, Counter()).body == {"call": 1}


def test_a_key_belongs_to_one_verb(new_hire: User) -> None:
    once(new_hire, "k1", "save_answer", NOW, Counter())
    with pytest.raises(KeyReusedError):
        once(new_hire, "k1", "submit_attempt", NOW, Counter())


def test_a_very_long_key_is_still_a_key(new_hire: User) -> None:
    write = Counter()
    once(new_hire, "x" * 500, "save_answer", NOW, write)
    once(new_hire, "x" * 500, "save_answer", NOW, write)
    assert write.calls == 1


def test_replies_are_swept_after_seven_days(new_hire: User) -> None:
    now = timezone.now()
    once(new_hire, "old", "save_answer", now - timedelta(days=7, minutes=1), Counter())
    once(new_hire, "new", "save_answer", now - timedelta(days=6, hours=23), Counter())
    call_command("sweep_replies", verbosity=0, stdout=None)
    assert [row.key for row in IdempotencyKey.objects.all()] == ["new"]


def test_a_key_that_no_database_can_keep_is_kept_without_it(new_hire: User) -> None:
    """PostgreSQL takes no NUL in text; a browser sends none, so whoever does is just answered."""
    write = Counter()
    for _time in range(2):
        assert once(new_hire, "k\x001", "save_answer", NOW, write).body == {"call": 1}
    assert IdempotencyKey.objects.get().key == "k1"
