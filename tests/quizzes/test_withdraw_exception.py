"""An exception taken back: by those who could grant it, with the reason, both on record."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment, Group
from quizzes.granted import GrantRow
from quizzes.models import QuizAttempt, QuizGrant, QuizPage
from quizzes.verbs.attempts import minutes_for, permission_to_start, start_attempt
from quizzes.verbs.grants import (
    Exemption,
    grant_exception,
    withdraw_exception,
    withdraw_from_group,
)
from tests.content import SmallCourse
from tests.doing import Starts, Takes
from tests.people import ClientOf, Enrolled

HOUR = timedelta(hours=1)
Counted = Callable[..., object]


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def stuck(way: Enrolment, takes: Takes) -> Enrolment:
    """She failed three times, an hour ago for the last time."""
    for hours in (90, 60, 1):
        takes(way, right=3, at=timezone.now() - hours * HOUR)
    return way


def granted(
    way: Enrolment, by: User, kind: str = "attempt", at: datetime | None = None, minutes: int = 0
) -> QuizGrant:
    what = Exemption(SmallCourse.quiz, kind, "Estuvo enferma", minutes)
    return grant_exception(way, what, by, at or timezone.now())


def withdraw(browser: Client, grant: QuizGrant, **form: str) -> int:
    """What the address answers; a good form unless said otherwise."""
    sent = {"reason": "Era para otra persona", "idempotency_key": "k1"} | form
    return browser.post(reverse("withdraw_exception", args=[grant.pk]), sent).status_code


def rows(browser: Client, person: User) -> list[GrantRow]:
    """The exceptions on a person's page."""
    page = browser.get(reverse("show_person", args=[person.pk]))
    doors = {
        int(pk) for pk in re.findall(r'action="/exceptions/(\d+)/withdraw/"', page.content.decode())
    }
    found: list[GrantRow] = page.context["granted"]
    assert doors == {each.pk for each in found if each.form}
    return found


def left(way: Enrolment, quiz: QuizPage, at: datetime | None = None) -> int:
    return permission_to_start(way, quiz, at or timezone.now()).attempts_left


