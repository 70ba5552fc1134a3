"""Lines whose titles name a topic beside other things, for a topic that has no line of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from budgeting.accounts.topics import mentions
from models import BudgetLine
from services.budgets.figures import INTERNAL

BATCH = 2000


class Naming(NamedTuple):
    """A line that names a topic and is of another."""

    id: int
    label: str
    topic: str | None
    zone_id: int | None
    money: int

    @property
    def is_empty(self) -> bool:
        """Has it no money at any stage?"""
        return self.money == 0


def lines_naming(session: Session, documents: Collection[int], side: Side, topic: str) -> list[Naming]:
    """Return the lines of documents that name a topic, the largest first; those without money only where all are."""
    rows = session.execute(
        select(BudgetLine.id, BudgetLine.label, BudgetLine.topic, BudgetLine.zone_id, BudgetLine.amounts).where(
            BudgetLine.document_id.in_(documents),
            BudgetLine.side == str(side),
            or_(BudgetLine.nature.is_(None), BudgetLine.nature != INTERNAL),
        ),
        execution_options={"yield_per": BATCH},
    )
    found = [
        Naming(number, label, of, zone, max(map(abs, amounts.values()), default=0))
        for number, label, of, zone, amounts in rows
        if mentions(label, topic)
    ]
    told = [line for line in found if not line.is_empty] or found
    return sorted(told, key=lambda line: (-line.money, line.id))


def nearest_of(found: Sequence[Naming]) -> str | None:
    """Return the topic of the largest line, None where there is none."""
    return next((line.topic for line in found if line.topic), None)
