"""Does a scenario teach and measure? For each thing that can be wrong, one that has it."""

from dataclasses import replace

import pytest

from courses.pure.texts import Texts
from roleplay.pure.checks import ERROR, WARNING, Finding
from roleplay.pure.craft import craft, untranslated
from roleplay.pure.script import PlayedMove, Script
from tests.roleplay.scripts import (
    DIMENSIONS,
    LENGTHS,
    SOUND,
    SOUND_BEATS,
    SOUND_TEXTS,
    beat,
    conditions,
    ending,
    fact,
    texts_of,
    with_beat,
    with_line,
)


def moves(played: Script, name: str, option: str, *new: str) -> Script:
    """The script with other moves in a line."""
    own = played.beats[name].option(option)
    quality = own.quality if own else ""
    return with_line(played, name, option, moves=tuple(PlayedMove(each, quality) for each in new))


def everywhere(
    option: str, *new: str, beats: tuple[str, ...] = tuple(SOUND.beats), of: Script = SOUND
) -> Script:
    """The script with other moves in this line of several beats."""
    for name in beats:
        of = moves(of, name, option, *new)
    return of


TOLD = LENGTHS | {"good": 34}


def worded(**lengths: int) -> Script:
    """The sound scenario with lines of other lengths, in Spanish."""
    texts = {"es": texts_of(SOUND_BEATS, LENGTHS | lengths), "en": SOUND_TEXTS}
    return replace(SOUND, texts=Texts(texts))


def with_text(**letters: int) -> Script:
    """The sound scenario with best lines of so many letters in some beats."""
    longer = {
        f"scenario.beats.{name}.options.good.text": "x" * number for name, number in letters.items()
    }
    return replace(SOUND, texts=Texts({"es": SOUND_TEXTS | longer}))


def criticals(number: int) -> Script:
    played = SOUND
    for name in list(SOUND.beats)[:number]:
        played = with_line(played, name, "harmful", critical="X5")
    return played


HEARD = conditions("heard")


def unasked(*beats: str) -> Script:
    """Without a commitment asked for, and with nothing to weigh in these beats."""
    played = replace(SOUND, must_do=(), endings={"stays": ending("stays", "loyal")})
    for name in beats:
        played = moves(played, name, "fair", "inform")
    return moves(played, "end", "good", "recap") if "end" in beats else played


def heard_late(fair: str) -> Script:
    """The customer is listened to in the second beat, and may be tempted until then."""
    played = moves(moves(SOUND, "hello", "good", "greet"), "hello", "fair", fair)
    return moves(played, "dig", "good", "verify", "listen", "empathise")


def test_the_sound_scenario_has_nothing_wrong() -> None:
    assert craft(SOUND) == []


def wrong(code: str, where: str = "", detail: str = "", number: int = 0, line: str = "") -> Finding:
    return Finding(ERROR, code, where, line, detail, number)


@pytest.mark.parametrize(
    ("played", "findings"),
    [
        # What must be done has one place only, or none; a weak line is no place.
        (
            moves(SOUND, "try-again", "good", "inform"),
            [wrong("few_places", detail="verify", number=1)],
        ),
        (
            replace(SOUND, must_do=("commit", "firm_no")),
            [wrong("few_places", detail="firm_no", number=0)],
        ),
        (
            moves(replace(SOUND, must_do=("greet",)), "end", "poor", "greet"),
            [wrong("few_places", detail="greet", number=1)],
        ),
        # What must be discovered shows after one line alone; after looking, there is the record.
        (
            replace(SOUND, facts=(fact("camera", "done explain_wait", must_discover=True),)),
            [wrong("few_places_for_fact", detail="camera", number=1)],
        ),
        (replace(SOUND, facts=(fact("camera", "done explain_wait"),)), []),
        (
            with_line(SOUND, "dig", "good", consults=""),
            [],
        ),
        (
            with_line(
                with_line(SOUND, "dig", "good", consults=""), "try-again", "good", consults=""
            ),
            [wrong("few_places_for_fact", detail="camera", number=1)],
        ),
        # No best line shows it.
        (moves(SOUND, "end", "good", "commit", "inform"), [wrong("no_opportunity", detail="D7")]),
        (replace(moves(SOUND, "end", "good", "commit"), assesses=(*DIMENSIONS[:6], "D8")), []),
        (criticals(3), []),
        (criticals(4), [wrong("many_critical", number=4)]),
        # Four lines, one of each quality, where the best line leads.
        (
            with_line(SOUND, "hello", "harmful", quality="poor"),
            [wrong("not_four_qualities", "hello")],
        ),
        (
            with_beat(SOUND, "hello", options=SOUND.beats["hello"].options[:3]),
            [wrong("not_four_qualities", "hello")],
        ),
        (with_line(SOUND, "try-again", "harmful", quality="poor"), []),
        # Decisions in which two lines may be right and the state says which: by a solution that
        # may come too soon, by a move or a line that depends on the moment, by the beat's rules.
        (unasked("hello", "end"), [wrong("few_defensible", number=2), wrong("no_temptation")]),
        (unasked("hello"), [wrong("no_temptation")]),
        (moves(unasked("hello", "end"), "end", "fair", "set_limit"), [wrong("no_temptation")]),
        (moves(unasked("hello", "end"), "hello", "fair", "verify"), [wrong("no_temptation")]),
        (
            with_line(unasked("hello", "end"), "end", "fair", when=HEARD),
            [wrong("no_temptation")],
        ),
        (
            with_beat(
                unasked("hello", "end"), "end", rules=beat("r", rules=[("heard", "close")]).rules
            ),
            [wrong("no_temptation")],
        ),
        (
            # One defensible line alone, whatever the rules.
            with_line(SOUND, "dig", "fair", quality="poor"),
            [wrong("not_four_qualities", "dig")],
        ),
        # Nothing offers a solution before the customer was heard, among the first three.
        (moves(SOUND, "hello", "fair", "inform"), [wrong("no_temptation")]),
        (heard_late("inform"), []),
        # Kindness alone must not win: a warm and wrong line in half of the decisions.
        (everywhere("poor", "inform", beats=("hello", "dig")), []),
        (
            everywhere("poor", "inform", beats=("hello", "dig", "end")),
            [wrong("few_warm_traps", number=2)],
        ),
    ],
)
def test_what_is_missing(played: Script, findings: list[Finding]) -> None:
    assert craft(played) == findings


