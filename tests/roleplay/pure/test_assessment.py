"""Competence: marks, opportunities, worst visits, levels, and what keeps from passing."""

from fractions import Fraction
from typing import Any

import pytest

from roleplay.pure.assessment import Marked, Unmet, judge, mark, totals, worst_visits
from roleplay.pure.replay import Decision, decisions_in
from roleplay.pure.script import Option, Row, Script
from tests.roleplay.scripts import (
    CUSTOMER,
    DIMENSIONS,
    SERVED,
    beat,
    customer,
    ending,
    fact,
    line,
    one_beat,
    said,
    script,
    steps_of,
    verdict_on,
)

# The best line there listens and empathises: D2 and D3 can be shown, nothing else.
BEST = line("best", "good", "listen", "empathise")


def decision(*options: Option, choose: str = "a", before: tuple[str, ...] = ()) -> Decision:
    played = one_beat(*options)
    return decisions_in(played, steps_of(played, *before, choose))[-1]


def marks(*moves: str, quality: str = "good") -> dict[str, int]:
    """The half points a line brings beside BEST."""
    said_here = line("a", quality, *moves)
    options = (BEST, said_here)
    return dict(mark(one_beat(*options), decision(*options)).marks)


@pytest.mark.parametrize(
    ("moves", "quality", "expected"),
    [
        (["listen", "empathise"], "good", {"D2": 2, "D3": 2}),
        (["listen", "empathise"], "fair", {"D2": 1, "D3": 1}),
        (["listen", "empathise"], "poor", {"D2": 0, "D3": 0}),
        (["listen:fair", "empathise"], "good", {"D2": 1, "D3": 2}),
        # What the best line does not show cannot be earned here.
        (["listen", "inform", "greet"], "good", {"D2": 2}),
        # Twice the same dimension: the better of them, once.
        (["listen:fair", "open_question"], "good", {"D2": 2}),
        # Harm counts anywhere, and nothing in the same dimension makes up for it.
        (["minimise"], "harmful", {"D3": -1}),
        (["listen:good", "minimise"], "harmful", {"D2": 2, "D3": -1}),
        (["minimise", "empathise"], "good", {"D3": -1}),
        (["empathise", "minimise"], "good", {"D3": -1}),
        (["insult"], "harmful", {"D1": -1}),
        (["accept_fine"], "harmful", {"D2": -1, "D7": -1}),
        # An ordinary move its author calls harmful.
        (["firm_no"], "harmful", {"D6": -1}),
        # A harmful move is never anything else.
        (["minimise:good"], "good", {"D3": -1}),
    ],
)
def test_marks_of_a_line(moves: list[str], quality: str, expected: dict[str, int]) -> None:
    assert marks(*moves, quality=quality) == expected


def test_opportunities_are_those_of_the_best_line_alone() -> None:
    options = (
        line("a", "fair", "offer_options", "recap"),
        line("b", "good", "listen", "empathise:poor"),
        line("c", "good", "firm_no"),
    )
    found = decision(*options)
    assert found.best.id == "b"
    assert mark(one_beat(*options), found).opportunities == {"D2", "D3"}


def test_the_best_line_is_the_best_of_what_was_offered() -> None:
    options = (
        line("a", "fair", "inform"),
        line("b", "good", "recap", when="done inform"),
        line("c", "poor", "listen"),
    )
    early, late = decision(*options), decision(*options, before=("a",))
    assert (early.best.id, late.best.id) == ("a", "b")


def test_a_solution_too_soon_drops_a_step_in_the_score() -> None:
    options = (line("a", "good", "commit"), line("b", "good", "listen", "commit"))
    assert mark(one_beat(*options), decision(*options)).marks == {"D5": 1}
    assert mark(one_beat(*options), decision(*options, before=("b",))).marks == {"D5": 2}


def test_fading_leaves_the_score_alone() -> None:
    options = (line("a", "good", "empathise"), line("b", "poor", "greet"))
    repeated = decision(*options, before=("a", "a", "a"))
    assert mark(one_beat(*options), repeated).marks == {"D3": 2}


D2, D23 = frozenset({"D2"}), frozenset({"D2", "D3"})


