"""Where a line leads: what is offered, rules and defaults, closing, facts, insults, the start."""

import json

import pytest

from roleplay.pure.engine import Choose, Consult, NotOfferedError, act, begin, offered
from roleplay.pure.script import METERS, Profile, Row
from roleplay.pure.state import BANDS, State, band_of, clamped
from tests.roleplay.scripts import (
    CUSTOMER,
    beat,
    customer,
    ending,
    fact,
    line,
    one_beat,
    said,
    script,
)

LISTEN, WEAK = line("a", "good", "listen"), line("b", "poor", "listen")


def test_it_starts_at_the_first_beat_with_the_profiles_meters() -> None:
    state = begin(script(beat("z", LISTEN), beat("a", LISTEN)), "seed")
    assert state == State("z", 50, 40, 40, 60, 30, truth="founded")


@pytest.mark.parametrize("seed", ["", "1", "other"])
def test_in_an_assessment_everybody_starts_alike(seed: str) -> None:
    fixed = script(beat("a", LISTEN), truths=("mistaken", "founded"), truth_weights=(1, 99))
    assert begin(fixed, seed) == begin(fixed, "seed")
    assert begin(fixed, seed).truth == "mistaken"
    assert begin(fixed, seed, "feigned").truth == "feigned"


def test_in_practice_the_seed_draws_the_start_within_five_and_the_truth_by_its_weight() -> None:
    drawn = script(beat("a", LISTEN), truths=("founded", "mistaken"), truth_weights=(25, 75))
    states = [begin(drawn, f"seed {number}", level=False) for number in range(400)]
    for meter in METERS:
        middle = CUSTOMER.initial[meter]
        assert {each.meter(meter) for each in states} == set(range(middle - 5, middle + 6))
    # Meters are drawn apart from each other.
    assert len({each[1:6] for each in states}) > 300
    assert 60 < sum(each.truth == "founded" for each in states) < 140
    assert states[7] == begin(drawn, "seed 7", level=False)
    assert begin(drawn, "seed 7", "feigned", level=False).truth == "feigned"


def test_the_start_stays_within_bounds() -> None:
    edge = customer(anger=0, trust=100, openness=2, patience=99, pressure=0)
    for number in range(60):
        state = begin(one_beat(LISTEN, profile=edge), str(number), level=False)
        assert all(0 <= state.meter(name) <= 100 for name in METERS)


def test_truths_that_weigh_nothing_are_not_drawn() -> None:
    drawn = script(beat("a", LISTEN), truths=("founded", "mistaken"), truth_weights=(0, 5))
    assert {begin(drawn, str(each), level=False).truth for each in range(20)} == {"mistaken"}
    unweighted = script(beat("a", LISTEN), truths=("feigned", "mistaken"), truth_weights=(0, 0))
    assert {begin(unweighted, str(each), level=False).truth for each in range(20)} == {"feigned"}


CHOICE = script(
    beat(
        "first",
        line("a", "good", "listen"),
        line("b", "poor", "verify"),
        line("c", "fair", "commit", when="heard"),
        line("d", "fair", "commit", when="heard, done verify"),
        next="first",
    ),
)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [([], "ab"), (["a"], "abc"), (["b"], "ab"), (["a", "b"], "abc")],
)
def test_an_option_is_offered_while_its_conditions_hold(acts: list[str], expected: str) -> None:
    assert "".join(each.id for each in offered(CHOICE, said(CHOICE, *acts))) == expected


def test_when_conditions_leave_none_all_are_offered() -> None:
    strict = one_beat(
        line("a", "good", "listen", when="heard"), line("b", "fair", "listen", when="heard")
    )
    assert [each.id for each in offered(strict, said(strict))] == ["a", "b"]


@pytest.mark.parametrize(
    "action", [Choose("c"), Choose("z"), Choose(""), Consult("nothing"), Consult("a")]
)
def test_what_is_not_there_cannot_be_done(action: Choose | Consult) -> None:
    with pytest.raises(NotOfferedError):
        act(CHOICE, said(CHOICE), action)


