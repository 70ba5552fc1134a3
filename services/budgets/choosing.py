"""Which document answers: the furthest of the year asked for, or of the nearest year there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from budgeting.fiscal_year import name_years
from budgeting.refusal import Refusal
from models import BudgetDocument, BudgetLine
from models.budget import BudgetStatus
from services.budgets.reasons import BudgetReason

STATUS_ORDER = tuple(BudgetStatus)


class Candidate(NamedTuple):
    """A published document without its report, which may be long."""

    id: int
    year: int
    status: str
    dated_on: date | None
    source: str
    starts_on: date
    ends_on: date
    has_public_file: bool = False

    @property
    def year_name(self) -> str:
        """What its fiscal year is called: `2025`, `2025/2026`."""
        return name_years(self.starts_on, self.ends_on)

    @property
    def is_account(self) -> bool:
        """Does it say what was done, rather than what is planned?"""
        return self.status == BudgetStatus.EXECUTED


def document_for(session: Session, commune_id: int, side: Side, year: int | None) -> Candidate:
    """Return the document that speaks of a side of the budget in a year, the latest where none is given.

    Where the year has none, the nearest year answers, the later of two equally near. A `Refusal` where nothing is
    published.
    """
    return nearest(candidates(session, commune_id, side), year)


def nearest(found: Sequence[Candidate], year: int | None) -> Candidate:
    """Return the one of several documents that answers for a year, as `document_for` does."""
    if not found:
        raise Refusal(BudgetReason.NONE_YET)
    wanted = max(row.year for row in found) if year is None else year
    distance = min(abs(row.year - wanted) for row in found)
    return max((row for row in found if abs(row.year - wanted) == distance), key=_preference)


def latest_before(found: Sequence[Candidate], year: int) -> Candidate | None:
    """Return the document of the latest year before, or None."""
    return max((row for row in found if row.year < year), key=_preference, default=None)


def candidates(session: Session, commune_id: int, side: Side) -> Sequence[Candidate]:
    """Return the published documents that have lines of a side."""
    return [Candidate(*row) for row in session.execute(_published(commune_id, side))]


def _published(commune_id: int, side: Side) -> Select[int, int, BudgetStatus, date | None, str, date, date, bool]:
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
        )
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.published.is_(True), speaks)
        .where(BudgetDocument.withdrawn_at.is_(None))
    )


def _preference(row: Candidate) -> tuple[int, int, date, int]:
    # The status first: a voted budget put in after the year's account must not hide the account.
    return row.year, STATUS_ORDER.index(BudgetStatus(row.status)), row.dated_on or date.min, row.id
