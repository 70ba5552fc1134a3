"""Citizen budgets whose budget was sorted otherwise since: found by what was done, and made anew.

A budget that is hidden takes them with it (`undoing`). One whose lines only got other topics goes on answering, and the
sheet says what it said before: staff are told so, and make it anew.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, BudgetDocument, Document
from services.budgets.publishing import TOPICS_CHANGED
from services.documents import DocumentView, withdraw_document
from services.documents.reading import view_of
from services.house import House
from services.printing.papers import Paper, publish_paper
from services.printing.reasons import PaperNo
from services.printing.undoing import standing_papers
from services.uploads import Upload


def outdated_papers(session: Session, commune_id: int) -> list[DocumentView]:
    """Return the citizen budgets that stand published and were made before lines of theirs got other topics."""
    sorted_at = _sorted_at(session, commune_id)
    papers = standing_papers(session, commune_id, sorted_at)
    return [view_of(row) for row in papers if any(_is_before(row, sorted_at.get(number)) for number in row.budgets)]


def find_outdated(session: Session, commune_id: int, document_id: int) -> tuple[int, str]:
    """Return the year and the language of a citizen budget to be made anew; a `Refusal` where it is none of these."""
    if document_id not in {view.id for view in outdated_papers(session, commune_id)}:
        raise Refusal(PaperNo.NOT_OUTDATED)
    row = session.get_one(Document, document_id)
    # Its other budgets are of the year it is compared with, which is earlier.
    latest = select(func.max(BudgetDocument.year)).where(BudgetDocument.id.in_(row.budgets))
    return session.scalars(latest).one(), row.language


def renew_paper(
    session: Session,
    house: House,
    *,
    commune_id: int,
    document_id: int,
    paper: Paper,
    upload: Upload,
    staff_id: int | None,
) -> DocumentView:
    """Publish a citizen budget that was made anew in place of the one that is outdated; nobody is told twice."""
    find_outdated(session, commune_id, document_id)
    withdraw_document(session, house, commune_id=commune_id, document_id=document_id, staff_id=staff_id)
    return publish_paper(session, house, commune_id=commune_id, paper=paper, upload=upload, staff_id=staff_id)


def _is_before(row: Document, sorted_at: datetime | None) -> bool:
    return sorted_at is not None and row.published_at < sorted_at


def _sorted_at(session: Session, commune_id: int) -> dict[int, datetime]:
    """Return when lines of each budget last got another topic, by the trail."""
    rows = session.execute(
        select(AuditEntry.subject_id, func.max(AuditEntry.happened_at))
        .where(AuditEntry.commune_id == commune_id, AuditEntry.act == TOPICS_CHANGED)
        .group_by(AuditEntry.subject_id)
    )
    return {int(number): moment for number, moment in rows if number}
