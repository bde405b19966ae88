"""Exceptions for one person: by those who look after her, with the reason, on record."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from cms.models import User
from courses.models import Enrolment, Group
from quizzes.forms import ExceptionForm
from quizzes.models import QuizGrant, QuizPage
from quizzes.verbs.attempts import permission_to_start, start_attempt
from quizzes.verbs.grants import Exemption, grant_exception
from tests.content import SmallCourse
from tests.doing import Starts, Takes
from tests.people import ClientOf, Enrolled

URL = "grant_exception"


@pytest.fixture
def stuck(new_hire: User, enrolled: Enrolled, takes: Takes) -> Enrolment:
    """She failed three times, an hour ago for the last time."""
    way = enrolled(new_hire)
    for hours in (90, 60, 1):
        takes(way, right=3, at=timezone.now() - timedelta(hours=hours))
    return way


def form(way: Enrolment, **changes: str) -> dict[str, str]:
    return {
        "enrolment": str(way.pk),
        "quiz": str(SmallCourse.quiz),
        "kind": "attempt",
        "reason": "Estuvo enferma",
        "idempotency_key": "k1",
    } | changes


def refused(browser: Client, sent: dict[str, str]) -> ExceptionForm:
    """The form as the person page gives it back."""
    page = browser.post(reverse(URL), sent)
    assert page.status_code == 400
    assert "courses/person.html" in {each.name for each in page.templates}
    forms = [*page.context["stuck"], *page.context["exceptional"]]
    [back] = [each.form for each in forms if each.form.is_bound]
    for errors in back.errors.values():
        assert all(escape(each) in page.text for each in errors)
    assert '<details class="exception" open>' in page.text or "stuck" in sent
    return back


def test_an_attempt_more_may_start_at_once(
    course: SmallCourse, manager: User, new_hire: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    browser, url = client_of(manager), reverse(URL)
    person = reverse("show_person", args=[new_hire.pk])
    without = 'name="kind" value="attempt">'  # the card of who is stuck
    assert without in browser.get(person).content.decode()

    assert browser.post(url, form(stuck))["Location"] == person
    browser.post(url, form(stuck))  # sent twice, granted once

    grant = QuizGrant.objects.get()
    assert (grant.by, grant.reason, grant.kind) == (manager, "Estuvo enferma", "attempt")
    words = browser.get(person).content.decode()
    assert without not in words
    assert "Estuvo enferma" in words
    fourth = start_attempt(stuck, course.quiz_page, timezone.now())
    assert fourth.number == 4


def test_back_in_the_browser_and_another_kind_is_granted_too(
    course: SmallCourse, manager: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(manager)
    for kind in ("attempt", "wait"):
        browser.post(reverse(URL), form(stuck, kind=kind))
    granted = QuizGrant.objects.order_by("pk").values_list("kind", flat=True)
    assert list(granted) == ["attempt", "wait"]


def test_a_wait_is_over_at_once(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    takes: Takes,
    client_of: ClientOf,
) -> None:
    way, now = enrolled(new_hire), timezone.now()
    for hours in (30, 1):
        takes(way, right=3, at=now - timedelta(hours=hours))
    assert permission_to_start(way, course.quiz_page, now).refusal == "wait"
    client_of(manager).post(reverse(URL), form(way, kind="wait"))
    assert permission_to_start(way, course.quiz_page, timezone.now()).allowed


@pytest.fixture
def timed(course: SmallCourse) -> QuizPage:
    """The quiz takes at most ten minutes."""
    QuizPage.objects.filter(translation_key=course.quiz).update(time_limit=10)
    return course.quiz_page


def test_more_time_reaches_the_attempt_under_way_and_the_next(
    timed: QuizPage,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    starts: Starts,
    client_of: ClientOf,
) -> None:
    way = enrolled(new_hire)
    attempt = starts(way)
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=10)
    browser = client_of(manager)
    for _twice in range(2):
        browser.post(reverse(URL), form(way, kind="minutes", minutes="5"))
    attempt.refresh_from_db()
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=15)


def test_time_that_is_over_does_not_come_back(
    timed: QuizPage, manager: User, new_hire: User, enrolled: Enrolled, starts: Starts
) -> None:
    way, now = enrolled(new_hire), timezone.now()
    attempt = starts(way, now - timedelta(minutes=10))
    grant_exception(way, Exemption(timed.translation_key, "minutes", "Sí", 5), manager, now)
    before = attempt.deadline_at
    attempt.refresh_from_db()
    assert attempt.deadline_at == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Escribir"),
        ({"reason": "   "}, "Escribir"),
        ({"reason": "x" * 301}, "300"),
        ({"kind": "wait"}, "esperar"),
        ({"kind": "minutes", "minutes": "5"}, "límite de tiempo"),
        ({"kind": "gift"}, "gift"),
        ({"quiz": str(SmallCourse.greet)}, str(SmallCourse.greet)),
    ],
)
def test_what_cannot_be_granted_is_said(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    changes: dict[str, str],
    words: str,
) -> None:
    QuizPage.objects.filter(translation_key=course.quiz).update(wait_hours=0)
    sent = form(enrolled(new_hire), **changes)
    back = refused(client_of(manager), sent)
    [errors] = back.errors.values()
    assert words in errors[0]
    assert {name: back[name].value() for name in ("quiz", "kind", "reason")} == {
        name: sent[name] for name in ("quiz", "kind", "reason")
    }
    assert not QuizGrant.objects.exists()


@pytest.mark.parametrize("minutes", ["", "0", "601", "x"])
def test_odd_minutes(
    timed: QuizPage,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    minutes: str,
) -> None:
    way = enrolled(new_hire)
    back = refused(client_of(manager), form(way, kind="minutes", minutes=minutes))
    assert list(back.errors) == ["minutes"]
    assert str(back.errors["minutes"][0]).startswith("Escribir ")
    assert (back["minutes"].value(), back["reason"].value()) == (minutes, "Estuvo enferma")
    assert not QuizGrant.objects.exists()
    key, now = timed.translation_key, timezone.now()
    for odd in (0, 601):
        what = Exemption(key, "minutes", "Sí", odd)
        with pytest.raises(ValueError, match="minutes"):
            grant_exception(way, what, manager, now)
    what = Exemption(key, "attempt", " ")
    with pytest.raises(ValueError, match="reason"):
        grant_exception(way, what, manager, now)


def test_the_card_of_who_is_stuck_keeps_what_was_written(
    course: SmallCourse, manager: User, stuck: Enrolment, client_of: ClientOf
) -> None:
    browser, long = client_of(manager), "x" * 301
    back = refused(browser, form(stuck, stuck="1", reason=long))
    assert (back.auto_id, back["reason"].value()) == (f"stuck-{stuck.pk}-{course.quiz}-%s", long)
    # Somebody else granted one meanwhile: the card is gone, what was written is not.
    client_of(manager).post(reverse(URL), form(stuck))
    back = refused(browser, form(stuck, stuck="1", reason=long))
    assert (back.auto_id, back["reason"].value()) == (f"exception-{stuck.pk}-%s", long)
    assert QuizGrant.objects.count() == 1


def test_who_cannot_grant(
    course: SmallCourse,
    new_hire: User,
    colleague: User,
    outsider: User,
    trainer: User,
    stuck: Enrolment,
    client_of: ClientOf,
) -> None:
    url = reverse(URL)
    for person in (new_hire, colleague, outsider, trainer):
        assert client_of(person).post(url, form(stuck)).status_code == 404
    assert client_of(new_hire).get(url).status_code == 405
    assert not QuizGrant.objects.exists()


@pytest.mark.parametrize("enrolment", ["", "x", "999999", "9" * 40])
def test_an_enrolment_that_is_not_there(
    course: SmallCourse, manager: User, client_of: ClientOf, enrolment: str
) -> None:
    sent = {"enrolment": enrolment, "reason": "Sí"}
    assert client_of(manager).post(reverse(URL), sent).status_code == 404


def test_the_form_is_there_before_anybody_is_stuck_but_never_for_oneself(
    course: SmallCourse, manager: User, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    enrolled(manager)
    browser = client_of(manager)
    pages: dict[str, Any] = {
        who.first_name: browser.get(reverse("show_person", args=[who.pk])).content.decode()
        for who in (new_hire, manager)
    }
    assert reverse(URL) in pages["Ana"]
    assert reverse(URL) not in pages["Carla"]


def test_a_trainer_grants_to_the_whole_group(
    timed: QuizPage,
    group: Group,
    trainer: User,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    starts: Starts,
    client_of: ClientOf,
) -> None:
    """To everybody who takes the quiz now: Fabio is not on the course."""
    ways = [enrolled(new_hire), enrolled(colleague)]
    attempt = starts(ways[0])
    browser, url = client_of(trainer), reverse("grant_to_group", args=[group.pk])
    sent = form(ways[0], kind="minutes", minutes="5", reason="Se cayó la red")
    page = browser.post(url, sent, follow=True)
    browser.post(url, sent)
    assert [str(each) for each in page.context["messages"]] == ["Concedido a 2 personas."]
    grants = QuizGrant.objects.order_by("enrolment")
    assert [(each.enrolment, each.group, each.minutes) for each in grants] == [
        (way, group, 5) for way in ways
    ]
    attempt.refresh_from_db()
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=15)
    [row] = browser.get(url).context["granted"]
    assert (row.people, row.by, row.reason) == (2, str(trainer), "Se cayó la red")


def test_my_group_counts_what_was_granted_not_the_groups(
    timed: QuizPage,
    group: Group,
    trainer: User,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    """Granted to a whole group at once is one exception, as the group's page lists it."""
    ways = [enrolled(new_hire), enrolled(colleague)]  # each gets a grant of it
    other = Group.objects.create(name="Abril", starts_on=timezone.localdate())
    other.trainers.set([trainer])
    other.save()
    browser = client_of(trainer)

    def counted() -> tuple[str, list[str]]:
        page = browser.get(reverse("my_group"))
        [section] = [each for each in page.context["sections"] if each.heading == "Excepciones"]
        heading = re.search(r"<h2[^>]*>(Excepciones[^/]*)<", page.text)
        assert heading
        said = re.sub(r"<[^>]*>", "", heading[1]).strip()
        return said, [each.detail for each in section.rows]

    assert counted() == ("Excepciones", ["ninguna vigente"] * 2)
    url = reverse("grant_to_group", args=[group.pk])
    for key in ("k1", "k2"):
        browser.post(url, form(ways[0], kind="minutes", minutes="5", idempotency_key=key))
    heading, details = counted()
    assert heading == "Excepciones 2"
    assert sorted(details) == ["2 excepciones vigentes", "ninguna vigente"]