def test_commitment_needs_two_places_where_an_ending_asks_for_it() -> None:
    once = moves(moves(SOUND, "offer", "fair", "inform"), "end", "fair", "inform")
    once = replace(moves(once, "hello", "fair", "offer_options"), must_do=())
    assert craft(once) == [wrong("few_places", detail="commit", number=1)]
    assert craft(replace(once, endings={"stays": ending("stays", "loyal", "done verify")})) == []


LONGER = [
    wrong("best_much_longer", name, "es", line="good")
    for name in ("hello", "dig", "try-again", "offer", "end")
]


@pytest.mark.parametrize(
    ("played", "findings"),
    [
        # The longest of the others has 33 letters.
        (worded(good=33), []),
        (worded(good=34), [wrong("best_longest", detail="es", number=5)]),
        (worded(good=42), [wrong("best_longest", detail="es", number=5)]),
        (worded(good=43), [*LONGER, wrong("best_longest", detail="es", number=5)]),
        # At most 1.3 times as long as the next.
        (worded(good=39, harmful=30), [wrong("best_longest", detail="es", number=5)]),
        # In two of five it may be the longest; in none much longer.
        (with_text(hello=42, dig=42), []),
        (with_text(hello=42, dig=42, end=34), [wrong("best_longest", detail="es", number=3)]),
        (with_text(hello=43), [LONGER[0]]),
    ],
)
def test_the_best_line_does_not_give_itself_away(played: Script, findings: list[Finding]) -> None:
    assert craft(played) == findings


def test_every_language_is_measured() -> None:
    english = replace(
        SOUND,
        texts=Texts({"es": SOUND.texts.by_language["es"], "en": texts_of(SOUND_BEATS, TOLD)}),
    )
    assert craft(english) == [wrong("best_longest", detail="en", number=5)]


def test_what_is_only_practised_is_advised_not_refused() -> None:
    practised = replace(worded(good=43), assesses=DIMENSIONS[:6])
    found = craft(everywhere("fair", "inform", of=practised))
    advised = {"best_longest", "best_much_longer", "no_temptation"}
    assert {each.code for each in found if each.level == WARNING} == advised
    # What cannot be done twice is an error there too.
    assert {each.code for each in found if each.level == ERROR} == {"few_places"}


def test_texts_without_translation_are_counted() -> None:
    half = {path: text for path, text in SOUND_TEXTS.items() if ".hello." in path}
    partly = replace(SOUND, texts=Texts({"es": SOUND_TEXTS, "en": half}))
    missing = len(SOUND_TEXTS) - len(half)
    assert untranslated(partly, ("es", "en")) == [
        Finding(WARNING, "untranslated", detail="en", number=missing)
    ]
    assert untranslated(partly, ("es",)) == []
    assert untranslated(SOUND, ("es", "en")) == []
    assert [each.number for each in untranslated(SOUND, ("fr", "pt"))] == [len(SOUND_TEXTS)] * 2
