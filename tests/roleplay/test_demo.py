"""The demo's people have conversations as everybody does; with the demo all of it goes."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import User
from courses.activities import demo_players
from courses.models import Completion, Enrolment
from roleplay.demo import have_conversation
from roleplay.models import Assessment, Conversation, ConversationGrant, ScenarioVersion, Turn
from tests.people import PASSWORD, MakePerson
from tests.rehearsal import BEST, Joins, Rehearsal, Talks

LEFT_BEHIND = (Conversation, Turn, Assessment, ConversationGrant)


@pytest.fixture
def demo_way(person: MakePerson, joins: Joins) -> Enrolment:
    return joins(person("9001", "Lucía", "Demo", is_demo=True))


@pytest.mark.parametrize("name", ["learn", "practise", "draw", "assess"])
def test_a_demo_person_talks_to_the_end(
    rehearsal: Rehearsal, demo_way: Enrolment, name: str
) -> None:
    key = getattr(rehearsal, name)
    assert demo_players["roleplay"] is have_conversation
    have_conversation(demo_way, key, 1.0, timezone.now())
    row = Conversation.objects.get()
    assert (row.status, row.ending_kind) == ("finished", "loyal")
    assert Completion.objects.get().passed


def test_skill_shows(rehearsal: Rehearsal, demo_way: Enrolment) -> None:
    have_conversation(demo_way, rehearsal.assess, 0.0, timezone.now())
    assert not Assessment.objects.get().passed
    said = StringIO()
    call_command("check_records", stdout=said, stderr=said)
    assert "Every record" in said.getvalue()


def test_with_the_demo_its_conversations_go_and_the_companys_stay(
    rehearsal: Rehearsal,
    demo_way: Enrolment,
    new_hire: User,
    manager: User,
    joins: Joins,
    talks: Talks,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.VAR_DIR = tmp_path
    have_conversation(demo_way, rehearsal.assess, 0.4, timezone.now())
    have_conversation(demo_way, rehearsal.practise, 0.8, timezone.now())
    ConversationGrant.objects.create(
        enrolment=demo_way,
        activity_key=rehearsal.assess,
        by=manager,
        reason="De muestra",
        granted_at=timezone.now(),
    )
    own = talks(joins(new_hire), rehearsal.assess, *BEST).conversation
    versions = ScenarioVersion.objects.count()
    call_command(
        "start_company",
        company="Clínica Sur",
        name="Elisa Vega",
        email="elisa@clinica.example",
        password=PASSWORD,
        stdout=StringIO(),
    )
    assert not User.objects.filter(is_demo=True).exists()
    assert list(Conversation.objects.all()) == [own]
    assert Turn.objects.count() == len(BEST)
    assert Assessment.objects.count() == 1
    assert not ConversationGrant.objects.exists()
    assert ScenarioVersion.objects.count() == versions


def test_a_site_with_nothing_but_the_demo_is_empty_after_it(
    rehearsal: Rehearsal, demo_way: Enrolment, settings: Any, tmp_path: Any
) -> None:
    settings.VAR_DIR = tmp_path
    have_conversation(demo_way, rehearsal.draw, 0.6, timezone.now())
    call_command(
        "start_company",
        company="Clínica Sur",
        name="Elisa Vega",
        email="elisa@clinica.example",
        password=PASSWORD,
        stdout=StringIO(),
    )
    assert not any(model.objects.exists() for model in LEFT_BEHIND)
