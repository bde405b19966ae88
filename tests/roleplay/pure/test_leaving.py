"""How customers leave by themselves: with a warning, in silence, or because of what was said."""

import pytest

from roleplay.pure.script import Profile, Row, Script
from tests.roleplay.scripts import (
    beat,
    customer,
    ending,
    fact,
    line,
    one_beat,
    said,
    script,
)

LINES = (
    line("soothe", "good", "listen"),
    line("half", "fair", "listen"),
    line("plain", "good", "verify"),
    line("no", "good", "firm_no"),
    line("mild", "fair", "firm_no"),
    line("weak", "poor", "inform"),
    line("rude", "harmful", "minimise"),
    line("rush", "fair", "commit"),
)


def heated(anger: int, **rows: Row) -> Script:
    """Somebody this angry, whom looking something up leaves as they are."""
    table = {"verify": Row()} | rows
    return one_beat(*LINES, profile=customer(anger=anger, patience=100, table=table))


@pytest.mark.parametrize(
    ("anger", "acts", "warned", "ending_kind"),
    [
        # Over 84 by a line that raised it.
        (84, ["weak"], True, ""),
        (66, ["rude"], False, ""),
        (67, ["rude"], True, ""),
        # A good line may be what raises it.
        (81, ["no"], True, ""),
        # High from the start and rising no more: nothing is announced yet.
        (90, ["plain", "plain"], False, ""),
        (90, ["soothe"], False, ""),
        (90, ["weak"], True, ""),
        # At the very top there is no room, yet it was raised.
        (100, ["weak"], True, ""),
        # Then one poor or harmful line more ends it, even where anger stays under the mark.
        (84, ["weak", "weak"], True, "break_off"),
        (84, ["weak", "rude"], True, "break_off"),
        # A solution too soon is poor.
        (84, ["weak", "rush"], True, "break_off"),
        # Two harmful lines from below: the first announces.
        (60, ["rude"], False, ""),
        (60, ["rude", "rude"], True, ""),
        (60, ["rude", "rude", "rude"], True, "break_off"),
        # Cleared by a good or fair line that lowers anger, however little.
        (84, ["weak", "soothe"], False, ""),
        (84, ["weak", "half"], False, ""),
        (84, ["weak", "soothe", "rude"], True, ""),
        (84, ["weak", "half", "rude"], True, ""),
        (84, ["weak", "soothe", "weak"], True, ""),
        # Not by one that leaves it, or raises it.
        (84, ["weak", "plain"], True, ""),
        (84, ["weak", "mild"], True, ""),
        (84, ["weak", "plain", "weak"], True, "break_off"),
        (84, ["weak", "mild", "soothe"], False, ""),
    ],
)
def test_the_end_is_announced_before_it_comes(
    anger: int, acts: list[str], warned: bool, ending_kind: str
) -> None:
    state = said(heated(anger), *acts)
    assert (state.warned, state.ending_kind) == (warned, ending_kind)


def test_from_calm_to_the_top_in_one_line_is_a_warning_still() -> None:
    at_once = heated(0, minimise=Row(anger=100))
    assert said(at_once, "rude").anger == 100
    assert not said(at_once, "rude").over
    assert not said(at_once, "rude", "soothe").warned
    assert said(at_once, "rude", "rude").ending_kind == "break_off"


@pytest.mark.parametrize(
    ("trust", "acts", "over"),
    [
        (20, ["weak"], False),
        (19, ["weak"], True),
        (27, ["rude"], True),
        (28, ["rude"], False),
        # Low from the start: the line has to lift it over the mark.
        (10, ["soothe"], False),
        (9, ["soothe"], True),
        (5, ["plain"], True),
        (0, ["plain"], True),
    ],
)
def test_who_leaves_in_silence_does_so_at_low_trust(
    trust: int, acts: list[str], over: bool
) -> None:
    quiet = one_beat(*LINES, profile=customer(trust=trust, leaves_silently_at=15))
    state = said(quiet, *acts)
    assert (state.over, state.ending_kind) == (over, "silent_departure" if over else "")


def test_others_stay_without_any_trust() -> None:
    assert not said(one_beat(*LINES, profile=customer(trust=0)), "weak", "rude").over


def test_a_quiet_customer_goes_in_silence_where_another_would_break_off() -> None:
    both = customer(anger=84, trust=20, leaves_silently_at=15)
    mistrustful = one_beat(*LINES, profile=both)
    assert said(mistrustful, "weak").warned
    assert said(mistrustful, "weak", "weak").ending_kind == "silent_departure"
    # Trust enough: then the anger speaks.
    trusting = one_beat(*LINES, profile=customer(anger=84, trust=60, leaves_silently_at=15))
    assert said(trusting, "weak", "weak").ending_kind == "break_off"


SILENT_AT_ONCE = {"accept_fine": Row(ends="silent_departure"), "cut_off": Row(trust=-25)}


@pytest.mark.parametrize(
    ("profile", "move", "expected"),
    [
        (customer(), "cut_off", "break_off"),
        (customer(), "accept_fine", ""),
        (customer(table=SILENT_AT_ONCE), "accept_fine", "silent_departure"),
        (customer(table=SILENT_AT_ONCE), "cut_off", ""),
        # What the move does comes before what the meters would do.
        (customer(trust=0, leaves_silently_at=15), "cut_off", "break_off"),
    ],
)
def test_some_moves_end_it_at_once(profile: Profile, move: str, expected: str) -> None:
    abrupt = one_beat(line("a", "harmful", move), line("b", "good", "listen"), profile=profile)
    assert said(abrupt, "a").ending_kind == expected


def test_a_move_ends_it_in_any_place_of_the_line_and_wherever_the_line_leads() -> None:
    abrupt = script(
        beat("here", line("a", "fair", "listen", "cut_off", next="there")),
        beat("there", line("a", "good", "listen")),
        endings=[ending("slams", "break_off"), ending("stays", "loyal")],
    )
    assert said(abrupt, "a").ending == "slams"


def test_leaving_keeps_what_the_last_line_did() -> None:
    """Effects, facts and money of the line that ended it count."""
    abrupt = one_beat(
        line("a", "harmful", "cut_off", "verify:good", money=30),
        facts=[fact("seen", "done verify")],
    )
    state = said(abrupt, "a")
    assert state.ending_kind == "break_off"
    assert (state.trust, state.money, state.decisions) == (42, 30, 1)
    assert state.found == {"seen"}


def test_the_authors_first_ending_of_the_kind_is_taken_whatever_it_asks() -> None:
    abrupt = one_beat(
        line("a", "harmful", "cut_off"),
        endings=[
            ending("well", "loyal"),
            ending("first", "break_off", "anger_at_least 99"),
            ending("second", "break_off"),
        ],
    )
    assert said(abrupt, "a").ending == "first"
