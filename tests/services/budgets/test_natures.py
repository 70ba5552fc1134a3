from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, BudgetLine, Commune
from services.budgets.figures import INTERNAL
from services.budgets.natures import change_nature
from services.house import House
from tests.services.budgets.planting import plant_document, plant_line


def test_spending_of_one_document_gets_the_nature_and_nothing_else_does(
    session: Session, house: House, commune: Commune
) -> None:
    document, other = plant_document(session, commune), plant_document(session, commune, 2024)
    lines = [plant_line(session, document, "roads", voted=1) for _each in range(3)]
    lines[1].nature, lines[2].nature = "personnel", INTERNAL
    lines.append(plant_line(session, document, "revenue", side="revenue", voted=1))
    lines.append(plant_line(session, other, "roads", voted=1))
    changed = change_nature(
        session, house, commune.id, document.id, [line.id for line in lines], "works", staff_id=None
    )
    session.expire_all()
    natures = dict(session.execute(select(BudgetLine.id, BudgetLine.nature)).all())
    assert (changed, [natures[line.id] for line in lines]) == (2, ["works", "works", INTERNAL, None, None])
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.details["nature"], entry.details["lines"]) == ("budget_natures_changed", "works", 2)


def test_a_nature_that_is_none_and_no_lines_are_refused(session: Session, house: House, commune: Commune) -> None:
    document = plant_document(session, commune)
    for nature, lines, reason in (
        (INTERNAL, [1], "budget_no_such_nature"),
        ("", [1], "budget_no_such_nature"),
        ("works", [], "budget_no_lines_chosen"),
    ):
        with pytest.raises(Refusal, match=reason):
            change_nature(session, house, commune.id, document.id, lines, nature, staff_id=None)
