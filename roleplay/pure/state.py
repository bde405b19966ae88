"""Where a conversation stands. Meters are whole numbers from 0 to 100."""

from dataclasses import asdict
from typing import Any, NamedTuple

from roleplay.pure.script import Row

BREAKING = 85
# Bounds of the bands: a meter below the first is low, below the second mid, and so on.
BANDS = {
    "anger": ((35, "low"), (60, "mid"), (85, "high"), (101, "top")),
    "openness": ((30, "low"), (55, "mid"), (101, "high")),
    "pressure": ((35, "low"), (60, "mid"), (101, "high")),
    "trust": ((35, "low"), (60, "mid"), (101, "high")),
    "patience": ((30, "low"), (55, "mid"), (101, "high")),
}


class State(NamedTuple):
    """Everything the next step depends on. `ending` is empty while the conversation goes on.

    A tuple, because proving a scenario sound makes and compares hundreds of thousands.
    """

    beat: str
    anger: int
    trust: int
    openness: int
    patience: int
    pressure: int
    truth: str = "founded"
    decisions: int = 0
    heard: bool = False
    insulting: bool = False
    warned: bool = False
    explained: bool = False
    granted: bool = False
    money: int = 0
    seconds: int = 0
    done: frozenset[str] = frozenset()
    found: frozenset[str] = frozenset()
    consulted: frozenset[str] = frozenset()
    # The good moves of the last three decisions, the newest last.
    recent: tuple[frozenset[str], ...] = ()
    # What was promised and cannot be kept: (the decision at which it shows, its row).
    promises: tuple[tuple[int, Row], ...] = ()
    ending: str = ""
    ending_kind: str = ""

    @property
    def over(self) -> bool:
        """Whether the conversation has ended."""
        return bool(self.ending)

    def meter(self, name: str) -> int:
        """A meter by its name."""
        value: int = getattr(self, name)
        return value

    def as_json(self) -> dict[str, Any]:
        """For comparing a replay with what was stored, bit for bit."""
        values = self._asdict()
        for name in ("done", "found", "consulted"):
            values[name] = sorted(values[name])
        values["recent"] = [sorted(each) for each in self.recent]
        values["promises"] = [[due, asdict(row)] for due, row in self.promises]
        return values


def band_of(meter: str, value: int) -> str:
    """low, mid, high or top."""
    return next(band for bound, band in BANDS[meter] if value < bound)


def clamped(value: int) -> int:
    """Within a meter's bounds."""
    return 0 if value < 0 else min(value, 100)
