"""What a scenario may ask of the state. All conditions of a list must hold."""

from collections.abc import Callable, Iterable

from roleplay.pure.script import METERS, Condition
from roleplay.pure.state import State

Judge = Callable[[State, str], bool]


def _at_most(meter: str) -> Judge:
    return lambda state, value: state.meter(meter) <= int(value or 0)


def _at_least(meter: str) -> Judge:
    return lambda state, value: state.meter(meter) >= int(value or 0)


# How each condition is judged; the editor's list and its help are in roleplay.blocks.
JUDGES: dict[str, Judge] = {
    **{f"{meter}_at_most": _at_most(meter) for meter in METERS},
    **{f"{meter}_at_least": _at_least(meter) for meter in METERS},
    "heard": lambda state, value: state.heard,
    "not_heard": lambda state, value: not state.heard,
    "done": lambda state, value: value in state.done,
    "not_done": lambda state, value: value not in state.done,
    "found": lambda state, value: value in state.found,
    "not_found": lambda state, value: value not in state.found,
    "consulted": lambda state, value: value in state.consulted,
    "not_consulted": lambda state, value: value not in state.consulted,
    "truth": lambda state, value: state.truth == value,
    "insulted": lambda state, value: state.insulting,
    "granted": lambda state, value: state.granted,
    "not_granted": lambda state, value: not state.granted,
}
METER_CONDITIONS = frozenset(f"{meter}_at_{side}" for meter in METERS for side in ("most", "least"))


def holds(conditions: Iterable[Condition], state: State) -> bool:
    """Whether all of them hold; an unknown one never does."""
    for each in conditions:
        judge = JUDGES.get(each.about)
        if judge is None or not judge(state, each.value):
            return False
    return True
