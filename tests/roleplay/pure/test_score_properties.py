"""What holds of the score on every script: loops never earn, undo never erases, leaving never pays.

Stated as in docs/algorithms/roleplay-score.md, "What holds on every script".
"""

from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from roleplay.pure.assessment import Verdict, judge, mark, totals, worst_visits
from roleplay.pure.engine import Choose, begin, offered
from roleplay.pure.history import REWIND, SAY, Act, play_history
from roleplay.pure.outcome import outcome_of
from roleplay.pure.replay import Decision, Step, best_path, decisions_in, play, reference
from roleplay.pure.script import Option, Script
from roleplay.pure.stages import stage_shares
from roleplay.pure.state import State
from tests.roleplay.scripts import PICKS, SOUND, TRUTHS, play_picks, scripts

TRUTH = st.sampled_from(TRUTHS)
PASSABLE = {"loyal", "lukewarm", "escalated", "formal_complaint"}


def shares(verdict: Verdict) -> dict[str, Fraction]:
    return {each.dimension: each.share for each in verdict.levels}


def asked_for(played: Script, truth: str) -> dict[str, int]:
    """The opportunities on the reference path."""
    decisions = decisions_in(played, reference(played, truth))
    return totals(mark(played, each) for each in decisions)[1]


def games(played: Script, truth: str, picks: list[int]) -> tuple[list[Step], list[Decision]]:
    steps = play_picks(played, begin(played, "seed", truth), picks)
    return steps, decisions_in(played, steps)


@settings(max_examples=50)
@given(scripts(), PICKS, TRUTH)
@example(SOUND, [2, 2, 2, 2, 2], "founded")
def test_every_verdict_is_within_bounds_and_a_pass_keeps_every_condition(
    played: Script, picks: list[int], truth: str
) -> None:
    steps, decisions = games(played, truth, picks)
    last = steps[-1].after
    verdict = judge(played, decisions, last)
    assert 0 <= verdict.competence <= 100
    assert verdict.score <= verdict.competence < verdict.score + 1
    for each in verdict.levels:
        assert each.dimension in played.assesses
        assert 0 <= each.share <= 1
        assert abs(each.level - each.share * 4) <= Fraction(1, 2)
    weak = {each.dimension for each in verdict.levels if each.level < 2}
    holds = (
        verdict.competence >= 70
        and not weak & {"D2", "D3", "D5"}
        and not any(each.option.critical for each in decisions)
        and last.ending_kind in PASSABLE
    )
    assert verdict.passed is holds
    turns = {each.turn for each in decisions}
    assert all(each.turn in turns | {0} for each in verdict.unmet)
    assert judge(played, decisions, last) == verdict


@settings(max_examples=50)
@given(scripts(), PICKS, TRUTH)
def test_report_card_and_stages_are_within_bounds(
    played: Script, picks: list[int], truth: str
) -> None:
    steps, decisions = games(played, truth, picks)
    outcome = outcome_of(played, steps[0].before, steps[-1].after)
    parts = (outcome.treatment, outcome.process, outcome.result, outcome.card)
    assert all(0 <= each <= 100 for each in parts)
    assert outcome.acceptable is (outcome.ending_kind in PASSABLE)
    for share in stage_shares(played, decisions).values():
        assert share is None or 0 <= share <= 100


@settings(max_examples=50)
@given(scripts(), PICKS, TRUTH)
def test_coming_by_again_never_raises_a_share(played: Script, picks: list[int], truth: str) -> None:
    """Loops never earn. Leave out any visit of a beat that was visited more than once: no share is
    lower for it, the conversation having ended and found out the same."""
    steps, decisions = games(played, truth, picks)
    last = steps[-1].after
    whole = shares(judge(played, decisions, last))
    visits = [each.beat for each in decisions]
    for place, each in enumerate(decisions):
        if visits.count(each.beat) > 1:
            without = decisions[:place] + decisions[place + 1 :]
            fewer = shares(judge(played, without, last))
            # A dimension nobody else offers and this visit did has no share without it.
            assert all(whole[name] <= fewer.get(name, 1) for name in whole)


@settings(max_examples=50)
@given(scripts(), PICKS, TRUTH)
def test_what_counts_of_a_beat_is_the_least_of_its_visits(
    played: Script, picks: list[int], truth: str
) -> None:
    _steps, decisions = games(played, truth, picks)
    marked = [mark(played, each) for each in decisions]
    counted = worst_visits(marked)
    for each in marked:
        kept = counted[each.beat]
        assert kept.opportunities >= each.opportunities
        for name in kept.marks.keys() | each.marks.keys():
            assert kept.marks.get(name, 0) <= each.marks.get(name, 0)
    points, _chances = totals(marked)
    # Whatever was visited how often: what was best somewhere else does not come back.
    assert totals([*marked, *marked])[0] == points


def acts(picks: list[int], played: Script, first: State) -> list[Act]:
    """Lines, and now and then back to an earlier turn: also from where it had ended."""
    turns: list[Act] = []
    standing: list[tuple[int, State]] = []
    for number, pick in enumerate(picks, start=1):
        state = standing[-1][1] if standing else first
        if standing and (state.over or pick % 4 == 3):
            back = standing[pick % len(standing)][0]
            turns.append(Act(number, REWIND, str(back)))
            standing = [each for each in standing if each[0] < back]
        elif not state.over:
            options = offered(played, state)
            said = options[pick % len(options)].id
            turns.append(Act(number, SAY, said))
            (step,) = play(played, state, [Choose(said)])
            standing.append((number, step.after))
    return turns


