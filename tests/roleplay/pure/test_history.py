"""A conversation from its stored turns: what stands, what was taken back, what counts."""

import pytest

from roleplay.pure.assessment import judge
from roleplay.pure.engine import Choose, Consult, NotOfferedError, begin
from roleplay.pure.history import Act, action_of, play_history
from roleplay.pure.replay import best_path, decisions_in, reference
from tests.roleplay.scripts import beat, history_of, line, said, script, steps_of, verdict_on

TALK = script(
    beat("first", line("a", "good", "listen"), line("b", "harmful", "minimise"), next="second"),
    beat("second", line("a", "good", "verify"), line("b", "poor", "verify"), next="third"),
    beat("third", line("a", "good", "recap"), line("b", "fair", "recap")),
    record={"file": 20},
)


@pytest.mark.parametrize(
    ("turns", "numbers", "taken", "decisions", "rewinds"),
    [
        ([], (), "", [], 0),
        (["a", "b"], (1, 2), "ab", [1, 2], 0),
        # A look at the record is a turn and no decision.
        (["a", "?file", "b"], (1, 2, 3), "ab", [1, 3], 0),
        (["a", "b", "<2", "a"], (1, 4), "aa", [1, 2, 4], 1),
        (["b", "<1", "a"], (3,), "a", [1, 3], 1),
        (["b", "b", "a", "<1"], (), "", [1, 2, 3], 1),
        # Back twice, the second time over the first.
        (["a", "b", "<2", "a", "<1", "b"], (6,), "b", [1, 2, 4, 6], 2),
        (["a", "?file", "<2", "a"], (1, 4), "aa", [1, 4], 1),
        (["a", "b", "<2"], (1,), "a", [1, 2], 1),
    ],
)
def test_going_back_takes_turns_away_and_keeps_their_decisions(
    turns: list[str], numbers: tuple[int, ...], taken: str, decisions: list[int], rewinds: int
) -> None:
    history = history_of(TALK, *turns)
    assert history.numbers == numbers
    assert "".join(each.option.id for each in history.taken) == taken
    assert [each.turn for each in history.decisions] == decisions
    assert history.rewinds == rewinds


def test_it_stands_where_the_turns_that_stand_lead() -> None:
    again = history_of(TALK, "b", "b", "<1", "a", "?file", "a")
    assert again.last == said(TALK, "a", "?file", "a")
    assert [step.after for step in again.steps] == [
        step.after for step in steps_of(TALK, "a", "?file", "a")
    ]
    assert history_of(TALK, "a", "<1").last == history_of(TALK).first


def test_what_was_taken_back_still_counts() -> None:
    clean, regretted = verdict_on(TALK, *"aaa"), verdict_on(TALK, "b", "<1", *"aaa")
    assert clean.passed
    assert regretted.competence < clean.competence
    assert [each.share for each in regretted.levels if each.dimension == "D2"] == [0]


def test_a_critical_line_taken_back_is_said_all_the_same() -> None:
    grave = script(
        beat("first", line("a", "good", "listen"), line("b", "poor", "listen", critical="X3")),
        assesses=("D2",),
    )
    verdict = verdict_on(grave, "b", "<1", "a")
    assert verdict.critical == (("X3", 1),)
    assert verdict.unmet[0].what == "critical"


def test_what_could_not_have_been_said_shows_that_the_records_are_wrong() -> None:
    for turns in (["z"], ["a", "a", "a", "a"], ["?nothing"], ["?file", "?file"]):
        with pytest.raises(NotOfferedError):
            history_of(TALK, *turns)


def test_practice_is_played_from_where_its_seed_put_it() -> None:
    history = play_history(TALK, "seed 3", "founded", [Act(1, "say", "a")], level=False)
    assert history.first == begin(TALK, "seed 3", "founded", level=False)
    assert history.first != begin(TALK, "seed 3", "founded")


def test_actions_of_turns() -> None:
    assert action_of("say", "a") == Choose("a")
    assert action_of("consult", "file") == Consult("file")


def test_a_decision_keeps_what_it_was_among() -> None:
    first, second = history_of(TALK, "b", "?file", "a").decisions
    assert (first.beat, first.option.id, first.best.id) == ("first", "b", "a")
    assert [each.id for each in first.offered] == ["a", "b"]
    assert (first.quality, second.turn) == ("harmful", 3)
    assert first.after.beat == second.before.beat == "second"
    assert [each.name for each in first.played] == ["minimise"]


def test_the_reference_takes_the_best_line_everywhere() -> None:
    steps = reference(TALK, "founded")
    assert [step.action for step in steps] == [Choose("a")] * 3
    assert steps[-1].after == said(TALK, *"aaa")
    assert judge(TALK, decisions_in(TALK, steps), steps[-1].after).competence == 100
    rest = best_path(TALK, said(TALK, "b"))
    assert [step.before.beat for step in rest] == ["second", "third"]
    assert best_path(TALK, steps[-1].after) == []


def test_of_equally_good_lines_the_authors_first_is_best() -> None:
    tied = script(
        beat(
            "here",
            line("a", "fair", "recap"),
            line("b", "good", "inform"),
            line("c", "good", "recap"),
        )
    )
    assert [step.action for step in reference(tied, "founded")] == [Choose("b")]
