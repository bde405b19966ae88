"""What a line is worth, where it leads, what there is to find: told nowhere before it may be.

Every text of the version is a word of its own here, and every name in it is marked. What may be
seen when is listed below; whatever else a version ever gets is a secret by itself.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from roleplay.frozen import sha256_of
from roleplay.models import Conversation, ScenarioPage, ScenarioVersion
from roleplay.pure.engine import offered
from roleplay.verbs.conversations import history_of
from tests.crawling import crawl, whole
from tests.people import ClientOf
from tests.rehearsal import SCRIPT, Joins, Rehearsal

WORD = re.compile(r"ZQ(\d+)(?:es|en)QZ")
MARK = "-zqz"
# Fields of the structure whose names are too common to be a sign of anything.
COMMON = {"id", "name", "is", "value", "text", "title", "lines", "channel", "label", "role", "type"}
COMMON |= {"lesson", "minutes"}  # What is worked out from them.
MADE_OF_THEM = {"beat", "score", "seed", "right", "correct", "best"}
# Named otherwise than by `MARK`: whom she meets, what she may open; the engine knows dimensions.
KNOWN_BY = ("person", "record", "dimensions", "anchors")
VOCABULARY = re.compile(r"--(good|fair|poor|harmful)\b|\b(founded|mistaken|feigned)\b")
CODES = re.compile(r"(?<![\w#./-])[DX]\d{1,2}(?![\w-])")

# Which option is said, beat by beat, by its place; a name is an entry opened in between.
WAY: list[int | str] = [0, 1, 0, "notas", 2, 2]

# --- what may be seen when ---------------------------------------------------------------------

AT_THE_DOOR = r"scenario\.(title|summary|warning|sector|voice)|profile\.acting"
FROM_THE_START = rf"{AT_THE_DOOR}|scenario\.(role|policy|limits|scene|record\.[\w-]+\.title)"
WHERE_SHE_WAS = r"scenario\.beats\.{}\.(lines\.[\w-]+\.text|gesture|event)"
OFFERED = r"scenario\.beats\.[\w-]+\.options\.{}\.text"
SAID = r"scenario\.beats\.[\w-]+\.options\.{}\.(text|reply|consequence)"
OPENED = r"scenario\.record\.{}\.text"
FOUND = r"scenario\.facts\.{}\.text"
STOCK = r"profile\.phrases\.{}\.text"
ENDED = r"scenario\.endings\.{}\.(title|scene)"
COACHED = r"scenario\.beats\.[\w-]+\.options\.{}\.why"
# Of what was not said, not reached and not opened the debrief keeps the rest to itself, too.
EXPLAINED = r"scenario\.beats\.[\w-]+\.options\.{}\.(thought|why|better)"
DEBRIEFED = (
    r"scenario\.beats\.[\w-]+\.options\.[\w-]+\.text|scenario\.endings\.[\w-]+\.title"
    r"|scenario\.facts\.[\w-]+\.(text|question)|moves\.[\w-]+\.label"
    r"|rubric\.dimensions\.\w+\.(label|missing|advice)|rubric\.critical\.[\w-]+\.(label|why)"
    r"|rubric\.mystery\.[\w-]+\.label"
)
OUTCOME = r"scenario\.endings\.{}\.consequence"


@dataclass
class Seen:
    """What has been met so far in a conversation."""

    structure: Any
    conversation: Conversation
    offered: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def options(self) -> Iterator[Any]:
        """Every line of the script, as stored."""
        for beat in self.structure["scenario"]["beats"]:
            yield from beat["options"]

    def look_around(self) -> None:
        """Notes what is offered now."""
        script, state = self.conversation.version.script, history_of(self.conversation).last
        if not state.over:
            self.offered |= {each.id for each in offered(script, state)}

    def may_be_told(self, *more: str) -> "re.Pattern[str]":
        """The paths of texts that may have been seen by now."""
        state = history_of(self.conversation).last
        beats = {*self.conversation.turns.values_list("beat", flat=True), state.beat}
        opened = {entry["name"] for entry in self.structure["scenario"]["record"]
                  if not entry["seconds"]} | state.consulted  # fmt: skip
        moves = {o["moves"][0]["move"] for o in self.options() if o["id"] in self.said}
        answers = {*moves, "good", "fair", "poor", "harmful", "warning", "leaving"}
        phrases = [p["id"] for p in self.structure["profile"]["phrases"] if p["move"] in answers]
        parts = [
            FROM_THE_START,
            *(WHERE_SHE_WAS.format(each) for each in beats),
            *(OFFERED.format(each) for each in self.offered),
            *(SAID.format(each) for each in self.said),
            *(OPENED.format(each) for each in opened),
            *(FOUND.format(each) for each in state.found),
            *(STOCK.format(each) for each in phrases if self.said),
            *([ENDED.format(state.ending)] if state.over else []),
            *more,
        ]
        return re.compile("|".join(parts))


@dataclass
class Planted:
    """The lamp's version with a word for every text; `paths` tells which is which."""

    version: ScenarioVersion
    paths: dict[str, str]
    names: set[str]
    fields: set[str]

    def told(self, text: str) -> set[str]:
        """The paths of the texts in what a browser got."""
        return {self.paths[number] for number in WORD.findall(text)}

    def check(self, text: str, allowed: "re.Pattern[str]") -> None:
        """Nothing is in it but what may be seen, and no sign of how it is built."""
        early = {path for path in self.told(text) if not allowed.fullmatch(path)}
        assert not early
        assert not {name for name in self.names if name in text}
        signs = "|".join(sorted(self.fields - COMMON | MADE_OF_THEM))
        assert not re.search(rf"[\"']({signs})[\"']\s*:|\bdata-({signs})\b", text)

    def check_unspoken(self, text: str, conversation: Conversation) -> None:
        """Before the end no word of quality or truth, no code, no seed either."""
        assert not VOCABULARY.search(text)
        assert not CODES.search(text)
        assert conversation.seed not in text


