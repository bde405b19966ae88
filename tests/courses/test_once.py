"""`once`: a repeated request is answered, not done again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone

from cms.models import User
from courses.models import IdempotencyKey
from courses.verbs.idempotency import Reply, once

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


class Counter:
    """A write that can be counted."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Reply:
        self.calls += 1
        return Reply(200, {"call": self.calls})


def sent(encoded: str = "idempotency_key=k&a=1&b=2&b=3") -> QueryDict:
    return QueryDict(encoded)


def test_the_second_time_gets_the_first_reply(new_hire: User) -> None:
    write = Counter()
    first = once(new_hire, sent(), "ask", NOW, write)
    second = once(new_hire, sent(), "ask", NOW, write)
    assert (first.body, second.body, write.calls) == ({"call": 1}, {"call": 1}, 1)
    assert (first.repeated, second.repeated) == (False, True)


@pytest.mark.parametrize(
    "again",
    ["b=2&b=3&a=1&idempotency_key=k", "idempotency_key=k&a=1&b=2&b=3&csrfmiddlewaretoken=x"],
    ids=["in another order", "with another token"],
)
def test_the_same_form_is_a_repeat(new_hire: User, again: str) -> None:
    once(new_hire, sent(), "ask", NOW, Counter())
    assert once(new_hire, sent(again), "ask", NOW, Counter()).repeated


@pytest.mark.parametrize(
    "other",
    [
        "idempotency_key=other&a=1&b=2&b=3",
        "idempotency_key=k&a=2&b=2&b=3",
        "idempotency_key=k&a=1&b=3&b=2",
        "idempotency_key=k&a=1&b=2",
        "idempotency_key=k&a=1&b=2&b=3&c=",
        "idempotency_key=k&a=1&b=2|3",
    ],
    ids=["key", "value", "order of values", "one less", "one more", "joined"],
)
def test_another_form_is_a_new_act(new_hire: User, other: str) -> None:
    """The page that "Back" brings has its old key, whatever its form holds now."""
    once(new_hire, sent(), "ask", NOW, Counter())
    assert not once(new_hire, sent(other), "ask", NOW, Counter()).repeated


def test_what_it_is_about_stands_for_the_form(new_hire: User) -> None:
    page = sent("idempotency_key=k&revision=1")
    once(new_hire, page, "save_answer", NOW, Counter(), about=(1, ["a"]))
    later = sent("idempotency_key=k&revision=2")
    assert once(new_hire, later, "save_answer", NOW, Counter(), about=(1, ["a"])).repeated
    assert not once(new_hire, page, "save_answer", NOW, Counter(), about=(1, ["b"])).repeated


def test_keys_are_each_persons_own(new_hire: User, colleague: User) -> None:
    write = Counter()
    once(new_hire, sent(), "ask", NOW, write)
    assert once(colleague, sent(), "ask", NOW, write).body == {"call": 2}


@pytest.mark.parametrize("keyless", ["a=1", "a=1&idempotency_key="])
def test_without_a_key_each_request_is_done(new_hire: User, keyless: str) -> None:
    write = Counter()
    once(new_hire, sent(keyless), "ask", NOW, write)
    assert once(new_hire, sent(keyless), "ask", NOW, write).body == {"call": 2}
    assert not IdempotencyKey.objects.exists()


def test_what_failed_may_be_tried_again(new_hire: User) -> None:
    def fail() -> Reply:
        raise LookupError

    with pytest.raises(LookupError):
        once(new_hire, sent(), "ask", NOW, fail)
    assert once(new_hire, sent(), "ask", NOW, Counter()).body == {"call": 1}


def test_what_the_page_does_besides_is_another_act(new_hire: User) -> None:
    """Two buttons of one form, one to reply and one to close, send the same to two addresses."""
    once(new_hire, sent(), "answer_inquiry", NOW, Counter())
    assert not once(new_hire, sent(), "close_inquiry", NOW, Counter()).repeated


@pytest.mark.parametrize("odd", ["x" * 500, "k\x001", "\ud800"], ids=["long", "NUL", "surrogate"])
def test_an_odd_key_is_still_a_key(new_hire: User, odd: str) -> None:
    """PostgreSQL takes no NUL in text; a browser sends none of them."""
    form = QueryDict(mutable=True)
    form["idempotency_key"] = odd
    for _time in range(2):
        assert once(new_hire, form, "ask", NOW, Counter()).body == {"call": 1}
    assert len(IdempotencyKey.objects.get().key) == 64


def test_replies_are_swept_after_seven_days(new_hire: User) -> None:
    now = timezone.now()
    once(new_hire, sent(), "old", now - timedelta(days=7, minutes=1), Counter())
    once(new_hire, sent(), "new", now - timedelta(days=6, hours=23), Counter())
    call_command("sweep_replies", verbosity=0, stdout=None)
    assert [row.verb for row in IdempotencyKey.objects.all()] == ["new"]
