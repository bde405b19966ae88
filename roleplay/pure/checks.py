"""What a scenario must be before it is published. Errors block; warnings do not.

Words for each finding are in roleplay.words; nothing here is for learners.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from roleplay.pure.conditions import JUDGES
from roleplay.pure.graph import dead_ends, ways_from
from roleplay.pure.script import CLOSE, QUALITIES, Beat, Conditions, Option, Script
from roleplay.pure.solver import Walk, walk

ERROR, WARNING = "error", "warning"
FEWEST_OPTIONS, MOST_OPTIONS, MOST_MOVES = 2, 5, 3


@dataclass(frozen=True, order=True)
class Finding:
    """Something to mend: `code` names it; beat and option say where; `detail` and `number` what."""

    level: str
    code: str
    beat: str = ""
    option: str = ""
    detail: str = ""
    number: int = 0


Check = Callable[[Script], Iterable[Finding]]


def broken(script: Script) -> list[Finding]:
    """What keeps a scenario from being played at all: names that lead nowhere, missing parts."""
    if not script.beats:
        return [Finding(ERROR, "no_beats")]
    found = list(_shape(script))
    if not script.endings:
        found.append(Finding(ERROR, "no_endings"))
    for beat in script.beats.values():
        found += _beat(script, beat)
    for ending in script.endings.values():
        found += _conditions(script, ending.when, beat=ending.name)
    for fact in script.facts:
        found += _conditions(script, fact.when, beat=fact.name)
    found += [
        Finding(ERROR, "unknown_move", detail=name)
        for name in script.must_do
        if name not in script.moves
    ]
    return found


def _shape(script: Script) -> Iterator[Finding]:
    if not script.assesses:
        yield Finding(ERROR, "assesses_nothing")
    if len(script.truths) != len(script.truth_weights):
        yield Finding(ERROR, "truths_without_weights")


def _beat(script: Script, beat: Beat) -> Iterator[Finding]:
    if not beat.next:
        yield Finding(ERROR, "missing_default", beat.name)
    if not FEWEST_OPTIONS <= len(beat.options) <= MOST_OPTIONS:
        yield Finding(ERROR, "number_of_options", beat.name, number=len(beat.options))
    for way in ways_from(beat):
        if way.target not in {CLOSE, *script.beats, *script.endings}:
            yield Finding(ERROR, "unknown_target", beat.name, way.by, way.target)
    for rule in beat.rules:
        yield from _conditions(script, rule.when, beat.name)
    for option in beat.options:
        yield from _option(script, beat, option)


def _option(script: Script, beat: Beat, option: Option) -> Iterator[Finding]:
    where = (beat.name, option.id)
    critical = {raw["name"] for raw in script.rubric.get("critical", ())}
    if option.quality not in QUALITIES:
        yield Finding(ERROR, "no_quality", *where)
    if not 1 <= len(option.moves) <= MOST_MOVES:
        yield Finding(ERROR, "number_of_moves", *where, number=len(option.moves))
    for each in option.moves:
        if each.name not in script.moves:
            yield Finding(ERROR, "unknown_move", *where, each.name)
    if option.consults and option.consults not in script.record:
        yield Finding(ERROR, "unknown_entry", *where, option.consults)
    if option.critical and option.critical not in critical:
        yield Finding(ERROR, "unknown_critical", *where, option.critical)
    yield from _conditions(script, option.when, *where)


def _conditions(
    script: Script, conditions: Conditions, beat: str, option: str = ""
) -> Iterator[Finding]:
    names = {
        "done": script.moves,
        "not_done": script.moves,
        "found": {fact.name for fact in script.facts},
        "not_found": {fact.name for fact in script.facts},
        "consulted": script.record,
        "truth": script.truths,
    }
    for each in conditions:
        known = names.get(each.about)
        number = "_at_" in each.about
        if each.about not in JUDGES:
            yield Finding(ERROR, "unknown_condition", beat, option, each.about)
        elif known is not None and each.value not in known:
            yield Finding(ERROR, "unknown_value", beat, option, each.value)
        elif number and not (each.value.isdecimal() and int(each.value) <= 100):
            yield Finding(ERROR, "not_a_number", beat, option, each.value)


def structure(script: Script, walks: Iterable[Walk]) -> list[Finding]:
    """What cannot be reached, found, left or avoided; `walks` are one for each truth."""
    seen = list(walks)
    beats = set().union(*(each.beats for each in seen))
    endings = {name for each in seen for name in each.endings}
    facts = set().union(*(each.found for each in seen))
    found = [Finding(ERROR, "dead_end", name) for name in dead_ends(script)]
    found += [Finding(ERROR, "unreachable_beat", n) for n in script.beats if n not in beats]
    found += [Finding(ERROR, "unreachable_ending", n) for n in script.endings if n not in endings]
    found += [Finding(ERROR, "hidden_fact", f.name) for f in script.facts if f.name not in facts]
    bypassed = set().union(*(each.bypassed for each in seen))
    found += [Finding(ERROR, "bypassed", ending, detail=move) for ending, move in sorted(bypassed)]
    held, failed = (set().union(*(getattr(w, name) for w in seen)) for name in ("held", "failed"))
    for place, condition in sorted(held ^ failed, key=str):
        level, code = (ERROR, "never_true") if (place, condition) in failed else (WARNING, "always")
        beat, _, option = place.partition("/")
        found.append(Finding(level, code, beat, option, f"{condition.about} {condition.value}"))
    if not all(each.complete for each in seen):
        found.append(Finding(WARNING, "walk_cut_short"))
    return found


def walks_of(script: Script) -> dict[str, Walk]:
    """A walk for each possible truth."""
    return {truth: walk(script, truth) for truth in script.truths}
