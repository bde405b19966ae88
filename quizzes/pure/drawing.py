"""Which questions somebody gets, and in which order options stand. Randomness is SHA-256."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Candidate:
    """A published question of the bank."""

    version_id: int
    key: str
    level: str
    concepts: frozenset[str]


@dataclass(frozen=True)
class Draw:
    """Some questions on these concepts; empty concepts or level mean any."""

    count: int
    concepts: frozenset[str]
    level: str = ""

    def takes(self, candidate: Candidate) -> bool:
        """Whether a question fits this draw."""
        on_topic = not self.concepts or bool(self.concepts & candidate.concepts)
        return on_topic and self.level in {"", candidate.level}


@dataclass(frozen=True)
class Drawn:
    """The questions in order, and how many each short draw lacks."""

    version_ids: tuple[int, ...]
    missing: int


def rank(seed: str, purpose: str, name: str) -> str:
    """A number nobody can guess without the seed, the same every time."""
    return hashlib.sha256(f"{seed}|{purpose}|{name}".encode()).hexdigest()


def shuffled(names: Iterable[str], seed: str, purpose: str) -> list[str]:
    """The names in an order fixed by seed and purpose."""
    return sorted(names, key=lambda name: rank(seed, purpose, name))


def draw_questions(bank: Sequence[Candidate], draws: Sequence[Draw], seed: str) -> Drawn:
    """Takes each draw's questions from the bank, none twice, then mixes them."""
    taken: dict[str, int] = {}
    missing = 0
    for draw in draws:
        fitting = [each for each in bank if draw.takes(each) and each.key not in taken]
        chosen = sorted(fitting, key=lambda each: rank(seed, "draw", each.key))[: draw.count]
        taken |= {each.key: each.version_id for each in chosen}
        missing += draw.count - len(chosen)
    return Drawn(tuple(taken[key] for key in shuffled(taken, seed, "order")), missing)


def shortages(bank: Sequence[Candidate], draws: Sequence[Draw]) -> list[tuple[int, int]]:
    """For each draw alone: (its position from 0, questions lacking), where there are too few."""
    found = []
    for position, draw in enumerate(draws):
        lacking = draw.count - sum(draw.takes(each) for each in bank)
        if lacking > 0:
            found.append((position, lacking))
    return found
