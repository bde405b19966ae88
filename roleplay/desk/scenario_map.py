"""The script drawn as a map: beats in rows, endings below, a line for every way between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.text import Truncator
from django.utils.translation import gettext

from roleplay.desk.checking import Checked, Remark, block_url, places_in
from roleplay.desk.map_lines import Box, Line, Route, route
from roleplay.finding_words import conditions_words, kind_words
from roleplay.pure.engine import LEAVING
from roleplay.pure.graph import layers, ways_from
from roleplay.pure.script import ACCEPTABLE, CLOSE, Beat, Conditions, Ending, Script
from roleplay.words import quality_words

IN_A_ROW = 3
WIDTH, HEIGHT, ACROSS, BETWEEN, EDGE = 216, 66, 20, 64, 8
CLOSE_WIDTH, CLOSE_HEIGHT = 120, 34
TITLE_LETTERS, WORDS_LETTERS, LINE_LETTERS = 22, 27, 80
# Neither a good way to end nor a bad one.
MIDDLING = frozenset({"lukewarm", "escalated_needlessly"})
ENDS = (".", "…", "?", "!")
ROUND = {"beat": 10, "close": CLOSE_HEIGHT // 2, "good": HEIGHT // 2}


@dataclass(frozen=True)
class Node:
    """A box on the map. `look` says its shape: beat, close, good, middling or bad."""

    name: str
    look: str
    title: str
    words: str
    box: Box
    url: str = ""
    remarks: tuple[Remark, ...] = ()
    ways: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether something here keeps the scenario from being published."""
        return any(each.blocks for each in self.remarks)

    @property
    def label(self) -> str:
        """All that the box shows, in words."""
        said = [self.title, self.words, *(each.words for each in self.remarks)]
        return " ".join(each if each.endswith(ENDS) else f"{each}." for each in said if each)

    @property
    def short_title(self) -> str:
        """As much as fits."""
        return Truncator(self.title).chars(TITLE_LETTERS)

    @property
    def rows_of_words(self) -> list[str]:
        """The first words in two rows."""
        first, rest = "", self.words.split()
        while rest and len(first) + len(rest[0]) < WORDS_LETTERS:
            first = f"{first} {rest.pop(0)}".strip()
        second = Truncator(" ".join(rest)).chars(WORDS_LETTERS)
        return [each for each in (first, second) if each]

    @property
    def d(self) -> str:
        """The outline: round for beats and good endings, pointed for middling, cut for bad ones."""
        x, y, w, h = self.box.x, self.box.y, self.box.width, self.box.height
        if self.look in ROUND:
            r = ROUND[self.look]
            corner = f"a{r} {r} 0 0 1"
            return (
                f"M{x + r:g} {y:g}h{w - 2 * r:g}{corner} {r} {r}v{h - 2 * r:g}{corner} -{r} {r}"
                f"h-{w - 2 * r:g}{corner} -{r} -{r}v-{h - 2 * r:g}{corner} {r} -{r}z"
            )
        cut = 12
        if self.look == "bad":
            return (
                f"M{x + cut:g} {y:g}h{w - 2 * cut:g}l{cut} {cut}v{h - 2 * cut:g}l-{cut} {cut}"
                f"h-{w - 2 * cut:g}l-{cut} -{cut}v-{h - 2 * cut:g}z"
            )
        half = h / 2
        return (
            f"M{x + cut:g} {y:g}h{w - 2 * cut:g}l{cut} {half:g}l-{cut} {half:g}"
            f"h-{w - 2 * cut:g}l-{cut} -{half:g}z"
        )


