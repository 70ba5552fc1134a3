"""The lines of a year's published money as open data, each with the document it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from models import BudgetLine, Commune, Programme, Zone
from services.budgets.archive import Archive
from services.budgets.choosing import Candidate
from services.public.budget import document_of

AT_ONCE = 1000


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
    line = BudgetLine
    words = (line.side, line.section, line.nature, line.chapter, Programme.code, line.topic, Zone.name, line.code)
    rows = session.execute(
        select(*words, line.label, line.amounts)
        .outerjoin(Programme, line.programme_id == Programme.id)
        .outerjoin(Zone, line.zone_id == Zone.id)
        .where(line.document_id == document.id, line.side == str(side))
        .order_by(line.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for *said, amounts in rows:
        facts: tuple[Any, ...] = (*(word or "" for word in said), amounts)
        yield OpenLine(document.year_name, str(document.status), document.source, *facts)
