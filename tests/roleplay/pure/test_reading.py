"""The stored form of a scenario version becomes a script."""

from copy import deepcopy
from typing import Any

import pytest

from roleplay.pure.reading import Kept, conditions_of, profile_of, row_of, script_of
from roleplay.pure.script import (
    Beat,
    Condition,
    Ending,
    Entry,
    Fact,
    Line,
    Move,
    Option,
    Phrase,
    PlayedMove,
    Row,
    Rule,
)

ROW = {"anger": -2, "as_first_act": {"anger": 2}, "unless_hostile": {"trust": -6}}
OPTION: dict[str, Any] = {
    "id": "a",
    "quality": "good",
    "moves": [{"move": "listen", "quality": ""}, {"move": "greet", "quality": "fair"}],
    "next": "",
    "when": [{"is": "done", "value": "listen"}, {"is": "heard", "value": None}],
    "consults": "",
    "repeats": False,
    "money": None,
    "critical": "",
}
CONTENT: dict[str, Any] = {
    "structure": {
        "scenario": {
            "beats": [
                {
                    "name": "opening",
                    "options": [OPTION],
                    "next": "close",
                    "rules": [{"when": [{"is": "truth", "value": "feigned"}], "next": "end"}],
                    "lines": [{"id": "l1", "band": ""}, {"id": "l2", "band": "high"}],
                    "insults_from": 0,
                },
                {"name": "empty", "options": [], "next": None, "rules": [], "lines": []},
            ],
            "endings": [
                {"name": "end", "kind": "loyal", "when": [{"is": "anger_at_most", "value": 40}]}
            ],
            "facts": [
                {"name": "camera", "when": [], "truth": "", "must_discover": True},
                {"name": "other", "when": [], "truth": "feigned", "must_discover": None},
            ],
            "record": [{"name": "visits", "seconds": 20}, {"name": "data", "seconds": None}],
            "assesses": ["D2", "D5"],
            "must_do": ["verify"],
            "truths": ["founded", "feigned"],
            "truth_weights": [70, 30],
            "channel": "chat",
            "person": {"name": "Óscar"},
        },
        "profile": {
            "name": "agresivo",
            "lead": "anger",
            "initial": {"anger": 80},
            "table": {"greet": ROW, "cut_off": {"ends": "break_off"}},
            "irritation": {"anger": 6, "patience": -3},
            "weights": {"D2": 20},
            "trap": "minimise",
            "hides_anger": True,
            "leaves_silently_at": 15,
            "phrases": [{"id": "p1", "move": "greet", "band": None}],
        },
        "moves": [
            {
                "name": "greet",
                "stage": 1,
                "dimensions": ["D1", "D2"],
                "harmful": False,
                "hears": True,
                "solves": False,
                "fades": True,
                "tone": "warm",
            }
        ],
        "rubric": {"critical": [{"name": "X1"}]},
    },
    "texts": {
        "es": {"scenario.beats.opening.options.a.text": "Buenas"},
        "en": {},
    },
}


def test_a_stored_scenario_becomes_a_script() -> None:
    script = script_of(CONTENT)
    assert script.start == "opening"
    opening = script.beats["opening"]
    (option,) = opening.options
    assert opening == Beat(
        "opening",
        (option,),
        "close",
        (Rule((Condition("truth", "feigned"),), "end"),),
        (Line("l1", "any"), Line("l2", "high")),
        insults_from=0,
    )
    # A move without a quality of its own has the line's.
    assert option.moves == (PlayedMove("listen", "good"), PlayedMove("greet", "fair"))
    assert option.when == (Condition("done", "listen"), Condition("heard", ""))
    assert (option.money, option.repeats, option.consults) == (0, False, "")
    assert opening.option("a") is option
    assert opening.option("z") is None
    # Nothing said: the line never insults.
    assert script.beats["empty"] == Beat("empty", (), "", insults_from=101)
    assert script.endings == {"end": Ending("end", "loyal", (Condition("anger_at_most", "40"),))}
    assert script.facts == (
        Fact("camera", (), "any", must_discover=True),
        Fact("other", (), "feigned", must_discover=False),
    )
    assert script.record == {"visits": Entry("visits", 20), "data": Entry("data", 0)}
    assert (script.assesses, script.must_do) == (("D2", "D5"), ("verify",))
    assert (script.truths, script.truth_weights) == (("founded", "feigned"), (70, 30))
    assert (script.channel, script.person["name"]) == ("chat", "Óscar")
    assert script.moves["greet"] == Move(
        "greet", 1, frozenset({"D1", "D2"}), hears=True, tone="warm"
    )


