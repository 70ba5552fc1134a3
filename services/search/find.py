"""Searching all kinds at once."""

from __future__ import annotations

import heapq
from collections import OrderedDict, defaultdict
from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot.ports import HitView
from bot.understanding.fold import fold
from services.search.index import Index
from services.search.kind import Kind
from services.search.kinds import find_kinds

Memory = dict[Any, Any]
Scored = tuple[float, int, int, int, str]
SHELVES = "search indexes"
MOST_COMMUNES = 16
"""Communes whose indexes are remembered at once; the one searched longest ago is forgotten first."""

LOOKED_AT = 40
LONGEST = 120
"""Letters of what is asked that are read."""


def search(
    session: Session, commune_id: int, words: str, *, most: int = 6, memory: Memory | None = None, address: str = ""
) -> list[HitView]:
    """Return what best matches some words, the best first; the same line of several years once, the latest.

    `address` is the commune's public address, without which there are no links.
    """
    scored = []
    for kind in find_kinds():
        found = _index(session, commune_id, kind, memory).find(words[:LONGEST], LOOKED_AT)
        scored += [(-each.score, kind.order, -each.rank, each.id, kind.key) for each in found]
    best = heapq.nsmallest(LOOKED_AT, scored)
    views = _views(session, commune_id, best)
    shown: dict[tuple[str, str], HitView] = {}
    for *_order, thing_id, key in best:
        view = views.get((key, thing_id))
        if view is not None:
            shown.setdefault((key, fold(view.title)), view)
    return [_linked(view, address) for view in list(shown.values())[:most]]


def named_things(session: Session, commune_id: int, key: str, words: str, memory: Memory | None = None) -> list[int]:
    """Return the ids of one kind's things that some words name best, equally well, however little else fits."""
    kind = next(kind for kind in find_kinds() if kind.key == key)
    found = _index(session, commune_id, kind, memory).find(words[:LONGEST], LOOKED_AT, enough=0)
    return [each.id for each in found if each.score == found[0].score]


def _views(session: Session, commune_id: int, best: list[Scored]) -> dict[tuple[str, int], HitView]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for *_order, thing_id, key in best:
        wanted[key].append(thing_id)
    return {
        (kind.key, thing_id): view
        for kind in find_kinds()
        if wanted[kind.key]
        for thing_id, view in kind.views(session, commune_id, wanted[kind.key]).items()
    }


def _linked(view: HitView, address: str) -> HitView:
    if not view.link or view.link.startswith(("http://", "https://")):
        return view
    return replace(view, link=f"{address}/{view.link}" if address else "")


def _index(session: Session, commune_id: int, kind: Kind, memory: Memory | None) -> Index:
    """Return a kind's index, built anew when its stamp is another; a commune's other changes cost nothing."""
    stamp = kind.stamp(session, commune_id)
    if memory is None:
        return Index(kind.entries(session, commune_id))
    shelves: OrderedDict[int, dict[str, tuple[Hashable, Index]]] = memory.setdefault(SHELVES, OrderedDict())
    shelf = shelves[commune_id] = shelves.pop(commune_id, {})
    while len(shelves) > MOST_COMMUNES:
        shelves.popitem(last=False)
    if kind.key not in shelf or shelf[kind.key][0] != stamp:
        shelf[kind.key] = (stamp, Index(kind.entries(session, commune_id)))
    return shelf[kind.key][1]