@pytest.mark.parametrize(
    ("visits", "points", "chances"),
    [
        ([Marked("a", D2, {"D2": 2}), Marked("b", D2, {"D2": 1})], {"D2": 3}, {"D2": 2}),
        # The same question again: once, at its worst, whichever came first.
        ([Marked("a", D2, {"D2": 2}), Marked("a", D2, {"D2": 0})], {"D2": 0}, {"D2": 1}),
        ([Marked("a", D2, {"D2": 0}), Marked("a", D2, {"D2": 2})], {"D2": 0}, {"D2": 1}),
        ([Marked("a", D2, {"D2": 2})] * 5, {"D2": 2}, {"D2": 1}),
        # In each dimension apart.
        (
            [Marked("a", D23, {"D2": 2, "D3": 0}), Marked("a", D23, {"D2": 1, "D3": 2})],
            {"D2": 1, "D3": 0},
            {"D2": 1, "D3": 1},
        ),
        # Where only one visit could show it, the other brings nothing; harm stays.
        ([Marked("a", D23, {"D3": 2}), Marked("a", D2, {})], {"D3": 0}, {"D2": 1, "D3": 1}),
        ([Marked("a", D2, {"D6": -1}), Marked("a", D2, {"D2": 2})], {"D2": 0, "D6": -1}, {"D2": 1}),
        ([], {}, {}),
    ],
)
def test_each_decision_counts_once_at_its_worst_visit(
    visits: list[Marked], points: dict[str, int], chances: dict[str, int]
) -> None:
    assert totals(visits) == (points, chances)
    assert set(worst_visits(visits)) == {each.beat for each in visits}


def chain(*beats: tuple[Option, ...], **more: Any) -> Script:
    """Beats one after the other, named 1, 2, 3 …"""
    names = [str(number) for number in range(1, len(beats) + 1)]
    after = [*names[1:], "close"]
    return script(
        *(beat(name, *own, next=to) for name, own, to in zip(names, beats, after, strict=True)),
        **more,
    )


LISTENING = (
    line("g", "good", "listen"),
    line("f", "fair", "listen"),
    line("p", "poor", "listen"),
    line("h", "harmful", "interrupt"),
    line("x", "harmful", "cut_off"),
)


@pytest.mark.parametrize(
    ("acts", "share", "level"),
    [
        ("gggg", Fraction(1), 4),
        ("gggf", Fraction(7, 8), 4),
        ("ggff", Fraction(3, 4), 3),
        ("gfff", Fraction(5, 8), 3),
        ("ffff", Fraction(1, 2), 2),
        ("fffp", Fraction(3, 8), 2),
        ("ffpp", Fraction(1, 4), 1),
        ("fppp", Fraction(1, 8), 1),
        ("pppp", Fraction(0), 0),
        # One harmful line takes half a good one with it.
        ("gggh", Fraction(5, 8), 3),
        ("gghh", Fraction(1, 4), 1),
        # Never under nothing.
        ("hhpp", Fraction(0), 0),
        # Breaking off does not make the denominator smaller.
        ("gx", Fraction(1, 4), 1),
        ("x", Fraction(0), 0),
    ],
)
def test_share_and_level_of_a_dimension(acts: str, share: Fraction, level: int) -> None:
    four = chain(*[LISTENING] * 4, assesses=("D2",), profile=customer(patience=100))
    found = verdict_on(four, *acts).level("D2")
    assert found is not None
    assert (found.share, found.level) == (share, level)


DETOUR = script(
    beat("start", line("g", "good", "listen"), line("d", "fair", "listen", next="far")),
    beat("far", *LISTENING, next="farther"),
    beat("farther", *LISTENING),
    assesses=("D2",),
)


@pytest.mark.parametrize(
    ("acts", "share"),
    [
        (["g"], Fraction(1)),
        # A longer way than the reference asks for what it offers itself.
        (["d", "g", "g"], Fraction(5, 6)),
        (["d", "p", "g"], Fraction(1, 2)),
    ],
)
def test_the_denominator_is_the_larger_of_here_and_the_reference(
    acts: list[str], share: Fraction
) -> None:
    assert verdict_on(DETOUR, *acts).levels[0].share == share


def test_the_denominator_of_the_reference_is_that_of_the_truth_at_hand() -> None:
    forked = script(
        beat("start", line("a", "good", "recap"), rules=[("truth mistaken", "more")]),
        beat(
            "more",
            line("a", "good", "listen"),
            line("b", "harmful", "cut_off", "listen:good"),
            next="most",
        ),
        beat("most", line("a", "good", "listen")),
        truths=("founded", "mistaken"),
        assesses=("D2", "D7"),
    )
    assert [each.dimension for each in verdict_on(forked, "a").levels] == ["D7"]
    mistaken = verdict_on(forked, "a", "b", truth="mistaken")
    assert [each.share for each in mistaken.levels] == [Fraction(1, 2), Fraction(1, 2)]


