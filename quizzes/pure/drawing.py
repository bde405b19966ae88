"""Which questions somebody gets, and in which order options stand. Randomness is SHA-256."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
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
    difficulty: str = ""


@dataclass(frozen=True)
class Draw:
    """Some questions on these concepts; empty concepts, level or difficulty mean any.

    With a `key` it is that one question. `points` is what each of them weighs in the score; the
    quiz is not passed without a critical one.
    """

    count: int
    concepts: frozenset[str] = frozenset()
    level: str = ""
    difficulty: str = ""
    key: str = ""
    points: int = 1
    critical: bool = False

    def takes(self, candidate: Candidate) -> bool:
        """Whether a question fits this draw."""
        if self.key:
            return self.key == candidate.key
        on_topic = not self.concepts or bool(self.concepts & candidate.concepts)
        fits = self.difficulty in {"", candidate.difficulty}
        return on_topic and fits and self.level in {"", candidate.level}


@dataclass(frozen=True)
class Pick:
    """A question as it is asked: the version, what it weighs, whether it has to be right."""

    version_id: int
    points: int
    critical: bool


@dataclass(frozen=True)
class Drawn:
    """The questions in order, and how many are lacking."""

    picks: tuple[Pick, ...]
    missing: int


def rank(seed: str, purpose: str, name: str) -> str:
    """A number nobody can guess without the seed, the same every time."""
    return hashlib.sha256(f"{seed}|{purpose}|{name}".encode()).hexdigest()


def shuffled(names: Iterable[str], seed: str, purpose: str) -> list[str]:
    """The names in an order fixed by seed and purpose."""
    return sorted(names, key=lambda name: rank(seed, purpose, name))


def draw_questions(
    bank: Sequence[Candidate], draws: Sequence[Draw], seed: str, *, shuffle: bool = True
) -> Drawn:
    """Takes each draw's questions from the bank, none twice; mixed, or in the order of the draws.

    Draws that overlap never starve each other: if the bank has questions for all of them, all of
    them get theirs.
    """
    fitting = [each for each in bank if any(draw.takes(each) for draw in draws)]
    ranked = sorted(fitting, key=lambda each: rank(seed, "draw", each.key))
    slots = [draw for draw in draws for _number in range(draw.count)]
    taken = _fill(slots, ranked)
    picks = {
        ranked[place].key: Pick(ranked[place].version_id, slots[slot].points, slots[slot].critical)
        for slot, place in sorted(taken.items())
    }
    order = shuffled(picks, seed, "order") if shuffle else list(picks)
    return Drawn(tuple(picks[key] for key in order), len(slots) - len(taken))


def _fill(slots: Sequence[Draw], ranked: Sequence[Candidate]) -> dict[int, int]:
    """Gives each slot a candidate of its own: slot to place in `ranked`, as many as can be.

    Augmenting paths (Kuhn's algorithm): a slot may push another on to its next candidate. Slots of
    one draw fit the same candidates, so what fits is looked for once a draw.
    """
    fitting = {
        draw: [index for index, each in enumerate(ranked) if draw.takes(each)]
        for draw in dict.fromkeys(slots)
    }
    holders: dict[int, int] = {}
    # Where a slot of a draw found nothing, no later one of it does: what is taken stays taken.
    short: set[Draw] = set()
    for slot, draw in enumerate(slots):
        if draw not in short and not _place(slot, slots, fitting, holders):
            short.add(draw)
    return {slot: index for index, slot in holders.items()}


def _place(
    slot: int, slots: Sequence[Draw], fitting: Mapping[Draw, list[int]], holders: dict[int, int]
) -> bool:
    """Finds the slot a candidate, pushing others on; False: there is none for it.

    Depth first with a stack of its own: a path may be as long as there are slots. Slots of one draw
    go on where the last one stopped: what that one tried is of no use to them either.
    """
    rest = {draw: iter(indexes) for draw, indexes in fitting.items()}
    path, wanted = [slot], [-1]
    tried: set[int] = set()
    while path:
        index = next((each for each in rest[slots[path[-1]]] if each not in tried), None)
        if index is None:
            path.pop()
            wanted.pop()
            continue
        tried.add(index)
        wanted[-1] = index
        if index not in holders:
            holders.update(zip(wanted, path, strict=True))
            return True
        path.append(holders[index])
        wanted.append(-1)
    return False


def shortages(bank: Sequence[Candidate], draws: Sequence[Draw]) -> list[tuple[int, int]]:
    """For each draw that lacks questions, all taken together: (position from 0, lacking)."""
    owners = [position for position, draw in enumerate(draws) for _number in range(draw.count)]
    filled = _fill([draws[position] for position in owners], bank)
    lacking: dict[int, int] = {}
    for slot, position in enumerate(owners):
        if slot not in filled:
            lacking[position] = lacking.get(position, 0) + 1
    return sorted(lacking.items())
