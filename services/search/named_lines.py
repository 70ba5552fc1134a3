"""Lines of the budget by their own words: those that bear every word that is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import HitView
from bot.understanding.fold import fold
from models import BudgetLine
from services.search.find import LONGEST, LOOKED_AT, index_of, linked
from services.search.index import ALIKE, Found, Index
from services.search.kinds.lines import KIND, together
from services.search.words import may_be_misspelt, words_for_things, words_of

ENOUGH = 0.7
"""Of the weight of the words, what a line must have before it is looked at word by word."""

SHORTEST_BEGINNING = 4
"""Letters with which a longer word of a line may begin."""


def lines_named(
    session: Session,
    commune_id: int,
    words: str,
    *,
    most: int = 6,
    year: int | None = None,
    side: str | None = None,
    topic: str | None = None,
    memory: dict[Any, Any] | None = None,
    address: str = "",
) -> list[HitView]:
    """Return the lines that bear all of some words, told as `search` tells them, of a side and a topic where given.

    Of several years of one title the one of `year`, else the latest.
    """
    index = index_of(session, commune_id, KIND, memory)
    found = index.find(words[:LONGEST], LOOKED_AT, ENOUGH, wanted=year)
    titles = _titles(session, [each.id for each in found], side)
    shown: dict[str, Found] = {}
    for each in found:
        title = titles.get(each.id)
        if title is not None and bears(title, words):
            shown.setdefault(fold(title), each)
    wholes = _of_topic(session, [_parts(index, each) for each in list(shown.values())[:LOOKED_AT]], topic)
    told = together(session, commune_id, wholes[:most])
    return [linked(view, address) for view in told if view is not None]


def _titles(session: Session, ids: Collection[int], side: str | None) -> dict[int, str]:
    rows = session.execute(select(BudgetLine.id, BudgetLine.label, BudgetLine.side).where(BudgetLine.id.in_(ids)))
    return {number: label for number, label, of_side in rows if side in (None, of_side)}


def bears(title: str, asked: str) -> bool:
    """Does a title have every word that is asked for, or one nearly like it?"""
    words = words_of(title)
    return all(any(_is_like(said, word) for word in words) for said in words_of(asked))


def _is_like(said: str, word: str) -> bool:
    if said == word or (len(said) >= SHORTEST_BEGINNING and word.startswith(said)):
        return True
    if len(said) < SHORTEST_BEGINNING or said in words_for_things():
        return False
    return fuzz.ratio(said, word) >= ALIKE and may_be_misspelt(said, word)


def _parts(index: Index, found: Found) -> list[int]:
    return index.parts(found.whole) or [found.id]


def _of_topic(session: Session, wholes: Sequence[list[int]], topic: str | None) -> list[list[int]]:
    """Return of each title the lines of a topic, all of them where it is None; titles without any are left out."""
    if topic is None:
        return list(wholes)
    every = {number for whole in wholes for number in whole}
    within = set(session.scalars(select(BudgetLine.id).where(BudgetLine.id.in_(every), BudgetLine.topic == topic)))
    return [found for whole in wholes if (found := [number for number in whole if number in within])]
