"""Circles in a graph of what depends on what."""

from __future__ import annotations

from collections.abc import Mapping


def cycles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return one circle for each group of nodes that reach each other, in the order in which they refer.

    The search keeps its own stack, so that a chain of thousands of resources is no deeper than Python allows.
    """
    found = []
    done: set[str] = set()
    for start in graph:
        if start in done:
            continue
        path, on_path = [start], {start: 0}
        pending = [iter(sorted(graph[start]))]
        while pending:
            following = next(pending[-1], None)
            if following is None:
                pending.pop()
                left = path.pop()
                del on_path[left]
                done.add(left)
            elif following in on_path:
                found.append(path[on_path[following] :])
            elif following not in done:
                on_path[following] = len(path)
                path.append(following)
                pending.append(iter(sorted(graph.get(following, ()))))
    return _one_per_group(found)


def _one_per_group(circles: list[list[str]]) -> list[list[str]]:
    """Leave out circles that share a node with an earlier one."""
    kept: list[list[str]] = []
    seen: set[str] = set()
    for circle in circles:
        if seen.isdisjoint(circle):
            kept.append(circle)
            seen.update(circle)
    return kept