def test_an_entry_opens_once_and_nothing_happens_after_the_end() -> None:
    ends = one_beat(line("a", "good", "listen"), line("b", "harmful", "cut_off"), record={"r": 5})
    with pytest.raises(NotOfferedError):
        act(ends, said(ends, "?r"), Consult("r"))
    for action in (Choose("a"), Consult("r")):
        with pytest.raises(NotOfferedError):
            act(ends, said(ends, "b"), action)


FORK = script(
    beat(
        "start",
        LISTEN,
        WEAK,
        line("c", "good", "verify", next="aside"),
        line("d", "good", "verify", next="signed"),
        line("e", "good", "verify", next="close"),
        rules=[("heard, anger_at_most 30", "calm"), ("heard", "heard"), ("heard", "never")],
        next="cold",
    ),
    *(beat(name, LISTEN) for name in ("calm", "heard", "never", "cold", "aside")),
    endings=[ending("signed", "loyal", "heard"), ending("rest", "lukewarm")],
)


@pytest.mark.parametrize(
    ("anger", "line_said", "arrives"),
    [
        # The first rule whose conditions all hold after the line; else the default.
        (50, "a", "heard"),
        (40, "a", "calm"),
        (41, "a", "heard"),
        (50, "b", "cold"),
        # A line's own way goes before the rules: a beat, an ending whatever it asks, or closing.
        (50, "c", "aside"),
        (50, "d", "signed"),
        (50, "e", "rest"),
    ],
)
def test_where_a_line_leads(anger: int, line_said: str, arrives: str) -> None:
    state = said(FORK_FROM[anger], line_said)
    assert (state.ending or state.beat) == arrives


FORK_FROM = {
    anger: script(
        *FORK.beats.values(), endings=FORK.endings.values(), profile=customer(anger=anger)
    )
    for anger in (40, 41, 50)
}


CLOSINGS = [
    ending("angry", "formal_complaint", "anger_at_least 60"),
    ending("gone", "silent_departure", "not_heard, anger_at_least 55"),
    ending("calm", "loyal", "anger_at_most 40"),
    ending("calm-too", "lukewarm", "anger_at_most 45"),
    ending("first-rest", "conceded"),
    ending("last-rest", "lukewarm"),
    ending("slams", "break_off"),
    ending("fades", "silent_departure"),
    ending("error", "critical"),
]


@pytest.mark.parametrize(
    ("anger", "ends"),
    [
        (68, "angry"),
        (54, "angry"),
        # An ending of leaving may be closed with when its conditions ask for it.
        (50, "gone"),
        (34, "calm"),
        (38, "calm-too"),
        # None holds: the last one that asks for nothing, and is no way of leaving.
        (44, "last-rest"),
    ],
)
def test_closing_takes_the_first_ending_that_holds(anger: int, ends: str) -> None:
    closing = script(beat("here", WEAK), endings=CLOSINGS, profile=customer(anger=anger))
    assert said(closing, "b").ending == ends


@pytest.mark.parametrize(
    ("endings", "ends", "kind"),
    [
        ([], "lukewarm", "lukewarm"),
        ([ending("slams", "break_off")], "lukewarm", "lukewarm"),
        ([ending("never", "loyal", "anger_at_most 0")], "lukewarm", "lukewarm"),
        ([ending("own", "lukewarm", "anger_at_most 0")], "own", "lukewarm"),
        ([ending("here", "loyal")], "here", "loyal"),
    ],
)
def test_closing_always_ends(endings: list, ends: str, kind: str) -> None:
    state = said(script(beat("here", WEAK), endings=endings), "b")
    assert (state.ending, state.ending_kind) == (ends, kind)


DETECTIVE = one_beat(
    line("ask", "good", "open_question"),
    line("ask-badly", "poor", "open_question"),
    line("look", "good", "verify", consults="file"),
    line("other", "good", "recap"),
    facts=[
        fact("asked", "done open_question"),
        fact("looked", "consulted file"),
        fact("both", "found asked, found looked"),
        fact("plain", ""),
        fact("theirs", "done open_question", truth="mistaken"),
        fact("told", "openness_at_least 56"),
    ],
    record={"file": 0},
    truths=("founded", "mistaken"),
    truth_weights=(50, 50),
)


