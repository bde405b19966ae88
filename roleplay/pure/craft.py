"""Whether a scenario teaches and measures: temptations, second-best lines, no give-aways.

Errors for what is assessed, warnings for what is only practised.
"""

from collections.abc import Iterable, Iterator, Mapping

from courses.pure.texts import SOURCE
from roleplay.pure.checks import ERROR, WARNING, Finding
from roleplay.pure.reactions import reaction_to
from roleplay.pure.replay import Decision, Step, best_of, decisions_in, reference
from roleplay.pure.script import QUALITIES, Beat, Option, Script

PLACES_NEEDED = 2
DEFENSIBLE_NEEDED = 3
EARLY = 3
LONGEST_SHARE = 40
MUCH_LONGER = 130
WARM_SHARE = 50
MOST_CRITICAL = 3
DEFENSIBLE = frozenset({"good", "fair"})


def craft(script: Script) -> list[Finding]:
    """What is missing for a fair and instructive scenario."""
    level = WARNING if script.formative else ERROR
    steps = {truth: reference(script, truth) for truth in script.truths}
    path = [each for truth in steps for each in decisions_in(script, steps[truth])]
    found = [*_places(script), *_opportunities(script, path), *_critical(script)]
    found += _four_qualities(path, level)
    found += _defensible(script, path, level)
    found += _temptation(script, steps, level)
    found += _length(script, level)
    found += _warm_traps(script, level)
    return found


def _places(script: Script) -> Iterator[Finding]:
    """A must-do, a commitment, a must-discover fact has two places at least."""
    asked = {c.value for e in script.endings.values() for c in e.when if c.about == "done"}
    for name in sorted({*script.must_do, *(asked & {"commit"})}):
        places = _beats_with(script, name)
        if len(places) < PLACES_NEEDED:
            yield Finding(ERROR, "few_places", detail=name, number=len(places))
    for fact in script.facts:
        if fact.must_discover and fact.when:
            number = min(_ways_to(script, each.about, each.value) for each in fact.when)
            if number < PLACES_NEEDED:
                yield Finding(ERROR, "few_places_for_fact", detail=fact.name, number=number)


def _beats_with(script: Script, move: str) -> set[str]:
    return {
        beat.name
        for beat in script.beats.values()
        for option in beat.options
        for each in option.moves
        if each.name == move and each.quality in DEFENSIBLE
    }


def _ways_to(script: Script, about: str, value: str) -> int:
    if about == "done":
        return len(_beats_with(script, value))
    if about == "consulted":
        lines = sum(o.consults == value for b in script.beats.values() for o in b.options)
        # The record itself is open at any time.
        return lines + 1
    return PLACES_NEEDED


def _opportunities(script: Script, path: list[Decision]) -> Iterator[Finding]:
    shown = {d for each in path for m in each.best.moves for d in script.moves[m.name].dimensions}
    for name in script.assesses:
        if name not in shown:
            yield Finding(ERROR, "no_opportunity", detail=name)


def _critical(script: Script) -> Iterator[Finding]:
    beats = [b.name for b in script.beats.values() if any(o.critical for o in b.options)]
    if len(beats) > MOST_CRITICAL:
        yield Finding(ERROR, "many_critical", number=len(beats))


def _four_qualities(path: list[Decision], level: str) -> Iterator[Finding]:
    for each in {each.beat: each for each in path}.values():
        qualities = sorted(option.quality for option in each.offered)
        if qualities != sorted(QUALITIES):
            yield Finding(level, "not_four_qualities", each.beat)


def _defensible(script: Script, path: list[Decision], level: str) -> Iterator[Finding]:
    """Decisions on the reference path where two lines may be right and the state says which."""
    beats = {each.beat for each in path}
    number = sum(_state_decides(script, script.beats[name]) for name in beats)
    if number < DEFENSIBLE_NEEDED:
        yield Finding(level, "few_defensible", number=number)


def _state_decides(script: Script, beat: Beat) -> bool:
    defensible = [each for each in beat.options if each.quality in DEFENSIBLE]
    depends = any(_depends(script, each) for each in defensible)
    return len(defensible) >= 2 and (depends or bool(beat.rules))


def _depends(script: Script, option: Option) -> bool:
    rows = [script.profile.table.get(each.name) for each in option.moves]
    variants = any(row and (row.as_first_act or row.unless_hostile) for row in rows)
    return bool(option.when) or variants or any(script.moves[m.name].solves for m in option.moves)


def _temptation(script: Script, steps: Mapping[str, list[Step]], level: str) -> Iterator[Finding]:
    """An early decision offers a solution before the customer was heard."""
    for path in steps.values():
        for step in path[:EARLY]:
            for option in script.beats[step.before.beat].options:
                if any(each.premature for each in reaction_to(script, step.before, option).played):
                    return
    yield Finding(level, "no_temptation")


def _length(script: Script, level: str) -> Iterator[Finding]:
    """The best line must not give itself away by its length, in any language."""
    for language in script.texts.by_language:
        longest = 0
        for beat in script.beats.values():
            best = best_of(beat.options)
            own = len(script.option_text(beat.name, best.id, language))
            rest = _lengths(script, beat, best, language)
            longest += own > max(rest, default=own)
            if own * 100 > max(rest, default=own) * MUCH_LONGER:
                yield Finding(level, "best_much_longer", beat.name, best.id, language)
        if longest * 100 > LONGEST_SHARE * len(script.beats):
            yield Finding(level, "best_longest", detail=language, number=longest)


def _lengths(script: Script, beat: Beat, best: Option, language: str) -> list[int]:
    return [
        len(script.option_text(beat.name, each.id, language))
        for each in beat.options
        if each.id != best.id
    ]


def _warm_traps(script: Script, level: str) -> Iterator[Finding]:
    """A warm but wrong line in half of the decisions: kindness alone must not win."""
    number = sum(any(_warm_trap(script, o) for o in b.options) for b in script.beats.values())
    if number * 100 < WARM_SHARE * len(script.beats):
        yield Finding(level, "few_warm_traps", number=number)


def _warm_trap(script: Script, option: Option) -> bool:
    warm = any(script.moves[each.name].tone == "warm" for each in option.moves)
    return warm and option.quality in {"poor", "harmful"}


def untranslated(script: Script, languages: Iterable[str]) -> list[Finding]:
    """How many texts each further language lacks; a site with one language is asked for none."""
    source = script.texts.by_language.get(SOURCE, {})
    found = []
    for language in languages:
        own = script.texts.by_language.get(language, {})
        # The profile's and the vocabulary's texts are translated where they are written.
        missing = [path for path in source if path.startswith("scenario.") and path not in own]
        if missing and language != SOURCE:
            found.append(Finding(WARNING, "untranslated", detail=language, number=len(missing)))
    return found
