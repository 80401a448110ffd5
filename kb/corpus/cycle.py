"""Circles in relations that must not have any."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def cycles(edges: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Circles among the nodes, no node in two of them; those that share a node count as one."""
    endless = _endless(edges)
    seen: set[str] = set()
    for node in sorted(endless):
        way: list[str] = []
        step = node
        while step not in seen:
            seen.add(step)
            way.append(step)
            step = next(target for target in edges[step] if target in endless)
        if step in way:
            yield way[way.index(step) :]


def _endless(edges: Mapping[str, Collection[str]]) -> set[str]:
    """The nodes from which one can go on for ever."""
    sources: dict[str, list[str]] = {}
    for node, targets in edges.items():
        for target in targets:
            sources.setdefault(target, []).append(node)
    ways = {node: len(targets) for node, targets in edges.items()}
    ended = [node for node in {*edges, *sources} if not ways.get(node)]
    endless = set(edges).difference(ended)
    for node in ended:
        for source in sources.get(node, ()):
            ways[source] -= 1
            if not ways[source]:
                endless.remove(source)
                ended.append(source)
    return endless
