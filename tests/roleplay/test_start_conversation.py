"""Starting a conversation: one under way at a time, drawn from those not had yet, or refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from roleplay.models import Conversation, ConversationGrant
from roleplay.pure.access import Refusal
from roleplay.verbs.conversations import RefusedError, start_conversation
from tests.people import ClientOf
from tests.rehearsal import BEST, GENEROUS, GREETS, RUDE, Joins, Rehearsal, Talks


@pytest.fixture
def way(new_hire: User, joins: Joins) -> Enrolment:
    return joins(new_hire)


def door(key: object) -> str:
    return reverse("open_roleplay", args=[key])


def start(key: object) -> str:
    return reverse("start_conversation", args=[key])


def test_the_door_says_who_waits_and_the_button_begins(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    page = browser.get(door(rehearsal.practise))
    assert page.context["roleplay"]["title"] == "Practicar con la lámpara"
    assert page.context["scenario"]["person_name"] == "Irene Paz"
    assert page.context["may_start"]["allowed"]
    assert page.context["roleplay"]["attempts_left"] is None
    assert [line.title for line in page.context["left"]] == ["Antes de contestar"]
    assert f'action="{start(rehearsal.practise)}"' in page.content.decode()

    began = browser.post(start(rehearsal.practise), {"idempotency_key": "k1"})

    row = Conversation.objects.get()
    assert began["Location"] == reverse("show_conversation", args=[row.pk])
    assert (row.number, row.mode, row.status, row.turns_taken) == (1, "practise", "open", 0)
    assert row.version == rehearsal.version(rehearsal.lamp)
    assert row.truth in {"founded", "mistaken"}
    way.refresh_from_db()
    assert way.status == Enrolment.Status.STARTED
    assert way.here_key == rehearsal.practise


def test_with_one_under_way_a_second_tab_goes_on_there(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser, another = client_of(new_hire), client_of(new_hire)
    browser.post(start(rehearsal.practise), {"idempotency_key": "one"})
    again = another.post(start(rehearsal.practise), {"idempotency_key": "other"})
    there = reverse("show_conversation", args=[Conversation.objects.get().pk])
    assert again["Location"] == there
    assert another.get(door(rehearsal.practise))["Location"] == there
    step = another.get("/").context["next_step"]
    assert (step.title, step.url) == ("Practicar con la lámpara", door(rehearsal.practise))


def test_the_same_form_sent_twice_starts_once(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    form = {"idempotency_key": "k1"}
    replies = [browser.post(start(rehearsal.practise), form) for _ in range(2)]
    assert replies[0]["Location"] == replies[1]["Location"]
    assert Conversation.objects.count() == 1


def test_each_activity_has_its_own(rehearsal: Rehearsal, way: Enrolment, talks: Talks) -> None:
    practised, learnt = talks(way, rehearsal.practise), talks(way, rehearsal.learn)
    assert practised.conversation != learnt.conversation
    assert {practised.conversation.number, learnt.conversation.number} == {1}


def test_several_are_drawn_one_not_had_yet_at_a_time(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    met = []
    for _time in range(6):
        talk = talks(way, rehearsal.draw)
        met.append(talk.conversation.version.scenario_key)
        Conversation.objects.update(status="finished", ending="x", finished_at=timezone.now())
    everybody = {rehearsal.lamp, rehearsal.bill, rehearsal.hello}
    assert set(met[:3]) == set(met[3:]) == everybody
    assert list(Conversation.objects.order_by("number").values_list("number", flat=True)) == [
        *range(1, 7)
    ]


def test_before_a_draw_nobody_is_named(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    page = client_of(new_hire).get(door(rehearsal.draw))
    assert page.context["scenario"] is None
    assert "Irene Paz" not in page.content.decode()


def test_practice_is_free(rehearsal: Rehearsal, way: Enrolment, talks: Talks) -> None:
    for _time in range(4):
        talks(way, rehearsal.practise, *BEST)
    assert talks(way, rehearsal.practise).conversation.number == 5


def test_in_practice_she_is_never_quite_the_same_in_an_assessment_always(
    rehearsal: Rehearsal, new_hire: User, colleague: User, joins: Joins, talks: Talks
) -> None:
    ways = [joins(new_hire), joins(colleague)]
    practised = set()
    for _time in range(6):
        for way in ways:
            talk = talks(way, rehearsal.practise)
            practised.add((talk.state.trust, talk.state.anger))
            assert abs(talk.state.trust - 40) <= 5
            talk.say(*GENEROUS)
    assert len(practised) > 1
    for way in ways:
        state = talks(way, rehearsal.assess).state
        assert (state.anger, state.trust, state.patience) == (20, 40, 100)
        assert state.truth == "founded"


def test_passed_there_is_nothing_left_to_do(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, talks: Talks, client_of: ClientOf
) -> None:
    talks(way, rehearsal.assess, *BEST)
    browser = client_of(new_hire)
    page = browser.get(door(rehearsal.assess))
    assert page.context["may_start"]["passed"]
    assert not page.context["may_start"]["allowed"]
    assert page.context["conversations"][0]["passed"]
    refused = browser.post(start(rehearsal.assess), follow=True)
    assert refused.redirect_chain == [(door(rehearsal.assess), 302)]
    assert len(list(refused.context["messages"])) == 1
    assert Conversation.objects.count() == 1


def test_none_left_until_one_is_granted(
    rehearsal: Rehearsal,
    new_hire: User,
    manager: User,
    way: Enrolment,
    talks: Talks,
    client_of: ClientOf,
) -> None:
    browser = client_of(new_hire)
    for left in (2, 1):
        assert browser.get(door(rehearsal.assess)).context["roleplay"]["attempts_left"] == left
        talks(way, rehearsal.assess, *RUDE)
    with pytest.raises(RefusedError) as refused:
        talks(way, rehearsal.assess)
    assert refused.value.permission.refusal is Refusal.NONE_LEFT
    page = browser.get(door(rehearsal.assess))
    assert not page.context["may_start"]["allowed"]
    assert page.context["may_start"]["reason"]
    ConversationGrant.objects.create(
        enrolment=way,
        activity_key=rehearsal.assess,
        by=manager,
        reason="Se cortó la luz",
        granted_at=timezone.now(),
    )
    assert talks(way, rehearsal.assess, *BEST).conversation.number == 3


def test_an_open_assessment_is_gone_on_with_though_none_is_left(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    talks(way, rehearsal.assess, *RUDE)
    last = talks(way, rehearsal.assess, GREETS)
    assert talks(way, rehearsal.assess).conversation == last.conversation


def test_what_assesses_too_little_is_no_assessment(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    with pytest.raises(RefusedError) as refused:
        start_conversation(way, rehearsal.page(rehearsal.loose), timezone.now())
    assert refused.value.permission.refusal is Refusal.NOT_READY
    new_hire.language = "en"
    new_hire.save()
    page = client_of(new_hire).post(start(rehearsal.loose), follow=True)
    assert "not ready yet" in page.content.decode()
    assert not Conversation.objects.exists()


def test_a_scenario_taken_back_is_not_started(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    rehearsal.scenario(rehearsal.lamp).unpublish()
    with pytest.raises(RefusedError) as refused:
        talks(way, rehearsal.practise)
    assert refused.value.permission.refusal is Refusal.NOT_READY
    met = {talks(way, rehearsal.draw).conversation.version.scenario_key}
    assert rehearsal.lamp not in met


def test_who_is_not_on_the_course_finds_no_door(
    rehearsal: Rehearsal, outsider: User, manager: User, client_of: ClientOf
) -> None:
    for person in (outsider, manager):
        assert client_of(person).get(door(rehearsal.practise)).status_code == 404
        assert client_of(person).post(start(rehearsal.practise)).status_code == 404
    assert not Conversation.objects.exists()


def test_a_closed_enrolment_and_an_activity_taken_back_open_nothing(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    rehearsal.page(rehearsal.learn).unpublish()
    assert browser.get(door(rehearsal.learn)).status_code == 404
    assert browser.post(start(rehearsal.learn)).status_code == 404
    Enrolment.objects.update(status="closed")
    assert browser.get(door(rehearsal.practise)).status_code == 404
    assert not Conversation.objects.exists()


def test_only_a_form_starts(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, client_of: ClientOf
) -> None:
    assert client_of(new_hire).get(start(rehearsal.practise)).status_code == 405


def test_the_door_speaks_the_readers_language(
    rehearsal: Rehearsal, new_hire: User, way: Enrolment, talks: Talks, client_of: ClientOf
) -> None:
    new_hire.language = "en"
    new_hire.save()
    talks(way, rehearsal.practise, *GENEROUS, at=timezone.now() - timedelta(hours=1))
    page = client_of(new_hire).get(door(rehearsal.practise))
    assert page.context["roleplay"]["title"] == "Practise with the lamp"
    # Its introduction waits for its translator.
    intro = page.context["roleplay"]["intro"]
    assert (intro.text, intro.lang) == ("Sin notas.", "es")
    assert page.context["scenario"]["summary"].text == "A customer rings about a lamp."
    (had,) = page.context["conversations"]
    assert (had["ending_title"].text, had["passed"], had["score"]) == (
        "It is given away",
        None,
        None,
    )
