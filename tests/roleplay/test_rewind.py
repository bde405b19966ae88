"""Going back to a decision while learning: nothing is erased, and nothing is gained by it."""

from typing import Any

import pytest

from cms.models import User
from roleplay.models import Turn
from roleplay.verbs.conversations import history_of, rewind_conversation, verdict_of
from tests.rehearsal import (
    ACCUSES,
    BEST,
    GREETS,
    LOOKS_UP,
    PLAYS_DOWN,
    SCRIPT,
    SETTLES,
    Call,
    Calls,
    Rehearsal,
)


@pytest.fixture
def call(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> Call:
    return calls(new_hire, rehearsal.learn)


def back(call: Call, to: object, script: bool = False, **changes: str) -> Any:
    form = call.form(**({"to": str(to)} | changes))
    headers = SCRIPT if script else {}
    return call.browser.post(call.url("rewind_conversation"), form, headers=headers)


def test_the_coach_comments_at_once_and_every_decision_can_be_taken_back(call: Call) -> None:
    assert call.page().context["learn"]["note"] is None
    call.talk.say(PLAYS_DOWN)
    page = call.page()
    assert page.context["learn"]["note"].text == "Nota b: quita peso."
    assert "Nota b: quita peso." in page.content.decode()
    assert page.context["learn"]["quality_word"]
    assert page.context["learn"]["rewind"] == [{"n": 1, "words": "Eso no es nada, mujer."}]
    html = page.content.decode()
    assert f'action="{call.url("rewind_conversation")}"' in html
    assert 'name="to" value="1"' in html


def test_what_was_taken_back_is_gone_from_the_page_and_kept_in_the_records(call: Call) -> None:
    first = call.talk.state
    call.talk.say(PLAYS_DOWN, ACCUSES)
    assert back(call, 1)["Location"].partition("#")[0] == call.url()
    assert call.talk.state == first
    page = call.page()
    assert page.context["turn"] == 3
    assert [line.kind for line in page.context["transcript"]] == []
    assert page.context["learn"]["rewound"]
    acts = list(Turn.objects.values_list("position", "act"))
    assert acts == [(1, "say"), (2, "say"), (3, "rewind")]
    assert Turn.objects.get(act="rewind").what == "1"


def test_one_goes_back_to_any_decision_and_on_from_there(call: Call) -> None:
    call.talk.say(GREETS, LOOKS_UP)
    back(call, 2)
    assert call.talk.state.beat == "detalle"
    assert not call.talk.state.found
    call.talk.say(LOOKS_UP, SETTLES)
    assert call.talk.conversation.ending_kind == "loyal"
    assert Turn.objects.count() == 5


def test_a_script_gets_the_stage(call: Call) -> None:
    call.talk.say(PLAYS_DOWN)
    reply = back(call, 1, script=True)
    assert reply.status_code == 200
    assert 'data-turn="2"' in reply.json()["html"]
    assert "Nota b" not in reply.json()["html"]


def test_taking_back_erases_no_error_and_earns_nothing(call: Call) -> None:
    call.talk.say(GREETS, ACCUSES)
    back(call, 2)
    call.talk.say(LOOKS_UP, SETTLES)
    history = history_of(call.talk.conversation)
    verdict = verdict_of(history)
    assert [turn for _code, turn in verdict.critical] == [2]
    assert not verdict.passed
    assert verdict.score < 100
    assert len(history.decisions) == 4
    assert len(history.taken) == 3


@pytest.mark.parametrize("name", ["practise", "assess"])
def test_only_while_learning(rehearsal: Rehearsal, new_hire: User, calls: Calls, name: str) -> None:
    call = calls(new_hire, getattr(rehearsal, name), GREETS)
    assert call.page().context["learn"] is None
    assert call.url("rewind_conversation") not in call.page().content.decode()
    assert back(call, 1).status_code == 400
    assert back(call, 1, script=True).status_code == 400
    assert call.talk.turns == 1


@pytest.mark.parametrize("to", ["", "0", "3", "x", "-1"])
def test_to_what_was_never_said_there_is_no_way(call: Call, to: str) -> None:
    call.talk.say(GREETS, ACCUSES)
    assert back(call, to).status_code == 400
    assert call.talk.turns == 2


def test_to_what_was_taken_back_neither(call: Call) -> None:
    call.talk.say(GREETS, ACCUSES)
    back(call, 2)
    assert back(call, 2, idempotency_key="again").status_code == 400
    assert back(call, 1, idempotency_key="first").status_code == 302
    assert call.talk.turns == 4


def test_a_repeat_goes_back_once(call: Call) -> None:
    call.talk.say(GREETS, ACCUSES)
    form = call.form(to="2")
    for _time in range(2):
        assert call.browser.post(call.url("rewind_conversation"), form).status_code == 302
    assert call.talk.turns == 3


def test_another_tab_went_on(call: Call) -> None:
    call.talk.say(GREETS)
    form = call.form(to="1")
    call.talk.say(ACCUSES)
    reply = call.browser.post(call.url("rewind_conversation"), form, headers=SCRIPT)
    assert reply.status_code == 409
    assert call.talk.turns == 2


def test_after_the_end_it_stays_as_it_is(call: Call) -> None:
    call.talk.say(*BEST)
    assert back(call, 1, script=True).status_code == 410
    assert call.talk.turns == 3


def test_the_verb_refuses_it_elsewhere(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    talk = calls(new_hire, rehearsal.practise, GREETS).talk
    with pytest.raises(ValueError, match="learning"):
        rewind_conversation(talk.conversation, 1, 1, "es", talk.conversation.started_at)
