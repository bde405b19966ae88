"""What holds of every script, however senseless: it ends, stays within bounds, and repeats."""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from roleplay.pure.checks import structure
from roleplay.pure.engine import Choose, begin, offered
from roleplay.pure.history import CONSULT, REWIND, SAY, Act, play_history
from roleplay.pure.replay import Step, best_path, play, reference
from roleplay.pure.script import METERS, Script
from roleplay.pure.solver import Walk, walk
from roleplay.pure.state import State
from roleplay.pure.telling import opening, tell
from roleplay.pure.whatif import best_instead, trap_instead, worst_decision
from tests.roleplay.scripts import (
    PICKS,
    SOUND,
    TRUTHS,
    actions_in,
    play_picks,
    scripts,
)

SEEDS = st.sampled_from(["a", "b", "c", "d"])
TRUTH = st.sampled_from(TRUTHS)


def acts_of(steps: list[Step]) -> list[Act]:
    """The steps as turns are stored."""
    return [
        Act(position, SAY, step.action.option)
        if isinstance(step.action, Choose)
        else Act(position, CONSULT, step.action.entry)
        for position, step in enumerate(steps, start=1)
    ]


@settings(max_examples=80)
@given(scripts(), PICKS, SEEDS, TRUTH, st.booleans())
@example(SOUND, [0], "a", "founded", True)
def test_it_ends_before_patience_can_run_out_twice(
    played: Script, picks: list[int], seed: str, truth: str, level: bool
) -> None:
    """Each line takes two points of patience at least, and an entry opens only once."""
    first = begin(played, seed, truth, level=level)
    steps = play_picks(played, first, picks)
    said = sum(isinstance(step.action, Choose) for step in steps)
    assert said <= max(1, (first.patience + 1) // 2)
    assert len(steps) - said <= len(played.record)
    last = steps[-1].after
    assert last.over
    assert last.ending_kind
    for step in steps:
        before, after = step.before, step.after
        assert all(0 <= after.meter(name) <= 100 for name in METERS)
        assert after.patience <= before.patience
        assert after.seconds >= before.seconds
        # What was done, found and opened stays so.
        assert after.done >= before.done
        assert after.found >= before.found
        assert after.consulted >= before.consulted
        assert after.heard >= before.heard
        assert len(after.recent) <= 3
        assert not before.over


@settings(max_examples=40)
@given(scripts(), PICKS, SEEDS, TRUTH, st.booleans())
def test_a_conversation_is_played_again_bit_for_bit(
    played: Script, picks: list[int], seed: str, truth: str, level: bool
) -> None:
    steps = play_picks(played, begin(played, seed, truth, level=level), picks)
    again = play_history(played, seed, truth, acts_of(steps), level=level)
    assert [each.after for each in again.steps] == [each.after for each in steps]
    for one, other in zip(again.steps, steps, strict=True):
        assert json.dumps(one.after.as_json()) == json.dumps(other.after.as_json())


@settings(max_examples=40)
@given(scripts(), PICKS, TRUTH)
def test_the_same_choices_end_the_same_whoever_makes_them(
    played: Script, picks: list[int], truth: str
) -> None:
    """From the level start the seed has no say: nothing is random during a conversation."""
    steps = play_picks(played, begin(played, "one", truth), picks)
    actions = [step.action for step in steps]
    other = list(play(played, begin(played, "another", truth), actions))
    assert [step.after for step in other] == [step.after for step in steps]


@settings(max_examples=40)
@given(scripts(), PICKS, TRUTH, st.data())
def test_going_back_and_on_again_is_as_if_nothing_had_been_taken_back(
    played: Script, picks: list[int], truth: str, data: st.DataObject
) -> None:
    """Rewinding anywhere, any number of times, leads where the standing turns lead."""
    steps = play_picks(played, begin(played, "seed", truth), picks)[:8]
    turns = acts_of(steps)
    back = data.draw(st.integers(1, len(turns)))
    acts = [
        *turns,
        Act(len(turns) + 1, REWIND, str(back)),
        *(
            Act(len(turns) + 1 + place, each.kind, each.what)
            for place, each in enumerate(turns[back - 1 :], start=1)
        ),
    ]
    again = play_history(played, "seed", truth, acts, level=True)
    assert [each.after for each in again.steps] == [each.after for each in steps]
    assert len(again.decisions) >= len(again.taken)


@settings(max_examples=40)
@given(scripts(), PICKS, SEEDS, TRUTH)
def test_everything_can_be_told_and_told_again(
    played: Script, picks: list[int], seed: str, truth: str
) -> None:
    first = begin(played, seed, truth)
    steps = play_picks(played, first, picks)
    told = [tell(played, step, seed, turn) for turn, step in enumerate(steps, start=1)]
    assert told == [tell(played, step, seed, turn) for turn, step in enumerate(steps, start=1)]
    assert opening(played, first, seed) == opening(played, first, seed)
    assert all(events for events in told)


@settings(max_examples=40)
@given(scripts(), PICKS, TRUTH)
def test_what_would_have_happened_ends_too(played: Script, picks: list[int], truth: str) -> None:
    steps = play_picks(played, begin(played, "seed", truth), picks)
    history = play_history(played, "seed", truth, acts_of(steps), level=True)
    for decision in {worst_decision(history), *history.taken[:2]} - {None}:
        assert decision is not None
        for told in (best_instead(history, decision), trap_instead(history, decision)):
            if told is not None:
                assert told.last.over
                assert told.option is not decision.option
                assert 0 <= told.own < len(told.decisions)


@settings(max_examples=40)
@given(scripts(), TRUTH)
def test_the_reference_takes_a_best_line_at_every_step(played: Script, truth: str) -> None:
    steps = reference(played, truth)
    assert steps[-1].after.over
    order = ["good", "fair", "poor", "harmful"]
    for step in steps:
        assert isinstance(step.action, Choose)
        options = offered(played, step.before)
        best = min(order.index(each.quality) for each in options)
        (said,) = (each for each in options if each.id == step.action.option)
        assert order.index(said.quality) == best
    assert best_path(played, begin(played, "other", truth)) == steps


def everything(played: Script, truth: str, most: int) -> Walk | None:
    """The walk without anything left out of a standing; None when there is too much to see."""
    start = begin(played, "walk", truth)
    seen, open_ = {start}, [start]
    whole = Walk(beats={played.start})
    while open_:
        state = open_.pop()
        whole.beats.add(state.beat)
        for action in actions_in(played, state):
            if not isinstance(action, Choose):
                continue
            (step,) = play(played, state, [action])
            whole.found |= step.after.found
            if step.after.over:
                whole.endings[step.after.ending] = step.after.ending_kind
                note_bypassed(played, step.after, whole)
            elif step.after not in seen:
                seen.add(step.after)
                open_.append(step.after)
        if len(seen) > most:
            return None
    return whole


def note_bypassed(played: Script, last: State, whole: Walk) -> None:
    ending = played.endings.get(last.ending)
    if ending is not None and ending.acceptable:
        whole.bypassed |= {(ending.name, move) for move in played.must_do if move not in last.done}


@settings(max_examples=80)
@given(scripts(), TRUTH)
def test_a_walk_sees_what_playing_every_conversation_would(played: Script, truth: str) -> None:
    """Leaving out of a standing what no rule asks for loses nothing."""
    whole = everything(played, truth, most=400)
    if whole is None:
        return
    seen = walk(played, truth)
    assert seen.complete
    assert seen.beats == whole.beats
    assert seen.endings == whole.endings
    assert seen.found == whole.found
    assert seen.bypassed == whole.bypassed
    assert structure(played, [seen]) == structure(played, [walk(played, truth)])