def test_a_manager_grants_to_those_of_the_group_she_looks_after(
    course: SmallCourse,
    group: Group,
    manager: User,
    new_hire: User,
    outsider: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    mine, other = enrolled(new_hire), enrolled(outsider)
    url = reverse("grant_to_group", args=[group.pk])
    client_of(manager).post(url, form(mine))
    assert [each.enrolment for each in QuizGrant.objects.all()] == [mine]
    assert other.quiz_grants.count() == 0


def test_a_manager_finds_the_groups_of_her_people_from_the_team_page(
    course: SmallCourse,
    group: Group,
    manager: User,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    browser, door = client_of(manager), reverse("choose_group")
    Group.objects.create(name="Ajeno", starts_on=timezone.localdate())
    enrolled(new_hire)
    assert f'href="{door}"' in browser.get(reverse("team")).text
    page = browser.get(door)
    here = reverse("grant_to_group", args=[group.pk])
    assert list(page.context["groups"]) == [group]
    assert f'href="{here}"' in page.text
    assert f'href="{door}"' in browser.get(here).text
    assert reverse("my_group") not in browser.get(here).text

    group.members.remove(new_hire, colleague)
    group.save()
    assert door not in browser.get(reverse("team")).text
    assert 'class="empty"' in browser.get(door).text


def test_whoever_leads_groups_finds_those_even_while_they_are_empty(
    group: Group, trainer: User, administrator: User, client_of: ClientOf
) -> None:
    empty = Group.objects.create(name="Abril", starts_on=timezone.localdate())
    other = Group.objects.create(name="Ajeno", starts_on=timezone.localdate())
    empty.trainers.set([trainer])
    empty.save()
    door = reverse("choose_group")
    assert set(client_of(trainer).get(door).context["groups"]) == {group, empty}
    assert set(client_of(administrator).get(door).context["groups"]) == {group, empty, other}


def finish(way: Enrolment) -> Enrolment:
    """The course is behind her."""
    way.status, way.completed_at = Enrolment.Status.COMPLETED, timezone.now()
    way.save()
    return way


def test_who_finished_the_course_gets_it_on_the_last_way_through(
    course: SmallCourse,
    group: Group,
    trainer: User,
    new_hire: User,
    colleague: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    """Opening the quiz leads to the last way: at an earlier one nothing would come of it."""
    first, done = finish(enrolled(new_hire)), finish(enrolled(colleague))
    again = enrolled(new_hire)
    browser, url = client_of(trainer), reverse("grant_to_group", args=[group.pk])
    page = browser.post(url, form(again), follow=True)
    assert [str(each) for each in page.context["messages"]] == ["Concedido a 2 personas."]
    assert {each.enrolment for each in QuizGrant.objects.all()} == {again, done}

    assert browser.post(reverse(URL), form(first)).status_code == 404
    for way in (again, done):
        person = browser.get(reverse("show_person", args=[way.learner_id]))
        assert [each.enrolment_id for each in person.context["exceptional"]] == [way.pk]


def test_what_the_group_cannot_get_is_said_and_kept(
    course: SmallCourse,
    group: Group,
    trainer: User,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    url, way = reverse("grant_to_group", args=[group.pk]), enrolled(new_hire)
    page = client_of(trainer).post(url, form(way, kind="minutes", minutes="5", reason="La red"))
    assert page.status_code == 400
    assert 'value="La red"' in page.content.decode()
    assert not QuizGrant.objects.exists()


def test_a_group_without_learners_says_so(group: Group, trainer: User, client_of: ClientOf) -> None:
    group.members.clear()
    group.save()
    page = client_of(trainer).get(reverse("grant_to_group", args=[group.pk]))
    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()


def test_whose_group_it_is_not(
    group: Group,
    new_hire: User,
    person: Any,
    trainer: User,
    administrator: User,
    client_of: ClientOf,
) -> None:
    url = reverse("grant_to_group", args=[group.pk])
    stranger = person("3002", "Gil", "Paz")
    stranger.groups.set(trainer.groups.all())
    for who in (new_hire, stranger):
        assert client_of(who).get(url).status_code == 404
        assert client_of(who).post(url, {}).status_code == 404
    assert client_of(administrator).get(url).status_code == 200
    assert client_of(trainer).get(reverse("grant_to_group", args=[99999])).status_code == 404


def test_the_group_page_costs_the_same_for_one_and_for_many(
    course: SmallCourse,
    group: Group,
    trainer: User,
    new_hire: User,
    colleague: User,
    outsider: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    django_assert_num_queries: Any,
) -> None:
    browser, url = client_of(trainer), reverse("grant_to_group", args=[group.pk])
    browser.post(url, form(enrolled(new_hire)))
    browser.get(url)
    costs = 12
    with django_assert_num_queries(costs):
        browser.get(url)
    browser.post(url, form(enrolled(colleague), idempotency_key="k2"))
    browser.post(url, form(enrolled(outsider), idempotency_key="k3", reason="Otra"))
    with django_assert_num_queries(costs):
        browser.get(url)