@dataclass(frozen=True)
class ScenarioMap:
    """Everything the template draws."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    routes: tuple[Route, ...]


def map_of(checked: Checked, language: str) -> ScenarioMap | None:
    """None while there is nothing to draw."""
    if checked.script is None or not checked.script.beats:
        return None
    return _Drawing(checked, checked.script, language, places_in(checked.page)).drawn()


@dataclass(frozen=True)
class _Drawing:
    checked: Checked
    script: Script
    language: str
    places: Mapping[tuple[str, str, str], str]

    def drawn(self) -> ScenarioMap:
        rows, lines = list(self.rows()), list(self.lines())
        boxes, across, height = _placed(rows)
        drawn = route(boxes, rows, lines, across)
        nodes = []
        for name, box in boxes.items():
            mine = (each for each in lines if each.source == name)
            ways = tuple(f"{each.words} → {self.title(each.target)}" for each in mine)
            nodes.append(replace(self.node(name, box.moved(drawn.left)), ways=ways))
        return ScenarioMap(drawn.width, height, tuple(nodes), drawn.routes)

    def rows(self) -> Iterator[list[str]]:
        """Beats as far down as their longest way, then the closing, then the endings."""
        for layer in layers(self.script):
            yield from _in_rows([name for name in layer if name in self.script.beats])
        if self.closes:
            yield [CLOSE]
        yield from _in_rows([name for name in self.script.endings if name not in self.script.beats])

    @property
    def closes(self) -> bool:
        """Whether any way leads to the closing."""
        beats = self.script.beats.values()
        return any(way.target == CLOSE for beat in beats for way in ways_from(beat))

    def lines(self) -> Iterator[Line]:
        """One line for all ways of a kind between two boxes, with what they say."""
        places = {*self.script.beats, *self.script.endings, CLOSE}
        found: dict[tuple[str, str, str], list[str]] = {}
        for beat in self.script.beats.values():
            for look, target, words in self.ways(beat):
                if target in places:
                    found.setdefault((beat.name, target, look), []).append(words)
        for ending in self.script.endings.values() if self.closes else ():
            if ending.when:
                found[CLOSE, ending.name, "rule"] = [self.when(ending.when)]
            elif ending is _last_resort(self.script):
                found[CLOSE, ending.name, "default"] = [gettext("Otherwise")]
        for (source, target, look), said in found.items():
            yield Line(source, target, look, " · ".join(said))

    def ways(self, beat: Beat) -> Iterator[tuple[str, str, str]]:
        """How each way out of a beat looks, where it leads, and what it says."""
        for way in ways_from(beat):
            if way.by == "default":
                yield "default", way.target, gettext("Otherwise")
            elif way.by.startswith("rule "):
                rule = beat.rules[int(way.by.removeprefix("rule ")) - 1]
                yield "rule", way.target, self.when(rule.when)
            else:
                said = self.script.option_text(beat.name, way.by, self.language)
                words = f"{quality_words(way.quality)}: {Truncator(said).chars(LINE_LETTERS)}"
                yield way.quality or "default", way.target, words

    def when(self, conditions: Conditions) -> str:
        """Conditions as a line's words."""
        said = conditions_words(self.script, conditions, self.language)
        return gettext("When: %(when)s") % {"when": said}

    def node(self, name: str, box: Box) -> Node:
        """The box of a beat, of an ending or of the closing."""
        if name == CLOSE:
            return Node(name, "close", gettext("Closing"), "", box)
        remarks = tuple(each for each in self.checked.remarks if each.node == name)
        beat = self.script.beats.get(name)
        if beat is not None:
            words, url = self.first_words(beat), self.url("beats", name)
            return Node(name, "beat", name, words, box, url, remarks)
        ending = self.script.endings[name]
        words, url = kind_words(ending.kind), self.url("endings", name)
        return Node(name, _look(ending), self.title(name), words, box, url, remarks)

    def url(self, part: str, name: str) -> str:
        """The block in the editor."""
        return block_url(self.checked.page, self.places.get((part, name, ""), ""))

    def first_words(self, beat: Beat) -> str:
        """What the customer says there."""
        paths = (f"scenario.beats.{beat.name}.lines.{each.id}.text" for each in beat.lines[:1])
        return "".join(self.script.text(path, self.language).text for path in paths)

    def title(self, name: str) -> str:
        """A box by the words on it."""
        if name == CLOSE:
            return gettext("Closing")
        if name in self.script.beats:
            return name
        return self.script.text(f"scenario.endings.{name}.title", self.language).text or name


def _in_rows(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), IN_A_ROW):
        yield names[start : start + IN_A_ROW]


def _placed(rows: list[list[str]]) -> tuple[dict[str, Box], float, float]:
    """Every row centred over the widest; the width of all, and the height."""
    widest = max(len(row) for row in rows)
    across = widest * WIDTH + (widest - 1) * ACROSS
    boxes: dict[str, Box] = {}
    y = EDGE
    for row in rows:
        width, height = (CLOSE_WIDTH, CLOSE_HEIGHT) if row == [CLOSE] else (WIDTH, HEIGHT)
        x = EDGE + (across - len(row) * width - (len(row) - 1) * ACROSS) / 2
        for name in row:
            boxes[name] = Box(x, y, width, height)
            x += width + ACROSS
        y += height + BETWEEN
    return boxes, across + 2 * EDGE, y - BETWEEN + EDGE


def _last_resort(script: Script) -> Ending | None:
    """The ending that closing takes when no other fits."""
    free = [each for each in script.endings.values() if not each.when and each.kind not in LEAVING]
    return free[-1] if free else None


def _look(ending: Ending) -> str:
    if ending.kind in MIDDLING:
        return "middling"
    return "good" if ending.kind in ACCEPTABLE else "bad"
