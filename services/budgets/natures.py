"""Putting right what lines of expenditure are spent on: the words of a file do not always tell."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_
from sqlalchemy.orm import Session

from budgeting.accounts.line_rules import Trait
from budgeting.accounts.natures import Nature
from budgeting.refusal import Refusal
from models import BudgetLine
from services.budgets.figures import INTERNAL
from services.budgets.line_memory import learn
from services.budgets.publishing import change_lines, note
from services.budgets.reasons import BudgetReason
from services.house import House
from services.revision import grow_revision


def change_nature(
    session: Session,
    house: House,
    commune_id: int,
    document_id: int,
    line_ids: Collection[int],
    nature: str,
    *,
    staff_id: int | None,
) -> int:
    """Give lines of expenditure of one document another nature, and remember it; return how many changed.

    Lines between the sections of a budget keep theirs: they stand in no sum.
    """
    if nature not in set(Nature):
        raise Refusal(BudgetReason.NO_SUCH_NATURE)
    in_a_sum = or_(BudgetLine.nature.is_(None), BudgetLine.nature != INTERNAL)
    document, changed = change_lines(session, commune_id, document_id, line_ids, in_a_sum, nature=nature)
    learn(session, house, commune_id, document.id, changed, Trait.NATURE, nature)
    grow_revision(session, commune_id)
    note(session, house, "budget_natures_changed", document, staff_id, nature=nature, lines=len(changed))
    return len(changed)
