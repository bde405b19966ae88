"""What would have happened: the worst decision, the best line instead of it, or the trap."""

import pytest

from roleplay.pure.script import Beat, Script
from roleplay.pure.whatif import (
    WhatIf,
    best_instead,
    change_for_the_better,
    lost_most,
    trap_instead,
    worst_decision,
)
from tests.roleplay.scripts import beat, customer, ending, history_of, line, script

PROFILE = customer(anger=60, patience=100, trap="minimise")


def four(name: str, next_: str) -> Beat:
    return beat(
        name,
        line("f", "fair", "listen"),
        line("g", "good", "listen"),
        line("p", "poor", "listen"),
        line("h", "harmful", "interrupt"),
        line("t", "harmful", "minimise"),
        next=next_,
    )


CALL: Script = script(
    four("one", "two"),
    four("two", "three"),
    four("three", "close"),
    endings=[
        ending("calm", "loyal", "anger_at_most 44"),
        ending("slams", "break_off"),
        ending("so-so", "lukewarm"),
    ],
    profile=PROFILE,
    assesses=("D2",),
)


@pytest.mark.parametrize(
    ("acts", "turn"),
    [
        ("ggg", None),
        ("ggp", 3),
        ("gpg", 2),
        # The one that cost most marks; of equals the first.
        ("php", 2),
        ("gpp", 2),
        # Nothing wrong: then what was only acceptable.
        ("gfg", 2),
        # Harm outside the dimension that was asked for costs more than harm in it.
        ("hgt", 3),
    ],
)
def test_the_decision_that_cost_most(acts: str, turn: int | None) -> None:
    worst = worst_decision(history_of(CALL, *acts))
    assert (worst.turn if worst else None) == turn


def test_marks_being_equal_the_leading_meter_decides() -> None:
    twice = script(
        beat("one", line("g", "good", "listen"), line("p", "poor", "listen"), next="two"),
        beat(
            "two",
            line("g", "good", "listen"),
            line("p", "poor", "listen", "recap:good"),
            line("q", "poor", "listen", "inform:poor", "verify:poor"),
        ),
        profile=PROFILE,
    )
    assert getattr(worst_decision(history_of(twice, "p", "p")), "turn", 0) == 1
    assert getattr(worst_decision(history_of(twice, "p", "q")), "turn", 0) == 2


@pytest.mark.parametrize(
    ("lead", "better"),
    [("anger", 10), ("trust", 6), ("openness", 5), ("pressure", 0), ("patience", 2)],
)
def test_what_is_better_depends_on_the_meter(lead: str, better: int) -> None:
    led = script(four("one", "close"), profile=customer(lead=lead))
    (decision,) = history_of(led, "g").decisions
    assert change_for_the_better(led, decision) == better


def test_decisions_taken_back_are_not_looked_at() -> None:
    assert worst_decision(history_of(CALL, "t", "<1", "g")) is None


def story(told: WhatIf | None) -> tuple[str, str, int] | None:
    """The lines said, the ending, and how many of them were the learner's own."""
    if told is None:
        return None
    said = "".join(each.option.id for each in told.decisions)
    return said, told.last.ending, told.own


@pytest.mark.parametrize(
    ("acts", "turn", "best", "trap"),
    [
        # Then the learner's own answers.
        ("pgg", 1, ("ggg", "calm", 2), ("tgg", "so-so", 2)),
        ("gpf", 2, ("gf", "calm", 1), ("tf", "so-so", 1)),
        ("ggp", 3, ("g", "calm", 0), ("t", "so-so", 0)),
        ("ppp", 1, ("gpp", "so-so", 2), ("tpp", "so-so", 2)),
        # Said already: there is nothing to tell.
        ("ggg", 2, None, ("tg", "so-so", 1)),
        ("gtg", 2, ("gg", "calm", 1), None),
    ],
)
def test_another_line_and_how_it_would_have_gone_on(
    acts: str, turn: int, best: tuple[str, str, int] | None, trap: tuple[str, str, int] | None
) -> None:
    history = history_of(CALL, *acts)
    decision = history.decisions[turn - 1]
    assert story(best_instead(history, decision)) == best
    assert story(trap_instead(history, decision)) == trap


