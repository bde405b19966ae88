"""A conversation under way as its learner meets it: nothing here tells what a line is worth."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext

from cms.models import User
from courses.pure.texts import Shown
from roleplay.kinds import Channel, Mode
from roleplay.models import Conversation, Turn
from roleplay.pure.drawing import shuffled
from roleplay.pure.engine import offered
from roleplay.pure.face import Face, Look, draw, expression_of
from roleplay.pure.history import History
from roleplay.pure.script import METERS, Script
from roleplay.pure.state import State
from roleplay.pure.telling import Event, opening, tell
from roleplay.verbs.conversations import history_of
from roleplay.words import (
    face_words,
    meter_label,
    meter_words,
    quality_words,
    voice_of,
    voice_words,
)

SPOKEN = frozenset({"reply", "line"})
SCENARIO = "scenario"


@dataclass(frozen=True)
class Said:
    """A line of the transcript. `n` is the turn it belongs to, 0 before the first."""

    kind: str
    text: str
    lang: str
    n: int
    gesture: str = ""


@dataclass(frozen=True)
class OfferedLine:
    """Something to say, as a card: its words and its key, nothing else."""

    id: str
    number: int
    text: str
    lang: str


@dataclass(frozen=True)
class Sitting:
    """A conversation found for its owner, with its turns, and played."""

    conversation: Conversation
    turns: list[Turn]
    history: History
    language: str

    @property
    def script(self) -> Script:
        """The script it was started with."""
        return self.history.script

    def text(self, path: str) -> Shown:
        """A text of the version in the reader's language."""
        return self.script.text(path, self.language)


def find_conversation(learner: User, conversation_id: UUID) -> Conversation:
    """The learner's own conversation. Raises Http404 for anybody else's."""
    mine = Conversation.objects.of(learner).select_related("enrolment__learner", "version")
    conversation = mine.defer("version__content").filter(pk=conversation_id).first()
    if conversation is None:
        raise Http404
    return conversation


def sit_down(conversation: Conversation, language: str) -> Sitting:
    """Plays a conversation from its turns; one query."""
    turns = list(conversation.turns.all())
    return Sitting(conversation, turns, history_of(conversation, turns), language)


def events_of(sitting: Sitting) -> Iterator[tuple[int, list[Event]]]:
    """What was said and happened, by turn; 0 is the opening. Only turns that stand."""
    history, seed = sitting.history, sitting.conversation.seed
    yield 0, opening(history.script, history.first, seed)
    for number, step in zip(history.numbers, history.steps, strict=True):
        yield number, tell(history.script, step, seed, number)


def stage_of(sitting: Sitting, problem: str = "") -> dict[str, Any]:
    """The context of the conversation's page."""
    conversation, state = sitting.conversation, sitting.history.last
    told = list(events_of(sitting))
    now = told[-1][1]
    return {
        "conversation": head_of(sitting),
        "customer": customer_of(sitting, state),
        "scene": sitting.text(f"{SCENARIO}.scene"),
        "transcript": [said for n, events in told[:-1] for said in _said(sitting, n, events)]
        + _answered(sitting, *told[-1]),
        "line": _line(sitting, now),
        "options": options_of(sitting, state),
        "turn": conversation.turns_taken,
        "brief": brief_of(sitting, state),
        "learn": _learn(sitting) if conversation.mode == Mode.LEARN else None,
        "warned": state.warned,
        "problem": problem,
    }


def head_of(sitting: Sitting) -> dict[str, Any]:
    """What every page of a conversation says of it."""
    conversation = sitting.conversation
    return {
        "title": sitting.text(f"{SCENARIO}.title"),
        "number": conversation.number,
        "mode": conversation.mode,
        "mode_label": Mode(conversation.mode).label,
        "channel": sitting.script.channel,
        "channel_label": Channel(sitting.script.channel).label,
    }


def look_of(script: Script) -> Look:
    """The customer's face, from the version."""
    numbers = script.person.get("look") or {}
    return Look(**{name: value for name, value in numbers.items() if name in LOOKS})


LOOKS = frozenset(Look.__dataclass_fields__)


def face_of(script: Script, state: State) -> Face:
    """The customer's face in a state, with its words."""
    expression = expression_of(
        state.anger,
        state.trust,
        state.openness,
        state.patience,
        hides_anger=script.profile.hides_anger,
    )
    return replace(draw(look_of(script), expression), words=face_words(expression))


def customer_of(sitting: Sitting, state: State) -> dict[str, Any]:
    """Who speaks and how they seem. In an assessed call there is no face, only a voice."""
    script, conversation = sitting.script, sitting.conversation
    on_phone = script.channel == Channel.PHONE
    face = None if conversation.assessed and on_phone else face_of(script, state)
    return {
        "name": script.person.get("name", ""),
        "face": face,
        "face_words": face.words if face else "",
        "voice": voice_words(state, script.profile.hides_anger) if on_phone else "",
        "voice_shape": voice_of(state, script.profile.hides_anger) if on_phone else "",
    }


