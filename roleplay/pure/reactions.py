"""What a line does to the customer: which rows of the table apply, and how much of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roleplay.pure.script import METERS, Option, Profile, Row, Script
from roleplay.pure.state import State

# How much of a row a line of this quality moves; a poor one moves the irritation row instead.
SHARES = {"good": 100, "fair": 50}
# How much of a good move is left when it was used this many times in the last three decisions.
FADED = (100, 50, 25, 0)
ONE_STEP_DOWN = {"good": "fair", "fair": "poor", "poor": "poor", "harmful": "harmful"}
WORKED = frozenset({"good", "fair"})
NO_ROW = Row()


@dataclass(frozen=True, slots=True)
class Mood:
    """What the effect of a line depends on, apart from the line."""

    heard: bool
    insulting: bool
    first: bool
    # How often each of the line's moves was good in the last three decisions.
    used: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """A move as it worked on this customer at this moment."""

    name: str
    quality: str
    row: Row
    percent: int
    premature: bool = False

    @property
    def worked(self) -> bool:
        """Whether it was made at fair or better."""
        return self.quality in WORKED


@dataclass(frozen=True, slots=True)
class Reaction:
    """All that a line does: the changes of the meters in their order, and what it leaves."""

    played: tuple[Played, ...]
    quality: str
    changes: tuple[int, ...]
    worked: frozenset[str]
    good: frozenset[str]
    hears: bool
    explained: bool
    granted: bool
    later: tuple[Row, ...]
    ends: str


def reaction_to(script: Script, state: State, option: Option) -> Reaction:
    """What saying this line does in this state."""
    used = tuple(sum(each.name in good for good in state.recent) for each in option.moves)
    mood = (state.heard, state.insulting, state.decisions == 0, used)
    return _reaction(script, option, *mood)


@lru_cache(maxsize=8192)
def _reaction(
    script: Script,
    option: Option,
    heard: bool,
    insulting: bool,
    first: bool,
    used: tuple[int, ...],
) -> Reaction:
    played = tuple(_played(script, option, Mood(heard, insulting, first, used)))
    worked = frozenset(each.name for each in played if each.worked)
    return Reaction(
        played=played,
        quality=_quality_of(option, played),
        changes=tuple(
            sum(part_of(getattr(each.row, meter), each.percent) for each in played)
            for meter in METERS
        ),
        worked=worked,
        good=frozenset(each.name for each in played if each.quality == "good"),
        hears=any(script.moves[name].hears for name in worked),
        explained="explain_wait" in worked,
        granted=any(each.row.money for each in played),
        later=tuple(each.row.later for each in played if each.row.later is not None),
        ends=next((each.row.ends for each in played if each.row.ends), ""),
    )


def _played(script: Script, option: Option, mood: Mood) -> Iterator[Played]:
    """The moves of a line in order, each with what it is worth here.

    A solution or a sale before the customer was heard drops one step in quality and has half its
    effect; the second and third moves of a line count half; a good move repeated soon fades.
    """
    heard = mood.heard
    for place, said in enumerate(option.moves):
        move = script.moves[said.name]
        quality = "harmful" if move.harmful else said.quality
        premature = move.solves and not heard
        if premature:
            quality = ONE_STEP_DOWN[quality]
        own = move.harmful or quality in WORKED
        percent = SHARES.get(quality, 100) if own else 100
        if place:
            percent //= 2
        if own and premature:
            percent //= 2
        if quality == "good" and move.fades:
            percent = percent * FADED[min(mood.used[place], 3)] // 100
        row = _row_for(script.profile, mood, said.name, place) if own else script.profile.irritation
        yield Played(said.name, quality, row, percent, premature)
        heard = heard or (move.hears and quality in WORKED)


def _row_for(profile: Profile, mood: Mood, move: str, place: int) -> Row:
    row = profile.table.get(move, NO_ROW)
    if row.as_first_act is not None and mood.first and place == 0:
        return row.as_first_act
    if row.unless_hostile is not None and not mood.insulting:
        return row.unless_hostile
    return row


def _quality_of(option: Option, played: tuple[Played, ...]) -> str:
    """The quality of a whole line: its author's, a step lower when its solution came too soon."""
    premature = any(each.premature for each in played)
    return ONE_STEP_DOWN[option.quality] if premature else option.quality


def part_of(value: int, percent: int) -> int:
    """`percent` of a change, rounded half away from zero; whole numbers only."""
    size = (abs(value) * percent + 50) // 100
    return size if value >= 0 else -size
