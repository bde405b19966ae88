"""Saying a line: taken once, in its turn, and answered by the customer."""

from typing import Any

import pytest
from django.test import Client

from cms.models import User
from courses.models import IdempotencyKey
from roleplay.models import Conversation, Turn
from roleplay.verbs.conversations import ConflictError, OverError, Taken, take_turn
from tests.people import ClientOf
from tests.rehearsal import (
    ACCUSES,
    ASKS,
    BEST,
    GREETS,
    LOOKS_UP,
    PLAYS_DOWN,
    SCRIPT,
    SETTLES,
    SWAPS,
    Call,
    Calls,
    Rehearsal,
    Talks,
)

CALMS, LISTENS, RETURNS = "Cálmese", "Lo escucho", "Se lo devuelvo"


@pytest.fixture
def call(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> Call:
    return calls(new_hire, rehearsal.practise)


def said(call: Call) -> list[tuple[int, str, str]]:
    """The turns as stored."""
    rows = Turn.objects.filter(conversation=call.talk.conversation)
    return [(row.position, row.act, row.beat) for row in rows]


def paragraphs(page: Any) -> list[str]:
    """What the customer says now."""
    return [shown.text for shown in page.context["line"]["paragraphs"]]


# --- the page and its forms ----------------------------------------------------------------


def test_the_page_offers_four_lines_and_sends_what_is_asked_for(call: Call) -> None:
    page = call.page()
    html = page.content.decode()
    assert paragraphs(page)[0].endswith(("parpadea.", "lámpara."))
    assert page.context["scene"].text == "Suena el teléfono."
    assert [option.number for option in page.context["options"]] == [1, 2, 3, 4]
    assert f'action="{call.url("take_turn")}"' in html
    assert '<input type="hidden" name="turn" value="0">' in html
    for option in page.context["options"]:
        assert f'name="option" value="{option.id}"' in html
    assert page.context["learn"] is None


def test_a_line_is_kept_and_answered(call: Call) -> None:
    reply = call.say(GREETS)
    assert reply["Location"].partition("#")[0] == call.url()
    (turn,) = Turn.objects.all()
    assert (turn.position, turn.act, turn.beat, turn.language) == (1, "say", "apertura", "es")
    page = call.page()
    assert page.context["turn"] == 1
    assert paragraphs(page) == ["Gracias por atenderme.", "Parpadea desde el primer día."]
    spoken = [(line.kind, line.text) for line in page.context["transcript"]]
    assert spoken[-1] == ("agent", "Buenas tardes, señora Paz. La escucho.")
    assert spoken[0][0] == "customer"


def test_a_line_without_an_answer_of_its_own_gets_one_of_the_profile(call: Call) -> None:
    call.say(PLAYS_DOWN)
    assert paragraphs(call.page())[0] == "Frase mala: ¿perdón?"


def test_what_happens_is_shown_with_the_line_it_follows(call: Call) -> None:
    call.say("Dígame el número")
    assert call.page().context["line"]["event"].text == "Pasa un rato."
    call.say(LOOKS_UP)
    assert call.page().context["line"]["event"].text == "Suena otra línea."
    events = [line.text for line in call.page().context["transcript"] if line.kind == "event"]
    assert events == ["Pasa un rato."]


def test_a_script_gets_the_stage_and_the_words_to_announce(call: Call) -> None:
    reply = call.tell(GREETS)
    assert reply.status_code == 200
    body = reply.json()
    assert set(body) == {"html", "announce"}
    words = "Gracias por atenderme. Parpadea desde el primer día."
    assert body["announce"] == f"Irene Paz: {words}"
    assert 'data-turn="1"' in body["html"]
    assert "<html" not in body["html"]


@pytest.mark.parametrize("way", ["form", "script"])
def test_the_last_line_leads_to_the_end(call: Call, way: str) -> None:
    call.talk.say(*BEST[:-1])
    if way == "form":
        assert call.say(SETTLES)["Location"] == call.url()
    else:
        assert call.tell(SETTLES).json() == {"url": call.url()}
    page = call.page()
    assert page.context["ending"]["title"].text == "Se queda"
    assert page.context["debrief_url"] == call.url("show_debrief")


def test_the_order_of_the_lines_stays_and_is_each_conversations_own(
    rehearsal: Rehearsal, new_hire: User, call: Call, calls: Calls
) -> None:
    def order(of: Call) -> list[str]:
        return [option.id for option in of.page().context["options"]]

    first = order(call)
    assert order(call) == first
    orders = {tuple(first)}
    for key in (rehearsal.learn, rehearsal.assess, rehearsal.practise):
        if key == rehearsal.practise:
            call.talk.say(*BEST)
        orders.add(tuple(order(calls(new_hire, key))))
    assert {tuple(sorted(each)) for each in orders} == {tuple(sorted(first))}
    assert len(orders) > 1


def test_a_line_with_a_condition_is_there_only_then(call: Call) -> None:
    call.talk.say(GREETS)
    script = call.talk.conversation.version.script
    (offer,) = (each for each in script.beats["detalle"].options if each.when)
    assert offer.id not in [option.id for option in call.page().context["options"]]
    form = call.form(option=offer.id)
    assert call.browser.post(call.url("take_turn"), form, headers=SCRIPT).status_code == 400
    call.talk.look_up("compra")
    assert offer.id in [option.id for option in call.page().context["options"]]
    call.say("Está en garantía", idempotency_key="k2")
    assert call.talk.state.beat == "acuerdo"


def test_asked_again_and_again_she_answers_as_long_as_her_patience_lasts(call: Call) -> None:
    call.talk.say(GREETS, *[ASKS] * 39)
    assert call.talk.turns == 40
    assert not call.talk.state.over
    assert paragraphs(call.page()) == ["Desde que la compré.", "Parpadea desde el primer día."]
    while not call.talk.say(ASKS).over:
        pass
    assert call.talk.conversation.ending_kind == "break_off"


def test_who_is_angry_says_so_before_leaving(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    rehearsal.scenario(rehearsal.lamp).unpublish()
    rehearsal.scenario(rehearsal.hello).unpublish()
    call = calls(new_hire, rehearsal.draw)
    call.say(CALMS)
    page = call.page()
    assert page.context["warned"]
    assert "Frase de aviso" not in page.context["line"]["paragraphs"][0].text
    call.say(LISTENS)
    assert not call.page().context["warned"]
    call.say(RETURNS)
    assert call.page().context["ending"]["title"].text == "Cobra lo suyo"
    another = calls(new_hire, rehearsal.draw)
    another.say(CALMS)
    another.say(CALMS)
    ended = another.page()
    assert ended.context["ending"]["title"].text == "Portazo"
    assert "Frase de adiós: se acabó." in [line.text for line in ended.context["transcript"]]


# --- twice, too late, from another tab -------------------------------------------------------


def test_a_repeat_gets_the_reply_it_had_and_changes_nothing(call: Call) -> None:
    form = call.form(GREETS)
    replies = [
        call.browser.post(call.url("take_turn"), form, headers=SCRIPT).json() for _ in range(3)
    ]
    assert len({reply["announce"] for reply in replies}) == 1
    assert all('data-turn="1"' in reply["html"] for reply in replies)
    assert said(call) == [(1, "say", "apertura")]
    assert IdempotencyKey.objects.filter(verb="take_turn").count() == 1


def test_a_repeat_of_the_last_line_leads_to_the_end_again(call: Call) -> None:
    call.talk.say(*BEST[:-1])
    form = call.form(SETTLES)
    for _time in range(2):
        reply = call.browser.post(call.url("take_turn"), form, headers=SCRIPT)
        assert reply.json() == {"url": call.url()}
    assert call.browser.post(call.url("take_turn"), form)["Location"] == call.url()
    assert call.talk.turns == 3


def test_another_tab_in_between_is_a_conflict_and_shows_where_it_stands(call: Call) -> None:
    here, there = call.form(GREETS, idempotency_key="1"), call.form(SWAPS, idempotency_key="2")
    call.browser.post(call.url("take_turn"), here)
    reply = call.browser.post(call.url("take_turn"), there, headers=SCRIPT)
    assert reply.status_code == 409
    assert set(reply.json()) == {"message", "html", "announce"}
    assert 'data-turn="1"' in reply.json()["html"]
    page = call.browser.post(call.url("take_turn"), there)
    assert page.status_code == 409
    assert page.context["problem"] == reply.json()["message"]
    assert page.context["turn"] == 1
    assert said(call) == [(1, "say", "apertura")]
    # A refused line leaves no reply behind: it may be said yet.
    assert IdempotencyKey.objects.filter(verb="take_turn").count() == 1


def test_back_in_the_browser_and_another_choice_is_not_taken_for_a_repeat(call: Call) -> None:
    """The page from the browser's memory brings its old key and turn along."""
    first, second = call.form(GREETS), call.form(SWAPS)
    call.browser.post(call.url("take_turn"), first)
    assert call.browser.post(call.url("take_turn"), second).status_code == 409
    assert said(call) == [(1, "say", "apertura")]


def test_after_the_end_nothing_is_said(call: Call) -> None:
    form = call.form(GREETS, idempotency_key="late")
    call.talk.say(*BEST)
    reply = call.browser.post(call.url("take_turn"), form, headers=SCRIPT)
    assert reply.status_code == 410
    assert set(reply.json()) == {"message", "url"}
    page = call.browser.post(call.url("take_turn"), form)
    assert page.status_code == 410
    assert page.context["ending"]["title"].text == "Se queda"
    assert call.talk.turns == 3


# --- what no page of ours sends ---------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"option": ""},
        {"turn": ""},
        {"turn": "-1"},
        {"turn": "x"},
        {"turn": "9" * 30},
    ],
    ids=["no line", "no turn", "negative", "word", "huge"],
)
def test_an_incomplete_page_says_so(call: Call, changes: dict[str, str]) -> None:
    form = call.form(GREETS, **changes)
    reply = call.browser.post(call.url("take_turn"), form, headers=SCRIPT)
    assert reply.status_code == 400
    assert reply.json()["message"]
    page = call.browser.post(call.url("take_turn"), form)
    assert page.status_code == 400
    assert page.context["problem"] == reply.json()["message"]
    assert said(call) == []


