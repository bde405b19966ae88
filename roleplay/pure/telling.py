"""What is said and happens in a step, as paths of texts: the words are looked up when shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from courses.pure.texts import SOURCE
from roleplay.pure.drawing import one_of
from roleplay.pure.engine import Choose, Consult
from roleplay.pure.reactions import reaction_to
from roleplay.pure.replay import Step
from roleplay.pure.script import ANY, Option, Phrase, Script
from roleplay.pure.state import State, band_of

NEARER = {"low": ("mid",), "mid": ("low", "high"), "high": ("mid", "top"), "top": ("high", "mid")}


@dataclass(frozen=True)
class Event:
    """One thing that is said or happens; `path` leads to its text, `name` is what it is about."""

    kind: str
    path: str
    name: str = ""


def lead_band(script: Script, state: State) -> str:
    """The band of the meter that leads the profile."""
    lead = script.profile.lead
    return band_of(lead, state.meter(lead))


def opening(script: Script, state: State, seed: str) -> list[Event]:
    """What the customer says first."""
    return list(_arrival(script, state, seed, turn=0))


def tell(script: Script, step: Step, seed: str, turn: int) -> list[Event]:
    """What happened in a step, in order; `turn` draws among variants with the seed."""
    return list(_told(script, step, seed, turn))


def _told(script: Script, step: Step, seed: str, turn: int) -> Iterator[Event]:
    if isinstance(step.action, Consult):
        yield Event("consulted", f"scenario.record.{step.action.entry}.title", step.action.entry)
    else:
        yield from _saying(script, step, step.action, seed, turn)
    for name in sorted(step.after.found - step.before.found):
        yield Event("found", f"scenario.facts.{name}.text", name)
    if step.after.over:
        kind = step.after.ending_kind
        # Who leaves in silence says nothing more than the author's scene does.
        scene = script.text(f"scenario.endings.{step.after.ending}.scene", SOURCE)
        if kind == "break_off" or (kind == "silent_departure" and not scene):
            yield from _phrase(script, step.after, seed, turn, ("leaving",))
    elif step.after.beat != step.before.beat or isinstance(step.action, Choose):
        yield from _arrival(script, step.after, seed, turn)
    if step.after.warned and not step.before.warned and not step.after.over:
        # The last thing heard before the next line decides.
        yield from _phrase(script, step.after, seed, turn, ("warning",))


def _saying(script: Script, step: Step, action: Choose, seed: str, turn: int) -> Iterator[Event]:
    beat = script.beats[step.before.beat]
    option = next(each for each in beat.options if each.id == action.option)
    at = f"scenario.beats.{beat.name}.options.{option.id}"
    yield Event("said", f"{at}.text", option.id)
    if option.consults and option.consults not in step.before.consulted:
        title = f"scenario.record.{option.consults}.title"
        yield Event("consulted", title, option.consults)
    if script.text(f"{at}.reply", SOURCE):
        yield Event("reply", f"{at}.reply", option.id)
    else:
        yield from _stock_reply(script, step, option, seed, turn)
    if script.text(f"{at}.consequence", SOURCE):
        yield Event("event", f"{at}.consequence")


def _stock_reply(
    script: Script, step: Step, option: Option, seed: str, turn: int
) -> Iterator[Event]:
    quality = reaction_to(script, step.before, option).quality
    wanted = (option.moves[0].name, quality) if option.moves else (quality,)
    if quality in {"poor", "harmful"} and not script.moves[option.moves[0].name].harmful:
        # A weak "I understand" does not get the answer of a good one.
        wanted = (quality,)
    yield from _phrase(script, step.after, seed, turn, wanted)


def _phrase(
    script: Script, state: State, seed: str, turn: int, wanted: tuple[str, ...]
) -> Iterator[Event]:
    band = lead_band(script, state)
    for move in wanted:
        mine = [each for each in script.profile.phrases if each.move == move]
        fitting = [each for each in mine if each.band == band] or [
            each for each in mine if each.band == ANY
        ]
        if fitting:
            phrase: Phrase = one_of(fitting, seed, f"phrase {turn}")
            yield Event("reply", f"profile.phrases.{phrase.id}.text", phrase.id)
            return


def _arrival(script: Script, state: State, seed: str, turn: int) -> Iterator[Event]:
    """The beat's event, gesture and line, in the variant for the customer's mood."""
    beat = script.beats[state.beat]
    at = f"scenario.beats.{beat.name}"
    if script.text(f"{at}.event", SOURCE):
        yield Event("event", f"{at}.event")
    if script.text(f"{at}.gesture", SOURCE):
        yield Event("gesture", f"{at}.gesture")
    band = lead_band(script, state)
    for wanted in (band, ANY, *NEARER[band]):
        lines = [each for each in beat.lines if each.band == wanted]
        if lines:
            line = one_of(lines, seed, f"line {turn}")
            yield Event("line", f"{at}.lines.{line.id}.text", line.id)
            return
    if beat.lines:
        yield Event("line", f"{at}.lines.{beat.lines[0].id}.text", beat.lines[0].id)
