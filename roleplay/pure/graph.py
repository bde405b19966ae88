"""The script as a graph: beats and endings are nodes, every way to go on is an edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from roleplay.pure.script import CLOSE, Beat, Script

if TYPE_CHECKING:
    import networkx as nx

WORST_FIRST = ("harmful", "poor", "fair", "good")


@dataclass(frozen=True)
class Way:
    """A way from a beat: by an option, a rule or the default; only options have a `quality`."""

    source: str
    target: str
    by: str
    quality: str = ""


def ways_from(beat: Beat) -> Iterator[Way]:
    """Every way out of a beat, in the author's order."""
    goes_on = False
    for option in beat.options:
        goes_on = goes_on or not option.next
        if option.next:
            yield Way(beat.name, option.next, option.id, option.quality)
    if goes_on:
        for number, rule in enumerate(beat.rules, start=1):
            yield Way(beat.name, rule.next, f"rule {number}")
        if beat.next:
            yield Way(beat.name, beat.next, "default")


def _networkx() -> Any:
    """12 MB in every process, for what only the author's desk asks: loaded when it does."""
    return import_module("networkx")


def graph_of(script: Script) -> "nx.DiGraph[str]":
    """Names of beats and endings; `close` stands for every ending a conversation may close with."""
    graph: nx.DiGraph[str] = _networkx().DiGraph()
    graph.add_nodes_from(script.beats)
    graph.add_nodes_from(script.endings)
    for beat in script.beats.values():
        for way in ways_from(beat):
            for target in script.endings if way.target == CLOSE else (way.target,):
                graph.add_edge(beat.name, target)
    return graph


def reachable(script: Script) -> set[str]:
    """Beats and endings to which ways lead from the start, itself included."""
    return {script.start, *_networkx().descendants(graph_of(script), script.start)}


def dead_ends(script: Script) -> list[str]:
    """Beats from which no ending can be reached: nothing follows, or a loop has no exit."""
    graph = graph_of(script)
    alive = set(script.endings)
    for ending in script.endings:
        alive |= _networkx().ancestors(graph, ending)
    return [name for name in script.beats if name not in alive]


def layers(script: Script) -> list[list[str]]:
    """The nodes in rows for a map: each as far down as its longest way; loops keep together."""
    graph = graph_of(script)
    nx = _networkx()
    folded = nx.condensation(graph)
    rows: list[list[str]] = []
    for generation in nx.topological_generations(folded):
        members = {name for node in generation for name in folded.nodes[node]["members"]}
        rows.append([name for name in graph.nodes if name in members])
    return rows
