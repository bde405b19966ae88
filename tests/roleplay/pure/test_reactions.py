"""What a line does to the customer: which rows apply, how much of each, and how good it counts."""

from dataclasses import replace

import pytest

from roleplay.pure.reactions import Reaction, part_of, reaction_to
from roleplay.pure.script import METERS, Profile
from roleplay.pure.state import State
from tests.roleplay.scripts import CUSTOMER, line, one_beat, said

CALM = State("here", 50, 40, 40, 60, 30, heard=True, decisions=3)
HOSTILE = CALM._replace(insulting=True)
UNHEARD = CALM._replace(heard=False)
FIRST = CALM._replace(decisions=0)


def reacts(quality: str, *moves: str, state: State = CALM, profile: Profile = CUSTOMER) -> Reaction:
    said_here = line("a", quality, *moves)
    return reaction_to(one_beat(said_here, profile=profile), state, said_here)


def changes(*args: str, state: State = CALM, profile: Profile = CUSTOMER) -> dict[str, int]:
    """The meters a line moves, by name."""
    reaction = reacts(*args, state=state, profile=profile)
    return {name: by for name, by in zip(METERS, reaction.changes, strict=True) if by}


def qualities(*args: str, state: State = CALM) -> list[str]:
    return [each.quality for each in reacts(*args, state=state).played]


IRRITATED = {"anger": 6, "trust": -4, "openness": -2, "patience": -3}


@pytest.mark.parametrize(
    ("quality", "move", "expected"),
    [
        ("good", "listen", {"anger": -10, "trust": 6, "openness": 5}),
        # Half away from zero: 2.5 is 3.
        ("fair", "listen", {"anger": -5, "trust": 3, "openness": 3}),
        ("poor", "listen", IRRITATED),
        # The author calls the line harmful, the move is none: nothing of its own row.
        ("harmful", "listen", IRRITATED),
        ("good", "firm_no", {"anger": 4, "trust": 2, "pressure": -12}),
        ("fair", "firm_no", {"anger": 2, "trust": 1, "pressure": -6}),
        # A harmful move does its whole harm, whatever the line is called.
        ("harmful", "minimise", {"anger": 18, "trust": -12}),
        ("good", "minimise", {"anger": 18, "trust": -12}),
        ("poor", "minimise", {"anger": 18, "trust": -12}),
    ],
)
def test_quality_says_which_row_and_how_much(
    quality: str, move: str, expected: dict[str, int]
) -> None:
    assert changes(quality, move) == expected


def test_a_move_the_profile_has_no_row_for_does_nothing() -> None:
    assert changes("good", "listen", profile=replace(CUSTOMER, table={})) == {}


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (["listen", "empathise"], {"anger": -16, "trust": 10, "openness": 5}),
        (["empathise", "listen"], {"anger": -17, "trust": 11, "openness": 3}),
        (["listen", "empathise", "inform"], {"anger": -17, "trust": 12, "openness": 5}),
        # A quarter: fair, and second.
        (["listen", "empathise:fair"], {"anger": -13, "trust": 8, "openness": 5}),
        # Half of the irritation, half of the harm.
        (["listen", "empathise:poor"], {"anger": -7, "trust": 4, "openness": 4, "patience": -2}),
        (["listen", "minimise"], {"anger": -1, "openness": 5}),
    ],
)
def test_the_second_and_third_move_of_a_line_count_half(
    moves: list[str], expected: dict[str, int]
) -> None:
    assert changes("good", *moves) == expected


@pytest.mark.parametrize(
    ("value", "percent", "part"),
    [
        (5, 50, 3),
        (-5, 50, -3),
        (4, 50, 2),
        (1, 50, 1),
        (1, 49, 0),
        (-1, 50, -1),
        (3, 12, 0),
        (5, 12, 1),
        (0, 100, 0),
        (-12, 100, -12),
    ],
)
def test_parts_are_rounded_half_away_from_zero(value: int, percent: int, part: int) -> None:
    assert part_of(value, percent) == part


@pytest.mark.parametrize(
    ("args", "state", "expected", "quality", "played"),
    [
        (("good", "offer_options"), CALM, {"anger": -20, "trust": 20}, "good", ["good"]),
        # Half of what a fair one does.
        (("good", "offer_options"), UNHEARD, {"anger": -5, "trust": 5}, "fair", ["fair"]),
        (("fair", "offer_options"), UNHEARD, IRRITATED, "poor", ["poor"]),
        (("poor", "offer_options"), UNHEARD, IRRITATED, "poor", ["poor"]),
        (
            ("harmful", "offer_options"),
            UNHEARD,
            IRRITATED,
            "harmful",
            ["harmful"],
        ),
        # What is no solution needs no ear first.
        (("good", "empathise"), UNHEARD, {"anger": -12, "trust": 8}, "good", ["good"]),
        # Listened to earlier in the same line.
        (
            ("good", "listen", "offer_options"),
            UNHEARD,
            {"anger": -20, "trust": 16, "openness": 5},
            "good",
            ["good", "good"],
        ),
        (
            ("good", "listen:fair", "offer_options"),
            UNHEARD,
            {"anger": -15, "trust": 13, "openness": 3},
            "good",
            ["fair", "good"],
        ),
        # Listened to too late, or badly.
        (
            ("good", "offer_options", "listen"),
            UNHEARD,
            {"anger": -10, "trust": 8, "openness": 3},
            "fair",
            ["fair", "good"],
        ),
        (
            ("good", "listen:poor", "commit"),
            UNHEARD,
            {"anger": 5, "trust": -3, "openness": -2, "patience": -3},
            "fair",
            ["poor", "fair"],
        ),
    ],
)
def test_a_solution_before_being_heard_has_half_effect_and_drops_a_step(
    args: tuple[str, ...],
    state: State,
    expected: dict[str, int],
    quality: str,
    played: list[str],
) -> None:
    assert changes(*args, state=state) == expected
    assert reacts(*args, state=state).quality == quality
    assert qualities(*args, state=state) == played


