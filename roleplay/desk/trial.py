"""A scenario played by hand before anybody else does: the choices are in the address, no record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from courses.pure.texts import Shown
from roleplay.desk.checking import check_pages, edit_url
from roleplay.desk.checks_view import scenario_to_edit
from roleplay.desk.drafts import SOURCE, pages_of
from roleplay.desk.glossary import signed
from roleplay.finding_words import dimension_words, move_words, truth_words
from roleplay.models import ScenarioPage
from roleplay.pure.assessment import judge
from roleplay.pure.checks import broken
from roleplay.pure.engine import Action, Choose, Consult, NotOfferedError, act, begin, offered
from roleplay.pure.reactions import reaction_to
from roleplay.pure.replay import Step, decisions_in
from roleplay.pure.script import METERS, Option, Script
from roleplay.pure.state import State
from roleplay.pure.telling import Event, opening, tell
from roleplay.sitting import face_of
from roleplay.words import ending_words, level_words, meter_label, meter_words, quality_words

SEED = "try"
SAID, OPENED = "s", "o"
MOST_ACTS = 200


@require_GET
def try_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as saved last. `?d=` holds what was done so far, `?truth=` what is behind it."""
    page = scenario_to_edit(request, pk)
    checked = check_pages(pages_of(page.translation_key))
    script = checked.script
    context: dict[str, Any] = {"errors": checked.errors}
    if script is not None and not broken(script):
        asked = request.GET.get("truth", "")
        truth = asked if asked in script.truths else script.truths[0]
        done = [each for each in request.GET.get("d", "").split(".") if each][:MOST_ACTS]
        trial = played(script, truth, done)
        context |= {"trial": Told(trial, page, get_language() or SOURCE).context()}
    heading = gettext("Try it by hand")
    frame = {
        "part": "roleplay/desk/trial_part.html",
        "header_title": heading,
        "header_icon": "view",
        "breadcrumbs_items": [
            {"url": reverse("explore_scenarios"), "label": gettext("Scenarios")},
            {"url": edit_url(page), "label": page.title},
            {"url": "", "label": heading},
        ],
    }
    return render(request, "roleplay/desk/scenario_page.html", context | frame)


@dataclass(frozen=True)
class Trial:
    """A conversation so far. `left_out`: something of it is no longer in the scenario."""

    script: Script
    first: State
    done: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default_factory=tuple)
    left_out: bool = False

    @property
    def now(self) -> State:
        """Where it stands."""
        return self.steps[-1].after if self.steps else self.first


def played(script: Script, truth: str, done: list[str]) -> Trial:
    """Plays what was done, as far as the scenario as it is now allows it."""
    first = begin(script, SEED, truth)
    steps: list[Step] = []
    for each in done:
        state = steps[-1].after if steps else first
        action = _action(each)
        try:
            after = act(script, state, action)
        except NotOfferedError:
            return Trial(script, first, tuple(done[: len(steps)]), tuple(steps), left_out=True)
        steps.append(Step(state, action, after))
    return Trial(script, first, tuple(done), tuple(steps))


def _action(done: str) -> Action:
    kind, what = done[:1], done[1:]
    return Consult(what) if kind == OPENED else Choose(what)


