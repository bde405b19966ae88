"""What others pages show of conversations: faces at home, results for who looks after somebody."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment, Group
from roleplay.models import Conversation
from tests.people import ClientOf
from tests.rehearsal import (
    ACCUSES,
    BEST,
    GENEROUS,
    GREETS,
    LOOKS_UP,
    PLAYS_DOWN,
    RUDE,
    SETTLES,
    Joins,
    Rehearsal,
    Talks,
)

FACE = re.compile(r'<a class="faces__one" href="([^"]+)"')


@pytest.fixture
def way(new_hire: User, joins: Joins) -> Enrolment:
    return joins(new_hire)


def person(of: User) -> str:
    return reverse("show_person", args=[of.pk])


def debrief(of: Conversation) -> str:
    return reverse("show_debrief", args=[of.pk])


# --- at home -----------------------------------------------------------------------------------


def test_at_home_the_last_customers_look_back(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, talks: Talks, client_of: ClientOf
) -> None:
    browser, now = client_of(new_hire), timezone.now()
    assert not FACE.search(browser.get("/").content.decode())
    talks(way, rehearsal.practise, GREETS)
    assert not FACE.search(browser.get("/").content.decode())  # not ended yet
    talks(way, rehearsal.practise).say(LOOKS_UP, SETTLES, at=now - timedelta(days=9))
    ended = [
        talks(way, rehearsal.learn, *GENEROUS, at=now - timedelta(days=days)).conversation
        for days in (5, 4, 3)
    ]
    ended.append(talks(way, rehearsal.assess, *RUDE).conversation)
    html = browser.get("/").content.decode()
    assert FACE.findall(html) == [debrief(each) for each in reversed(ended)]
    assert "La lámpara que parpadea" in html


def test_at_home_there_is_nothing_of_a_colleague(
    rehearsal: Rehearsal, new_hire: User, colleague: User, joins: Joins, talks: Talks,
    client_of: ClientOf, way: Enrolment,
) -> None:  # fmt: skip
    talks(joins(colleague), rehearsal.practise, *BEST)
    assert not FACE.search(client_of(new_hire).get("/").content.decode())


# --- on the page of a person -----------------------------------------------------------------


def test_a_manager_sees_how_an_assessment_ended(
    rehearsal: Rehearsal, new_hire: User, manager: User, way: Enrolment, talks: Talks,
    client_of: ClientOf,
) -> None:  # fmt: skip
    manager.language = "en"
    manager.save()
    talks(way, rehearsal.assess, *GENEROUS, at=timezone.now() - timedelta(days=1))
    talks(way, rehearsal.assess, *BEST)
    html = client_of(manager).get(person(new_hire)).content.decode()
    for words in ("The lamp that flickers", "100 %", "Resolved, and the customer stays"):
        assert words in html
    assert html.index("Resolved, and the customer stays") < html.index("Granted what was not due")


def test_a_manager_never_sees_a_line_nor_how_practice_went(
    rehearsal: Rehearsal, new_hire: User, manager: User, way: Enrolment, talks: Talks,
    client_of: ClientOf,
) -> None:  # fmt: skip
    browser = client_of(manager)
    talks(way, rehearsal.practise, *GENEROUS)
    talks(way, rehearsal.practise, *RUDE)
    talks(way, rehearsal.learn, *BEST)
    pages = [browser.get(url) for url in (person(new_hire), reverse("team"))]
    html = "".join(page.content.decode() for page in pages)
    # That she practised, and how often.
    assert "Practicar con la lámpara" in html
    assert re.search(r"\b2 (veces|times)", html)
    talks(way, rehearsal.assess, PLAYS_DOWN, ACCUSES, LOOKS_UP, SETTLES)
    html += "".join(browser.get(url).content.decode() for url in (person(new_hire), "/team/"))
    texts = rehearsal.version(rehearsal.lamp).content["texts"]["es"]
    secret = [text for path, text in texts.items() if ".options." in path or ".lines." in path]
    secret += [text for path, text in texts.items() if ".endings." in path]
    assert len(secret) > 40
    assert not [text for text in secret if text in html]
    for row in Conversation.objects.all():
        assert str(row.pk) not in html


def test_nothing_is_shown_of_who_had_none(
    rehearsal: Rehearsal, new_hire: User, manager: User, way: Enrolment, client_of: ClientOf
) -> None:
    page = client_of(manager).get(person(new_hire))
    titles = [str(panel["title"]) for panel in page.context["panels"]]
    assert not any("lientes" in title or "customers" in title for title in titles)


def test_a_trainer_sees_her_group_and_nobody_else(
    rehearsal: Rehearsal, new_hire: User, colleague: User, trainer: User, way: Enrolment,
    joins: Joins, talks: Talks, client_of: ClientOf,
) -> None:  # fmt: skip
    talks(way, rehearsal.assess, *BEST)
    talks(joins(colleague), rehearsal.assess, *BEST)
    group = Group(name="Marzo", starts_on=way.assigned_at.date())
    group.trainers, group.members = [trainer], [new_hire]
    group.save()
    browser = client_of(trainer)
    assert "100 %" in browser.get(person(new_hire)).content.decode()
    assert browser.get(person(colleague)).status_code == 404


def test_in_the_team_the_last_assessed_conversation_shows(
    rehearsal: Rehearsal, new_hire: User, manager: User, way: Enrolment, talks: Talks,
    client_of: ClientOf,
) -> None:  # fmt: skip
    browser = client_of(manager)
    talks(way, rehearsal.practise, *BEST)
    assert "faces__cell" not in browser.get("/team/").content.decode()
    talks(way, rehearsal.assess, *RUDE, at=timezone.now() - timedelta(days=1))
    talks(way, rehearsal.assess, *BEST)
    html = browser.get("/team/").content.decode()
    assert html.count("faces__cell") == 1
    assert "100 %" in html


# --- who is stuck --------------------------------------------------------------------------------


def asks_for_a_grant(browser: Client, learner: User, key: object) -> bool:
    url = reverse("grant_conversation", args=[key])
    return url in browser.get(person(learner)).content.decode()


def test_who_has_none_left_is_shown_to_who_can_grant_one(
    rehearsal: Rehearsal, new_hire: User, manager: User, way: Enrolment, talks: Talks,
    client_of: ClientOf,
) -> None:  # fmt: skip
    browser = client_of(manager)
    talks(way, rehearsal.assess, *RUDE)
    assert not asks_for_a_grant(browser, new_hire, rehearsal.assess)
    talks(way, rehearsal.assess, *RUDE)
    assert asks_for_a_grant(browser, new_hire, rehearsal.assess)


def test_the_manager_counts_the_scenarios_the_learner_can_still_meet(
    rehearsal: Rehearsal, new_hire: User, manager: User, way: Enrolment, talks: Talks,
    client_of: ClientOf,
) -> None:  # fmt: skip
    """A scenario taken back, or too small for a verdict, is nothing to wait for."""
    page = rehearsal.page(rehearsal.assess)
    page.scenarios = [str(key) for key in (rehearsal.lamp, rehearsal.bill, rehearsal.hello)]
    page.save_revision().publish()
    rehearsal.scenario(rehearsal.bill).unpublish()
    for _time in range(2):
        talks(way, rehearsal.assess, *RUDE)
    door = client_of(new_hire).get(reverse("open_roleplay", args=[rehearsal.assess]))
    assert not door.context["may_start"]["allowed"]
    assert asks_for_a_grant(client_of(manager), new_hire, rehearsal.assess)
