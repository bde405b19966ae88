"""Which questions somebody gets: bounded, repeatable, none twice, whatever the bank's order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.drawing import (
    Candidate,
    Draw,
    Drawn,
    Pick,
    draw_questions,
    rank,
    shortages,
    shuffled,
)

CODES = st.frozensets(st.sampled_from(["C1", "C2", "C3"]), max_size=2)
LEVELS = st.sampled_from(["remember", "apply"])
BANKS = st.lists(st.tuples(LEVELS, CODES), max_size=25).map(
    lambda rows: [
        Candidate(number, f"key-{number}", level, codes)
        for number, (level, codes) in enumerate(rows)
    ]
)
DRAWS = st.lists(
    st.builds(Draw, st.integers(1, 6), CODES, LEVELS | st.just("")), min_size=1, max_size=4
)


@pytest.mark.parametrize(
    ("concepts", "level", "takes"),
    [
        ((), "", True),
        (("C1",), "", True),
        (("C2",), "", False),
        (("C2", "C1"), "apply", True),
        (("C1",), "remember", False),
        ((), "apply", True),
    ],
)
def test_what_a_draw_takes(concepts: tuple[str, ...], level: str, takes: bool) -> None:
    candidate = Candidate(1, "key", "apply", frozenset(["C1"]))
    assert Draw(1, frozenset(concepts), level).takes(candidate) is takes


@given(bank=BANKS, draws=DRAWS, seed=st.text(max_size=8))
def test_a_draw_is_bounded_and_takes_none_twice(
    bank: list[Candidate], draws: list[Draw], seed: str
) -> None:
    drawn = draw_questions(bank, draws, seed)
    wanted = sum(draw.count for draw in draws)
    asked = [pick.version_id for pick in drawn.picks]
    assert len(asked) + drawn.missing == wanted
    assert len(set(asked)) == len(asked)
    fitting = {each.version_id for each in bank if any(draw.takes(each) for draw in draws)}
    assert set(asked) <= fitting


@given(bank=BANKS, draws=DRAWS, seed=st.text(max_size=8), data=st.data())
def test_the_same_seed_draws_the_same_in_any_order_of_the_bank(
    bank: list[Candidate], draws: list[Draw], seed: str, data: st.DataObject
) -> None:
    turned = data.draw(st.permutations(bank))
    assert draw_questions(turned, draws, seed) == draw_questions(bank, draws, seed)


def test_seeds_make_a_difference() -> None:
    bank = [Candidate(number, f"k{number}", "apply", frozenset()) for number in range(30)]
    draws = [Draw(10, frozenset())]
    several = {draw_questions(bank, draws, f"seed {number}").picks for number in range(20)}
    assert len(several) == 20
    # Everything has its turn: no question is left out by the way it is chosen.
    assert {pick.version_id for each in several for pick in each} == set(range(30))


def test_a_short_bank_says_how_many_are_missing() -> None:
    bank = [Candidate(1, "k1", "apply", frozenset(["C1"]))]
    draws = [Draw(2, frozenset(["C1"])), Draw(3, frozenset(["C2"]))]
    assert draw_questions(bank, draws, "s") == Drawn((Pick(1, 1, critical=False),), 4)
    assert shortages(bank, draws) == [(0, 1), (1, 3)]
    assert shortages(bank, [Draw(1, frozenset())]) == []


@given(bank=BANKS, draws=DRAWS, seed=st.text(max_size=8))
def test_draws_that_overlap_never_starve_each_other(
    bank: list[Candidate], draws: list[Draw], seed: str
) -> None:
    """What can be drawn at all is drawn, whatever the seed: as many as the checks promise."""
    lacking = sum(number for _position, number in shortages(bank, draws))
    assert draw_questions(bank, draws, seed).missing == lacking


@pytest.mark.parametrize("lacking", [0, 1])
def test_a_path_may_be_as_long_as_there_are_slots(lacking: int) -> None:
    """Each slot pushes all before it on; the stack is not Python's."""
    codes = [frozenset({"C1", f"C{number}"}) for number in range(1200)]
    bank = [Candidate(number, f"{number:04}", "apply", each) for number, each in enumerate(codes)]
    draws = [Draw(1200 - lacking, frozenset({"C1"})), Draw(2 * lacking, frozenset({"C7"}))]

    drawn = draw_questions(bank, draws, "s")

    assert (len(drawn.picks), drawn.missing) == (1200, lacking)


def test_a_fixed_question_is_in_every_attempt_with_its_weight() -> None:
    bank = [Candidate(number, f"k{number}", "apply", frozenset()) for number in range(6)]
    draws = [Draw(5), Draw(1, key="k3", points=4, critical=True)]
    for number in range(20):
        drawn = draw_questions(bank, draws, f"seed {number}")
        assert drawn.missing == 0
        assert [pick for pick in drawn.picks if pick.critical] == [Pick(3, 4, critical=True)]


def test_unmixed_questions_stand_as_the_draws_do() -> None:
    bank = [Candidate(number, f"k{number}", "apply", frozenset()) for number in range(4)]
    draws = [Draw(1, key=f"k{number}") for number in (2, 0, 3)]
    drawn = draw_questions(bank, draws, "s", shuffle=False)
    assert [pick.version_id for pick in drawn.picks] == [2, 0, 3]


def test_a_difficulty_can_be_asked_for() -> None:
    hard = Candidate(1, "k", "apply", frozenset(), "hard")
    assert Draw(1, difficulty="hard").takes(hard)
    assert not Draw(1, difficulty="easy").takes(hard)


@given(names=st.lists(st.text(max_size=4), unique=True, max_size=8), data=st.data())
def test_shuffling_keeps_everything(names: list[str], data: st.DataObject) -> None:
    turned = data.draw(st.permutations(names))
    assert sorted(shuffled(names, "s", "options")) == sorted(names)
    assert shuffled(turned, "s", "options") == shuffled(names, "s", "options")


def test_a_draw_does_not_change_between_releases() -> None:
    """Stored attempts are explained by their seed: these values must stay."""
    assert rank("seed", "draw", "q1").startswith("fad676bd")
    assert shuffled("abcd", "seed", "options") == ["c", "a", "d", "b"]
