"""What is said and happens in a step: variants by band, stock phrases, warnings, leaving."""

import pytest

from roleplay.pure.script import Line, Phrase, Row, Script
from roleplay.pure.telling import Event, lead_band, opening, tell
from tests.roleplay.scripts import (
    QUIET,
    beat,
    customer,
    ending,
    fact,
    line,
    one_beat,
    said,
    script,
    steps_of,
)


def lines(*bands: str) -> tuple[Line, ...]:
    """Variants named after their band."""
    return tuple(Line(f"l-{band}", band) for band in bands)


def told(played: Script, *acts: str, seed: str = "seed") -> list[Event]:
    """What the last of these actions brings."""
    return tell(played, steps_of(played, *acts)[-1], seed, turn=len(acts))


def heard(events: list[Event], *kinds: str) -> list[str]:
    return [each.name or each.path for each in events if each.kind in kinds]


@pytest.mark.parametrize(
    ("bands", "anger", "line_said"),
    [
        (("low", "mid", "high", "top"), 20, "l-low"),
        (("low", "mid", "high", "top"), 35, "l-mid"),
        (("low", "mid", "high", "top"), 84, "l-high"),
        (("low", "mid", "high", "top"), 85, "l-top"),
        # Nothing for this mood: what fits any, then the nearest, then what there is.
        (("low", "any"), 70, "l-any"),
        (("low", "high"), 90, "l-high"),
        (("low", "mid"), 90, "l-mid"),
        (("mid", "top"), 70, "l-mid"),
        (("low", "top"), 70, "l-top"),
        (("high",), 20, "l-high"),
        (("top",), 20, "l-top"),
        (("any", "high"), 70, "l-high"),
    ],
)
def test_the_customers_line_fits_the_mood(
    bands: tuple[str, ...], anger: int, line_said: str
) -> None:
    moody = script(
        beat("here", line("a", "good", "listen"), lines=lines(*bands)),
        profile=customer(anger=anger),
    )
    events = opening(moody, said(moody), "seed")
    assert events == [Event("line", f"scenario.beats.here.lines.{line_said}.text", line_said)]


def test_a_beat_without_lines_says_nothing() -> None:
    mute = one_beat(line("a", "good", "listen"))
    assert opening(mute, said(mute), "seed") == []


@pytest.mark.parametrize(
    ("lead", "band"), [("anger", "mid"), ("trust", "mid"), ("openness", "mid"), ("pressure", "low")]
)
def test_the_mood_is_the_band_of_the_leading_meter(lead: str, band: str) -> None:
    led = one_beat(line("a", "good", "listen"), profile=customer(lead=lead))
    assert lead_band(led, said(led)) == band


def test_of_several_lines_the_seed_and_the_turn_draw_one() -> None:
    several = tuple(Line(f"l{number}") for number in range(4))
    varied = script(beat("here", line("a", "good", "listen"), lines=several, next="here"))
    state = said(varied)
    drawn = {seed: heard(opening(varied, state, seed), "line") for seed in "abcdefghij"}
    assert drawn == {seed: heard(opening(varied, state, seed), "line") for seed in drawn}
    assert {name for names in drawn.values() for name in names} == {"l0", "l1", "l2", "l3"}
    turns = [tell(varied, steps_of(varied, "a")[-1], "seed", turn) for turn in range(20)]
    assert len({tuple(heard(each, "line")) for each in turns}) == 4


AT = "scenario.beats.here"
TEXTS = {
    f"{AT}.event": "Someone comes in",
    f"{AT}.gesture": "A sigh",
    f"{AT}.options.own.reply": "Well then",
    f"{AT}.options.own.consequence": "A door slams",
}
WORDY = script(
    beat(
        "here",
        line("own", "good", "listen"),
        line("stock", "good", "verify", consults="file"),
        lines=lines("any"),
        next="here",
    ),
    facts=[fact("z", "consulted file"), fact("a", "consulted file")],
    record={"file": 10},
    texts={"es": TEXTS},
)


def test_a_step_is_told_in_order() -> None:
    assert opening(WORDY, said(WORDY), "seed") == [
        Event("event", f"{AT}.event"),
        Event("gesture", f"{AT}.gesture"),
        Event("line", f"{AT}.lines.l-any.text", "l-any"),
    ]
    assert told(WORDY, "own") == [
        Event("said", f"{AT}.options.own.text", "own"),
        Event("reply", f"{AT}.options.own.reply", "own"),
        Event("event", f"{AT}.options.own.consequence"),
        *opening(WORDY, said(WORDY), "seed"),
    ]


def test_what_is_opened_and_found_is_told_once() -> None:
    found = [
        Event("found", "scenario.facts.a.text", "a"),
        Event("found", "scenario.facts.z.text", "z"),
    ]
    opened = Event("consulted", "scenario.record.file.title", "file")
    # A look at the record changes nobody's line.
    assert told(WORDY, "?file") == [opened, *found]
    assert told(WORDY, "stock")[1:4] == [opened, *found]
    assert heard(told(WORDY, "?file", "stock"), "consulted", "found") == []


