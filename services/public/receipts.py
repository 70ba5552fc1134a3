"""Where a year's money comes from: the receipts as their document names them."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from models import BudgetLine, Commune
from services.budgets.archive import Archive
from services.budgets.figures import INTERNAL, LineFigures
from services.public.budget import Figures, document_of


def receipt_lines(session: Session, commune_id: int, year: int) -> list[Figures]:
    """Return the receipts of a year by the name of their line, the largest first; none where nothing is published.

    Their sum is the whole of the year's receipts as `open_book` tells it.
    """
    archive = Archive(session, session.get_one(Commune, commune_id))
    document = document_of(archive, Side.REVENUE, year)
    if document is None:
        return []
    sheet = archive.sheet(document, Side.REVENUE)
    groups: dict[str, list[LineFigures]] = defaultdict(list)
    for label, amounts in session.execute(
        select(BudgetLine.label, BudgetLine.amounts)
        .where(BudgetLine.document_id.in_(document.ids), BudgetLine.side == str(Side.REVENUE))
        .where(or_(BudgetLine.nature.is_(None), BudgetLine.nature != INTERNAL))
        .order_by(BudgetLine.id)
    ):
        groups[label].append(LineFigures(None, None, None, amounts))
    found = [
        Figures(label, "", sheet.amount(lines), sheet.planned(lines), sheet.done(lines))
        for label, lines in groups.items()
    ]
    return sorted(found, key=lambda figures: (-figures.amount, figures.name))