def names_in(raw: Any, path: str = "") -> Iterator[str]:
    """The names of everything named in the structure; what a page needs to ask for stays."""
    if isinstance(raw, dict):
        if isinstance(raw.get("name"), str) and not path.endswith(KNOWN_BY):
            yield raw["name"]
        for key, value in raw.items():
            yield from names_in(value, f"{path}.{key}")
    if isinstance(raw, list):
        for value in raw:
            yield from names_in(value, path)


def fields_in(raw: Any) -> Iterator[str]:
    """The names of all fields of the structure."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield key
            yield from fields_in(value)
    if isinstance(raw, list):
        for value in raw:
            yield from fields_in(value)


def marked(raw: Any, names: set[str]) -> Any:
    """The same with every one of these names marked, wherever it stands."""
    if isinstance(raw, dict):
        return {marked(key, names): marked(value, names) for key, value in raw.items()}
    if isinstance(raw, list):
        return [marked(value, names) for value in raw]
    return f"{raw}{MARK}" if raw in names else raw


@pytest.fixture
def planted(rehearsal: Rehearsal) -> Planted:
    content = copy.deepcopy(rehearsal.version(rehearsal.lamp).content)
    names = set(names_in(content["structure"]))
    assert {"apertura", "leal", "garantia", "listen", "paciente", "tono", "X2"} <= names
    fields = set(fields_in(content["structure"])) - names
    assert {"quality", "moves", "when", "critical", "next", "table", "weights"} <= fields
    content["structure"] = marked(content["structure"], names)
    paths: dict[str, str] = {}
    for path in content["texts"]["es"]:
        paths[str(len(paths))] = ".".join(marked(path.split("."), names))
    numbers = {path: number for number, path in paths.items()}
    content["texts"] = {
        language: {
            there: f"ZQ{numbers[there]}{language}QZ"
            for there in (".".join(marked(path.split("."), names)) for path in texts)
        }
        for language, texts in content["texts"].items()
    }
    version = ScenarioVersion.objects.create(
        scenario_key=rehearsal.lamp,
        sha256=sha256_of(content),
        engine=content["engine"],
        content=content,
        created_at=timezone.now(),
    )
    ScenarioPage.objects.filter(translation_key=rehearsal.lamp).update(current_version=version)
    return Planted(version, paths, {f"{name}{MARK}" for name in names}, fields)


@pytest.fixture
def way(new_hire: User, joins: Joins) -> Enrolment:
    return joins(new_hire)


# --- a whole conversation ----------------------------------------------------------------------


@dataclass
class Sat:
    """Somebody in front of a conversation with the planted version."""

    browser: Client
    planted: Planted
    key: UUID
    seen: Seen

    @property
    def row(self) -> Conversation:
        return self.seen.conversation

    def url(self, name: str = "show_conversation") -> str:
        return reverse(name, args=[self.row.pk])

    def send(self, name: str, **form: str) -> Any:
        turns = Conversation.objects.get(pk=self.row.pk).turns_taken
        form = {"turn": str(turns), "idempotency_key": f"{name}{turns}"} | form
        return self.browser.post(self.url(name), form, headers=SCRIPT)

    def act(self, what: int | str) -> Any:
        """Says the option at this place, or opens the entry of this name."""
        self.seen.look_around()
        if isinstance(what, str):
            return self.send("consult_record", entry=what)
        state = history_of(self.row).last
        option = self.row.version.script.beats[state.beat].options[what]
        self.seen.said.append(option.id)
        return self.send("take_turn", option=option.id)

    def check(self, *texts: str, more: tuple[str, ...] = ()) -> None:
        self.row.refresh_from_db()
        self.seen.look_around()
        allowed = self.seen.may_be_told(*more)
        for text in texts:
            self.planted.check(text, allowed)
            if self.row.status == "open":
                self.planted.check_unspoken(text, self.row)


def sit(planted: Planted, browser: Client, key: UUID) -> Sat:
    began = browser.post(reverse("start_conversation", args=[key]))
    row = Conversation.objects.get(status="open")
    seen = Seen(planted.version.content["structure"], row)
    sat = Sat(browser, planted, key, seen)
    sat.check(whole(began))
    return sat


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ["practise", "assess"])
def test_a_whole_conversation_tells_each_thing_in_its_time(
    rehearsal: Rehearsal,
    planted: Planted,
    way: Enrolment,
    new_hire: User,
    manager: User,
    client_of: ClientOf,
    name: str,
    language: str,
) -> None:
    new_hire.language = language
    new_hire.save()
    key, browser = getattr(rehearsal, name), client_of(new_hire)
    door = reverse("open_roleplay", args=[key])

    before = crawl(browser, "/", door)
    assert door in before
    for text in before.values():
        planted.check(text, re.compile(AT_THE_DOOR))
    assert "scenario.summary" in planted.told(before[door])

    sat = sit(planted, browser, key)
    sat.check(*crawl(browser, "/", door, sat.url(), sat.url("show_debrief")).values())
    for what in WAY[:-1]:
        reply = sat.act(what)
        assert reply.status_code == 200
        sat.check(whole(reply), whole(browser.get(sat.url())))
    sat.check(*crawl(browser, "/", "/es/", "/en/", door, sat.url()).values())
    # What is refused tells no more.
    sat.check(
        whole(sat.send("take_turn", option="nothing")),
        whole(sat.send("take_turn", option=sat.seen.said[0], turn="1")),
        whole(sat.send("take_turn")),
        whole(sat.send("consult_record", entry="nothing")),
        whole(sat.send("rewind_conversation", to="1")),
        whole(sat.send("keep_phrase", phrase="1")),
        whole(browser.get(sat.url("show_debrief"))),
    )

    sat.check(whole(sat.act(WAY[-1])))
    sat.row.refresh_from_db()
    assert sat.row.status == "finished"
    # The end is told, and why is not: not on the page of the end, at home, or at the door.
    sat.check(*(whole(browser.get(address)) for address in (sat.url(), "/", door)))
    assert f"scenario.endings.{sat.row.ending}.title" in planted.told(whole(browser.get(sat.url())))

    debrief = whole(browser.get(sat.url("show_debrief")))
    explained = [EXPLAINED.format(each) for each in sat.seen.said]
    more = (DEBRIEFED, OUTCOME.format(sat.row.ending), *explained)
    sat.check(debrief, *crawl(browser, "/", door).values(), more=more)
    # So that the silence until here was no accident of the words planted.
    told = planted.told(debrief)
    for each in set(sat.seen.said):
        for what in ("thought", "why"):
            assert any(re.fullmatch(EXPLAINED.format(each), path) for path in told), what
    assert any(path.startswith("rubric.critical") for path in told)
    assert any(path.startswith("moves.") for path in told)

    # Those who look after her see how it ended, in the site's words, and none of the script's.
    overseer = client_of(manager)
    for address in (reverse("show_person", args=[new_hire.pk]), "/team/", "/team/text/"):
        planted.check(whole(overseer.get(address)), re.compile(r"scenario\.title"))


def test_while_learning_the_coach_tells_of_what_was_said_alone(
    rehearsal: Rehearsal, planted: Planted, way: Enrolment, new_hire: User, client_of: ClientOf
) -> None:
    sat = sit(planted, client_of(new_hire), rehearsal.learn)
    for what in WAY[:3]:
        reply = sat.act(what)
        sat.row.refresh_from_db()
        sat.seen.look_around()
        coached = [COACHED.format(each) for each in sat.seen.said]
        allowed = sat.seen.may_be_told(*coached)
        for text in (whole(reply), whole(sat.browser.get(sat.url()))):
            planted.check(text, allowed)
            assert any(re.fullmatch(coached[-1], path) for path in planted.told(text))


def test_a_second_conversation_tells_nothing_again(
    rehearsal: Rehearsal, planted: Planted, way: Enrolment, new_hire: User, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    first = sit(planted, browser, rehearsal.assess)
    for what in (3, 2, 2):
        first.act(what)
    again = sit(planted, browser, rehearsal.assess)
    assert again.row != first.row
    again.check(whole(browser.get(again.url())))
    again.check(whole(again.act(2)), whole(browser.get(again.url())))


# --- lines look alike ----------------------------------------------------------------------------


class Buttons(HTMLParser):
    """The tags inside each option's button, with their attributes, by the option's id."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[Any]] = {}
        self.id = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag == "button" and own.get("name") == "option":
            self.id = own.pop("value") or ""
            own.pop("data-key")
            self.found[self.id] = []
        if self.id:
            self.found[self.id].append((tag, sorted(own.items())))

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self.id = ""


