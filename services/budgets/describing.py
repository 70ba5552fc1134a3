"""What staff say of a document besides its figures: its title, status, dates, and whether its file is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import BudgetDocument
from models.budget import BudgetStatus
from services.budgets.publishing import get_document, note
from services.budgets.reasons import BudgetReason
from services.budgets.report import fit
from services.house import House
from services.revision import grow_revision

LONGEST_YEAR = timedelta(days=550)  # a year of transition between two calendars may last longer than twelve months
TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a document; the fiscal year is told by its first and last day."""

    title: str
    status: str
    dated_on: date | None
    starts_on: date
    ends_on: date
    file_public: bool


def describe(
    session: Session, house: House, commune_id: int, document_id: int, said: Description, *, staff_id: int | None
) -> BudgetDocument:
    """Change what is said of a document; `Refusal` for a withdrawn one, for days that make no year, an odd status."""
    document = get_document(session, commune_id, document_id)
    if document.withdrawn_at is not None:
        raise Refusal(BudgetReason.WITHDRAWN)
    if not said.starts_on < said.ends_on <= said.starts_on + LONGEST_YEAR:
        raise Refusal(BudgetReason.DATES_WRONG)
    if said.status not in set(BudgetStatus):
        raise Refusal(BudgetReason.STATUS_WRONG, status=said.status[:40])
    _call(document, fit(said.title, TITLE_LENGTH))
    document.status, document.dated_on = BudgetStatus(said.status), said.dated_on
    document.starts_on, document.ends_on, document.year = said.starts_on, said.ends_on, said.starts_on.year
    document.file_public = said.file_public and document.stored_as is not None
    grow_revision(session, commune_id)
    note(session, house, "budget_described", document, staff_id)
    return document


def _call(document: BudgetDocument, title: str) -> None:
    """Give a document its title; what answers quote goes with it, unless the two were told apart."""
    if not title:
        return
    if document.source == document.title:
        document.source = title
    document.title = title