@pytest.mark.parametrize(
    ("acts", "truth", "found"),
    [
        ([], "founded", ""),
        (["other"], "founded", "plain"),
        (["ask"], "founded", "plain asked"),
        (["ask-badly"], "founded", "plain"),
        (["ask"], "mistaken", "plain asked theirs"),
        (["?file"], "founded", "plain looked"),
        (["look"], "founded", "plain looked"),
        # What rests on other facts shows with the action after theirs.
        (["ask", "look"], "founded", "plain asked looked"),
        (["ask", "look", "other"], "founded", "plain asked looked both"),
        # What was found stays found, also when the customer shuts up again.
        (["ask", "ask"], "founded", "plain asked told"),
        (["ask", "ask", "ask-badly"], "founded", "plain asked told"),
    ],
)
def test_facts_are_found_when_their_conditions_hold(
    acts: list[str], truth: str, found: str
) -> None:
    assert said(DETECTIVE, *acts, truth=truth).found == set(found.split())


HEATED = script(
    beat("start", LISTEN, WEAK, rules=[("heard", "calm")], next="loud", insults_from=50),
    beat("loud", LISTEN, WEAK, rules=[("heard", "calm")], next="loud", insults_from=60),
    beat("calm", LISTEN, WEAK, next="calm"),
)


@pytest.mark.parametrize(
    ("anger", "acts", "insulting"),
    [
        (50, [], True),
        (49, [], False),
        (53, ["b"], False),
        (54, ["b"], True),
        (49, ["b", "b"], True),
        (90, ["b", "a"], False),
    ],
)
def test_a_line_insults_from_the_anger_its_author_set(
    anger: int, acts: list[str], insulting: bool
) -> None:
    heated = script(*HEATED.beats.values(), profile=customer(anger=anger))
    assert said(heated, *acts).insulting is insulting


def test_what_is_remembered_of_a_line() -> None:
    desk = one_beat(
        line("a", "good", "listen", "verify:fair", "recap:poor", money=20),
        line("b", "harmful", "concede", money=5),
    )
    state = said(desk, "a", "b")
    assert state.done == {"listen", "verify"}
    assert state.heard
    assert (state.decisions, state.money, state.granted) == (2, 25, True)
    assert state.recent == (frozenset({"listen"}), frozenset())
    assert not said(desk, "a").granted


def test_meters_stop_at_their_ends() -> None:
    wild: Profile = customer(table={"listen": Row(anger=-300, trust=300, openness=-300)})
    state = said(one_beat(LISTEN, profile=wild), "a", "a")
    assert (state.anger, state.trust, state.openness) == (0, 100, 0)
    assert [clamped(each) for each in (-1, 0, 55, 100, 101)] == [0, 0, 55, 100, 100]


@pytest.mark.parametrize(
    ("meter", "bands"),
    [
        ("anger", {0: "low", 34: "low", 35: "mid", 59: "mid", 60: "high", 84: "high", 85: "top"}),
        ("openness", {0: "low", 29: "low", 30: "mid", 54: "mid", 55: "high", 100: "high"}),
        ("pressure", {34: "low", 35: "mid", 59: "mid", 60: "high", 100: "high"}),
        ("trust", {34: "low", 35: "mid", 60: "high", 100: "high"}),
        ("patience", {29: "low", 30: "mid", 54: "mid", 55: "high", 100: "high"}),
    ],
)
def test_bands(meter: str, bands: dict[int, str]) -> None:
    assert {value: band_of(meter, value) for value in bands} == bands
    assert set(BANDS) == set(METERS)


def test_a_state_can_be_stored_and_compared() -> None:
    desk = one_beat(
        line("a", "harmful", "overpromise", "listen:good", "verify:good"), record={"b": 1, "a": 1}
    )
    state = said(desk, "?b", "?a", "a")
    stored = json.loads(json.dumps(state.as_json()))
    assert stored["consulted"] == ["a", "b"]
    assert stored["recent"] == [["listen", "verify"]]
    assert stored["promises"][0][0] == 3
    assert stored["promises"][0][1]["anger"] == 25
    assert stored == json.loads(json.dumps(said(desk, "?b", "?a", "a").as_json()))
    assert stored != said(desk, "?b", "a").as_json()