def _said(sitting: Sitting, n: int, events: list[Event]) -> list[Said]:
    """A past turn for the transcript."""
    gesture = next((sitting.text(e.path).text for e in events if e.kind == "gesture"), "")
    found = []
    for event in events:
        shown = sitting.text(event.path)
        if event.kind == "gesture" or not shown:
            continue
        kind = {"said": "agent", "reply": "customer", "line": "customer"}.get(
            event.kind, event.kind
        )
        own = gesture if event.kind == "line" else ""
        found.append(Said(kind, shown.text, shown.lang, n, own))
    return found


def _answered(sitting: Sitting, n: int, events: list[Event]) -> list[Said]:
    """Of the last turn what comes before the customer's words: the line said, what was opened."""
    before = [each for each in events if each.kind in {"said", "consulted"}]
    return _said(sitting, n, before)


def _line(sitting: Sitting, events: list[Event]) -> dict[str, Any]:
    """What the customer says now, and what was just learnt."""
    texts = {kind: _texts(sitting, events, kind) for kind in ("gesture", "event", "found")}
    return {
        "paragraphs": [sitting.text(each.path) for each in events if each.kind in SPOKEN]
        or [_last_words(sitting)],
        "gesture": next(iter(texts["gesture"]), None),
        "event": next(iter(texts["event"]), None),
        "found": texts["found"],
    }


def _texts(sitting: Sitting, events: list[Event], kind: str) -> list[Shown]:
    shown = (sitting.text(each.path) for each in events if each.kind == kind)
    return [each for each in shown if each]


def _last_words(sitting: Sitting) -> Shown:
    """After something was opened the customer still waits for an answer to the last words."""
    for _n, events in reversed(list(events_of(sitting))):
        for event in reversed(events):
            if event.kind in SPOKEN:
                return sitting.text(event.path)
    return Shown("")


def options_of(sitting: Sitting, state: State) -> list[OfferedLine]:
    """The lines to choose from, in an order drawn for this conversation and moment."""
    by_id = {each.id: each for each in offered(sitting.script, state)}
    order = shuffled(list(by_id), sitting.conversation.seed, f"options {state.beat}")
    found = []
    for number, option_id in enumerate(order, start=1):
        shown = sitting.text(f"{SCENARIO}.beats.{state.beat}.options.{option_id}.text")
        found.append(OfferedLine(option_id, number, shown.text, shown.lang))
    return found


def brief_of(sitting: Sitting, state: State) -> dict[str, Any]:
    """Role, policy, limits; the record with what is open of it; the facts found."""
    record = []
    for entry in sitting.script.record.values():
        at = f"{SCENARIO}.record.{entry.name}"
        opened = not entry.seconds or entry.name in state.consulted
        record.append(
            {
                "name": entry.name,
                "title": sitting.text(f"{at}.title"),
                "text": sitting.text(f"{at}.text") if opened else None,
                "opened": opened,
                "seconds": entry.seconds,
            }
        )
    return {
        **{name: sitting.text(f"{SCENARIO}.{name}") for name in ("role", "policy", "limits")},
        "record": record,
        "facts": [sitting.text(f"{SCENARIO}.facts.{name}.text") for name in sorted(state.found)],
    }


def _learn(sitting: Sitting) -> dict[str, Any]:
    """The coach beside the conversation: the note on the last line, meters, the way back."""
    history, state = sitting.history, sitting.history.last
    taken = history.taken
    last = taken[-1] if taken else None
    said = [(each.turn, _short(sitting, each.beat, each.option.id)) for each in taken]
    return {
        "note": _why(sitting, last.beat, last.option.id) if last else None,
        "quality": last.quality if last else "",
        "quality_word": quality_words(last.quality) if last else "",
        "meters": [
            {"label": meter_label(name), "value": state.meter(name), "words": words}
            for name in METERS
            if name in {sitting.script.profile.lead, "trust", "patience"}
            for words in [meter_words(name, state.meter(name))]
        ],
        "rewind": [{"n": turn, "words": words} for turn, words in said],
        "rewound": bool(history.rewinds),
    }


def _why(sitting: Sitting, beat: str, option: str) -> Shown:
    return sitting.text(f"{SCENARIO}.beats.{beat}.options.{option}.why")


def _short(sitting: Sitting, beat: str, option: str) -> str:
    text = sitting.text(f"{SCENARIO}.beats.{beat}.options.{option}.text").text
    return text if len(text) <= 70 else text[:67].rsplit(" ", 1)[0] + "…"


def ended_of(sitting: Sitting) -> dict[str, Any]:
    """The context of the moment between the last line and the debrief."""
    conversation, state = sitting.conversation, sitting.history.last
    at = f"{SCENARIO}.endings.{conversation.ending}"
    last = list(events_of(sitting))[-1]
    return {
        "conversation": head_of(sitting),
        "customer": customer_of(sitting, state),
        "transcript": _said(sitting, *last),
        "ending": {
            "title": sitting.text(f"{at}.title") or Shown(gettext("The conversation is over")),
            "scene": sitting.text(f"{at}.scene"),
        },
    }
