"""Randomness that can be repeated."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from roleplay.pure.drawing import number_from, one_of, shuffled


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_the_same_every_time(seed: str, purpose: str, name: str) -> None:
    assert number_from(seed, purpose, name) == number_from(seed, purpose, name)
    assert 0 <= number_from(seed, purpose, name) < 16**12


@given(st.lists(st.text(max_size=4), unique=True, max_size=8), st.data())
def test_shuffling_keeps_everything_whatever_the_order_before(
    ids: list[str], data: st.DataObject
) -> None:
    turned = data.draw(st.permutations(ids))
    assert sorted(shuffled(ids, "s", "options")) == sorted(ids)
    assert shuffled(turned, "s", "options") == shuffled(ids, "s", "options")


def test_seed_purpose_and_name_make_a_difference() -> None:
    assert len({number_from(*each) for each in ("abc", "abd", "acc", "bbc")}) == 4
    orders = Counter("".join(shuffled("abc", str(seed), "options")) for seed in range(600))
    assert len(orders) == 6
    assert min(orders.values()) > 60


def test_everything_has_its_turn() -> None:
    assert {one_of("abc", str(seed), "line") for seed in range(40)} == set("abc")
    assert one_of(["only"], "seed", "line") == "only"


def test_a_draw_does_not_change_between_releases() -> None:
    """Stored conversations are played again by their seed: these values must stay."""
    assert number_from("seed", "start", "anger") == 107254896536106
    assert shuffled("abcd", "seed", "options") == ["c", "a", "d", "b"]
