"""Small scripts to play in tests, and strategies that write whole ones at random.

shop = script(
    beat("hello", line("a", "good", "listen"), line("b", "harmful", "minimise"), next="offer"),
    beat("offer", line("a", "good", "commit", "empathise:fair", when="heard")),
    endings=[ending("stays", "loyal", "done commit"), ending("so-so", "lukewarm")],
)
said(shop, "a", "?record", "a")   the state after a line, a look at the record, a line
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from courses.pure.texts import Texts
from roleplay.pure.assessment import Verdict, judge
from roleplay.pure.conditions import JUDGES, METER_CONDITIONS
from roleplay.pure.engine import Action, Choose, Consult, begin, offered
from roleplay.pure.history import CONSULT, REWIND, SAY, Act, History, play_history
from roleplay.pure.replay import Step, play
from roleplay.pure.script import (
    CLOSE,
    METERS,
    QUALITIES,
    Beat,
    Condition,
    Conditions,
    Ending,
    Entry,
    Fact,
    Move,
    Option,
    PlayedMove,
    Profile,
    Row,
    Rule,
    Script,
)
from roleplay.pure.state import State

DIMENSIONS = ("D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8")


def _move(name: str, stage: int, dimensions: str, **flags: Any) -> Move:
    return Move(name, stage, frozenset(dimensions.split()), **flags)


def _harmful(name: str, stage: int, dimensions: str, tone: str = "plain") -> Move:
    return _move(name, stage, dimensions, harmful=True, fades=False, tone=tone)


# Named and marked like those of the induction, but fewer.
MOVES = {
    each.name: each
    for each in (
        _move("greet", 1, "D1", tone="warm"),
        _move("listen", 2, "D2", hears=True),
        _move("open_question", 2, "D2", hears=True, fades=False),
        _move("empathise", 2, "D3", tone="warm"),
        _move("verify", 2, "D4", fades=False),
        _move("set_limit", 2, "D6", fades=False, tone="firm"),
        _move("inform", 3, "D4"),
        _move("explain_wait", 3, "D8"),
        _move("offer_options", 3, "D5 D6", solves=True, tone="generous"),
        _move("commit", 3, "D5", solves=True),
        _move("firm_no", 3, "D6", fades=False, tone="firm"),
        _move("recap", 4, "D7"),
        _harmful("interrupt", 2, "D2"),
        _harmful("minimise", 2, "D3"),
        _harmful("apologise_unverified", 2, "D3", tone="warm"),
        _harmful("overpromise", 3, "D5", tone="generous"),
        _harmful("concede", 3, "D6", tone="generous"),
        _harmful("insult", 1, "D1"),
        _harmful("accept_fine", 4, "D2 D7"),
        _harmful("cut_off", 4, "D7", tone="firm"),
    )
}
TABLE = {
    "greet": Row(anger=-2, trust=2),
    "listen": Row(anger=-10, trust=6, openness=5),
    "open_question": Row(anger=-4, trust=2, openness=8),
    "empathise": Row(anger=-12, trust=8),
    "verify": Row(trust=4, as_first_act=Row(anger=2, trust=4)),
    "set_limit": Row(anger=-4, trust=2, unless_hostile=Row(anger=8, trust=-6)),
    "inform": Row(anger=-2, trust=4),
    "explain_wait": Row(anger=-3, trust=3),
    "offer_options": Row(anger=-20, trust=20),
    "commit": Row(anger=-8, trust=12),
    "firm_no": Row(anger=4, trust=2, pressure=-12),
    "recap": Row(anger=-4, trust=6),
    "interrupt": Row(anger=12, trust=-8, openness=-4),
    "minimise": Row(anger=18, trust=-12),
    "apologise_unverified": Row(anger=-4, trust=2),
    "overpromise": Row(anger=-6, later=Row(anger=25, trust=-5)),
    "concede": Row(anger=-6, pressure=25, money=1),
    "insult": Row(anger=22, trust=-20),
    "accept_fine": Row(anger=5, trust=-8),
    "cut_off": Row(ends="break_off"),
}
IRRITATION = Row(anger=6, trust=-4, openness=-2, patience=-3)
CUSTOMER = Profile(
    name="customer",
    lead="anger",
    initial={"anger": 50, "trust": 40, "openness": 40, "patience": 60, "pressure": 30},
    table=TABLE,
    irritation=IRRITATION,
    weights=dict(zip(DIMENSIONS, (10, 20, 15, 10, 20, 10, 10, 5), strict=True)),
    trap="minimise",
)


def customer(*, table: Mapping[str, Row] | None = None, **more: Any) -> Profile:
    """A profile with other rows in its table, other meters at the start, or other fields.

    Meters are named alone: `customer(anger=90)`.
    """
    initial = {**CUSTOMER.initial, **{name: more.pop(name) for name in METERS if name in more}}
    return replace(CUSTOMER, initial=initial, table={**TABLE, **(table or {})}, **more)


# What leaves without a word once its trust is low.
QUIET = customer(leaves_silently_at=15)


def conditions(words: str) -> Conditions:
    """ "heard, done commit" as conditions."""
    each = (part.split() for part in words.split(",") if part.strip())
    return tuple(Condition(*parts) for parts in each)


def line(id_: str, quality: str, *moves: str, when: str = "", **more: Any) -> Option:
    """An option; "empathise:fair" is a move with a quality of its own."""
    split = (each.partition(":") for each in moves)
    played = tuple(PlayedMove(name, own or quality) for name, _, own in split)
    return Option(id_, quality, played, when=conditions(when), **more)


def beat(
    name: str,
    *options: Option,
    next: str = CLOSE,  # noqa: A002 - what the script calls it
    rules: Iterable[tuple[str, str]] = (),
    **more: Any,
) -> Beat:
    """A beat; a rule is written ("not_heard", "where to")."""
    read = tuple(Rule(conditions(when), target) for when, target in rules)
    return Beat(name, options, next, read, **more)


def ending(name: str, kind: str, when: str = "") -> Ending:
    """An ending; without conditions it is what closing falls back on."""
    return Ending(name, kind, conditions(when))


def fact(name: str, when: str, **more: Any) -> Fact:
    """A fact and what reveals it."""
    return Fact(name, conditions(when), **more)


SERVED = ending("served", "loyal")


def script(
    *beats: Beat,
    endings: Iterable[Ending] = (SERVED,),
    facts: Iterable[Fact] = (),
    record: Mapping[str, int] | None = None,
    texts: Mapping[str, Mapping[str, str]] | None = None,
    **more: Any,
) -> Script:
    """A script; `record` maps an entry to its seconds, `texts` a language to its texts by path."""
    values: dict[str, Any] = {"profile": CUSTOMER, "moves": MOVES, "assesses": DIMENSIONS} | more
    return Script(
        beats={each.name: each for each in beats},
        endings={each.name: each for each in endings},
        facts=tuple(facts),
        record={name: Entry(name, seconds) for name, seconds in (record or {}).items()},
        texts=Texts(texts or {}),
        **values,
    )


def one_beat(*options: Option, **more: Any) -> Script:
    """A script that asks the same again and again: `say` decides nothing but the effects."""
    return script(beat("here", *options, next="here"), **more)


def action(what: str) -> Action:
    """ "a" says line a, "?visits" opens that entry of the record."""
    return Consult(what[1:]) if what.startswith("?") else Choose(what)


def steps_of(played: Script, *whats: str, truth: str = "") -> list[Step]:
    """The steps of these actions from the level start."""
    return list(play(played, begin(played, "seed", truth), map(action, whats)))


def said(played: Script, *whats: str, truth: str = "") -> State:
    """The state after these actions from the level start."""
    steps = steps_of(played, *whats, truth=truth)
    return steps[-1].after if steps else begin(played, "seed", truth)


def history_of(played: Script, *whats: str, truth: str = "founded") -> History:
    """A conversation of stored turns; "<2" goes back to before turn 2."""
    acts = []
    for position, what in enumerate(whats, start=1):
        kind = {"?": CONSULT, "<": REWIND}.get(what[0], SAY)
        acts.append(Act(position, kind, what if kind == SAY else what[1:]))
    return play_history(played, "seed", truth, acts, level=True)


def verdict_on(played: Script, *whats: str, truth: str = "founded") -> Verdict:
    """The verdict on these turns."""
    history = history_of(played, *whats, truth=truth)
    return judge(played, history.decisions, history.last)


# How long each line of the sound scenario is, in letters: the best one does not give itself away.
LENGTHS = {"poor": 30, "good": 27, "fair": 28, "harmful": 33}


def _four(name: str, good: str, fair: str, poor: str, harmful: str, **more: Any) -> Beat:
    """One line of each quality, named after it; several moves are written "listen greet"."""
    consults = {"good": more.pop("consults", "")}
    moves = {"poor": poor, "fair": fair, "good": good, "harmful": harmful}
    lines = (
        line(quality, quality, *played.split(), consults=consults.get(quality, ""))
        for quality, played in moves.items()
    )
    return beat(name, *lines, **more)


def texts_of(beats: Iterable[Beat], lengths: Mapping[str, int]) -> dict[str, str]:
    """A text for every line, as long as lines of its quality are to be."""
    return {
        f"scenario.beats.{each.name}.options.{option.id}.text": "x" * lengths[option.quality]
        for each in beats
        for option in each.options
    }


SOUND_BEATS = (
    _four("hello", "greet listen", "commit", "empathise", "minimise", next="dig"),
    _four(
        "dig",
        "verify empathise",
        "offer_options",
        "empathise",
        "concede",
        consults="file",
        rules=[("found camera", "offer")],
        next="try-again",
    ),
    _four(
        "try-again",
        "verify",
        "listen",
        "greet",
        "interrupt",
        consults="file",
        rules=[("anger_at_most 50", "offer")],
        next="end",
    ),
    _four("offer", "offer_options explain_wait", "commit", "empathise", "overpromise", next="end"),
    _four("end", "commit recap", "commit", "greet", "cut_off"),
)
SOUND_TEXTS = texts_of(SOUND_BEATS, LENGTHS)
# A whole scenario with nothing to be mended.
SOUND = script(
    *SOUND_BEATS,
    endings=[
        ending("stays", "loyal", "done verify, done commit, anger_at_most 45"),
        ending("slams", "break_off"),
        ending("passed-on", "escalated_needlessly"),
    ],
    facts=[fact("camera", "consulted file", must_discover=True)],
    record={"file": 20},
    must_do=("verify", "commit"),
    rubric={"critical": [{"name": "X5"}]},
    texts={"es": SOUND_TEXTS, "en": SOUND_TEXTS},
)


def with_beat(played: Script, name: str, **changes: Any) -> Script:
    """The script with fields of one of its beats changed."""
    changed = replace(played.beats[name], **changes)
    return replace(played, beats={**played.beats, name: changed})


def with_line(played: Script, name: str, option_id: str, **changes: Any) -> Script:
    """The script with fields of one of its lines changed."""
    options = (
        replace(each, **changes) if each.id == option_id else each
        for each in played.beats[name].options
    )
    return with_beat(played, name, options=tuple(options))


# Whole scripts at random. Names are few, so that they meet; numbers go beyond what profiles hold.

LEVELS = (0, 1, 15, 34, 35, 50, 60, 84, 85, 99, 100)
KINDS = (
    "loyal",
    "lukewarm",
    "escalated",
    "escalated_needlessly",
    "conceded",
    "silent_departure",
    "break_off",
    "formal_complaint",
    "critical",
)
TRUTHS = ("founded", "mistaken")
EXTREME_ROWS = (
    Row(),
    Row(anger=-130, trust=100),
    Row(anger=130, trust=-100, openness=-100),
    Row(anger=13, pressure=7, patience=-1),
    Row(trust=-1, openness=1, money=1),
    Row(anger=1, trust=1, as_first_act=Row(anger=60, patience=-9)),
    Row(anger=-25, unless_hostile=Row(anger=35, trust=-7)),
    Row(anger=-3, later=Row(anger=40, trust=-30, openness=5, pressure=-5)),
    Row(anger=90, later=Row(anger=-130)),
    Row(patience=-40),
    Row(ends="break_off"),
    Row(ends="silent_departure"),
)
EXTREME_ROW = st.sampled_from(EXTREME_ROWS)
ANY_LEVELS = st.fixed_dictionaries(dict.fromkeys(METERS, st.sampled_from(LEVELS)))
MOVE_NAMES = st.sampled_from(sorted(MOVES))
SELDOM = st.sampled_from([False, False, False, True])
WEIGHTS: tuple[dict[str, int], ...] = (
    dict(CUSTOMER.weights),
    dict.fromkeys(DIMENSIONS, 1),
    {"D2": 3, "D5": 0},
    {},
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A profile, from a plain one to one without sense."""
    return Profile(
        name="anybody",
        lead=draw(st.sampled_from(METERS)),
        initial=draw(ANY_LEVELS) if draw(SELDOM) else CUSTOMER.initial,
        table=TABLE | draw(st.dictionaries(MOVE_NAMES, EXTREME_ROW, max_size=4)),
        irritation=draw(st.sampled_from([IRRITATION, IRRITATION, *EXTREME_ROWS[:6]])),
        weights=draw(st.sampled_from(WEIGHTS)),
        trap=draw(MOVE_NAMES),
        leaves_silently_at=draw(st.sampled_from([0, 0, 15, 60])),
    )


