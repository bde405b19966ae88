"""Standings that go on alike are walked once; those that go on differently are kept apart."""

import pytest

from roleplay.pure.script import Option, Profile, Row, Script
from roleplay.pure.solver import Walk, sample, walk
from tests.roleplay.scripts import (
    SOUND,
    beat,
    customer,
    ending,
    fact,
    line,
    one_beat,
    script,
)

# Moves that leave the meters alone: what they leave behind is all there is to tell them apart.
BLAND: dict[str, Row] = {
    "inform": Row(),
    "verify": Row(),
    "listen": Row(),
    "explain_wait": Row(),
    "overpromise": Row(later=Row(anger=60)),
    "concede": Row(money=1),
    "greet": Row(trust=-20),
}
# Fair, so that it is not remembered as good: that alone would tell it from others.
PLAIN = line("plain", "fair", "inform")


def then(first: Option, *after: Option, when: str, profile: Profile | None = None) -> Script:
    """Either PLAIN or another line, then the same; it ends otherwise where that was said."""
    return script(
        beat("one", PLAIN, first, next="two"),
        beat("two", *(after or (line("end", "good", "inform"),)), next="close"),
        endings=[ending("other", "loyal", when), ending("usual", "lukewarm")],
        facts=[fact("camera", "consulted file")],
        record={"file": 0, "slow": 90},
        profile=profile or customer(table=BLAND),
    )


APART = {
    "a move done": then(line("o", "fair", "verify"), when="done verify"),
    "a move not done": then(line("o", "fair", "verify"), when="not_done verify"),
    "heard": then(line("o", "fair", "listen"), when="heard"),
    "something opened": then(line("o", "fair", "inform", consults="file"), when="consulted file"),
    "a fact found": then(line("o", "fair", "inform", consults="file"), when="found camera"),
    "a concession": then(line("o", "harmful", "concede"), when="granted"),
    "a promise": then(line("o", "harmful", "overpromise"), when="anger_at_least 90"),
    "a wait explained": then(
        line("o", "fair", "explain_wait"),
        line("end", "good", "inform", consults="slow"),
        when="patience_at_least 50",
    ),
    # Both soothe alike; what soothes again is worth less the second time.
    "a move that fades": then(
        line("o", "good", "empathise"),
        line("end", "good", "empathise"),
        when="anger_at_least 30",
        profile=customer(table=BLAND | {"inform": Row(anger=-24), "empathise": Row(anger=-12)}),
    ),
    "trust, asked for": then(line("o", "fair", "greet"), when="trust_at_most 30"),
}


@pytest.mark.parametrize("name", APART)
def test_standings_that_go_on_differently_are_kept_apart(name: str) -> None:
    assert set(walk(APART[name], "founded").endings) == {"other", "usual"}


def test_trust_is_looked_at_where_it_makes_customers_leave() -> None:
    """No condition asks for it, and yet one of two alike will go in silence."""
    for leaves_at, endings in ((0, {"usual"}), (15, {"usual", "silent_departure"})):
        played = script(
            beat("one", PLAIN, line("o", "fair", "greet"), next="two"),
            beat("two", line("end", "good", "greet"), next="close"),
            endings=[ending("usual", "lukewarm")],
            profile=customer(trust=40, leaves_silently_at=leaves_at, table=BLAND),
        )
        assert set(walk(played, "founded").endings) == endings


def test_what_nothing_asks_for_makes_no_difference() -> None:
    alike = script(
        beat("one", PLAIN, *(line(f"m{each}", "fair", "inform", money=each) for each in (1, 2, 3))),
        beat("two", PLAIN),
        profile=customer(table=BLAND),
    )
    assert walk(alike, "founded").states == 1


def test_a_walk_stops_when_enough_was_seen_or_too_much_is_there() -> None:
    endless = one_beat(
        line("a", "good", "listen"), line("b", "good", "empathise"), line("c", "poor", "inform")
    )
    assert not walk(endless, "founded", most=20).complete
    assert walk(endless, "founded", most=20).states <= 40
    stopped = walk(endless, "founded", enough=lambda: True)
    assert (stopped.states, stopped.complete) == (0, True)


def test_games_are_the_same_every_time_and_add_to_what_was_seen() -> None:
    one, other = Walk(), Walk()
    sample(SOUND, "founded", one, range(30))
    sample(SOUND, "founded", other, range(30))
    assert one == other
    whole = walk(SOUND, "founded")
    assert one.beats <= whole.beats
    assert one.endings.keys() <= whole.endings.keys()
    sample(SOUND, "founded", one, range(30, 200))
    assert one.beats == whole.beats
    assert one.endings == whole.endings
