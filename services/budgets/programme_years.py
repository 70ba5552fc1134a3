"""The document that tells of programmes: budgets are published with them one year and without them the next."""

from __future__ import annotations

from budgeting.accounts.stages import Side
from services.budgets.archive import Archive
from services.budgets.choosing import Candidate, nearest


def telling_programmes(archive: Archive, document: Candidate, programme_id: int | None = None) -> Candidate:
    """Return a document of spending where it has lines of a programme, of any where none is given, else the nearest.

    The document itself where no other has them either.
    """
    if _tells(archive, document, programme_id):
        return document
    found = [row for row in archive.candidates(Side.EXPENDITURE) if _tells(archive, row, programme_id)]
    return nearest(found, document.year) if found else document


def years_telling(archive: Archive) -> set[int]:
    """Return the years of whose spending a document has lines of programmes."""
    return {row.year for row in archive.candidates(Side.EXPENDITURE) if _tells(archive, row, None)}


def _tells(archive: Archive, document: Candidate, programme_id: int | None) -> bool:
    sheet = archive.sheet(document, Side.EXPENDITURE)
    named = {line.programme_id for line in sheet.lines} - {None}
    return not sheet.is_silent and (bool(named) if programme_id is None else programme_id in named)