PLAYED = st.sampled_from([PlayedMove(name, quality) for name in MOVES for quality in QUALITIES])
QUALITY = st.sampled_from(QUALITIES)
# Often nothing of the kind: (consults, repeats, money, critical).
MORE = st.sampled_from(
    [
        *[("", False, 0, "")] * 6,
        ("r0", False, 0, ""),
        ("r1", False, 0, ""),
        ("r1", True, 0, ""),
        ("", True, 0, ""),
        ("", False, 20, ""),
        ("", False, 0, "X5"),
    ]
)
ENTRIES = {"r0": Entry("r0", 0), "r1": Entry("r1", 45)}
CONDITIONS = tuple(
    Condition(about, value)
    for about in sorted(JUDGES)
    for value in (
        ("0", "35", "50", "84", "100")
        if about in METER_CONDITIONS
        else {
            "done": ("listen", "verify", "commit"),
            "not_done": ("listen", "verify", "commit"),
            "found": ("f0", "f1"),
            "not_found": ("f0", "f1"),
            "consulted": tuple(ENTRIES),
            "truth": TRUTHS,
        }.get(about, ("",))
    )
)
ASKED = st.lists(st.sampled_from(CONDITIONS), max_size=2).map(tuple)
SELDOM_ASKED = st.sampled_from([()] * len(CONDITIONS) + [(each,) for each in CONDITIONS])