@dataclass(frozen=True)
class Told:
    """A trial in words, with everything a learner would not see."""

    trial: Trial
    page: ScenarioPage
    language: str

    def context(self) -> dict[str, Any]:
        """For the template."""
        trial, state = self.trial, self.trial.now
        truths = self.trial.script.truths
        return {
            "left_out": trial.left_out,
            "told": list(self.events()),
            "face": face_of(trial.script, state),
            "meters": [self.meter(name) for name in METERS],
            "flags": list(self.flags()),
            "options": [] if state.over else [self.option(each) for each in self.offered()],
            "record": [] if state.over else list(self.record()),
            "ended": self.ended() if state.over else None,
            "back_url": self.address(trial.done[:-1]) if trial.done else "",
            "again_url": self.address(()),
            "truths": [
                {
                    "words": truth_words(truth),
                    "url": self.address((), truth),
                    "here": truth == state.truth,
                }
                for truth in (truths if len(truths) > 1 else ())
            ],
        }

    def offered(self) -> tuple[Option, ...]:
        """The lines there are now."""
        return offered(self.trial.script, self.trial.now)

    def address(self, done: tuple[str, ...], truth: str = "") -> str:
        """The same page with these acts."""
        asked = {"truth": truth or self.trial.now.truth, "d": ".".join(done)}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def text(self, path: str) -> Shown:
        """A text of the scenario or its profile."""
        return self.trial.script.text(path, self.language)

    def events(self) -> Iterator[dict[str, Any]]:
        """What was said and what happened, with what each line moved."""
        for event in opening(self.trial.script, self.trial.first, SEED):
            yield self.event(event)
        for turn, step in enumerate(self.trial.steps, start=1):
            for event in tell(self.trial.script, step, SEED, turn):
                yield self.event(event)
                if event.kind == "said":
                    yield {"kind": "moved", "text": Shown(self.moved(step))}

    def event(self, event: Event) -> dict[str, Any]:
        """One line of the transcript."""
        return {"kind": event.kind, "text": self.text(event.path)}

    def moved(self, step: Step) -> str:
        """The quality as it counted, and the meters that changed."""
        quality = ""
        if isinstance(step.action, Choose):
            option = self.trial.script.beats[step.before.beat].option(step.action.option)
            if option is not None:
                quality = quality_words(reaction_to(self.trial.script, step.before, option).quality)
        changes = {name: step.after.meter(name) - step.before.meter(name) for name in METERS}
        reaction = ", ".join(
            f"{meter_label(name).lower()} {signed(change)}"
            for name, change in changes.items()
            if change
        )
        return ": ".join(each for each in (quality, reaction) if each)

    def meter(self, name: str) -> dict[str, Any]:
        """Where a meter stands."""
        value = self.trial.now.meter(name)
        return {"label": meter_label(name), "value": value, "words": meter_words(name, value)}

    def flags(self) -> Iterator[str]:
        """What else the customer and the scenario remember."""
        state = self.trial.now
        yield gettext("was heard") if state.heard else gettext("was not heard yet")
        if state.insulting:
            yield gettext("is insulting")
        if state.warned:
            yield gettext("has announced the end")
        if state.granted or state.money:
            yield gettext("was granted something")
        for name in sorted(state.found):
            yield gettext("fact found: %(name)s") % {"name": name}

    def option(self, option: Option) -> dict[str, Any]:
        """A line as its author wrote it."""
        at = f"scenario.beats.{self.trial.now.beat}.options.{option.id}"
        moves = (move_words(self.trial.script, each.name, self.language) for each in option.moves)
        return {
            "text": self.text(f"{at}.text"),
            "quality": option.quality,
            "quality_words": quality_words(option.quality),
            "moves": ", ".join(moves),
            "url": self.address((*self.trial.done, SAID + option.id)),
        }

    def record(self) -> Iterator[dict[str, Any]]:
        """What can still be opened, and what was."""
        for entry in self.trial.script.record.values():
            opened = entry.name in self.trial.now.consulted
            at = f"scenario.record.{entry.name}"
            yield {
                "title": self.text(f"{at}.title"),
                "text": self.text(f"{at}.text") if opened else None,
                "seconds": entry.seconds,
                "url": "" if opened else self.address((*self.trial.done, OPENED + entry.name)),
            }

    def ended(self) -> dict[str, Any]:
        """How it ended, and what it would be worth."""
        script, state = self.trial.script, self.trial.now
        verdict = judge(script, decisions_in(script, self.trial.steps), state)
        at = f"scenario.endings.{state.ending}"
        return {
            "title": self.text(f"{at}.title"),
            "kind": ending_words(state.ending_kind),
            "scene": self.text(f"{at}.scene"),
            "consequence": self.text(f"{at}.consequence"),
            "score": verdict.score,
            "passed": verdict.passed,
            "levels": [
                {
                    "name": dimension_words(script, each.dimension, self.language),
                    "words": level_words(each.level),
                }
                for each in verdict.levels
            ],
        }
