"""The lines of published budgets and accounts; those of one title in one year are one thing, told as their sum."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.ports import HitView
from bot.understanding.fold import fold
from budgeting.accounts.stages import Side
from models import BudgetDocument, BudgetLine, Programme
from services.budgets.choosing import Candidate
from services.budgets.figures import INTERNAL
from services.budgets.shown import budgets_of, candidates, waiting_changes
from services.search.kind import Entry, Kind, Views
from services.search.line_sums import Row, view_of_lines

BATCH = 2000


def _published(commune_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        BudgetDocument.commune_id == commune_id,
        BudgetDocument.published.is_(True),
        BudgetDocument.withdrawn_at.is_(None),
    )


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return the published documents and their years: the words of a document's lines never change."""
    named = select(BudgetDocument.id, BudgetDocument.year).where(*_published(commune_id)).order_by(BudgetDocument.id)
    found = [(number, year) for number, year in session.execute(named)]
    return (*found, *sorted(waiting_changes(session, commune_id)))


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield the lines of the latest years first."""
    named = BudgetLine.id, BudgetLine.label, BudgetLine.code, BudgetDocument.year
    rows = session.execute(
        select(*named, BudgetLine.side, BudgetLine.nature == INTERNAL)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .where(*_published(commune_id), BudgetDocument.id.not_in(waiting_changes(session, commune_id)))
        .order_by(BudgetDocument.year.desc(), BudgetLine.id),
        execution_options={"yield_per": BATCH},
    )
    for line_id, label, code, year, side, is_internal in rows:
        # What moves between the sections of a budget stands in no sum, and in none of these.
        whole = (year, side, bool(is_internal), fold(label))
        yield Entry(line_id, f"{label} {code or ''}", year, whole if label else None)


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return lines with their money and the document they stand in."""
    rows = _rows(session, commune_id, ids)
    telling = _telling(session, commune_id, rows)
    return {row.line.id: view_of_lines([row], *telling[Side(row.line.side)]) for row in rows}


def together(session: Session, commune_id: int, wholes: Sequence[Sequence[int]]) -> list[HitView | None]:
    """Return the lines of each title in a year as one: what the documents that answer for that year say of it."""
    ids = [number for whole in wholes for number in whole]
    chunks = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    rows = {row.line.id: row for chunk in chunks for row in _rows(session, commune_id, chunk)}
    telling = _telling(session, commune_id, rows.values())
    parted = ([rows[number] for number in whole if number in rows] for whole in wholes)
    return [view_of_lines(lines, *telling[Side(lines[0].line.side)]) if lines else None for lines in parted]


def _telling(session: Session, commune_id: int, rows: Iterable[Row]) -> dict[Side, tuple[Sequence[Candidate], ...]]:
    """Return by side what answers for it, and what says what was planned beside an account."""
    return {
        side: (candidates(session, commune_id, side), budgets_of(session, commune_id, side))
        for side in {Side(row.line.side) for row in rows}
    }


def _rows(session: Session, commune_id: int, ids: Collection[int]) -> list[Row]:
    rows = session.execute(
        select(BudgetLine, BudgetDocument, Programme.name)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .outerjoin(Programme, Programme.id == BudgetLine.programme_id)
        .where(BudgetLine.id.in_(ids), *_published(commune_id))
        .order_by(BudgetLine.id)
    )
    return [Row(*row) for row in rows]


KIND = Kind("lines", 20, stamp, entries, views, together)