@st.composite
def scripts(draw: st.DrawFn, *, loops: bool = True, kind: bool = False) -> Script:
    """A whole script: without `loops` every way leads to a later beat or to the end; `kind` ones
    have a line without harm and a good one everywhere."""
    names = [f"b{number}" for number in range(draw(st.integers(1, 4)))]
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=3))
    endings = [Ending(f"e{number}", kind, draw(ASKED)) for number, kind in enumerate(kinds)]
    beats = {}
    for number, name in enumerate(names):
        later = names if loops else names[number + 1 :]
        # Going on is likelier than ending, or there would be little to see.
        targets = st.sampled_from([*later * 3, CLOSE, *(each.name for each in endings)])
        options = [_option(draw, f"o{place}", targets) for place in range(draw(st.integers(1, 4)))]
        if kind:
            options += [_kind_option(draw, which, targets) for which in ("mild", "good")]
        rules = draw(st.lists(st.tuples(ASKED, targets), max_size=2))
        beats[name] = Beat(
            name,
            tuple(options),
            draw(targets),
            tuple(Rule(*each) for each in rules),
            insults_from=draw(st.sampled_from([101, 60, 0])),
        )
    return Script(
        beats=beats,
        endings={each.name: each for each in endings},
        facts=tuple(
            Fact(name, draw(ASKED), draw(st.sampled_from(["any", *TRUTHS])), draw(st.booleans()))
            for name in ("f0", "f1")
        ),
        record=ENTRIES,
        profile=draw(profiles()),
        moves=MOVES,
        assesses=draw(st.sampled_from([DIMENSIONS, DIMENSIONS[:7], ("D2", "D5"), ("D4",)])),
        must_do=draw(st.sampled_from([(), ("verify",), ("verify", "commit")])),
        truths=TRUTHS,
        truth_weights=(60, 40),
    )


