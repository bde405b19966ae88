"""The curve of the meter that leads the profile, as points of an SVG."""

from typing import Any

from django.utils.translation import gettext

from roleplay.pure.history import History
from roleplay.pure.replay import Decision
from roleplay.pure.state import BANDS
from roleplay.words import meter_label, meter_words

WIDTH, HEIGHT = 600, 200
SWINGS = 3
LEAST_SWING = 4


def curve_of(history: History) -> dict[str, Any]:
    """Points, dots that lead to turns, the largest swings, bands, and the same in a sentence."""
    lead, taken = history.script.profile.lead, history.taken
    values = [history.first.meter(lead), *(each.after.meter(lead) for each in taken)]
    points = [(_x(at, len(values)), _y(value)) for at, value in enumerate(values)]
    label = meter_label(lead)
    return {
        "label": label,
        "points": " ".join(f"{x},{y}" for x, y in points),
        "dots": [
            {
                "x": x,
                "y": y,
                "n": place,
                "url": f"#turn-{place}",
                "words": _words(lead, each),
            }
            for place, ((x, y), each) in enumerate(zip(points[1:], taken, strict=True), start=1)
        ],
        "swings": _swings(lead, taken),
        "bands": _bands(lead),
        "summary": _summary(label, lead, values),
    }


def _x(at: int, count: int) -> int:
    return round(at * WIDTH / max(count - 1, 1))


def _y(value: int) -> int:
    return HEIGHT - value * HEIGHT // 100


def _words(lead: str, decision: Decision) -> str:
    return f"{meter_label(lead)}: {meter_words(lead, decision.after.meter(lead))}"


def _swings(lead: str, taken: tuple[Decision, ...]) -> list[dict[str, Any]]:
    """The three lines that moved it most, in their order."""
    changes = [
        (each.after.meter(lead) - each.before.meter(lead), place)
        for place, each in enumerate(taken, start=1)
    ]
    largest = sorted(changes, key=lambda pair: (-abs(pair[0]), pair[1]))[:SWINGS]
    return [
        {"n": place, "change": change, "url": f"#turn-{place}", "words": _swing_words(lead, change)}
        for change, place in sorted(largest, key=lambda pair: pair[1])
        if abs(change) >= LEAST_SWING
    ]


def _swing_words(lead: str, change: int) -> str:
    names = {"meter": meter_label(lead), "points": abs(change)}
    if change > 0:
        return gettext("%(meter)s rose by %(points)s") % names
    return gettext("%(meter)s fell by %(points)s") % names


def _bands(lead: str) -> list[dict[str, Any]]:
    low = 0
    rows = []
    for bound, _band in BANDS[lead]:
        top = min(bound, 100)
        rows.append({"y": _y((low + top) // 2), "top": _y(top), "label": meter_words(lead, low)})
        low = bound
    return rows


def _summary(label: str, lead: str, values: list[int]) -> str:
    start, end, highest = (meter_words(lead, v) for v in (values[0], values[-1], max(values)))
    names = {"meter": label, "start": start, "end": end, "highest": highest}
    if highest in {start, end}:
        return gettext("%(meter)s: %(start)s at the start, %(end)s at the end.") % names
    return (
        gettext("%(meter)s: %(start)s at the start, %(highest)s at most, %(end)s at the end.")
        % names
    )