def test_the_reaction_says_that_a_solution_came_too_soon() -> None:
    soon = reacts("good", "offer_options", "listen", state=UNHEARD)
    assert [each.premature for each in soon.played] == [True, False]
    assert not any(each.premature for each in reacts("good", "offer_options").played)


@pytest.mark.parametrize(
    ("quality", "move", "hears"),
    [
        ("good", "listen", True),
        ("fair", "open_question", True),
        ("poor", "listen", False),
        ("harmful", "listen", False),
        ("good", "empathise", False),
    ],
)
def test_the_customer_is_heard_by_listening_at_fair_or_better(
    quality: str, move: str, hears: bool
) -> None:
    assert reacts(quality, move, state=UNHEARD).hears is hears


def recently(*used: str) -> State:
    return CALM._replace(recent=tuple(frozenset(each.split()) for each in used))


@pytest.mark.parametrize(
    ("move", "recent", "anger"),
    [
        ("empathise", [], -12),
        ("empathise", ["listen", "", "inform"], -12),
        ("empathise", ["empathise"], -6),
        ("empathise", ["empathise", "listen", "empathise listen"], -3),
        ("empathise", ["empathise", "empathise", "empathise"], 0),
        # Firmness, limits, verification and questions never wear out.
        ("firm_no", ["firm_no", "firm_no", "firm_no"], 4),
        ("set_limit", ["set_limit", "set_limit", "set_limit"], 8),
        ("open_question", ["open_question", "open_question", "open_question"], -4),
        # Nor does harm.
        ("minimise", ["minimise", "minimise", "minimise"], 18),
    ],
)
def test_a_good_move_repeated_soon_fades(move: str, recent: list[str], anger: int) -> None:
    assert changes("good", move, state=recently(*recent)).get("anger", 0) == anger


def test_verification_does_not_fade() -> None:
    assert changes("good", "verify", state=recently(*["verify"] * 3)) == {"trust": 4}


def test_only_what_is_good_fades_and_only_what_was_good_wears_it_out() -> None:
    assert changes("fair", "empathise", state=recently(*["empathise"] * 3))["anger"] == -6
    again = one_beat(line("a", "fair", "empathise"), line("b", "good", "empathise"))
    assert said(again, "a", "a").recent == (frozenset(), frozenset())
    # The good one is fresh after two fair ones.
    assert said(again, "a", "a", "b").anger == said(again, "a", "a").anger - 12


def test_fading_looks_at_three_decisions_and_takes_nothing_from_the_quality() -> None:
    again = one_beat(line("a", "good", "empathise"), line("b", "fair", "inform"))
    assert [said(again, *"a" * times).anger for times in range(5)] == [50, 38, 32, 29, 29]
    assert said(again, *"abbba").anger - said(again, *"abbb").anger == -12
    assert qualities("good", "empathise", state=recently(*["empathise"] * 3)) == ["good"]


@pytest.mark.parametrize(
    ("args", "state", "anger"),
    [
        (("good", "verify"), FIRST, 2),
        (("good", "verify"), CALM, 0),
        # The first move of the first line, not the second.
        (("good", "empathise", "verify"), FIRST, -12),
        (("fair", "verify"), FIRST, 1),
        # Insults against a calm voice, and against nobody.
        (("good", "set_limit"), HOSTILE, -4),
        (("good", "set_limit"), CALM, 8),
        (("fair", "set_limit"), CALM, 4),
    ],
)
def test_some_rows_depend_on_the_moment(args: tuple[str, ...], state: State, anger: int) -> None:
    assert changes(*args, state=state).get("anger", 0) == anger


def test_what_a_reaction_leaves() -> None:
    promised = reacts("good", "explain_wait", "concede", "overpromise:fair")
    assert promised.worked == {"explain_wait"}
    assert promised.good == {"explain_wait"}
    assert promised.explained
    assert promised.granted
    assert [row.anger for row in promised.later] == [25]
    assert reacts("harmful", "cut_off").ends == "break_off"
    assert not reacts("poor", "explain_wait").explained
