"""A scenario as it was published, in the shape the engine reads. Nothing here is ever changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from courses.pure.texts import SOURCE, Shown, Texts

ENGINE = 1
CLOSE = "close"
ANY = "any"
METERS = ("anger", "trust", "openness", "patience", "pressure")
QUALITIES = ("good", "fair", "poor", "harmful")
# Where a conversation may end well enough to pass.
ACCEPTABLE = frozenset({"loyal", "lukewarm", "escalated", "formal_complaint"})
DIMENSIONS_TO_ASSESS = 7


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: `about` says which (roleplay.pure.conditions), `value` how much."""

    about: str
    value: str = ""


Conditions = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class PlayedMove:
    """A move inside a line, with its own quality."""

    name: str
    quality: str


# Known by identity: what a line does in a mood is worked out once and kept by it.
@dataclass(frozen=True, eq=False)
class Option:
    """Something the agent may say."""

    id: str
    quality: str
    moves: tuple[PlayedMove, ...]
    next: str = ""
    when: Conditions = ()
    consults: str = ""
    repeats: bool = False
    money: int = 0
    critical: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a beat leads when its conditions hold."""

    when: Conditions
    next: str


@dataclass(frozen=True, slots=True)
class Line:
    """A variant of what the customer says, for a band of the lead meter."""

    id: str
    band: str = ANY


@dataclass(frozen=True, slots=True)
class Beat:
    """A moment of the conversation: the customer speaks, the agent chooses."""

    name: str
    options: tuple[Option, ...]
    next: str
    rules: tuple[Rule, ...] = ()
    lines: tuple[Line, ...] = ()
    insults_from: int = 101

    def option(self, option_id: str) -> Option | None:
        """The option with this id, offered or not."""
        return next((each for each in self.options if each.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Ending:
    """A way the conversation ends. `built_in`: the engine's own, because the author wrote none."""

    name: str
    kind: str
    when: Conditions = ()
    built_in: bool = False

    @property
    def acceptable(self) -> bool:
        """Whether a conversation that ends so may be passed."""
        return self.kind in ACCEPTABLE


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the customer or the record does not say by itself."""

    name: str
    when: Conditions
    truth: str = ANY
    must_discover: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of the customer's record; opening it takes `seconds`."""

    name: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """Something an agent can do; the vocabulary all scenarios share."""

    name: str
    stage: int
    dimensions: frozenset[str]
    harmful: bool = False
    hears: bool = False
    solves: bool = False
    fades: bool = True
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """What a move changes in a customer of some profile."""

    anger: int = 0
    trust: int = 0
    openness: int = 0
    patience: int = 0
    pressure: int = 0
    money: int = 0
    ends: str = ""
    as_first_act: "Row | None" = None
    unless_hostile: "Row | None" = None
    later: "Row | None" = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stock reply of a profile, for options that bring none."""

    id: str
    move: str
    band: str = ANY


@dataclass(frozen=True, slots=True)
class Profile:
    """A way of behaving: where the meters start, and what each move does to them."""

    name: str
    lead: str
    initial: Mapping[str, int]
    table: Mapping[str, Row]
    irritation: Row
    weights: Mapping[str, int]
    trap: str = ""
    hides_anger: bool = False
    leaves_silently_at: int = 0
    phrases: tuple[Phrase, ...] = ()


# Known by identity: what is computed from a whole script is kept by it.
@dataclass(frozen=True, eq=False)
class Script:
    """Everything a conversation needs to be played, replayed and judged."""

    beats: Mapping[str, Beat]
    endings: Mapping[str, Ending]
    facts: tuple[Fact, ...]
    record: Mapping[str, Entry]
    profile: Profile
    moves: Mapping[str, Move]
    assesses: tuple[str, ...]
    must_do: tuple[str, ...] = ()
    truths: tuple[str, ...] = ("founded",)
    truth_weights: tuple[int, ...] = (100,)
    channel: str = "phone"
    rubric: Mapping[str, Any] = field(default_factory=dict)
    person: Mapping[str, Any] = field(default_factory=dict)
    texts: Texts = field(default_factory=lambda: Texts({}))

    @property
    def start(self) -> str:
        """The name of the first beat; empty while there is none."""
        return next(iter(self.beats), "")

    @property
    def formative(self) -> bool:
        """Whether too few dimensions are assessed for a verdict that counts."""
        return len(self.assesses) < DIMENSIONS_TO_ASSESS

    def text(self, path: str, language: str) -> Shown:
        """The text at `path` in a language, else in the source's."""
        return self.texts.at(path, language)

    def option_text(self, beat: str, option_id: str, language: str = SOURCE) -> str:
        """What the agent says, in the source's language unless another is asked for."""
        return self.text(f"scenario.beats.{beat}.options.{option_id}.text", language).text

    @lru_cache(maxsize=64)  # noqa: B019 - a script lives as long as its process keeps it
    def facts_of(self, truth: str) -> tuple[Fact, ...]:
        """The facts there are to find under this truth."""
        return tuple(fact for fact in self.facts if fact.truth in {ANY, truth})

    def ending_of_kind(self, kind: str) -> Ending:
        """The author's first ending of a kind, else the engine's own without words."""
        own = (each for each in self.endings.values() if each.kind == kind)
        return next(own, Ending(kind, kind, built_in=True))