def test_what_was_never_answered_is_assumed_to_be_acceptable() -> None:
    """Broken off early: the acceptable line stands for what the learner did not come to."""
    history = history_of(CALL, "t", "t", "p")
    assert history.last.ending == "slams"
    assert story(best_instead(history, history.decisions[0])) == ("gtp", "so-so", 2)
    cut = history_of(CALL, "p")
    assert story(best_instead(cut, cut.decisions[0])) == ("gff", "calm", 0)


def test_an_answer_no_longer_offered_is_not_repeated() -> None:
    guarded = script(
        beat("one", line("g", "good", "verify"), line("p", "poor", "inform"), next="two"),
        beat(
            "two",
            line("f", "fair", "recap"),
            line("x", "good", "recap", when="not_done verify"),
            line("y", "poor", "recap"),
        ),
    )
    history = history_of(guarded, "p", "x")
    assert story(best_instead(history, history.decisions[0])) == ("gf", "served", 0)


def test_a_loop_is_answered_as_the_learner_did_and_ends() -> None:
    loop = script(
        beat(
            "one",
            line("g", "good", "listen", next="two"),
            line("p", "poor", "listen", next="round"),
            line("t", "harmful", "minimise", next="round"),
        ),
        beat("round", line("g", "good", "recap", next="one"), line("f", "fair", "recap")),
        beat("two", line("g", "good", "recap"), line("f", "fair", "recap")),
        profile=customer(patience=20, anger=0, trap="minimise"),
    )
    history = history_of(loop, "p", "g", "p", "f")
    told = trap_instead(history, history.decisions[0])
    # In the beat "round" the last answer of the learner is what they do.
    assert story(told) == ("tf", "served", 1)


def test_coming_back_to_the_same_question_it_is_not_answered_as_badly_again() -> None:
    loop = script(
        beat(
            "one",
            line("g", "good", "listen", next="one"),
            line("f", "fair", "listen"),
            line("p", "poor", "listen"),
        ),
        profile=customer(patience=100),
    )
    history = history_of(loop, "p")
    assert story(best_instead(history, history.decisions[0])) == ("gf", "served", 0)


@pytest.mark.parametrize(
    ("said", "trap", "expected"),
    [
        ("g", "minimise", "t"),
        # No trap among the lines: the worst there is, unless that was said.
        ("g", "concede", "h"),
        ("h", "concede", None),
        ("p", "concede", "h"),
    ],
)
def test_the_trap_is_the_profiles_own_else_the_worst_line(
    said: str, trap: str, expected: str | None
) -> None:
    trapped = script(four("one", "close"), profile=customer(trap=trap))
    history = history_of(trapped, said)
    told = trap_instead(history, history.decisions[0])
    assert (told.option.id if told else None) == expected


def test_without_a_wrong_line_there_is_no_trap() -> None:
    kind = script(beat("one", line("g", "good", "listen"), line("f", "fair", "listen")))
    history = history_of(kind, "f")
    assert trap_instead(history, history.decisions[0]) is None


@pytest.mark.parametrize(
    ("said", "assessed", "dimension"),
    [
        ("good", ("D2", "D3"), ""),
        # What was missed; the heavier for the profile first.
        ("none", ("D2", "D3"), "D2"),
        ("none", ("D3",), "D3"),
        ("half", ("D2", "D3"), "D3"),
        # Harm weighs more, also where nothing was to be shown.
        ("harm", ("D2", "D3"), "D3"),
        ("rude", ("D1", "D2"), "D2"),
        ("rude", ("D1",), "D1"),
        # What is not assessed is not told.
        ("none", ("D4",), ""),
    ],
)
def test_the_dimension_a_line_lost_most_in(
    said: str, assessed: tuple[str, ...], dimension: str
) -> None:
    played = script(
        beat(
            "one",
            line("good", "good", "listen", "empathise"),
            line("half", "good", "listen", "empathise:fair"),
            line("none", "poor", "inform"),
            line("harm", "harmful", "minimise"),
            line("rude", "harmful", "insult"),
        ),
        assesses=assessed,
    )
    (decision,) = history_of(played, said).decisions
    assert lost_most(played, decision) == dimension
