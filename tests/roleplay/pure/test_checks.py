"""What must be mended before a scenario is published: names, shape, reach."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from roleplay.pure.checks import (
    ERROR,
    WARNING,
    Finding,
    broken,
    quick_walks_of,
    still_open,
    structure,
    walks_of,
)
from roleplay.pure.conditions import JUDGES
from roleplay.pure.playtest import check_script
from roleplay.pure.script import Option, PlayedMove, Script
from roleplay.pure.solver import walk
from tests.roleplay.scripts import (
    DIMENSIONS,
    SOUND,
    beat,
    customer,
    ending,
    fact,
    line,
    script,
    with_beat,
    with_line,
)

A, B = line("a", "good", "listen"), line("b", "poor", "listen")
# Two lines, one beat, one ending: it can be played, and nothing is wrong with its names.
WHOLE = script(
    beat("here", A, B, next="close"),
    facts=[fact("camera", "consulted file")],
    record={"file": 10},
    rubric={"critical": [{"name": "X5"}]},
)


def with_first(**changes: Any) -> Script:
    return with_line(WHOLE, "here", "a", **changes)


def asking(when: str) -> Script:
    return with_first(when=line("a", "good", when=when).when)


def many(number: int) -> tuple[Option, ...]:
    return tuple(line(f"o{place}", "good", "listen") for place in range(number))


@pytest.mark.parametrize(
    ("played", "code", "where"),
    [
        (script(), "no_beats", ("", "", "")),
        (replace(WHOLE, endings={}), "no_endings", ("", "", "")),
        (replace(WHOLE, assesses=()), "assesses_nothing", ("", "", "")),
        (replace(WHOLE, truth_weights=(50, 50)), "truths_without_weights", ("", "", "")),
        (with_beat(WHOLE, "here", next=""), "missing_default", ("here", "", "")),
        (with_beat(WHOLE, "here", options=many(1)), "number_of_options", ("here", "", "")),
        (with_beat(WHOLE, "here", options=many(6)), "number_of_options", ("here", "", "")),
        (with_beat(WHOLE, "here", next="lost"), "unknown_target", ("here", "default", "lost")),
        (with_first(next="lost"), "unknown_target", ("here", "a", "lost")),
        (
            with_beat(WHOLE, "here", rules=beat("r", rules=[("heard", "lost")]).rules),
            "unknown_target",
            ("here", "rule 1", "lost"),
        ),
        (
            with_beat(WHOLE, "here", rules=beat("r", rules=[("heard", "")]).rules),
            "unknown_target",
            ("here", "rule 1", ""),
        ),
        (with_first(quality=""), "no_quality", ("here", "a", "")),
        (with_first(quality="superb"), "no_quality", ("here", "a", "")),
        (with_first(moves=()), "number_of_moves", ("here", "a", "")),
        (
            with_first(moves=(PlayedMove("listen", "good"),) * 4),
            "number_of_moves",
            ("here", "a", ""),
        ),
        (with_first(moves=(PlayedMove("dance", "good"),)), "unknown_move", ("here", "a", "dance")),
        (replace(WHOLE, must_do=("dance",)), "unknown_move", ("", "", "dance")),
        (with_first(consults="drawer"), "unknown_entry", ("here", "a", "drawer")),
        (with_first(critical="X99"), "unknown_critical", ("here", "a", "X99")),
        (asking("sunny"), "unknown_condition", ("here", "a", "sunny")),
        (asking("done dance"), "unknown_value", ("here", "a", "dance")),
        (asking("not_done"), "unknown_value", ("here", "a", "")),
        (asking("found secret"), "unknown_value", ("here", "a", "secret")),
        (asking("not_found secret"), "unknown_value", ("here", "a", "secret")),
        (asking("consulted drawer"), "unknown_value", ("here", "a", "drawer")),
        (asking("not_consulted drawer"), "unknown_value", ("here", "a", "drawer")),
        (asking("truth feigned"), "unknown_value", ("here", "a", "feigned")),
        (asking("anger_at_most 101"), "not_a_number", ("here", "a", "101")),
        (asking("anger_at_most -1"), "not_a_number", ("here", "a", "-1")),
        (asking("anger_at_most much"), "not_a_number", ("here", "a", "much")),
        (asking("trust_at_least"), "not_a_number", ("here", "a", "")),
        (
            with_beat(WHOLE, "here", rules=beat("r", rules=[("sunny", "close")]).rules),
            "unknown_condition",
            ("here", "", "sunny"),
        ),
    ],
)
def test_what_keeps_it_from_being_played(
    played: Script, code: str, where: tuple[str, str, str]
) -> None:
    (finding,) = broken(played)
    assert (finding.level, finding.code) == (ERROR, code)
    assert (finding.beat, finding.option, finding.detail) == where
    # Nothing else is looked at before that is mended.
    assert check_script(played) == [finding]


def test_endings_and_facts_are_read_too_and_named_as_such() -> None:
    ends = replace(WHOLE, endings={"end": ending("end", "loyal", "done dance")})
    assert broken(ends) == [Finding(ERROR, "unknown_value", "end", "", "dance", part="endings")]
    finds = replace(WHOLE, facts=(fact("camera", "anger_at_most hot"),))
    assert broken(finds) == [Finding(ERROR, "not_a_number", "camera", "", "hot", part="facts")]


@pytest.mark.parametrize(
    "played",
    [
        WHOLE,
        SOUND,
        with_first(quality="fair", critical="X5", consults="file"),
        with_first(moves=(PlayedMove("listen", "good"),) * 3),
        with_beat(WHOLE, "here", options=many(2)),
        with_beat(WHOLE, "here", options=many(5)),
        asking("anger_at_most 100, trust_at_least 0, done listen, not_found camera, truth founded"),
        asking("heard, not_heard, insulted, granted, not_granted, consulted file"),
    ],
)
def test_what_can_be_played(played: Script) -> None:
    assert broken(played) == []


def test_every_condition_there_is_can_be_asked_for() -> None:
    values = {"done": "listen", "found": "camera", "consulted": "file", "truth": "founded"}
    for about in sorted(JUDGES):
        value = "50" if "_at_" in about else values.get(about.removeprefix("not_"), "")
        assert broken(asking(f"{about} {value}".strip())) == [], about


def summary(findings: Iterable[Finding]) -> list[str]:
    """level, code, where and what of each, in a line."""
    lines = (
        f"{each.level} {each.code} {each.beat} {each.option} {each.detail}".split()
        for each in findings
    )
    return [" ".join(each) for each in lines]


CLOSE_CALL = (line("a", "good", "listen"), line("b", "harmful", "cut_off"))
FALLBACK, SLAMS = ending("so-so", "escalated_needlessly"), ending("slams", "break_off")
# What is wrong with the shape of each, and nothing else is.
SHAPES = {
    "unreachable beat": (
        script(beat("here", *CLOSE_CALL), beat("there", *CLOSE_CALL), endings=[FALLBACK, SLAMS]),
        ["error unreachable_beat there"],
    ),
    "unreachable ending": (
        script(
            beat("here", *CLOSE_CALL),
            endings=[ending("never", "loyal", "anger_at_most 10"), FALLBACK, SLAMS],
        ),
        ["error unreachable_ending never"],
    ),
    "a fallback behind another": (
        script(beat("here", *CLOSE_CALL), endings=[ending("hidden", "lukewarm"), FALLBACK, SLAMS]),
        ["error unreachable_ending hidden"],
    ),
    "hidden fact": (
        script(
            beat("here", *CLOSE_CALL),
            endings=[FALLBACK, SLAMS],
            facts=[fact("secret", "trust_at_least 99"), fact("open", "heard")],
        ),
        ["error hidden_fact secret"],
    ),
    "a fact of another truth": (
        script(
            beat("here", *CLOSE_CALL),
            endings=[FALLBACK, SLAMS],
            facts=[fact("secret", "heard", truth="feigned")],
        ),
        ["error hidden_fact secret"],
    ),
    "dead end": (
        script(
            beat("here", line("a", "good", "listen", next="trap"), line("b", "harmful", "cut_off")),
            beat("trap", A, B, next="trap"),
            endings=[SLAMS],
            profile=customer(patience=10),
        ),
        ["error dead_end trap"],
    ),
    "bypassed": (
        script(
            beat("here", line("a", "good", "verify"), line("b", "good", "listen")),
            endings=[ending("well", "loyal")],
            must_do=("verify",),
        ),
        ["error bypassed well verify"],
    ),
    "never true": (
        script(
            beat("here", *CLOSE_CALL, line("c", "fair", "inform", when="done verify")),
            endings=[FALLBACK, SLAMS],
        ),
        ["error never_true here c done verify"],
    ),
    "never true of a rule": (
        script(
            beat("here", *CLOSE_CALL, rules=[("trust_at_most 5", "close")]),
            endings=[FALLBACK, SLAMS],
        ),
        ["error never_true here rule 1 trust_at_most 5"],
    ),
    "always true": (
        script(
            beat("here", *CLOSE_CALL, line("c", "fair", "inform", when="not_heard")),
            endings=[FALLBACK, SLAMS],
        ),
        ["warning always here c not_heard"],
    ),
    "nothing": (
        script(
            beat("here", *CLOSE_CALL, line("c", "poor", "inform", next="here"),
                 line("d", "fair", "verify", when="patience_at_most 58")),
            endings=[FALLBACK, SLAMS],
            facts=[fact("open", "heard")],
        ),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_what_cannot_be_reached_found_left_or_avoided(name: str) -> None:
    played, expected = SHAPES[name]
    assert broken(played) == []
    assert summary(structure(played, walks_of(played).values())) == expected
    # In a hurry the same is found.
    assert summary(structure(played, quick_walks_of(played).values())) == expected


def test_must_dos_of_endings_nobody_passes_with_are_not_asked_for() -> None:
    lenient = script(
        beat("here", line("a", "good", "verify"), line("b", "good", "listen")),
        endings=[ending("well", "loyal", "done verify"), FALLBACK],
        must_do=("verify",),
    )
    assert structure(lenient, walks_of(lenient).values()) == []


def test_each_truth_is_walked_and_one_is_enough() -> None:
    """What only one truth leads to is reached; what holds under one alone is not always true."""
    two = script(
        beat("here", *CLOSE_CALL, rules=[("truth mistaken", "there")], next="close"),
        beat("there", *CLOSE_CALL),
        endings=[FALLBACK, SLAMS],
        facts=[fact("theirs", "heard", truth="mistaken")],
        truths=("founded", "mistaken"),
        truth_weights=(50, 50),
    )
    walks = walks_of(two)
    assert walks["founded"].beats == {"here"}
    assert walks["mistaken"].beats == {"here", "there"}
    assert structure(two, walks.values()) == []


def test_what_only_a_look_at_the_record_opens_is_found() -> None:
    """Walks take lines alone; games open the record, as learners do."""
    alone = script(
        beat("here", *CLOSE_CALL, line("c", "fair", "inform", when="found camera"), next="end"),
        beat("end", *CLOSE_CALL, rules=[("consulted file", "told")]),
        endings=[ending("told", "loyal"), FALLBACK, SLAMS],
        facts=[fact("camera", "consulted file")],
        record={"file": 10},
    )
    for walks in (walks_of(alone), quick_walks_of(alone)):
        assert structure(alone, walks.values()) == []


def test_a_walk_cut_short_only_warns() -> None:
    played, _expected = SHAPES["unreachable ending"]
    cut = walk(played, "founded", most=1)
    assert not cut.complete
    findings = structure(played, [cut])
    assert {each.level for each in findings} == {WARNING}
    assert findings[-1].code == "walk_cut_short"
    assert "unreachable_ending" in {each.code for each in findings}


def test_what_is_open_until_it_was_seen() -> None:
    played, _expected = SHAPES["unreachable ending"]
    nothing = walk(played, "founded", most=0)
    assert "never" in set(still_open(played, [nothing]))
    assert list(still_open(SOUND, walks_of(SOUND).values())) == []


def test_the_sound_scenario_has_no_findings() -> None:
    assert check_script(SOUND, ("es", "en")) == []
    assert set(SOUND.assesses) == set(DIMENSIONS)
