"""The lines of a year's published money as open data, each with the document it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from models import BudgetLine, Commune, Programme, Zone
from services.budgets.archive import Archive
from services.budgets.choosing import Candidate
from services.public.budget import document_of


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One line as it stands in its document; amounts in minor units by stage, `year` what the fiscal year is called."""

    year: str
    status: str
    source: str
    side: str
    section: str
    nature: str
    chapter: str
    programme: str
    topic: str
    zone: str
    code: str
    label: str
    amounts: Mapping[str, int]


def open_lines(session: Session, commune_id: int, year: int) -> Iterator[OpenLine]:
    """Yield the lines of the documents that answer for a year, expenditure first, in the order of the file."""
    archive = Archive(session, session.get_one(Commune, commune_id))
    for side in (Side.EXPENDITURE, Side.REVENUE):
        document = document_of(archive, side, year)
        for part in document.documents if document is not None else ():
            yield from _lines(session, part, side)


def _lines(session: Session, document: Candidate, side: Side) -> Iterator[OpenLine]:
    rows = session.execute(
        select(BudgetLine, Programme.code, Zone.name)
        .outerjoin(Programme, BudgetLine.programme_id == Programme.id)
        .outerjoin(Zone, BudgetLine.zone_id == Zone.id)
        .where(BudgetLine.document_id == document.id, BudgetLine.side == str(side))
        .order_by(BudgetLine.id)
    )
    for line, programme, zone in rows:
        yield OpenLine(
            year=document.year_name,
            status=str(document.status),
            source=document.source,
            side=line.side,
            section=line.section or "",
            nature=line.nature or "",
            chapter=line.chapter or "",
            programme=programme or "",
            topic=line.topic or "",
            zone=zone or "",
            code=line.code or "",
            label=line.label,
            amounts=line.amounts,
        )