LONG_PICKS = st.lists(st.integers(0, 11), min_size=4, max_size=24)


@settings(max_examples=50)
@given(scripts(), LONG_PICKS, TRUTH)
def test_undo_never_erases(played: Script, picks: list[int], truth: str) -> None:
    """Whatever was taken back still counts where it was said, and every critical line remains.

    So taking back and answering again is worth at most what the new answers are worth alone, as
    long as no beat was only seen on the way taken back.
    """
    turns = acts(picks, played, begin(played, "seed", truth))
    history = play_history(played, "seed", truth, turns, level=True)
    taken = judge(played, history.taken, history.last)
    verdict = judge(played, history.decisions, history.last)
    assert set(taken.critical) <= set(verdict.critical)
    for each in history.decisions:
        if each.option.critical:
            assert (each.option.critical, each.turn) in verdict.critical
            assert not verdict.passed
    counted = worst_visits(mark(played, each) for each in history.decisions)
    for each in history.decisions:
        for name, half in mark(played, each).marks.items():
            assert counted[each.beat].marks[name] <= half
    standing = {each.beat for each in history.taken}
    if all(each.beat in standing for each in history.decisions):
        alone, together = shares(taken), shares(verdict)
        assert all(together[name] <= alone.get(name, 1) for name in together)


def left(state: State) -> State:
    """The same moment, broken off."""
    return state._replace(ending="break_off", ending_kind="break_off")


def does_no_harm(played: Script, option: Option) -> bool:
    kind = {option.quality, *(each.quality for each in option.moves)} <= {"good", "fair", "poor"}
    return kind and not any(played.moves[each.name].harmful for each in option.moves)


def lines_without_harm(played: Script, state: State, picks: list[int]) -> list[Step]:
    """To the end, with any lines that do no harm."""
    steps: list[Step] = []
    while not state.over:
        fitting = [each for each in offered(played, state) if does_no_harm(played, each)]
        chosen = fitting[picks[len(steps) % len(picks)] % len(fitting)]
        (step,) = play(played, state, [Choose(chosen.id)])
        steps.append(step)
        state = step.after
    return steps


def rude_lines(played: Script, state: State) -> list[Step]:
    """What may be said here with nothing good in it."""
    steps = []
    for option in offered(played, state):
        (step,) = play(played, state, [Choose(option.id)])
        (decision,) = decisions_in(played, [step])
        if all(half <= 0 for half in mark(played, decision).marks.values()):
            steps.append(step)
    return steps


def begun(played: Script, truth: str, picks: list[int], kept: int) -> tuple[list[Step], State]:
    """The beginning of a conversation, and where it stands: not at its end."""
    steps = play_picks(played, begin(played, "seed", truth), picks)
    kept %= len(steps)
    return steps[:kept], steps[kept].before


BEGINNINGS = st.tuples(TRUTH, PICKS, st.integers(0, 5))


@settings(max_examples=60)
@given(scripts(loops=False, kind=True), BEGINNINGS, PICKS)
def test_leaving_early_never_beats_going_on_without_harm(
    played: Script, beginning: tuple[str, list[int], int], picks: list[int]
) -> None:
    """A beginning, then a break-off (after a rude line or none), or any other lines without harm to
    any end but a silent one, no beat twice. In every dimension in which the whole conversation
    offered no more than the reference does, the break-off has no greater share; so where that is
    all of them, no higher competence."""
    truth = beginning[0]
    before, here = begun(played, *beginning)
    after = lines_without_harm(played, here, picks)
    last = after[-1].after
    if last.ending_kind == "silent_departure":
        return
    whole = decisions_in(played, [*before, *after])
    stayed = judge(played, whole, last)
    asked = asked_for(played, truth)
    there = totals(mark(played, each) for each in whole)[1]
    longer = {name for name, number in there.items() if number > asked.get(name, 0)}
    for rude in [[], *([step] for step in rude_lines(played, here))]:
        end = rude[-1].after if rude else here
        gone = judge(played, decisions_in(played, [*before, *rude]), left(end))
        assert not gone.passed
        # A rude line that finds out more is another story: listening is not capped then.
        if not end.found <= last.found:
            continue
        one, other = shares(gone), shares(stayed)
        assert all(one[name] <= other[name] for name in one.keys() - longer)
        if not longer & set(played.assesses):
            assert gone.competence <= stayed.competence


@settings(max_examples=50)
@given(scripts(loops=False, kind=True), BEGINNINGS)
def test_leaving_early_never_beats_going_on_well(
    played: Script, beginning: tuple[str, list[int], int]
) -> None:
    """However much the way offers, where the best line everywhere is done as well as can be."""
    before, here = begun(played, *beginning)
    after = best_path(played, here)
    last = after[-1].after
    for each in decisions_in(played, after):
        marked = mark(played, each)
        if any(marked.marks.get(name) != 2 for name in marked.opportunities):
            return
    if last.ending_kind == "silent_departure":
        return
    gone = shares(judge(played, decisions_in(played, before), left(here)))
    stayed = shares(judge(played, decisions_in(played, [*before, *after]), last))
    assert all(gone[name] <= stayed[name] for name in gone)
