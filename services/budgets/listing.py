"""What staff see of budgets: documents, one document with its report, its lines a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from budgeting.fiscal_year import name_years
from models import BudgetDocument, BudgetLine, Programme, Zone
from services.budgets.lines import NAME_LENGTH
from services.budgets.publishing import LARGEST_ID, imported_with
from services.budgets.report import fit


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list; `lines` is how many lines it has."""

    id: int
    title: str
    year: int
    status: str
    dated_on: date | None
    source: str
    lines: int
    published: bool
    withdrawn_at: datetime | None
    imported_at: datetime
    starts_on: date
    ends_on: date
    stored_as: str | None
    file_public: bool

    @property
    def year_name(self) -> str:
        """What its fiscal year is called: `2025`, `2025/2026`."""
        return name_years(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a document; amounts in minor units by stage; the programme by its code and its name."""

    id: int
    side: str
    topic: str | None
    code: str | None
    label: str
    programme: str | None
    sheet: str | None
    row: int | None
    nature: str | None
    amounts: Mapping[str, int]
    place: str | None = None


def documents_page(
    session: Session, commune_id: int, *, limit: int = 50, offset: int = 0
) -> tuple[list[DocumentRow], int]:
    """Return the commune's documents, the latest year first, and how many there are."""
    mine = BudgetDocument.commune_id == commune_id
    total = session.scalar(select(func.count(BudgetDocument.id)).where(mine)) or 0
    latest = (BudgetDocument.year.desc(), BudgetDocument.imported_at.desc(), BudgetDocument.id.desc())
    rows = session.execute(_documents().where(mine).order_by(*latest).limit(limit).offset(offset))
    return [DocumentRow(*row) for row in rows], total


def document_row(session: Session, commune_id: int, document_id: int) -> tuple[DocumentRow, dict[str, Any]] | None:
    """Return a document of the commune and the report of its import, None where there is none of that id."""
    if document_id > LARGEST_ID:
        return None
    mine = (BudgetDocument.commune_id == commune_id, BudgetDocument.id == document_id)
    found = session.execute(_documents().where(*mine)).one_or_none()
    report = session.scalar(select(BudgetDocument.report).where(*mine))
    return None if found is None else (DocumentRow(*found), dict(report or {}))


def import_rows(session: Session, commune_id: int, document_id: int) -> list[DocumentRow]:
    """Return the documents that stand of the file a document came from, the latest year first."""
    together = imported_with(session, commune_id, document_id)
    rows = session.execute(_documents().where(BudgetDocument.id.in_(together)).order_by(BudgetDocument.year.desc()))
    return [DocumentRow(*row) for row in rows]


def lines_page(
    session: Session,
    document_id: int,
    *,
    topic: str | None = None,
    places: Mapping[str, Collection[int]] | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[LineRow], int]:
    """Return the lines of a document in the file's order, expenditure first, those of one topic where asked.

    `places` are the rows of each sheet that alone are wanted.
    """
    query = _lines().where(BudgetLine.document_id == document_id)
    if places is not None:
        stands = [and_(_on_sheet(sheet), BudgetLine.row.in_(rows)) for sheet, rows in places.items()]
        query = query.where(or_(false(), *stands))
    if topic:
        query = query.where(BudgetLine.topic == topic, BudgetLine.side == str(Side.EXPENDITURE))
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return [LineRow(*row) for row in session.execute(query.limit(limit).offset(offset))], total


def _on_sheet(name: str) -> ColumnElement[bool]:
    kept = fit(name, NAME_LENGTH)
    return BudgetLine.sheet == kept if kept else BudgetLine.sheet.is_(None)


def _documents() -> Select[Any]:
    lines = select(func.count(BudgetLine.id)).where(BudgetLine.document_id == BudgetDocument.id).scalar_subquery()
    columns = select(
        BudgetDocument.id,
        BudgetDocument.title,
        BudgetDocument.year,
        BudgetDocument.status,
        BudgetDocument.dated_on,
        BudgetDocument.source,
        lines,
        BudgetDocument.published,
        BudgetDocument.withdrawn_at,
        BudgetDocument.imported_at,
        BudgetDocument.starts_on,
        BudgetDocument.ends_on,
        BudgetDocument.stored_as,
        BudgetDocument.file_public,
    )
    return cast(Select[Any], columns)


def _lines() -> Select[Any]:
    columns = select(
        BudgetLine.id,
        BudgetLine.side,
        BudgetLine.topic,
        BudgetLine.code,
        BudgetLine.label,
        Programme.code + " " + Programme.name,
        BudgetLine.sheet,
        BudgetLine.row,
        BudgetLine.nature,
        BudgetLine.amounts,
        Zone.name,
    )
    with_programme = columns.outerjoin(Programme, Programme.id == BudgetLine.programme_id).outerjoin(
        Zone, Zone.id == BudgetLine.zone_id
    )
    return cast(Select[Any], with_programme.order_by(BudgetLine.side, BudgetLine.id))
