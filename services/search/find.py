"""Searching all kinds at once."""

from __future__ import annotations

import heapq
from collections import OrderedDict, defaultdict
from collections.abc import Hashable
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from bot.ports import HitView
from bot.understanding.fold import fold
from services.search.index import Found, Index
from services.search.kind import Indexed, Kind
from services.search.kinds import find_kinds

Memory = dict[Any, Any]
SHELVES = "search indexes"
MOST_COMMUNES = 16
"""Communes whose indexes are remembered at once; the one searched longest ago is forgotten first."""

LOOKED_AT = 40
LONGEST = 120
"""Letters of what is asked that are read."""


class _Scored(NamedTuple):
    kind: Kind
    words: Index
    found: Found


def search(
    session: Session,
    commune_id: int,
    words: str,
    *,
    most: int = 6,
    year: int | None = None,
    memory: Memory | None = None,
    address: str = "",
) -> list[HitView]:
    """Return what best matches some words, the best first.

    Lines of one title in one year are told together, by the documents that answer for it; those of several years once,
    the latest, or that of `year` where it is given and has one. `address` is the commune's public address, without
    which there are no links.
    """
    scored: list[_Scored] = []
    for kind in find_kinds():
        index = index_of(session, commune_id, kind, memory)
        scored += [_Scored(kind, index, found) for found in index.find(words[:LONGEST], LOOKED_AT, wanted=year)]
    best = heapq.nsmallest(LOOKED_AT, scored, key=lambda each: _order(each, year))
    views = _views(session, commune_id, best)
    shown: dict[tuple[str, str], _Scored] = {}
    for each in best:
        view = views.get((each.kind.key, each.found.id))
        if view is not None:
            shown.setdefault((each.kind.key, fold(view.title)), each)
    chosen = list(shown.values())[:most]
    wholes = _wholes(session, commune_id, chosen)
    told = ((each.kind.key, each.found.id) for each in chosen)
    return [linked(wholes.get(place) or views[place], address) for place in told]


def named_things(
    session: Session, commune_id: int, key: str, words: str, memory: Memory | None = None, *, enough: float = 0
) -> list[int]:
    """Return the ids of one kind's things that some words name best, equally well.

    `enough` is how much of their weight must fit, of 1: nought where it does not matter how little else does.
    """
    kind = next(kind for kind in find_kinds() if kind.key == key)
    found = index_of(session, commune_id, kind, memory).find(words[:LONGEST], LOOKED_AT, enough)
    return [each.id for each in found if each.score == found[0].score]


def _order(each: _Scored, year: int | None) -> tuple[float, int, bool, int, int]:
    found = each.found
    return -found.score, each.kind.order, found.rank != year, -found.rank, found.id


def _views(session: Session, commune_id: int, best: list[_Scored]) -> dict[tuple[str, int], HitView]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for each in best:
        wanted[each.kind.key].append(each.found.id)
    return {
        (kind.key, thing_id): view
        for kind in find_kinds()
        if wanted[kind.key]
        for thing_id, view in kind.views(session, commune_id, wanted[kind.key]).items()
    }


def _wholes(session: Session, commune_id: int, chosen: list[_Scored]) -> dict[tuple[str, int], HitView]:
    """Return what was found and is part of something, with all its other parts."""
    found: dict[tuple[str, int], HitView] = {}
    for kind in find_kinds():
        if kind.together is None:
            continue
        parts = {each.found.id: each.words.parts(each.found.whole) for each in chosen if each.kind is kind}
        parted = {thing_id: ids for thing_id, ids in parts.items() if len(ids) > 1}
        views = kind.together(session, commune_id, list(parted.values()))
        found |= {(kind.key, thing_id): view for thing_id, view in zip(parted, views, strict=True) if view}
    return found


def linked(view: HitView, address: str) -> HitView:
    """Return what was found with the whole address of its page, under the commune's own."""
    if not view.link or view.link.startswith(("http://", "https://")):
        return view
    return replace(view, link=f"{address}/{view.link}" if address else "")


def index_of(session: Session, commune_id: int, kind: Indexed, memory: Memory | None) -> Index:
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
