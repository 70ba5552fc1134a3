"""The documents that citizens are answered from, as the database has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from models import BudgetDocument, BudgetLine
from services.budgets.changes import is_in_budget, is_of_changes, with_changes
from services.budgets.choosing import Candidate, nearest


def document_for(session: Session, commune_id: int, side: Side, year: int) -> Candidate:
    """Return the document that answers for a side of the budget in a year, as `nearest` chooses it."""
    return nearest(candidates(session, commune_id, side), year)


def candidates(session: Session, commune_id: int, side: Side) -> Sequence[Candidate]:
    """Return the published documents that have lines of a side, those of changes alone with the budget they change."""
    return with_changes(published_of(session, commune_id, side), side)


def budgets_of(session: Session, commune_id: int, side: Side) -> Sequence[Candidate]:
    """Return the documents that say what is planned for a side, as they answered before there was an account."""
    return with_changes([row for row in published_of(session, commune_id, side) if not row.is_account], side)


def waiting_changes(session: Session, commune_id: int) -> set[int]:
    """Return the published documents of changes alone of which nobody is told: their budget is not there to join."""
    waiting: set[int] = set()
    for side in Side:
        found = published_of(session, commune_id, side)
        told = {part.id for row in with_changes(found, side) for part in row.parts}
        waiting |= {row.id for row in found if is_of_changes(row, side) and not is_in_budget(row, found, side)} - told
    return waiting


def published_of(session: Session, commune_id: int, side: Side) -> list[Candidate]:
    """Return every published document that has lines of a side, each by itself."""
    rows = session.execute(_published(commune_id, side))
    return [Candidate(*facts)._replace(stages=_stages(sums, side)) for *facts, sums in rows]


def _stages(sums: Any, side: Side) -> frozenset[str]:
    return frozenset(str(each["stage"]) for each in sums or () if each["side"] == side)


def _published(commune_id: int, side: Side) -> Select[Any]:
    # Receipts and expenditure may have come as two files: a document answers for the sides it has lines of.
    speaks = exists().where(BudgetLine.document_id == BudgetDocument.id, BudgetLine.side == str(side))
    return (
        select(
            BudgetDocument.id,
            BudgetDocument.year,
            BudgetDocument.status,
            BudgetDocument.dated_on,
            BudgetDocument.source,
            BudgetDocument.starts_on,
            BudgetDocument.ends_on,
            and_(BudgetDocument.stored_as.is_not(None), BudgetDocument.file_public),
            BudgetDocument.report["sums"],
        )
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.published.is_(True), speaks)
        .where(BudgetDocument.withdrawn_at.is_(None))
    )
