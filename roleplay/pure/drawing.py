"""Randomness that can be repeated: SHA-256 of seed, turn and purpose."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def number_from(seed: str, purpose: str, name: str) -> int:
    """A whole number nobody can guess without the seed, the same every time."""
    return int(hashlib.sha256(f"{seed}|{purpose}|{name}".encode()).hexdigest()[:12], 16)


def shuffled(ids: Sequence[str], seed: str, purpose: str) -> list[str]:
    """The ids in an order drawn by the seed."""
    return sorted(ids, key=lambda each: number_from(seed, purpose, each))


def one_of(choices: Sequence[T], seed: str, purpose: str) -> T:
    """One of them, drawn by the seed; there has to be one."""
    return choices[number_from(seed, purpose, "") % len(choices)]