def test_what_is_never_asked_for_has_no_level_and_no_weight() -> None:
    only = one_beat(line("a", "good", "listen", next="close"))
    verdict = verdict_on(only, "a")
    assert [each.dimension for each in verdict.levels] == ["D2"]
    assert verdict.level("D3") is None
    assert verdict.competence == 100


# Beats that ask for D2 (twice the weight) and D5.
WEIGHED = chain(
    (line("g", "good", "listen"), line("p", "poor", "listen")),
    (line("g", "good", "commit"), line("p", "poor", "commit")),
    (line("g", "good", "inform"), line("p", "poor", "inform")),
    profile=customer(patience=100, weights={"D2": 20, "D5": 10, "D4": 7, "D8": 99}),
    assesses=("D2", "D5"),
)


@pytest.mark.parametrize(
    ("acts", "competence"),
    [
        ("ggg", Fraction(100)),
        ("gpg", Fraction(200, 3)),
        ("pgg", Fraction(100, 6)),
        # What is not assessed weighs nothing.
        ("ggp", Fraction(100)),
        ("ppp", Fraction(0)),
    ],
)
def test_weights_are_rescaled_over_what_is_assessed(acts: str, competence: Fraction) -> None:
    # Who did not listen offers the commitment too soon: fair.
    assert verdict_on(WEIGHED, *acts).competence == competence


def test_the_score_is_rounded_down() -> None:
    verdict = verdict_on(WEIGHED, *"gpg")
    assert (verdict.competence, verdict.score) == (Fraction(200, 3), 66)


def test_without_weights_there_is_no_competence() -> None:
    weightless = one_beat(line("a", "good", "listen", next="close"), profile=customer(weights={}))
    assert verdict_on(weightless, "a").competence == 0


HIDING = chain(
    (*LISTENING, line("ask", "good", "open_question")),
    LISTENING,
    facts=[
        fact("camera", "done open_question", must_discover=True),
        fact("salary", "done greet"),
        fact("other", "done greet", truth="mistaken", must_discover=True),
    ],
    endings=[SERVED],
    assesses=("D2",),
)


@pytest.mark.parametrize(
    ("acts", "share"),
    [
        (["ask", "g"], Fraction(1)),
        # At most half while something that had to be found is hidden.
        (["g", "g"], Fraction(1, 2)),
        (["f", "f"], Fraction(1, 2)),
        (["p", "f"], Fraction(1, 4)),
    ],
)
def test_listening_is_worth_half_while_what_must_be_found_is_hidden(
    acts: list[str], share: Fraction
) -> None:
    found = verdict_on(HIDING, *acts).level("D2")
    assert found is not None
    assert found.share == share


def test_listening_is_worth_nothing_when_the_customer_left_in_silence() -> None:
    silent = chain(
        LISTENING,
        LISTENING,
        endings=[ending("gone", "silent_departure", "anger_at_least 33"), SERVED],
        assesses=("D2", "D7"),
    )
    assert said(silent, "g", "g").ending_kind == "silent_departure"
    level = verdict_on(silent, "g", "g").level("D2")
    assert level is not None
    assert (level.share, level.level) == (Fraction(0), 0)


# Passing: one beat for D2, D3, D5, D7 each, so that every condition can fail alone.
def choice(good: str, *, critical: str = "") -> tuple[Option, ...]:
    return (
        line("g", "good", good),
        line("f", "fair", good),
        line("p", "poor", good),
        line("c", "good", good, critical="X5", money=10),
        line("off", "good", good, next="bad"),
    )


EXAM = chain(
    choice("listen"),
    choice("empathise"),
    choice("commit"),
    choice("recap"),
    endings=[ending("bad", "escalated_needlessly"), SERVED],
    assesses=("D2", "D3", "D5", "D7"),
    profile=customer(patience=100, weights={"D2": 25, "D3": 25, "D5": 25, "D7": 25}),
)


