"""Seven shapes of a script: what leads where, what is out of reach, and how it is laid out."""

from dataclasses import dataclass

import pytest

from roleplay.pure.checks import broken, quick_walks_of, structure, walks_of
from roleplay.pure.graph import Way, dead_ends, graph_of, layers, ways_from
from roleplay.pure.script import Beat, Script
from tests.roleplay.scripts import beat, customer, ending, line, script


def ask(name: str, next_: str, *ways: str, rules: tuple[tuple[str, str], ...] = ()) -> Beat:
    """A beat of two lines; the first of them may have a way of its own, and the second."""
    to = [*ways, "", ""]
    return beat(
        name,
        line("a", "good", "listen", next=to[0]),
        line("b", "poor", "listen", next=to[1]),
        next=next_,
        rules=rules,
    )


WELL, BADLY = ending("well", "loyal", "heard"), ending("badly", "lukewarm")
SLAMS = ending("slams", "break_off")


@dataclass
class Shape:
    """A script and what is to be seen of it."""

    script: Script
    edges: str
    rows: str
    beats: str
    endings: str
    dead_ends: str = ""
    broken: str = ""
    found: str = ""


SHAPES = {
    "empty": Shape(
        script(endings=()),
        edges="",
        rows="",
        beats="",
        endings="",
        broken="no_beats",
    ),
    "simple path": Shape(
        script(ask("1", "2"), ask("2", "3"), ask("3", "close"), endings=[WELL, BADLY]),
        edges="1-2 2-3 3-well 3-badly",
        rows="1 / 2 / 3 / well badly",
        beats="1 2 3",
        endings="well badly",
    ),
    "cycle": Shape(
        script(ask("1", "2"), ask("2", "1"), endings=[BADLY], profile=customer(patience=9)),
        edges="1-2 2-1",
        # What nothing leads to stands in the first row as well.
        rows="1 2 badly",
        beats="1 2",
        # Nobody talks for ever.
        endings="break_off",
        dead_ends="1 2",
        found="dead_end:1 dead_end:2 unreachable_ending:badly",
    ),
    "two branches": Shape(
        script(
            ask("1", "3", "2"),
            ask("2", "well"),
            ask("3", "badly"),
            endings=[WELL, BADLY],
        ),
        edges="1-2 1-3 2-well 3-badly",
        rows="1 / 2 3 / well badly",
        beats="1 2 3",
        endings="well badly",
    ),
    "nested branches": Shape(
        script(
            ask("1", "4", rules=(("heard", "2"),)),
            ask("2", "4", "3"),
            ask("3", "well", "4"),
            ask("4", "badly"),
            endings=[WELL, BADLY],
        ),
        edges="1-2 1-4 2-3 2-4 3-well 3-4 4-badly",
        rows="1 / 2 / 3 / 4 well / badly",
        beats="1 2 3 4",
        endings="well badly",
    ),
    "loop through an alternative": Shape(
        script(
            ask("1", "3", "2"),
            ask("2", "1"),
            ask("3", "close"),
            endings=[WELL, BADLY, SLAMS],
        ),
        edges="1-2 1-3 2-1 3-well 3-badly 3-slams",
        rows="1 2 / 3 / well badly slams",
        beats="1 2 3",
        endings="well badly slams",
    ),
    "ending by an alternative": Shape(
        script(
            ask("1", "2", "", "slams"),
            ask("2", "close", "badly"),
            endings=[WELL, BADLY, SLAMS],
        ),
        edges="1-2 1-slams 2-badly 2-well 2-slams",
        rows="1 / 2 / well badly slams",
        beats="1 2",
        endings="slams badly well",
    ),
}
ALL_SHAPES = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)


@ALL_SHAPES
def test_ways_lead_from_node_to_node(shape: Shape) -> None:
    graph = graph_of(shape.script)
    assert {f"{source}-{target}" for source, target in graph.edges} == set(shape.edges.split())
    assert set(graph.nodes) == shape.script.beats.keys() | shape.script.endings.keys()


@ALL_SHAPES
def test_beats_from_which_no_ending_is_reached(shape: Shape) -> None:
    assert dead_ends(shape.script) == shape.dead_ends.split()


@ALL_SHAPES
def test_rows_of_the_map(shape: Shape) -> None:
    assert " / ".join(" ".join(row) for row in layers(shape.script)) == shape.rows


@ALL_SHAPES
def test_what_is_broken(shape: Shape) -> None:
    assert [each.code for each in broken(shape.script)] == shape.broken.split()


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "empty"])
def test_what_a_walk_sees_and_finds(name: str) -> None:
    shape = SHAPES[name]
    for walks in (walks_of(shape.script), quick_walks_of(shape.script)):
        (seen,) = walks.values()
        assert seen.complete
        assert seen.beats == set(shape.beats.split())
        assert set(seen.endings) == set(shape.endings.split())
        found = structure(shape.script, walks.values())
        assert {f"{each.code}:{each.beat}" for each in found} == set(shape.found.split())


def test_ways_out_of_a_beat_in_the_authors_order() -> None:
    one = ask("1", "2", "", "slams", rules=(("heard", "3"), ("not_heard", "close")))
    assert list(ways_from(one)) == [
        Way("1", "slams", "b", "poor"),
        Way("1", "3", "rule 1"),
        Way("1", "close", "rule 2"),
        Way("1", "2", "default"),
    ]


def test_where_every_line_has_its_own_way_rules_and_default_lead_nowhere() -> None:
    one = ask("1", "2", "3", "slams", rules=(("heard", "4"),))
    assert [each.target for each in ways_from(one)] == ["3", "slams"]


def test_a_beat_that_leads_nowhere_at_all() -> None:
    assert list(ways_from(ask("1", ""))) == []
    assert dead_ends(script(ask("1", ""))) == ["1"]


def test_a_loop_without_exit_beside_a_way_that_ends() -> None:
    trap = script(ask("1", "close", "2"), ask("2", "3"), ask("3", "2"), endings=[WELL, BADLY])
    assert dead_ends(trap) == ["2", "3"]
    assert layers(trap) == [["1"], ["2", "3", "well", "badly"]]
