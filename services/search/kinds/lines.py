"""The lines of published budgets and accounts."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.ports import HitView
from budgeting.accounts.stages import Side
from budgeting.fiscal_year import name_years
from models import BudgetDocument, BudgetLine
from services.budgets.figures import figures_of_line
from services.search.kind import Entry, Kind, Views

BATCH = 2000


def _published(commune_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        BudgetDocument.commune_id == commune_id,
        BudgetDocument.published.is_(True),
        BudgetDocument.withdrawn_at.is_(None),
    )


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return the published documents: the words of a document's lines never change."""
    found = session.scalars(select(BudgetDocument.id).where(*_published(commune_id)).order_by(BudgetDocument.id))
    return tuple(found)


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield the lines of the latest years first."""
    rows = session.execute(
        select(BudgetLine.id, BudgetLine.label, BudgetLine.code, BudgetDocument.year)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .where(*_published(commune_id))
        .order_by(BudgetDocument.year.desc(), BudgetLine.id),
        execution_options={"yield_per": BATCH},
    )
    for line_id, label, code, year in rows:
        yield Entry(line_id, f"{label} {code or ''}", year)


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return lines with their money and the document they stand in."""
    rows = session.execute(
        select(BudgetLine, BudgetDocument)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .where(BudgetLine.id.in_(ids), *_published(commune_id))
    )
    return {line.id: _view(line, document) for line, document in rows}


def _view(line: BudgetLine, document: BudgetDocument) -> HitView:
    planned, done = figures_of_line(line.amounts, Side(line.side))
    return HitView(
        kind="line",
        title=line.label,
        year=name_years(document.starts_on, document.ends_on),
        topic=line.topic,
        planned=planned,
        done=done,
        status=str(document.status),
        source=document.source,
        link=f"budget?year={document.year}",
    )


KIND = Kind("lines", 20, stamp, entries, views)
