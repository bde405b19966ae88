"""What the files of a package must look like before a script is read from them.

Each function yields what is wrong, in words for who wrote the file.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from roleplay.pure.script import METERS

MOVE_FLAGS = ("harmful", "hears", "solves", "fades")
TONES = ("firm", "generous", "plain", "warm")
PARTS = ("dimensions", "critical", "mystery")
TEXTS_OF = {
    "dimensions": ("name", "short", "advice", "missing"),
    "critical": ("name", "why"),
    "mystery": ("name",),
}
ANCHORS = 5
PROFILE_FIELDS = frozenset({
    *("key", "called", "name", "acting", "summary", "phrases", "lead", "hides_anger"),
    *("leaves_silently_at", "trap", "initial", "weights", "table", "irritation"),
})  # fmt: skip
ROW_FIELDS = frozenset({*METERS, "money", "ends", "as_first_act", "unless_hostile", "later"})
VARIANTS = ("as_first_act", "unless_hostile", "later")
# The highest number of each part of a face (roleplay.pure.portrait.person.Look).
FACE = {"head": 3, "skin": 5, "hair": 7, "hair_colour": 4, "lines": 2, "beard": 2, "clothes": 5}
OLDEST = 110


def is_text(value: Any, source: str = "es") -> bool:
    """Whether this is a text by language, and the source's is there."""
    return (
        isinstance(value, dict)
        and all(isinstance(each, str) for each in value.values())
        and bool(value.get(source))
    )


def is_whole(value: Any, least: int, most: int) -> bool:
    """Whether this is a whole number in these bounds; yes and no are none."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def wrong_moves(rows: Any, dimensions: Collection[str]) -> Iterator[str]:
    """The vocabulary; `dimensions` are those of the package's rubric, none if it has none."""
    if not isinstance(rows, list):
        yield "a list of moves is expected"
        return
    seen: set[str] = set()
    for place, row in enumerate(rows, start=1):
        if not _is_move(row):
            yield (
                f"entry {place}: a move has key, name, stage (1-4), dimensions, "
                f"{', '.join(MOVE_FLAGS)} and tone ({', '.join(TONES)})"
            )
            continue
        if row["key"] in seen:
            yield f"entry {place}: the key “{row['key']}” stands twice"
        seen.add(row["key"])
        for name in row["dimensions"]:
            if dimensions and name not in dimensions:
                yield f"entry {place}: the dimension “{name}” is not in rubric.yaml"


def _is_move(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("key"), str)
        and is_text(row.get("name"))
        and row.get("stage") in {1, 2, 3, 4}
        and isinstance(row.get("dimensions"), list)
        and all(isinstance(row.get(flag), bool) for flag in MOVE_FLAGS)
        and row.get("tone") in TONES
    )


def wrong_rubric(rubric: Any) -> Iterator[str]:
    """Dimensions, critical errors, the mystery shopper's criteria."""
    if not isinstance(rubric, dict) or not all(isinstance(rubric.get(p), list) for p in PARTS):
        yield f"a map with the lists {', '.join(PARTS)} is expected"
        return
    for part in PARTS:
        name = "key" if part == "mystery" else "code"
        seen: set[str] = set()
        for place, row in enumerate(rubric[part], start=1):
            where = f"{part}, entry {place}"
            if not isinstance(row, dict) or not isinstance(row.get(name), str):
                yield f"{where}: a map with `{name}` is expected"
                continue
            if row[name] in seen:
                yield f"{where}: the {name} “{row[name]}” stands twice"
            seen.add(row[name])
            yield from (
                f"{where}: {text}: a text is written as {{es: …, en: …}}"
                for text in TEXTS_OF[part]
                if not is_text(row.get(text))
            )
            if part == "dimensions":
                yield from (f"{where}: {each}" for each in _wrong_dimension(row, rubric))
            elif not isinstance(row.get("needs", []), list):
                yield f"{where}: needs: a list of moves is expected"


def _wrong_dimension(row: Mapping[str, Any], rubric: Mapping[str, Any]) -> Iterator[str]:
    anchors = row.get("anchors")
    if not isinstance(anchors, list) or len(anchors) != ANCHORS or not all(map(is_text, anchors)):
        yield f"“{row['code']}” needs five anchors, from level 0 to 4"
    for name in ("lesson", "mystery"):
        if not isinstance(row.get(name), list):
            yield f"{name}: a list is expected"
    criteria = [each.get("key") for each in rubric["mystery"] if isinstance(each, dict)]
    for name in row["mystery"] if isinstance(row.get("mystery"), list) else ():
        if name not in criteria:
            yield f"mystery: “{name}” is not among the criteria below"


def wrong_profile(
    data: Mapping[str, Any], moves: Collection[str], endings: Collection[str]
) -> Iterator[str]:
    """The numbers of a profile; `moves` are those known, none if they cannot be."""
    for name in sorted(data.keys() - PROFILE_FIELDS):
        yield f"“{name}” is no field of this kind of item"
    yield from _wrong_numbers(data)
    trap = data.get("trap", "")
    if trap and moves and trap not in moves:
        yield f"trap: “{trap}” is no move"
    table = data.get("table")
    if not isinstance(table, dict):
        yield "table: a row for each move is expected"
    for move, row in table.items() if isinstance(table, dict) else ():
        if moves and move not in moves:
            yield f"table: “{move}” is no move"
        yield from _wrong_row(f"table: {move}", row, endings)
    yield from _wrong_row("irritation", data.get("irritation"), endings)