def test_a_line_that_is_not_offered_is_not_said(call: Call) -> None:
    elsewhere = call.talk.conversation.version.script.beats["acuerdo"].options[0].id
    for option in ("nothing", elsewhere, "x" * 500):
        form = call.form(option=option)
        assert call.browser.post(call.url("take_turn"), form).status_code == 400
        assert call.browser.post(call.url("take_turn"), form, headers=SCRIPT).status_code == 400
    assert said(call) == []
    assert call.talk.turns == 0


def test_only_a_form_says(call: Call) -> None:
    assert call.browser.get(call.url("take_turn")).status_code == 405


def test_signed_out_in_between_nothing_is_lost(
    new_hire: User, call: Call, client_of: ClientOf
) -> None:
    form = call.form(GREETS)
    stranger = Client()
    assert stranger.post(call.url("take_turn"), form, headers=SCRIPT).status_code == 401
    assert said(call) == []
    again = client_of(new_hire).post(call.url("take_turn"), form, headers=SCRIPT)
    assert again.status_code == 200
    assert said(call) == [(1, "say", "apertura")]


# --- the verb ----------------------------------------------------------------------------------


def test_the_verb_takes_a_turn_once(rehearsal: Rehearsal, call: Call) -> None:
    talk, option = call.talk, call.talk.option(GREETS)
    assert talk.say(GREETS) == Taken(1, over=False)
    with pytest.raises(ConflictError):
        take(talk.conversation, 0, option)
    with pytest.raises(ConflictError):
        take(talk.conversation, 7, option)
    talk.say(LOOKS_UP)
    assert talk.say(SETTLES) == Taken(3, over=True)
    with pytest.raises(OverError):
        take(talk.conversation, 3, option)


def take(conversation: Conversation, seen: int, option: str) -> Taken:

    return take_turn(conversation, seen, "say", option, "es", conversation.started_at)


def test_what_was_refused_leaves_no_turn_taken(call: Call, talks: Talks) -> None:
    call.talk.say(GREETS, ACCUSES)
    with pytest.raises(ValueError, match="nothing"):
        take(call.talk.conversation, 2, "nothing")
    assert call.talk.turns == 2
