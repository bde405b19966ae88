"""How often a property is tried: usually, and in `make soak`, which takes its time."""

import os

SOAKING = os.environ.get("TRATO_SOAK", "") not in {"", "0"}


def how_many(usual: int, soak: int) -> int:
    """`usual` in `make test`, `soak` in `make soak` (TRATO_SOAK=1).

    For Hypothesis and for plain loops alike: `@settings(max_examples=how_many(200, 10_000))`.
    """
    return soak if SOAKING else usual
