"""What a scenario must be before it is published. Errors block; warnings do not.

Words for each finding are in roleplay.finding_words; nothing here is for learners.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from courses.pure.texts import SOURCE
from roleplay.pure.conditions import JUDGES
from roleplay.pure.engine import LEAVING
from roleplay.pure.graph import dead_ends, reachable, ways_from
from roleplay.pure.script import CLOSE, QUALITIES, Beat, Conditions, Ending, Option, Script
from roleplay.pure.solver import Walk, conditions_by_place, sample, walk

ERROR, WARNING = "error", "warning"
FEWEST_OPTIONS, MOST_OPTIONS, MOST_MOVES = 2, 5, 3
BRIEF = ("summary", "role", "policy", "limits")
# Games played at a time, how many times, and standings walked after them: seconds, not more.
GAMES, ROUNDS, STATES_IN_A_HURRY = 50, 8, 80_000


@dataclass(frozen=True, order=True)
class Finding:
    """Something to mend: `code` names it; beat and option say where; `detail` and `number` what.

    `part` is the list in which `beat` is a name: beats, endings, facts or record.
    """

    level: str
    code: str
    beat: str = ""
    option: str = ""
    detail: str = ""
    number: int = 0
    part: str = "beats"


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
        wrong = _conditions(script, ending.when, ending.name)
        found += [replace(each, part="endings") for each in wrong]
    for fact in script.facts:
        wrong = _conditions(script, fact.when, fact.name)
        found += [replace(each, part="facts") for each in wrong]
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
        "not_consulted": script.record,
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


def unwritten(script: Script) -> list[Finding]:
    """What an author has still to write, in the source's language; drafts may lack anything."""
    written = script.texts.by_language.get(SOURCE, {})
    missing = [name for name in BRIEF if not written.get(f"scenario.{name}")]
    missing += [] if script.person.get("name") else ["person"]
    found = [Finding(ERROR, "no_brief", number=len(missing))] if missing else []
    for part, name, paths in _to_write(script):
        number = sum(not written.get(f"scenario.{part}.{name}.{path}") for path in paths)
        if number:
            found.append(Finding(ERROR, "no_text", name, number=number, part=part))
    return found


def _to_write(script: Script) -> Iterator[tuple[str, str, list[str]]]:
    """Every list and name with the paths of the texts that must be there."""
    for entry in script.record:
        yield "record", entry, ["title", "text"]
    for fact in script.facts:
        yield "facts", fact.name, ["text"]
    for beat in script.beats.values():
        lines = [f"lines.{each.id}.text" for each in beat.lines]
        yield "beats", beat.name, [*lines, *(f"options.{each.id}.text" for each in beat.options)]
    for ending in script.endings:
        yield "endings", ending, ["title", "scene"]


def structure(script: Script, walks: Iterable[Walk]) -> list[Finding]:
    """What cannot be reached, found, left or avoided; `walks` are one for each truth.

    Walks that were cut short prove nothing unreachable: then it is only a warning.
    """
    seen = list(walks)
    level = ERROR if all(each.complete for each in seen) else WARNING
    beats, endings = _seen(seen, "beats"), _seen(seen, "endings")
    facts, bypassed = _seen(seen, "found"), _seen(seen, "bypassed")
    found = [Finding(ERROR, "dead_end", name) for name in dead_ends(script)]
    found += [Finding(level, "unreachable_beat", n) for n in script.beats if n not in beats]
    found += [
        Finding(level, "unreachable_ending", name, part="endings")
        for name in script.endings
        if name not in endings
    ]
    found += [
        Finding(level, "hidden_fact", fact.name, part="facts")
        for fact in script.facts
        if fact.name not in facts
    ]
    found += [
        Finding(ERROR, "bypassed", ending, detail=move, part="endings")
        for ending, move in sorted(bypassed)
    ]
    held, failed = _seen(seen, "held"), _seen(seen, "failed")
    for place, condition in sorted(held ^ failed, key=str):
        never = (place, condition) in failed
        beat, _, option = place.partition("/")
        detail = f"{condition.about} {condition.value}"
        found.append(
            Finding(level, "never_true", beat, option, detail)
            if never
            else Finding(WARNING, "always", beat, option, detail)
        )
    if not all(each.complete for each in seen):
        found.append(Finding(WARNING, "walk_cut_short"))
    return found


def _seen(walks: Iterable[Walk], name: str) -> set[Any]:
    return set().union(*(getattr(each, name) for each in walks))


def walks_of(script: Script) -> dict[str, Walk]:
    """A walk for each possible truth, to the end: seconds for a long scenario.

    Walks take lines alone; what only a look at the record opens is seen in games.
    """
    walks = {truth: Walk() for truth in script.truths}
    for truth, seen in walks.items():
        sample(script, truth, seen, range(GAMES))
        walk(script, truth, seen_here=seen)
    return walks


def quick_walks_of(script: Script, most: int = STATES_IN_A_HURRY) -> dict[str, Walk]:
    """The same answers in a fraction of the time where all is well.

    First games are played until nothing is open any more; what then still is open is walked for.
    """
    walks = {truth: Walk() for truth in script.truths}
    answered = partial(_all_answered, script, walks.values())
    for number in range(ROUNDS):
        for truth, seen in walks.items():
            sample(script, truth, seen, range(number * GAMES, (number + 1) * GAMES))
        if answered():
            return walks
    for truth, seen in walks.items():
        walk(script, truth, most // len(walks), seen, answered)
    return walks


def _all_answered(script: Script, walks: Iterable[Walk]) -> bool:
    return next(still_open(script, walks), None) is None


def still_open(script: Script, walks: Iterable[Walk]) -> Iterator[str]:
    """What these walks have not seen yet and a longer one may: names of beats, endings, facts,
    and places of conditions that never held. What no way leads to is no question, nor is what
    would only be a warning.
    """
    seen = list(walks)
    led_to = _led_to(script)
    yield from (name for name in script.beats if name in led_to - _seen(seen, "beats"))
    yield from (name for name in script.endings if name in led_to - _seen(seen, "endings"))
    yield from ({fact.name for fact in script.facts} - _seen(seen, "found"))
    never = _seen(seen, "failed") - _seen(seen, "held")
    yield from (place for place, each in conditions_by_place(script) if (place, each) in never)
    bypassed = _seen(seen, "bypassed")
    for ending in script.endings.values():
        for move in script.must_do if ending.acceptable else ():
            if (ending.name, move) not in bypassed and not _asks_for(script, ending, move):
                yield f"{ending.name}: {move}"


def _led_to(script: Script) -> set[str]:
    """What the ways lead to from the start; how customers leave by themselves included."""
    leaving = {ending.name for ending in script.endings.values() if ending.kind in LEAVING}
    return reachable(script) | leaving


def _asks_for(script: Script, ending: Ending, move: str) -> bool:
    """Whether an ending is only reached by closing, and then only after this move."""
    if not any(each.about == "done" and each.value == move for each in ending.when):
        return False
    targets = {way.target for beat in script.beats.values() for way in ways_from(beat)}
    by_itself = {row.ends for row in script.profile.table.values()}
    endings = script.endings.values()
    if not any(not each.when and each.kind not in LEAVING for each in endings):
        # Closing where no ending fits falls back on a lukewarm one.
        by_itself.add("lukewarm")
    return ending.name not in targets and ending.kind not in by_itself