def _option(draw: st.DrawFn, id_: str, targets: st.SearchStrategy[str]) -> Option:
    consults, repeats, money, critical = draw(MORE)
    return Option(
        id=id_,
        quality=draw(QUALITY),
        moves=tuple(draw(st.lists(PLAYED, min_size=1, max_size=3))),
        next=draw(st.just("") | targets),
        when=draw(SELDOM_ASKED),
        consults=consults,
        repeats=repeats,
        money=money,
        critical=critical,
    )


HARMLESS = st.sampled_from([name for name, each in MOVES.items() if not each.harmful])


def _kind_option(draw: st.DrawFn, which: str, targets: st.SearchStrategy[str]) -> Option:
    """A line that does no harm; the good one is good throughout."""
    quality = "good" if which == "good" else draw(st.sampled_from(QUALITIES[:3]))
    names = draw(st.lists(HARMLESS, min_size=1, max_size=2))
    moves = tuple(PlayedMove(name, quality) for name in names)
    return Option(which, quality, moves, next=draw(st.just("") | targets))


# Which of the things there are to do is done each time; what comes after them is theirs as well.
PICKS = st.lists(st.integers(0, 11), min_size=1, max_size=12)


def actions_in(played: Script, state: State) -> list[Action]:
    """Everything that can be done now: lines first, then what is still shut in the record."""
    shut = sorted(played.record.keys() - state.consulted)
    return [*(Choose(each.id) for each in offered(played, state)), *map(Consult, shut)]


def play_picks(played: Script, state: State, picks: list[int]) -> list[Step]:
    """Plays to the end: the picks in turn, over and over."""
    steps: list[Step] = []
    while not state.over:
        possible = actions_in(played, state)
        chosen = possible[picks[len(steps) % len(picks)] % len(possible)]
        (step,) = play(played, state, [chosen])
        steps.append(step)
        state = step.after
    return steps