def test_excellent_lines_look_like_harmful_ones(
    rehearsal: Rehearsal, planted: Planted, way: Enrolment, new_hire: User, client_of: ClientOf
) -> None:
    sat = sit(planted, client_of(new_hire), rehearsal.assess)
    for what in (*WAY, None):
        buttons = Buttons()
        buttons.feed(sat.browser.get(sat.url()).content.decode())
        looks = list(buttons.found.values())
        state = history_of(sat.row).last
        if state.over:
            assert not looks
            break
        known = {each.id for each in offered(sat.row.version.script, state)}
        assert set(buttons.found) == known
        assert all(look == looks[0] for look in looks)
        if what is not None:
            sat.act(what)


def test_excellent_lines_are_answered_like_harmful_ones(
    rehearsal: Rehearsal, planted: Planted, way: Enrolment, new_hire: User, client_of: ClientOf
) -> None:
    """Word for word what a reply holds besides the customer's answer."""
    shapes = set()
    for what in range(4):
        sat = sit(planted, client_of(new_hire), rehearsal.practise)
        reply = sat.act(what)
        names = sorted(name for name, _value in reply.items() if name != "Content-Length")
        shapes.add((reply.status_code, *names, *sorted(reply.json())))
        Conversation.objects.filter(pk=sat.row.pk).update(
            status="finished", ending="x", finished_at=timezone.now()
        )
    assert len(shapes) == 1


def test_the_place_of_a_line_says_nothing(
    rehearsal: Rehearsal, planted: Planted, way: Enrolment, new_hire: User, client_of: ClientOf
) -> None:
    """The author writes the excellent line third; before a learner it stands anywhere."""
    browser, stood = client_of(new_hire), []
    for _time in range(24):
        sat = sit(planted, browser, rehearsal.practise)
        (best,) = (o["id"] for o in sat.seen.options() if o["quality"] == "good"
                   and o in sat.seen.structure["scenario"]["beats"][0]["options"])  # fmt: skip
        page = browser.get(sat.url())
        stood.append([option.id for option in page.context["options"]].index(best))
        Conversation.objects.filter(pk=sat.row.pk).update(
            status="finished", ending="x", finished_at=timezone.now()
        )
    assert set(stood) == {0, 1, 2, 3}
    assert all(stood.count(place) < len(stood) * 0.7 for place in range(4))
