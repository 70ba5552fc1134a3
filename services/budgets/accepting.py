"""Accepting a file that was looked at: its documents are written, and how it was read is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.accounts.reading import Reading
from services.budgets.headings import remember_headings
from services.budgets.importing import Source, Terms, import_for
from services.budgets.waiting import Waiting
from services.house import House


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What staff say of a file as they accept it; a blank title is what the file calls itself."""

    status: str
    published: bool
    title: str
    terms: Terms


def accept_file(
    session: Session,
    house: House,
    commune_id: int,
    waiting: Waiting,
    reading: Reading,
    acceptance: Acceptance,
    *,
    staff_id: int | None,
) -> list[int]:
    """Write a document for each year of a file that waits; return their ids. Its headings are known from now on."""
    documents = import_for(
        session,
        house,
        commune_id,
        reading,
        source=Source(waiting.name, waiting.key),
        year=waiting.year,
        status=acceptance.status,
        title=acceptance.title or None,
        published=acceptance.published,
        terms=acceptance.terms,
        staff_id=staff_id,
    )
    years = reading.document.years
    remember_headings(session, house, commune_id, reading.sheets, waiting.orders, years[-1] if years else waiting.year)
    return documents