@pytest.mark.parametrize(
    ("acts", "score", "unmet"),
    [
        ("gggg", 100, []),
        ("gggf", 87, []),
        # Level 2 is enough in D2, D3 and D5; elsewhere nothing is asked but the sum.
        ("fggg", 87, []),
        ("gggp", 75, []),
        ("pggg", 62, [Unmet("dimension", "D2", 1), Unmet("score", "62", 1)]),
        ("gpgg", 75, [Unmet("dimension", "D3", 2)]),
        ("ggpg", 75, [Unmet("dimension", "D5", 3)]),
        ("gfff", 62, [Unmet("score", "62", 2)]),
        ("gcgg", 100, [Unmet("critical", "X5", 2)]),
        ("gccg", 100, [Unmet("critical", "X5", 2), Unmet("critical", "X5", 3)]),
        (["g", "g", "g", "off"], 100, [Unmet("ending", "escalated_needlessly", 4)]),
        (
            ["g", "off"],
            50,
            [
                Unmet("ending", "escalated_needlessly", 2),
                # No turn lost it: it was never come to.
                Unmet("dimension", "D5", 0),
                Unmet("score", "50", 0),
            ],
        ),
    ],
)
def test_what_keeps_from_passing_and_the_turn_it_shows_at(
    acts: str | list[str], score: int, unmet: list[Unmet]
) -> None:
    verdict = verdict_on(EXAM, *acts)
    assert verdict.score == score
    assert list(verdict.unmet) == unmet
    assert verdict.passed is not bool(unmet)


def test_seventy_passes_and_a_hair_less_does_not() -> None:
    weights = {"D2": 70, "D7": 30}
    seventy = chain(
        choice("listen"), choice("recap"), assesses=("D2", "D7"), profile=customer(weights=weights)
    )
    assert verdict_on(seventy, "g", "p").passed
    less = customer(weights={"D2": 6999, "D7": 3001})
    short = chain(choice("listen"), choice("recap"), assesses=("D2", "D7"), profile=less)
    verdict = verdict_on(short, "g", "p")
    assert (verdict.score, verdict.passed) == (69, False)


def test_critical_lines_are_told_with_their_turns() -> None:
    assert verdict_on(EXAM, *"gcgg").critical == (("X5", 2),)
    assert verdict_on(EXAM, *"gcgg").ending == "loyal"


@pytest.mark.parametrize(
    ("kind", "acceptable"),
    [
        ("loyal", True),
        ("lukewarm", True),
        ("escalated", True),
        ("formal_complaint", True),
        ("escalated_needlessly", False),
        ("conceded", False),
        ("silent_departure", False),
        ("break_off", False),
        ("critical", False),
    ],
)
def test_endings_that_may_be_passed(kind: str, acceptable: bool) -> None:
    ends = one_beat(line("a", "good", "recap", next="end"), endings=[ending("end", kind)])
    assert ending("end", kind).acceptable is acceptable
    assert verdict_on(ends, "a").passed is acceptable


def test_nothing_said_is_nothing_shown() -> None:
    silent = script(beat("here", *LISTENING), assesses=("D2",), record={"slow": 900})
    verdict = verdict_on(silent, "?slow")
    assert (verdict.score, verdict.ending) == (0, "break_off")
    assert verdict.unmet[0] == Unmet("ending", "break_off", 0)
    assert [each.turn for each in verdict.unmet] == [0, 0, 0]


def test_the_reference_is_worth_a_hundred() -> None:
    verdict = judge(EXAM, decisions_in(EXAM, steps_of(EXAM, *"gggg")), said(EXAM, *"gggg"))
    assert verdict.competence == 100
    assert set(DIMENSIONS) == set(CUSTOMER.weights)


@pytest.mark.parametrize(("assessed", "formative"), [(8, False), (7, False), (6, True), (1, True)])
def test_fewer_than_seven_dimensions_only_form(assessed: int, formative: bool) -> None:
    assert script(assesses=DIMENSIONS[:assessed]).formative is formative


def test_the_limits_of_undo_and_of_leaving_as_they_are() -> None:
    """See "Where one may wonder" and "Why it needs its bounds" in the docs of the score."""
    fork = script(
        beat(
            "start",
            line("l", "good", "recap", next="left"),
            line("r", "good", "recap", next="right"),
        ),
        beat("left", line("a", "good", "listen"), line("b", "fair", "listen")),
        beat("right", line("a", "good", "inform"), line("b", "fair", "inform")),
        assesses=("D2", "D7"),
        profile=customer(weights={"D2": 50, "D7": 50}),
    )
    # What was shown only on the way taken back counts with the rest, in learning.
    assert verdict_on(fork, "r", "a").score == 50
    assert verdict_on(fork, "l", "a", "<1", "r", "a").score == 100

    quiet = chain(
        (*LISTENING, line("kind", "good", "greet")),
        (*LISTENING, line("kind", "good", "greet")),
        assesses=("D2",),
        profile=customer(patience=4, leaves_silently_at=15, table={"listen": Row()}),
    )
    # Slammed the door after listening once; or went on kindly until a quiet customer had gone.
    assert verdict_on(quiet, "g", "x").score == 50
    assert verdict_on(quiet, "g", "kind").score == 0
