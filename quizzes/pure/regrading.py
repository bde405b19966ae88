"""What a regrade makes of one mark. Nothing here reads or writes a record."""

from dataclasses import dataclass
from enum import StrEnum


class Policy(StrEnum):
    """Which way marks may change."""

    UPWARDS = "upwards"
    BOTH = "both"
    VOID = "void"


class Kept(StrEnum):
    """Why an answer keeps its mark."""

    SAME = "same"
    NOT_LOWERED = "not_lowered"
    OTHER_KIND = "other_kind"
    PART_GONE = "part_gone"
    BY_HAND = "by_hand"
    VOIDED = "voided"


# These are told one by one: somebody may want to look at them.
TOLD = frozenset({Kept.OTHER_KIND, Kept.PART_GONE, Kept.BY_HAND, Kept.VOIDED})


@dataclass(frozen=True)
class Marked:
    """How an answer stands: its current mark (0-1, None: it waits for a person), and who gave it.

    `by_new_key` is what the corrected key gives it, None where that cannot say; `obstacle` why the
    corrected key does not apply to the answer at all.
    """

    fraction: float | None
    method: str
    by_new_key: float | None
    obstacle: Kept | None = None


@dataclass(frozen=True)
class Verdict:
    """The fraction to append, or why nothing is: exactly one of the two."""

    fraction: float | None = None
    kept: Kept | None = None


def judge(marked: Marked, policy: Policy) -> Verdict:
    """What a regrade appends to one answer.

    Void gives everybody who was asked the whole mark, once. Otherwise a mark by a person and a
    void one stay, and what the corrected key cannot mark stays. Judged again after it was
    appended, nothing more is.
    """
    if policy is Policy.VOID:
        return Verdict(kept=Kept.SAME) if marked.method == "void" else Verdict(1.0)
    kept = _untouchable(marked)
    new, now = marked.by_new_key or 0.0, marked.fraction or 0.0
    if kept is None and new == now:
        kept = Kept.SAME
    if kept is None and new < now and policy is Policy.UPWARDS:
        kept = Kept.NOT_LOWERED
    return Verdict(kept=kept) if kept else Verdict(new)


def _untouchable(marked: Marked) -> Kept | None:
    """Why no key may change this mark."""
    if marked.method == "void":
        return Kept.VOIDED
    if marked.obstacle is not None:
        return marked.obstacle
    if marked.method == "human" or marked.fraction is None or marked.by_new_key is None:
        return Kept.BY_HAND
    return None
