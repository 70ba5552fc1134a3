"""Documents of one year and status that are published beside each other: one of them answers, and which is to be said.

Receipts and expenditure may have come as two files, and documents of changes join the budget they change: they are no
rivals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from models import BudgetDocument
from models.budget import BudgetStatus
from services.budgets.changes import is_of_changes
from services.budgets.choosing import STATUS_ORDER, Candidate, furthest, in_order
from services.budgets.publishing import get_document
from services.budgets.shown import candidates, published_of

Sums = Iterable[Mapping[str, Any]]


class Because(StrEnum):
    """Why another document answers."""

    FURTHER = "further"
    LATER_DAY = "later_day"
    LATER_WRITTEN = "later_written"


class Instead(NamedTuple):
    """The document that answers in place of one that is published too, and why."""

    row: Candidate
    why: Because


def rivals_of(session: Session, commune_id: int, document_id: int) -> list[Candidate]:
    """Return the other published documents of its year and status that speak of the same side, who answers first."""
    document = get_document(session, commune_id, document_id)
    sums = document.report.get("sums", ())
    return rivals_of_sums(session, commune_id, document.year, document.status, sums, besides=[document.id])


def rivals_of_sums(
    session: Session, commune_id: int, year: int, status: str, sums: Sums, *, besides: Collection[int] = ()
) -> list[Candidate]:
    """Return the same for a document that is not written down yet, by the sums of its report."""
    stages = _stages_by_side(year, sums)
    found: dict[int, Candidate] = {}
    for side, named in stages.items():
        if is_of_changes(_unwritten(year, status, named), side):
            continue
        for row in published_of(session, commune_id, side):
            if (row.year, row.status) == (year, status) and row.id not in besides and not is_of_changes(row, side):
                found[row.id] = row
    return sorted(found.values(), key=in_order, reverse=True)


def rivals_of_file(
    session: Session, commune_id: int, years: Iterable[int], status: str, sums: Sums, digest: str
) -> list[Candidate]:
    """Return the same for the years of a file; what came from that file itself is no rival, it is known already."""
    mine = (BudgetDocument.commune_id == commune_id, BudgetDocument.source_digest == digest)
    own = session.scalars(select(BudgetDocument.id).where(*mine)).all()
    found = (rivals_of_sums(session, commune_id, year, status, sums, besides=own) for year in years)
    return [row for rows in found for row in rows]


def who_answers_instead(session: Session, commune_id: int, document_id: int) -> Instead | None:
    """Return the document that answers for its year in its place on a side it has lines of, None where it does."""
    for side in Side:
        mine = next((row for row in published_of(session, commune_id, side) if row.id == document_id), None)
        if mine is None:
            continue
        of_year = [row for row in candidates(session, commune_id, side) if row.year == mine.year]
        first = furthest(of_year) if of_year else mine
        if document_id not in first.ids and not is_of_changes(mine, side):
            return Instead(first, _why(first, mine))
    return None


def _why(first: Candidate, other: Candidate) -> Because:
    if _how_far(first) > _how_far(other):
        return Because.FURTHER
    is_later = (first.dated_on or date.min) > (other.dated_on or date.min)
    return Because.LATER_DAY if is_later else Because.LATER_WRITTEN


def _how_far(row: Candidate) -> int:
    return STATUS_ORDER.index(BudgetStatus(row.status))


def _stages_by_side(year: int, sums: Sums) -> dict[Side, frozenset[str]]:
    found: dict[Side, set[str]] = {}
    for each in sums:
        if each["year"] in (year, None):
            found.setdefault(Side(each["side"]), set()).add(str(each["stage"]))
    return {side: frozenset(stages) for side, stages in found.items()}


def _unwritten(year: int, status: str, stages: frozenset[str]) -> Candidate:
    return Candidate(0, year, status, None, "", date.min, date.max, stages=stages)