def _wrong_numbers(data: Mapping[str, Any]) -> Iterator[str]:
    initial, weights = data.get("initial"), data.get("weights")
    if not isinstance(initial, dict) or set(initial) != set(METERS):
        yield f"initial: a number from 0 to 100 for each of {', '.join(METERS)}"
    elif not all(is_whole(each, 0, 100) for each in initial.values()):
        yield "initial: numbers go from 0 to 100"
    if data.get("lead") not in METERS:
        yield f"lead: choose one of {', '.join(METERS)}"
    if (
        not isinstance(weights, dict)
        or not all(is_whole(each, 0, 1000) for each in weights.values())
        or not any(weights.values())
    ):
        yield "weights: a whole number for each dimension"
    if not is_whole(data.get("leaves_silently_at", 0), 0, 100):
        yield "leaves_silently_at: write a number from 0 to 100"
    if not isinstance(data.get("hides_anger", False), bool):
        yield "hides_anger: write true or false"


def _wrong_row(where: str, row: Any, endings: Collection[str]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{where}: changes of {', '.join(METERS)} are expected, as whole numbers"
        return
    for name in sorted(row.keys() - ROW_FIELDS):
        yield f"{where}: “{name}” is none; there are {', '.join(sorted(ROW_FIELDS))}"
    for name in (*METERS, "money"):
        if not is_whole(row.get(name, 0), -100, 100):
            yield f"{where}: {name}: a whole number from -100 to 100 is expected"
    patience = row.get("patience", 0)
    if isinstance(patience, int) and patience > 0:
        # A conversation ends because patience only falls.
        yield f"{where}: patience can only fall"
    if "ends" in row and row["ends"] not in endings:
        yield f"{where}: ends: choose one of {', '.join(sorted(endings))}"
    for name in VARIANTS:
        if name in row:
            yield from _wrong_row(f"{where}: {name}", row[name], endings)


def wrong_scenario(
    data: Mapping[str, Any], dimensions: Collection[str], truths: Collection[str]
) -> Iterator[str]:
    """What stands outside of a scenario's beats; `dimensions` none if they cannot be known."""
    if not is_whole(data.get("minutes", 10), 1, 1000):
        yield "minutes: write how many minutes it takes, such as 8"
    yield from _wrong_person(data.get("person"))
    for name in ("truths", "truth_weights", "assesses", "must_do", "concepts"):
        if not isinstance(data.get(name, []), list):
            yield f"{name}: a list is expected"
            return
    yield from (
        f"truths: “{each}” is none; there are {', '.join(truths)}"
        for each in data.get("truths", [])
        if each not in truths
    )
    weights = data.get("truth_weights", [100])
    if not all(is_whole(each, 0, 1000) for each in weights) or not sum(weights):
        yield "truth_weights: whole numbers are expected, one for each truth"
    yield from (
        f"assesses: the dimension “{each}” is not in rubric.yaml"
        for each in data.get("assesses", [])
        if dimensions and each not in dimensions
    )


def _wrong_person(person: Any) -> Iterator[str]:
    if not isinstance(person, dict) or not person.get("name"):
        yield "person: a map with the customer's name is expected"
        return
    if not is_whole(person.get("age", 40), 16, OLDEST):
        yield f"person.age: write a number from 16 to {OLDEST}"
    face = person.get("face", {})
    if not isinstance(face, dict):
        yield "person.face: a map is expected"
        return
    for name, value in face.items():
        if name == "glasses":
            if not isinstance(value, bool):
                yield "person.face.glasses: write true or false"
        elif name not in FACE:
            yield f"person.face: “{name}” is none; there are {', '.join(FACE)}, glasses"
        elif not is_whole(value, 0, FACE[name]):
            yield f"person.face.{name}: write a number from 0 to {FACE[name]}"


def wrong_roleplay(
    data: Mapping[str, Any], scenarios: Iterable[str], modes: Collection[str]
) -> Iterator[str]:
    """The page that uses scenarios: which, in which mode, how often."""
    named, known = data.get("scenarios"), set(scenarios)
    if not isinstance(named, list) or not named:
        yield "scenarios: a list with one scenario at least is expected"
    else:
        yield from (
            f"scenarios: “{name}” is not in this package" for name in named if name not in known
        )
    mode = data.get("mode", "practise")
    if mode not in modes:
        yield f"mode: choose one of {', '.join(modes)}"
    if not is_whole(data.get("attempts", 2), 1, 20):
        yield "attempts: write a whole number from 1 to 20"
    if not is_whole(data.get("weight", 0), 0, 1000):
        yield "weight: write a whole number"
    elif data.get("weight") and mode in modes and mode != "assess":
        yield "weight: only an assessment has a score that can count"
