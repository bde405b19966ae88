"""A conversation goes on where it stood: weeks later, edited meanwhile, in another language."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from roleplay.models import Profile, ScenarioVersion, Turn
from roleplay.verbs.conversations import history_of, verdict_of
from roleplay.verbs.scenarios import republish_versions
from tests.rehearsal import (
    ASKS,
    BEST,
    GREETS,
    LOOKS_UP,
    SETTLES,
    Calls,
    Joins,
    Rehearsal,
    Talks,
)
from tests.roleplay.conftest import Rewrites

OLD, NEW = "Gracias por atenderme.", "Qué bien que contesta."


@pytest.fixture
def way(new_hire: User, joins: Joins) -> Enrolment:
    return joins(new_hire)


def test_weeks_later_it_stands_where_it_stood(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise, GREETS, at=timezone.now() - timedelta(days=40))
    door = reverse("open_roleplay", args=[rehearsal.practise])
    assert call.browser.get(door)["Location"] == call.url()
    page = call.page()
    assert page.context["line"]["paragraphs"][0].text == OLD
    assert page.context["turn"] == 1
    call.say(LOOKS_UP)
    call.say(SETTLES)
    row = call.talk.conversation
    row.refresh_from_db()
    assert row.finished_at is not None
    assert row.finished_at - row.started_at > timedelta(days=39)


def test_what_was_started_keeps_its_script_and_what_is_started_gets_the_new_one(
    rehearsal: Rehearsal,
    new_hire: User,
    colleague: User,
    calls: Calls,
    rewrites: Rewrites,
) -> None:
    before = rehearsal.version(rehearsal.lamp)
    call = calls(new_hire, rehearsal.practise, GREETS)
    new = rewrites(rehearsal.lamp, OLD, NEW)
    assert rehearsal.version(rehearsal.lamp) == new != before
    assert call.page().context["line"]["paragraphs"][0].text == OLD
    call.say(LOOKS_UP)
    call.say(SETTLES)
    debrief = call.browser.get(call.url("show_debrief"))
    assert debrief.context["turns"][0]["reply"].text == OLD

    later = calls(colleague, rehearsal.practise, GREETS)
    assert later.talk.conversation.version == new
    assert later.page().context["line"]["paragraphs"][0].text == NEW
    hers = calls(new_hire, rehearsal.practise, GREETS)
    assert hers.talk.conversation.version == new


def test_a_line_that_is_gone_from_the_script_is_still_there_to_be_said(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    talk = talks(way, rehearsal.assess, GREETS)
    page = rehearsal.scenario(rehearsal.lamp)
    page.unpublish()
    page.delete()
    talk.say(LOOKS_UP, SETTLES)
    assert talk.conversation.assessments.get().score == 100


def test_a_profile_that_changes_changes_nothing_that_was_said(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    done, open_one = talks(way, rehearsal.practise, *BEST), talks(way, rehearsal.assess, GREETS)
    then, now = done.state, open_one.state
    row = Profile.objects.get(name="paciente", locale__language_code="es")
    row.table = row.table | {"greet": {"trust": -40}, "listen": {"trust": -40}}
    row.save_revision().publish()
    republish_versions(timezone.now(), "paciente")
    assert (done.state, open_one.state) == (then, now)
    version = rehearsal.version(rehearsal.lamp)
    assert version.script.profile.table["greet"].trust == -40
    assert verdict_of(history_of(done.conversation)).score > 90
    open_one.say(LOOKS_UP, SETTLES)
    assert open_one.conversation.ending_kind == "loyal"


def test_the_language_may_change_in_the_middle(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise)
    call.say(GREETS)
    new_hire.language = "en"
    new_hire.save()
    page = call.page()
    thanks, flickers = page.context["line"]["paragraphs"]
    assert (thanks.text, thanks.lang) == ("Thank you for taking the call.", "")
    # This line waits for its translator.
    assert (flickers.text, flickers.lang) == ("Parpadea desde el primer día.", "es")
    assert '<p lang="es">Parpadea desde el primer día.</p>' in page.content.decode()
    assert page.context["transcript"][-1].text == "Good afternoon, Ms Paz. I am listening."
    assert page.context["brief"]["role"].text == "You answer the shop's telephone."
    call.say(ASKS)
    assert list(Turn.objects.values_list("language", flat=True)) == ["es", "en"]
    # The words changed, not the conversation.
    assert call.talk.state.decisions == 2


def test_a_translation_alone_makes_a_version_too(rehearsal: Rehearsal, rewrites: Rewrites) -> None:
    before = ScenarioVersion.objects.count()
    version = rewrites(rehearsal.lamp, "Thank you for taking", "Thanks for taking", "en")
    assert ScenarioVersion.objects.count() == before + 1
    path = "scenario.beats.apertura.options"
    texts = [text for key, text in version.content["texts"]["en"].items() if key.startswith(path)]
    assert "Thanks for taking the call." in texts
