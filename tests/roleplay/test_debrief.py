"""The debrief: what it came to and why, what would have happened instead, what to do next."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import KeptRule
from roleplay.models import Assessment, Conversation
from tests.people import ClientOf
from tests.rehearsal import (
    ACCUSES,
    BEST,
    GENEROUS,
    GREETS,
    HANGS_UP,
    LOOKS_UP,
    PLAYS_DOWN,
    PROMISES,
    REFUNDS,
    REPEATS,
    RUDE,
    SETTLES,
    SWAPS,
    Call,
    Calls,
    Rehearsal,
)


@pytest.fixture(autouse=True)
def _reads_english(new_hire: User) -> None:
    new_hire.language = "en"
    new_hire.save()


def debrief(call: Call) -> Any:
    page = call.browser.get(call.url("show_debrief"))
    assert page.status_code == 200
    return page


def test_before_the_end_there_is_none(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    call = calls(new_hire, rehearsal.practise, GREETS)
    assert call.browser.get(call.url("show_debrief"))["Location"] == call.url()


def test_all_went_well(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    page = debrief(calls(new_hire, rehearsal.assess, *BEST)).context
    assert page["verdict"]["passed"]
    assert page["verdict"]["sentence"].startswith("Passed.")
    assert page["verdict"]["reasons"] == []
    assert page["competence"]["score"] == 100
    assert [each["level"] for each in page["competence"]["dimensions"]] == [4] * 8
    assert not any(each["missing"] for each in page["competence"]["dimensions"])
    assert (page["outcome"]["ending_kind"], page["outcome"]["acceptable"]) == ("loyal", True)
    assert page["outcome"]["consequence"].text == "She comes back in a month."
    assert page["critical"] == []
    assert page["counterfactual"] is None
    assert page["rule"].text == ""
    assert [(each["text"].text, each["found"]) for each in page["facts"]] == [
        ("The lamp is under warranty.", True)
    ]
    assert page["facts"][0]["url"] == "#turn-2"
    assert [each["percent"] for each in page["stages"]] == [100] * 4
    assert [(each["name"].text, each["level"]) for each in page["mystery"]] == [
        ("Criterion tone", 4),
        ("Criterion solution", 4),
    ]
    assert all(turn["better"] is None for turn in page["turns"])


def test_not_yet_and_why(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    answer = debrief(calls(new_hire, rehearsal.assess, *RUDE))
    page = answer.context
    verdict = page["verdict"]
    assert verdict["passed"] is False
    assert verdict["sentence"].startswith("Not yet, because ")
    # Two critical lines are one reason, and the first; at most two more are said beside it.
    turns = [turn["n"] for turn in page["turns"]]
    assert turns == [1, 2, 3, 4]
    assert verdict["sentence"] == "Not yet, because one line must never be said."
    assert verdict["url"] == "#turn-2"
    assert len(verdict["reasons"]) == 2
    assert {each["url"] for each in verdict["reasons"]} <= {f"#turn-{n}" for n in turns}
    assert not any("critical" in each["text"] for each in verdict["reasons"])
    assert [(each["name"].text, each["quote"].text) for each in page["critical"]] == [
        ("Error of accusing", "Was it not you who hit it?"),
        ("Error of hanging up", "I have no time, goodbye."),
    ]
    assert page["outcome"]["ending_kind"] == "break_off"
    assert page["rule"].text.startswith("Rule of ")
    html = answer.content.decode()
    for n in turns:
        assert f'id="turn-{n}"' in html


def test_turn_by_turn(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    first, second, third = debrief(
        calls(new_hire, rehearsal.practise, PLAYS_DOWN, LOOKS_UP, REFUNDS)
    ).context["turns"]
    assert first["said"].text == "That is nothing at all."
    assert first["reply"].text == "Phrase harmful: pardon?"
    assert first["thought"].text == "Thinks b: does not care."
    assert first["why"].text == "Note b: plays it down."
    # Without a better phrase of its own, the best line there was.
    assert first["better"].text == "Good afternoon, Ms Paz. I am listening."
    assert (first["quality"], first["moves_words"]) == ("harmful", "Move minimise")
    assert (second["better"], second["quality"]) == (None, "good")
    assert third["better"].text == "Another arrives at ten tomorrow."


def test_a_line_that_came_too_soon_says_so(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    turn = debrief(calls(new_hire, rehearsal.practise, SWAPS, LOOKS_UP, SETTLES)).context["turns"]
    assert (turn[0]["premature"], turn[0]["quality"]) == (True, "poor")
    assert turn[0]["better"].text == "Better a: tell me first."


def test_what_looks_good_is_unmasked(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    outcome = debrief(calls(new_hire, rehearsal.practise, *GENEROUS)).context["outcome"]
    assert (outcome["acceptable"], outcome["money"]) == (False, 40)
    assert outcome["consequence"].text == "She asks for more each time."


def test_what_would_have_happened(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    lines = (GREETS, LOOKS_UP, HANGS_UP)
    other = debrief(calls(new_hire, rehearsal.practise, *lines)).context["counterfactual"]
    assert (other["n"], other["url"]) == (3, "#turn-3")
    assert other["yours"]["ending_title"].text == "It is cut off"
    assert other["better"]["said"].text == "Another arrives at ten tomorrow."
    assert other["better"]["ending_title"].text == "She stays"
    assert other["trap"]["ending_title"].text == "It is given away"


def test_the_same_answers_after_another_first_line(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    lines = (PLAYS_DOWN, LOOKS_UP, SETTLES)
    better = debrief(calls(new_hire, rehearsal.practise, *lines)).context["counterfactual"][
        "better"
    ]
    assert better["path"] == [
        "I look up the purchase; twenty seconds.",
        "Another arrives at ten tomorrow.",
    ]
    assert better["own"] == 2


def test_a_fact_that_was_missed_comes_with_its_question(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise)
    Conversation.objects.update(truth="mistaken")
    call.talk.conversation.refresh_from_db()
    call.talk.say(*BEST)
    facts = debrief(call).context["facts"]
    assert [(each["found"], each["question"].text) for each in facts] == [
        (True, "To look at the purchase."),
        (False, "To look at the notes."),
    ]
    # There is no such fact where she did not drop it.
    another = calls(new_hire, rehearsal.practise)
    Conversation.objects.filter(status="open").update(truth="founded")
    another.talk.conversation.refresh_from_db()
    another.talk.say(*BEST)
    assert len(debrief(another).context["facts"]) == 1


def test_the_curve_says_in_words_what_it_draws(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    curve = debrief(calls(new_hire, rehearsal.assess, *RUDE)).context["curve"]
    assert curve["label"] == "Trust"
    assert len(curve["dots"]) == 4
    assert [each["url"] for each in curve["dots"]] == [f"#turn-{n}" for n in range(1, 5)]
    assert [each["n"] for each in curve["swings"]][:2] == [1, 2]
    assert "low at the end" in curve["summary"]


def test_who_sees_it_is_said(rehearsal: Rehearsal, new_hire: User, calls: Calls) -> None:
    practised = debrief(calls(new_hire, rehearsal.practise, *BEST)).context["who_sees"]
    assessed = debrief(calls(new_hire, rehearsal.assess, *BEST)).context["who_sees"]
    assert practised == "Only you see this page."
    assert "manager" in assessed


@pytest.mark.parametrize(
    ("name", "lines", "kind"),
    [
        ("assess", BEST, "onward"),
        ("assess", (GREETS, ACCUSES, LOOKS_UP, HANGS_UP), "again"),
        ("practise", RUDE, "again"),
        ("assess", (PLAYS_DOWN, REPEATS, LOOKS_UP, SETTLES), "lesson"),
    ],
    ids=["passed", "no lesson on it", "practice", "a lesson on it"],
)
def test_one_button_leads_on(
    rehearsal: Rehearsal,
    new_hire: User,
    calls: Calls,
    name: str,
    lines: tuple[str, ...],
    kind: str,
) -> None:
    page = debrief(calls(new_hire, getattr(rehearsal, name), *lines))
    step = page.context["next_step"]
    assert step["kind"] == kind
    assert f'href="{step["url"]}"' in page.content.decode()
    if kind == "lesson":
        assert step["url"] == reverse("open_lesson", args=[rehearsal.lesson])


def test_with_none_left_it_says_whom_to_ask(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    calls(new_hire, rehearsal.assess, *RUDE)
    page = debrief(calls(new_hire, rehearsal.assess, *RUDE))
    assert "ask them" in page.context["closed_reason"]
    urls = [each["url"] for each in [page.context["next_step"], *page.context["more"]]]
    assert reverse("open_roleplay", args=[rehearsal.assess]) not in urls[:1]


def test_what_was_taken_back_while_learning_is_no_part_of_it(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    """Trying another way is what learning is for: no score, no pass, and no gap in the turns."""
    call = calls(new_hire, rehearsal.learn, GREETS, ACCUSES)
    form = call.form(to="2")
    call.browser.post(call.url("rewind_conversation"), form)
    call.talk.say(LOOKS_UP, SETTLES)
    answer = debrief(call)
    page, html = answer.context, answer.content.decode()
    assert [turn["n"] for turn in page["turns"]] == [1, 2, 3]
    assert page["critical"] == []
    assert (page["verdict"]["passed"], page["competence"]["score"]) == (None, None)
    assert page["verdict"]["sentence"].startswith("A rehearsal: 3 decisions, 3 ")
    assert "Was it not you who hit it?" not in html
    dots = [each["url"] for each in page["curve"]["dots"]]
    assert all(f'id="{url[1:]}"' in html for url in dots)
    keep(call, 3)
    assert KeptRule.objects.get().rule == "Another arrives at ten tomorrow."


def test_what_a_person_marked_afterwards_is_told(
    rehearsal: Rehearsal, new_hire: User, trainer: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.assess, *RUDE)
    Assessment.objects.create(
        conversation=call.talk.conversation,
        score=75,
        passed=True,
        detail={},
        method="human",
        by=trainer,
        reason="Se cortó la línea de verdad",
        at=timezone.now(),
    )
    assert debrief(call).context["verdict"]["remark"] == "Se cortó la línea de verdad"


# --- phrases to keep ---------------------------------------------------------------------------


def keep(call: Call, turn: object, **more: str) -> Any:
    return call.browser.post(call.url("keep_phrase"), {"phrase": str(turn)} | more)


def test_a_better_phrase_is_kept_among_her_rules_and_dropped_again(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise, PLAYS_DOWN, LOOKS_UP, SETTLES)
    html = debrief(call).content.decode()
    assert f'action="{call.url("keep_phrase")}"' in html
    assert 'name="phrase" value="1"' in html
    for _time in range(2):
        assert keep(call, 1)["Location"] == f"{call.url('show_debrief')}#turn-1"
    kept = KeptRule.objects.get()
    assert (kept.rule, kept.language, kept.kind, kept.lesson_title) == (
        "Good afternoon, Ms Paz. I am listening.",
        "en",
        "roleplay",
        "The lamp that flickers",
    )
    rules = call.browser.get(reverse("my_rules"))
    (rule,) = rules.context["rules"]
    assert rule["lesson_url"] == reverse("open_roleplay", args=[rehearsal.practise])
    assert rule["lesson_url"] in rules.content.decode()
    assert debrief(call).context["turns"][0]["kept"]
    keep(call, 1, drop="1")
    assert not KeptRule.objects.exists()


def test_it_can_be_dropped_among_her_rules_too(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise, *BEST)
    keep(call, 3)
    rules = call.browser.get(reverse("my_rules"))
    (rule,) = rules.context["rules"]
    form = {"drop": "1", "next": reverse("my_rules")}
    assert call.browser.post(rule["keep_url"], form)["Location"] == reverse("my_rules")
    assert not KeptRule.objects.exists()


def test_the_rule_for_next_time_can_be_kept_too(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise, GREETS, LOOKS_UP, PROMISES)
    rule = debrief(call).context["rule"].text
    assert rule.startswith("Rule of ")
    assert keep(call, "rule")["Location"] == f"{call.url('show_debrief')}#rule"
    assert KeptRule.objects.get().rule == rule
    assert debrief(call).context["rule_kept"]
    keep(call, "rule", drop="1")
    assert not debrief(call).context["rule_kept"]


def test_before_the_end_no_phrase_is_told(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise, PLAYS_DOWN)
    for asked in (1, "rule"):
        assert keep(call, asked).status_code == 404
    assert not KeptRule.objects.exists()


@pytest.mark.parametrize("turn", ["", "0", "4", "x", "-1", "²"])
def test_a_phrase_of_no_turn(rehearsal: Rehearsal, new_hire: User, calls: Calls, turn: str) -> None:
    assert keep(calls(new_hire, rehearsal.practise, *BEST), turn).status_code == 404


# --- one tap -----------------------------------------------------------------------------------


def test_how_it_felt_is_asked_once_the_first_time(
    rehearsal: Rehearsal, new_hire: User, calls: Calls
) -> None:
    call = calls(new_hire, rehearsal.practise, *BEST)
    page = call.page()
    assert page.context["reflection_url"] == call.url("reflect")
    assert 'name="reflection" value="worse"' in page.content.decode()
    for value in ("worse", "better"):
        answer = call.browser.post(call.url("reflect"), {"reflection": value})
        assert answer["Location"] == call.url("show_debrief")
    call.talk.conversation.refresh_from_db()
    assert call.talk.conversation.reflection == "worse"
    assert call.page().context["reflection_url"] == ""
    again = calls(new_hire, rehearsal.practise, *BEST)
    assert again.page().context["reflection_url"] == ""


@pytest.mark.parametrize("value", ["", "nonsense", "x" * 400])
def test_what_is_no_answer_is_not_kept(
    rehearsal: Rehearsal, new_hire: User, calls: Calls, value: str
) -> None:
    call = calls(new_hire, rehearsal.practise, *BEST)
    call.browser.post(call.url("reflect"), {"reflection": value})
    call.talk.conversation.refresh_from_db()
    assert call.talk.conversation.reflection == ""


def test_before_the_end_there_is_nothing_to_reflect_on(
    rehearsal: Rehearsal, new_hire: User, calls: Calls, client_of: ClientOf
) -> None:
    call = calls(new_hire, rehearsal.practise, GREETS)
    answer = call.browser.post(call.url("reflect"), {"reflection": "better"}, follow=True)
    assert answer.redirect_chain[-1] == (call.url(), 302)
    call.talk.conversation.refresh_from_db()
    assert call.talk.conversation.reflection == ""
