"""Projects of which one at most may win: groups as a commune announces them, pairs as a count reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

Pairs = tuple[tuple[str, str], ...]


def pairs_of(groups: Iterable[Iterable[str]]) -> Pairs:
    """Return every pair of projects that stand in one group, each once."""
    return tuple(sorted({pair for group in groups for pair in combinations(sorted(set(group)), 2)}))


def groups_of(pairs: Pairs) -> tuple[tuple[str, ...], ...]:
    """Return the largest groups in which every pair excludes each other: what was announced, or says the same.

    C. Bron, J. Kerbosch, "Algorithm 457: finding all cliques of an undirected graph", CACM 1973.
    """
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        rivals[one].add(other)
        rivals[other].add(one)
    found: list[tuple[str, ...]] = []

    def grow(group: set[str], may_join: set[str], looked_at: set[str]) -> None:
        if not may_join and not looked_at:
            found.append(tuple(sorted(group)))
            return
        pivot = max(sorted(may_join | looked_at), key=lambda one: len(rivals[one] & may_join))
        for one in sorted(may_join - rivals[pivot]):
            grow(group | {one}, may_join & rivals[one], looked_at & rivals[one])
            may_join = may_join - {one}
            looked_at = looked_at | {one}

    if rivals:
        grow(set(), set(rivals), set())
    return tuple(sorted(found))