def test_a_stored_profile_becomes_a_profile() -> None:
    profile = profile_of(CONTENT["structure"]["profile"])
    assert profile.table["greet"] == Row(
        anger=-2, as_first_act=Row(anger=2), unless_hostile=Row(trust=-6)
    )
    assert profile.table["cut_off"].ends == "break_off"
    assert profile.irritation == Row(anger=6, patience=-3)
    assert profile.phrases == (Phrase("p1", "greet", "any"),)
    assert (profile.trap, profile.hides_anger, profile.leaves_silently_at) == ("minimise", True, 15)


def test_without_truths_the_complaint_is_founded() -> None:
    bare = deepcopy(CONTENT)
    bare["structure"]["scenario"] |= {"truths": [], "truth_weights": []}
    script = script_of(bare)
    assert (script.truths, script.truth_weights) == (("founded",), (100,))


def test_facts_are_those_of_a_truth_and_those_of_any() -> None:
    script = script_of(CONTENT)
    assert [each.name for each in script.facts_of("feigned")] == ["camera", "other"]
    assert [each.name for each in script.facts_of("founded")] == ["camera"]


def test_texts_fall_back_on_the_source() -> None:
    script = script_of(CONTENT)
    assert script.option_text("opening", "a") == "Buenas"
    shown = script.text("scenario.beats.opening.options.a.text", "en")
    assert (shown.text, shown.lang) == ("Buenas", "es")
    assert not script.text("scenario.nothing", "en")


def test_a_script_without_beats_has_no_start() -> None:
    bare = deepcopy(CONTENT)
    bare["structure"]["scenario"]["beats"] = []
    assert script_of(bare).start == ""


@pytest.mark.parametrize(
    ("raw", "conditions"),
    [
        ([], ()),
        ([{"is": "heard"}], (Condition("heard"),)),
        ([{"is": "anger_at_most", "value": 40}], (Condition("anger_at_most", "40"),)),
        ([{"is": "found", "value": "camera"}], (Condition("found", "camera"),)),
    ],
)
def test_conditions_as_stored(raw: list, conditions: tuple[Condition, ...]) -> None:
    assert conditions_of(raw) == conditions


@pytest.mark.parametrize("raw", [{"anger": "much"}, {"trust": 1.5}, {"later": {"money": None}}])
def test_a_row_holds_whole_numbers(raw: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        row_of(raw)


def test_two_options_alike_are_not_the_same() -> None:
    """What a line does is kept by it: a script read anew starts anew."""
    one, other = script_of(CONTENT), script_of(CONTENT)
    assert one != other
    assert one.beats["opening"].options[0] != other.beats["opening"].options[0]
    assert Option("a", "good", ()) != Option("a", "good", ())


def test_scripts_used_last_are_kept() -> None:
    read: list[str] = []

    def content(name: str) -> dict[str, Any]:
        read.append(name)
        return CONTENT

    kept = Kept(most=2)
    first = kept.script("1", lambda: content("1"))
    assert kept.script("1", lambda: content("1")) is first
    kept.script("2", lambda: content("2"))
    # Used again, so it is not the oldest.
    kept.script("1", lambda: content("1"))
    kept.script("3", lambda: content("3"))
    assert kept.script("1", lambda: content("1")) is first
    assert read == ["1", "2", "3"]
    kept.script("2", lambda: content("2"))
    assert read == ["1", "2", "3", "2"]