def bank(*rows: tuple[str, str]) -> tuple[Phrase, ...]:
    return tuple(Phrase(f"{move}-{band}", move, band) for move, band in rows)


PHRASES = bank(
    ("listen", "low"),
    ("listen", "mid"),
    ("verify", "any"),
    ("verify", "high"),
    ("minimise", "any"),
    ("good", "any"),
    ("fair", "any"),
    ("poor", "any"),
    ("poor", "low"),
    ("harmful", "any"),
)


def talker(anger: int, phrases: tuple[Phrase, ...] = PHRASES) -> Script:
    return one_beat(
        line("listen", "good", "listen"),
        line("half", "fair", "listen"),
        line("weak", "poor", "listen"),
        line("verify", "fair", "verify", "listen"),
        line("recap", "good", "recap"),
        line("calm", "harmful", "minimise"),
        line("cold", "harmful", "recap"),
        line("rush", "fair", "commit"),
        profile=customer(anger=anger, phrases=phrases, patience=100),
    )


@pytest.mark.parametrize(
    ("anger", "line_said", "reply"),
    [
        # By the first move, in the mood after the line.
        (44, "listen", "listen-low"),
        (45, "listen", "listen-mid"),
        (45, "half", "listen-mid"),
        (61, "verify", "verify-any"),
        (67, "verify", "verify-high"),
        # No phrase for the move in this mood, or at all: by the quality of the line.
        (80, "listen", "good-any"),
        (50, "recap", "good-any"),
        # A weak line does not get the answer of a good one.
        (50, "weak", "poor-any"),
        (20, "weak", "poor-low"),
        # A harmful move has its own; an ordinary one said harmfully has not.
        (10, "calm", "minimise-any"),
        (50, "cold", "harmful-any"),
        # Too soon: a fair solution is a weak line.
        (50, "rush", "poor-any"),
    ],
)
def test_a_line_without_a_reply_gets_one_from_the_phrase_bank(
    anger: int, line_said: str, reply: str
) -> None:
    events = told(talker(anger), line_said)
    assert events[1] == Event("reply", f"profile.phrases.{reply}.text", reply)


def test_without_a_fitting_phrase_nothing_is_replied() -> None:
    assert heard(told(talker(50, phrases=()), "listen"), "reply") == []


LEAVING = bank(("warning", "any"), ("warning", "top"), ("leaving", "any"), ("poor", "any"))


def heated(**profile: int) -> Script:
    return script(
        beat(
            "here",
            line("weak", "poor", "inform"),
            line("plain", "good", "verify"),
            line("off", "harmful", "cut_off"),
            line("end", "good", "recap", next="served"),
            lines=lines("any"),
            next="here",
        ),
        profile=customer(phrases=LEAVING, table={"verify": Row()}, **profile),
        endings=[ending("served", "loyal")],
    )


def test_the_warning_is_spoken_once_and_last() -> None:
    rising = heated(anger=82, patience=100)
    assert heard(told(rising, "weak"), "reply", "line") == ["poor-any", "l-any", "warning-top"]
    assert said(rising, "weak", "plain").warned
    assert heard(told(rising, "weak", "plain"), "reply", "line") == ["l-any"]


def test_who_goes_at_once_warns_nobody() -> None:
    quiet = heated(anger=82, trust=15, leaves_silently_at=15)
    assert steps_of(quiet, "weak")[-1].after.warned
    assert heard(told(quiet, "weak"), "reply") == ["poor-any", "leaving-any"]


@pytest.mark.parametrize(
    ("acts", "profile", "replies"),
    [
        # Who breaks off says so, and then no line follows.
        (["weak", "weak"], {"anger": 82, "patience": 100}, ["poor-any", "leaving-any"]),
        (["off"], {}, ["leaving-any"]),
        (["weak"], {"trust": 15, "leaves_silently_at": 15}, ["poor-any", "leaving-any"]),
        (["weak"], {"patience": 5}, ["poor-any", "leaving-any"]),
        # Any other end is told by its scene.
        (["end"], {}, []),
    ],
)
def test_who_leaves_has_a_last_word(
    acts: list[str], profile: dict[str, int], replies: list[str]
) -> None:
    assert heard(told(heated(**profile), *acts), "reply", "line") == replies


def test_waiting_may_be_the_last_thing() -> None:
    slow = one_beat(
        line("a", "good", "listen"),
        profile=customer(patience=3, phrases=LEAVING, leaves_silently_at=QUIET.leaves_silently_at),
        record={"file": 60},
    )
    assert heard(told(slow, "?file"), "consulted", "reply") == ["file", "leaving-any"]
