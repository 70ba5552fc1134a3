"""The lines that name a topic beside other things, as they are told: each by its own name, never as the topic's sum."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.ports import BudgetView
from bot.understanding.fold import fold
from models import Commune
from services.budgets.archive import Archive, Memory
from services.budgets.axes import place_in
from services.budgets.beside import Naming
from services.budgets.choosing import nearest
from services.budgets.pages import side_of
from services.search.kinds.lines import together

MOST = 5


def with_lines_naming(
    session: Session, commune: Commune, view: BudgetView, place: str | None, memory: Memory | None
) -> BudgetView:
    """Return an answer by the nearest topic with the lines that name the topic which was asked for.

    Of the place that some words name where some are for it; where none is, the answer says that it is for all.
    """
    archive, side = Archive(session, commune, memory), side_of(view.asked_topic)
    document = nearest(archive.candidates(side), view.year)
    found = archive.lines_naming(document, side, str(view.asked_topic))
    there = place_in(archive, place)
    within = [line for line in found if there and line.zone_id in there.zone_ids]
    told = together(session, commune.id, _wholes(within or found))
    hits = sorted(filter(None, told), key=lambda hit: (-(hit.done or 0), -(hit.planned or 0)))
    naming = tuple(replace(hit, parts=()) for hit in hits)
    if found and there and not within:
        return replace(view, naming=naming, place=None, asked_place=view.place or view.asked_place)
    return replace(view, naming=naming)


def _wholes(found: Collection[Naming]) -> Sequence[Sequence[int]]:
    """Return lines of one title together, the first few titles."""
    titles: dict[str, list[int]] = {}
    for line in found:
        titles.setdefault(fold(line.label), []).append(line.id)
    return list(titles.values())[:MOST]
