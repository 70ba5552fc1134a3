"""The figures of the years before, against which a new document is checked."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal
from models import BudgetDocument, BudgetLine
from services.budgets.figures import INTERNAL
from services.budgets.job import EarlierLine
from services.budgets.shown import document_for

YEARS_BACK = 3
"""A file is compared with the year before its own: it may be of the year to come, of this one, or the last account."""


def earlier_lines(session: Session, commune_id: int) -> dict[int, list[EarlierLine]]:
    """Return the lines of the documents that answer for the commune's latest years, by year."""
    years = session.scalars(
        select(BudgetDocument.year)
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.withdrawn_at.is_(None))
        .distinct()
        .order_by(BudgetDocument.year.desc())
        .limit(YEARS_BACK)
    ).all()
    found: dict[int, list[EarlierLine]] = defaultdict(list)
    for year in years:
        for document in _documents_of(session, commune_id, year):
            for side, code, label, amounts in session.execute(
                select(BudgetLine.side, BudgetLine.code, BudgetLine.label, BudgetLine.amounts).where(
                    BudgetLine.document_id == document, or_(BudgetLine.nature.is_(None), BudgetLine.nature != INTERNAL)
                )
            ):
                found[year].append((side, code or "", label, dict(amounts)))
    return dict(found)


def _documents_of(session: Session, commune_id: int, year: int) -> set[int]:
    """Return the documents that answer for a year, one or one for each side; the latest hidden one where none does."""
    shown: set[int] = set()
    for side in Side:
        try:
            found = document_for(session, commune_id, side, year)
        except Refusal:
            continue
        if found.year == year:
            shown.update(found.ids)
    if shown:
        return shown
    latest = session.scalar(
        select(BudgetDocument.id)
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.year == year)
        .where(BudgetDocument.withdrawn_at.is_(None))
        .order_by(BudgetDocument.id.desc())
        .limit(1)
    )
    return {latest} if latest is not None else set()
