"""The lines of published budgets and accounts; those of one title in one document are one thing, told as their sum."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.ports import HitView, PartView
from bot.understanding.fold import fold
from budgeting.accounts.stages import Side
from budgeting.fiscal_year import name_years
from models import BudgetDocument, BudgetLine, Programme
from services.budgets.figures import INTERNAL, LineFigures, Sheet
from services.budgets.shown import waiting_changes
from services.search.kind import Entry, Kind, Views

BATCH = 2000
MOST_PARTS = 20
"""Lines of a sum that are listed with it; how many there are is said."""


class _Row(NamedTuple):
    line: BudgetLine
    document: BudgetDocument
    programme: str | None


def _published(commune_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        BudgetDocument.commune_id == commune_id,
        BudgetDocument.published.is_(True),
        BudgetDocument.withdrawn_at.is_(None),
    )


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return the published documents: the words of a document's lines never change."""
    found = session.scalars(select(BudgetDocument.id).where(*_published(commune_id)).order_by(BudgetDocument.id))
    return (*found, *sorted(waiting_changes(session, commune_id)))


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield the lines of the latest years first."""
    named = BudgetLine.id, BudgetLine.label, BudgetLine.code, BudgetDocument.year
    rows = session.execute(
        select(*named, BudgetLine.document_id, BudgetLine.side, BudgetLine.nature == INTERNAL)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .where(*_published(commune_id), BudgetDocument.id.not_in(waiting_changes(session, commune_id)))
        .order_by(BudgetDocument.year.desc(), BudgetLine.id),
        execution_options={"yield_per": BATCH},
    )
    for line_id, label, code, year, document_id, side, is_internal in rows:
        # What moves between the sections of a budget stands in no sum, and in none of these.
        whole = (document_id, side, bool(is_internal), fold(label))
        yield Entry(line_id, f"{label} {code or ''}", year, whole if label else None)


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return lines with their money and the document they stand in."""
    return {row.line.id: _view([row]) for row in _rows(session, commune_id, ids)}


def together(session: Session, commune_id: int, ids: Sequence[int]) -> HitView:
    """Return lines of one title in one document as their sum, the first of them beside it."""
    chunks = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    return _view([row for chunk in chunks for row in _rows(session, commune_id, chunk)])


def _rows(session: Session, commune_id: int, ids: Collection[int]) -> list[_Row]:
    rows = session.execute(
        select(BudgetLine, BudgetDocument, Programme.name)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .outerjoin(Programme, Programme.id == BudgetLine.programme_id)
        .where(BudgetLine.id.in_(ids), *_published(commune_id))
        .order_by(BudgetLine.id)
    )
    return [_Row(*row) for row in rows]


def _view(rows: Sequence[_Row]) -> HitView:
    line, document, _programme = rows[0]
    figures = [LineFigures(None, None, None, row.line.amounts) for row in rows]
    sheet = Sheet(figures, Side(line.side), is_account=False)
    topics = {row.line.topic for row in rows}
    return HitView(
        kind="line",
        title=line.label,
        year=name_years(document.starts_on, document.ends_on),
        topic=line.topic if len(topics) == 1 else None,
        planned=sheet.planned(figures),
        done=sheet.done(figures),
        status=str(document.status),
        source=document.source,
        link=f"budget?year={document.year}",
        lines=len(rows),
        parts=_parts(rows, sheet) if len(rows) > 1 else (),
    )


def _parts(rows: Sequence[_Row], sheet: Sheet) -> tuple[PartView, ...]:
    parts = zip(rows[:MOST_PARTS], sheet.lines, strict=False)
    return tuple(PartView(row.programme or "", sheet.planned([line]), sheet.done([line])) for row, line in parts)


KIND = Kind("lines", 20, stamp, entries, views, together)
