"""Lines of several titles as one sum: all that are called by a thing, all receipts that are the State's, all taxes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.found_words import STATE, TAXES
from bot.ports import HitView
from budgeting.accounts.stages import Side
from budgeting.accounts.state_money import is_from_the_state
from budgeting.accounts.tax_money import is_a_tax
from models import BudgetDocument, BudgetLine
from services.budgets.figures import INTERNAL
from services.search.find import LONGEST, index_of, linked
from services.search.kinds.lines import KIND, together
from services.search.named_lines import ENOUGH, bears

IN_A_SUM = or_(BudgetLine.nature.is_(None), BudgetLine.nature != INTERNAL)
AT_ONCE = 2000


def sum_of_lines(
    session: Session,
    commune_id: int,
    names: Sequence[str],
    *,
    year: int | None,
    side: str,
    topic: str | None = None,
    zones: Collection[int] | None = None,
    memory: dict[Any, Any] | None = None,
    address: str = "",
) -> HitView | None:
    """Return the sum of all lines that one of some names names, of `year`, else of the latest that has any.

    None where there is no line. Its first name says what they have in common. Of `zones` where some are given.
    """
    index = index_of(session, commune_id, KIND, memory)
    by_year: dict[int, set[int]] = {}
    for name in names:
        for each in index.find(name[:LONGEST], len(index), ENOUGH, wanted=year):
            by_year.setdefault(each.rank, set()).update(index.parts(each.whole) or [each.id])
    for asked in sorted(by_year, key=lambda one: (one != year, -one)):
        ids = _named(session, by_year[asked], names, side, topic, zones)
        if ids:
            return _told(session, commune_id, ids, names[0], address)
    return None


def sum_from_the_state(session: Session, commune_id: int, year: int, *, address: str = "") -> HitView | None:
    """Return the sum of a year's receipts that are the State's, None where no line of them says so."""
    rows = _receipts(session, commune_id, year)
    ids = [number for number, *words in rows if any(map(is_from_the_state, filter(None, words)))]
    return _told(session, commune_id, ids, STATE, address) if ids else None


def sum_of_taxes(session: Session, commune_id: int, year: int, *, address: str = "") -> HitView | None:
    """Return the sum of a year's receipts whose titles say that they are taxes, None where none does."""
    ids = [number for number, label, _chapter in _receipts(session, commune_id, year) if is_a_tax(label)]
    return _told(session, commune_id, ids, TAXES, address) if ids else None


def _receipts(session: Session, commune_id: int, year: int) -> list[tuple[int, str, str | None]]:
    """Return the id, the title and the chapter of each line of receipts that is published of a year."""
    rows = (
        select(BudgetLine.id, BudgetLine.label, BudgetLine.chapter)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .where(
            BudgetDocument.commune_id == commune_id,
            BudgetDocument.published.is_(True),
            BudgetDocument.withdrawn_at.is_(None),
            BudgetDocument.year == year,
            BudgetLine.side == str(Side.REVENUE),
            IN_A_SUM,
        )
    )
    return [(number, label, chapter) for number, label, chapter in session.execute(rows)]


def _named(
    session: Session,
    ids: Collection[int],
    names: Iterable[str],
    side: str,
    topic: str | None,
    zones: Collection[int] | None,
) -> list[int]:
    ordered = sorted(ids)
    found: list[int] = []
    for start in range(0, len(ordered), AT_ONCE):
        rows = select(BudgetLine.id, BudgetLine.label).where(
            BudgetLine.id.in_(ordered[start : start + AT_ONCE]),
            IN_A_SUM,
            BudgetLine.side == side,
            *([BudgetLine.topic == topic] if topic else []),
            *([BudgetLine.zone_id.in_(zones)] if zones is not None else []),
        )
        found += [number for number, label in session.execute(rows) if any(bears(label, name) for name in names)]
    return found


def _told(session: Session, commune_id: int, ids: Sequence[int], common: str, address: str) -> HitView | None:
    view = together(session, commune_id, [sorted(ids)])[0]
    return linked(replace(view, common=common), address) if view else None