def test_an_attempt_more_is_taken_back_and_stays_on_the_page(
    course: SmallCourse, manager: User, new_hire: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    browser, grant = client_of(manager), granted(stuck, manager)
    person = reverse("show_person", args=[new_hire.pk])
    assert left(stuck, course.quiz_page) == 1

    assert withdraw(browser, grant) == 302
    page = browser.get(person)
    assert [str(each) for each in page.context["messages"]] == [
        "La excepción quedó retirada, con su motivo."
    ]
    assert left(stuck, course.quiz_page) == 0
    assert permission_to_start(stuck, course.quiz_page, timezone.now()).refusal == "none_left"
    assert page.context["stuck"]  # again
    grant.refresh_from_db()
    assert (grant.withdrawn_by, grant.withdrawn_reason) == (manager, "Era para otra persona")
    assert grant.reason == "Estuvo enferma"
    words = page.content.decode()
    for said in ("Retirada", "Estuvo enferma", "Era para otra persona", "Carla Montes"):
        assert said in words
    [row] = rows(browser, new_hire)
    [withdrawal] = row.withdrawals
    assert (withdrawal.by, withdrawal.at) == ("Carla Montes", grant.withdrawn_at)
    assert row.form is None


def test_a_wait_that_was_lifted_has_to_be_waited_again(
    course: SmallCourse, manager: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    for hours in (30, 1):
        takes(way, right=3, at=timezone.now() - hours * HOUR)
    for kind in ("wait", "attempt"):
        grant = granted(way, manager, kind)
        assert permission_to_start(way, course.quiz_page, timezone.now()).allowed
        withdraw(client_of(manager), grant)
        now = permission_to_start(way, course.quiz_page, timezone.now())
        assert (now.refusal, now.attempts_left) == ("wait", 1)


def test_who_is_working_keeps_her_clock_and_the_next_attempt_has_less(
    timed: QuizPage, manager: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt, now = starts(way), timezone.now()
    sixty, six = (granted(way, manager, "minutes", minutes=each) for each in (60, 6))
    attempt.refresh_from_db()
    deadline = attempt.deadline_at
    assert deadline == attempt.started_at + timedelta(minutes=76)
    assert withdraw(client_of(manager), sixty) == 302
    attempt.refresh_from_db()
    assert attempt.deadline_at == deadline
    assert start_attempt(way, timed, now + 70 * timedelta(minutes=1)) == attempt
    assert minutes_for(way, timed) == 16

    later = start_attempt(way, timed, now + 2 * HOUR)
    assert later.number == 2
    assert later.deadline_at == later.started_at + timedelta(minutes=16)
    assert six.withdrawn_at is None


def test_an_attempt_under_way_thanks_to_it_goes_on_and_was_used(
    course: SmallCourse, manager: User, new_hire: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    quiz = course.quiz_page
    first = granted(stuck, manager)
    fourth = start_attempt(stuck, quiz, timezone.now())
    assert withdraw(client_of(manager), first) == 302
    assert start_attempt(stuck, quiz, timezone.now()) == fourth
    learner = client_of(new_hire)
    assert learner.get(reverse("show_question", args=[fourth.pk, 1])).status_code == 200
    # Right answers of what she handed in before stay hidden: she could still profit from them.
    past = QuizAttempt.objects.get(number=1)
    shown = learner.get(reverse("show_result", args=[past.pk])).context
    assert shown["attempts_left"] == 0
    assert shown["key_hidden_reason"]
    assert {item.key for item in shown["items"]} == {None}
    learner.post(reverse("submit_attempt", args=[fourth.pk]), {"idempotency_key": "k"})
    page = learner.get(reverse("open_quiz", args=[course.quiz])).context["quiz"]
    assert (page["attempts_left"], page["attempts_allowed"]) == (0, 4)

    # What was used is not taken from what is granted next.
    granted(stuck, manager)
    assert left(stuck, quiz) == 1
    assert start_attempt(stuck, quiz, timezone.now()).number == 5


def test_of_two_of_which_one_was_used_the_other_is_taken(
    course: SmallCourse, manager: User, stuck: Enrolment, takes: Takes
) -> None:
    earlier, _later = granted(stuck, manager), granted(stuck, manager)
    takes(stuck, right=3, at=timezone.now() + HOUR)
    assert left(stuck, course.quiz_page) == 1
    withdraw_exception(earlier, manager, timezone.now() + 2 * HOUR, "Eran dos")
    assert left(stuck, course.quiz_page) == 0


def test_twice_and_the_first_stays(
    course: SmallCourse, manager: User, administrator: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    grant, browser = granted(stuck, manager), client_of(administrator)
    assert withdraw(client_of(manager), grant) == 302
    assert withdraw(browser, grant, reason="Otro motivo", idempotency_key="k2") == 302
    page = browser.get(reverse("show_person", args=[stuck.learner_id]))
    assert [str(each) for each in page.context["messages"]] == [
        "Ya estaba retirada: se conserva aquel motivo."
    ]
    grant.refresh_from_db()
    assert (grant.withdrawn_by, grant.withdrawn_reason) == (manager, "Era para otra persona")
    assert not withdraw_exception(grant, manager, timezone.now(), "Otra vez")


def test_the_same_form_twice_is_answered_as_the_first(
    course: SmallCourse, manager: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    browser, grant = client_of(manager), granted(stuck, manager)
    assert [withdraw(browser, grant) for _twice in range(2)] == [302, 302]
    page = browser.get(reverse("show_person", args=[stuck.learner_id]))
    assert {str(each) for each in page.context["messages"]} == {
        "La excepción quedó retirada, con su motivo."
    }


def test_one_key_for_two_lines_withdraws_both(
    course: SmallCourse, manager: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(manager)
    both = [granted(stuck, manager) for _time in range(2)]
    assert [withdraw(browser, each) for each in both] == [302, 302]
    assert not QuizGrant.objects.standing().exists()


@pytest.mark.parametrize(
    ("reason", "words"), [("", "Escribir"), ("   ", "Escribir"), ("x" * 301, "300")]
)
def test_why_is_asked_and_what_was_typed_comes_back(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    stuck: Enrolment,
    client_of: ClientOf,
    reason: str,
    words: str,
) -> None:
    browser = client_of(manager)
    other, grant = granted(stuck, manager, "wait"), granted(stuck, manager)
    page = browser.post(reverse("withdraw_exception", args=[grant.pk]), {"reason": reason})
    assert page.status_code == 400
    bound = [each.form for each in page.context["granted"] if each.form.is_bound]
    assert [(each.auto_id, each["reason"].value()) for each in bound] == [
        (f"withdraw-{grant.pk}-%s", reason)
    ]
    assert words in bound[0].errors["reason"][0]
    assert page.content.decode().count('<details class="exception" open>') == 1
    assert not any(each.form.is_bound for each in page.context["exceptional"])
    assert other in QuizGrant.objects.standing()
    assert grant in QuizGrant.objects.standing()


def test_the_list_keeps_its_order(
    course: SmallCourse, manager: User, new_hire: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    """The newest first: PostgreSQL would give the row that was changed last."""
    browser = client_of(manager)
    grants = [granted(stuck, manager) for _time in range(3)]
    withdraw(browser, grants[0])
    assert [each.pk for each in rows(browser, new_hire)] == [each.pk for each in grants[::-1]]


def test_the_verbs_ask_why(
    course: SmallCourse, group: Group, manager: User, stuck: Enrolment
) -> None:
    grant, now = granted(stuck, manager), timezone.now()
    with pytest.raises(ValueError, match="reason"):
        withdraw_exception(grant, manager, now, " ")
    with pytest.raises(ValueError, match="reason"):
        withdraw_from_group(grant, group.members.all(), manager, now, "")


def test_who_cannot_withdraw(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    colleague: User,
    outsider: User,
    trainer: User,
    stuck: Enrolment,
    client_of: ClientOf,
) -> None:
    """The learner herself, her colleague, another team's, and a trainer who does not lead her."""
    grant = granted(stuck, manager)
    for person in (new_hire, colleague, outsider, trainer):
        assert withdraw(client_of(person), grant) == 404
    assert client_of(manager).get(reverse("withdraw_exception", args=[grant.pk])).status_code == 405
    for nowhere in (999999, 10**30):
        url = reverse("withdraw_exception", args=[nowhere])
        assert client_of(manager).post(url, {"reason": "Sí"}).status_code == 404
    assert QuizGrant.objects.standing().count() == 1


def test_nobody_withdraws_her_own(
    course: SmallCourse,
    manager: User,
    administrator: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    grant = granted(enrolled(manager), administrator)
    browser = client_of(manager)
    [row] = rows(browser, manager)
    assert row.form is None
    assert withdraw(browser, grant) == 404


def test_of_an_earlier_way_through_nothing_is_to_withdraw(
    course: SmallCourse, manager: User, way: Enrolment, enrolled: Enrolled, client_of: ClientOf
) -> None:
    """What was granted there counts no more anyway, and is history."""
    grant, browser = granted(way, manager), client_of(manager)
    way.status, way.completed_at = Enrolment.Status.COMPLETED, timezone.now()
    way.save()
    [row] = rows(browser, way.learner)
    assert row.form
    enrolled(way.learner)
    [row] = rows(browser, way.learner)
    assert row.form is None
    assert withdraw(browser, grant) == 404
