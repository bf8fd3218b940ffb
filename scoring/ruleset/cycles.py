"""Circles: named values that need each other, and points that are moved round and round."""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

Graph = Mapping[str, Sequence[str]]


def in_order(graph: Graph) -> tuple[list[str], list[list[str]]]:
    """Return the nodes of *graph*, each after those it leads to, and the circles left out.

    >>> in_order({"a": ["b"], "b": [], "c": ["d"], "d": ["c"]})
    (['b', 'a'], [['c', 'd', 'c']])
    """
    left = {node: list(leads) for node, leads in graph.items()}
    cycles: list[list[str]] = []
    while True:
        try:
            return list(TopologicalSorter(left).static_order()), cycles
        except CycleError as error:
            cycle = error.args[1][:-1][::-1]
            first = cycle.index(min(cycle))
            cycles.append([*cycle[first:], *cycle[: first + 1]])
            left = dict(_without(left, cycle))


def _without(graph: Graph, gone: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for node, leads in graph.items():
        if node not in gone:
            yield node, [other for other in leads if other not in gone]
