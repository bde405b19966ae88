"""Opening the customer's record: it takes time while the customer waits, and may reveal a fact."""

from typing import Any

import pytest

from cms.models import User
from roleplay.models import Conversation, Turn
from tests.rehearsal import BEST, GREETS, LOOKS_UP, SCRIPT, Call, Calls, Rehearsal

BOUGHT, DROPPED = "Comprada hace tres meses.", "La lámpara se cayó."
WARRANTY, CALLED = "La lámpara está en garantía.", "Otra llamada en junio."


@pytest.fixture
def call(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> Call:
    """In an assessment, where everybody starts alike."""
    return calls(new_hire, rehearsal.assess)


def look_up(call: Call, entry: str, script: bool = False, **changes: str) -> Any:
    form = call.form(**({"entry": entry} | changes))
    return call.browser.post(call.url("consult_record"), form, headers=SCRIPT if script else {})


def test_what_is_locked_says_how_long_it_takes_and_nothing_else(call: Call) -> None:
    page = call.page()
    html = page.content.decode()
    record = {entry["name"]: entry for entry in page.context["brief"]["record"]}
    assert record["datos"]["opened"]
    assert record["datos"]["text"].text == "Clienta desde mayo."
    assert (record["compra"]["opened"], record["compra"]["text"]) == (False, None)
    assert record["compra"]["seconds"] == 20
    assert f'action="{call.url("consult_record")}"' in html
    assert 'name="entry" value="compra"' in html
    assert BOUGHT not in html


def test_it_takes_its_seconds_and_her_patience(call: Call) -> None:
    before = call.talk.state
    look_up(call, "compra")
    after = call.talk.state
    assert (after.seconds - before.seconds, before.patience - after.patience) == (20, 2)
    assert (after.trust, after.decisions) == (before.trust, 0)
    (turn,) = Turn.objects.all()
    assert (turn.act, turn.what, turn.beat) == ("consult", "compra", "apertura")


def test_it_reveals_a_fact_and_says_so_once(call: Call) -> None:
    look_up(call, "compra")
    page = call.page()
    assert [fact.text for fact in page.context["line"]["found"]] == [WARRANTY]
    assert [fact.text for fact in page.context["brief"]["facts"]] == [WARRANTY]
    assert BOUGHT in page.content.decode()
    # She still waits for an answer to what she said.
    assert page.context["line"]["paragraphs"][0].text.endswith(("parpadea.", "lámpara."))
    call.talk.say(GREETS)
    page = call.page()
    assert page.context["line"]["found"] == []
    assert [fact.text for fact in page.context["brief"]["facts"]] == [WARRANTY]
    kinds = [line.kind for line in page.context["transcript"]]
    assert kinds == ["customer", "consulted", "found", "agent"]


def test_a_line_may_open_it_too(call: Call) -> None:
    call.talk.say(GREETS)
    before = call.talk.state
    call.talk.say(LOOKS_UP)
    after = call.talk.state
    assert "compra" in after.consulted
    assert "garantia" in after.found
    # Two for the decision; the wait was explained in the same breath.
    assert before.patience - after.patience == 2
    look_up(call, "notas")
    assert call.talk.state.patience == after.patience


def test_it_is_opened_once(call: Call) -> None:
    look_up(call, "compra", idempotency_key="one")
    again = look_up(call, "compra", script=True, idempotency_key="other")
    assert again.status_code == 400
    assert call.talk.turns == 1
    assert 'name="entry" value="compra"' not in call.page().content.decode()


def test_a_repeat_opens_it_once_and_gets_the_same_reply(call: Call) -> None:
    form = call.form(entry="compra")
    replies = [
        call.browser.post(call.url("consult_record"), form, headers=SCRIPT) for _ in range(2)
    ]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert all(BOUGHT in reply.json()["html"] for reply in replies)
    assert call.talk.turns == 1


@pytest.mark.parametrize("truth", ["founded", "mistaken"])
def test_what_there_is_to_find_depends_on_the_truth(call: Call, truth: str) -> None:
    Conversation.objects.update(truth=truth)
    call.talk.conversation.refresh_from_db()
    look_up(call, "notas")
    page = call.page()
    assert CALLED in page.content.decode()
    assert (DROPPED in page.content.decode()) is (truth == "mistaken")
    assert call.talk.state.found == ({"golpe"} if truth == "mistaken" else set())


def test_another_tab_went_on(call: Call) -> None:
    form = call.form(entry="compra", idempotency_key="old page")
    call.talk.say(GREETS)
    reply = call.browser.post(call.url("consult_record"), form, headers=SCRIPT)
    assert reply.status_code == 409
    assert BOUGHT not in reply.json()["html"]
    assert call.talk.state.consulted == set()


@pytest.mark.parametrize("entry", ["", "nada", "datos.text", "garantia"])
def test_what_is_no_entry(call: Call, entry: str) -> None:
    assert look_up(call, entry).status_code == 400
    assert call.talk.turns == 0


def test_after_the_end_it_stays_closed(call: Call) -> None:
    form = call.form(entry="notas")
    call.talk.say(*BEST)
    reply = call.browser.post(call.url("consult_record"), form, headers=SCRIPT)
    assert reply.status_code == 410
    assert call.talk.turns == 3
