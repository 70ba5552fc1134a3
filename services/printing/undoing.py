"""Hiding budgets and undoing imports together with the citizen budgets that were published from them.

A printed figure that no budget stands behind any more would go on answering people. The citizen budgets are looked for
once the budget is hidden: that waits for whoever is publishing one of it, who finds it hidden otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import BudgetDocument, Document
from models.document import DocumentCategory
from services.budgets.publishing import imported_with, publish, withdraw, withdraw_import
from services.budgets.rivals import rivals_of
from services.documents import DocumentView, withdraw_document
from services.documents.reading import view_of
from services.house import House


def papers_of(session: Session, commune_id: int, document_ids: Collection[int]) -> list[DocumentView]:
    """Return the citizen budgets that stand published and have figures of any of these budgets."""
    return [view_of(row) for row in standing_papers(session, commune_id, document_ids)]


def papers_of_import(session: Session, commune_id: int, document_id: int) -> list[DocumentView]:
    """Return the same of every budget that came from the file of this one."""
    return papers_of(session, commune_id, imported_with(session, commune_id, document_id))


def hide_budget(
    session: Session, house: House, commune_id: int, document_id: int, *, staff_id: int | None
) -> BudgetDocument:
    """Hide a budget until further notice, and withdraw the citizen budgets made of it."""
    hidden = publish(session, house, commune_id, document_id, published=False, staff_id=staff_id)
    _withdraw_papers(session, house, [hidden], staff_id)
    return hidden


def hide_rivals(
    session: Session,
    house: House,
    commune_id: int,
    document_id: int,
    *,
    among: Collection[int],
    staff_id: int | None,
) -> None:
    """Hide the documents among these that are of the year and status of one, so that it answers alone."""
    for row in rivals_of(session, commune_id, document_id):
        if row.id in among:
            hide_budget(session, house, commune_id, row.id, staff_id=staff_id)


def withdraw_budget(
    session: Session, house: House, commune_id: int, document_id: int, *, staff_id: int | None
) -> BudgetDocument:
    """Undo the import of one budget, and withdraw the citizen budgets made of it."""
    withdrawn = withdraw(session, house, commune_id, document_id, staff_id=staff_id)
    _withdraw_papers(session, house, [withdrawn], staff_id)
    return withdrawn


def undo_import(
    session: Session, house: House, commune_id: int, document_id: int, *, staff_id: int | None
) -> list[BudgetDocument]:
    """Undo an import whole, and withdraw the citizen budgets made of any of its years."""
    withdrawn = withdraw_import(session, house, commune_id, document_id, staff_id=staff_id)
    _withdraw_papers(session, house, withdrawn, staff_id)
    return withdrawn


def _withdraw_papers(session: Session, house: House, budgets: Sequence[BudgetDocument], staff_id: int | None) -> None:
    for paper in standing_papers(session, budgets[0].commune_id, [row.id for row in budgets]):
        withdraw_document(session, house, commune_id=paper.commune_id, document_id=paper.id, staff_id=staff_id)


def standing_papers(session: Session, commune_id: int, document_ids: Collection[int]) -> list[Document]:
    """Return the citizen budgets that stand published and have figures of any of these budgets, as they are kept."""
    standing = session.scalars(
        select(Document)
        .where(Document.commune_id == commune_id, Document.withdrawn_at.is_(None))
        .where(Document.category == DocumentCategory.BUDGET)
        .order_by(Document.id)
    )
    return [row for row in standing if not set(document_ids).isdisjoint(row.budgets)]
