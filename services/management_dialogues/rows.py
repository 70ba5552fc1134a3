"""Management dialogues as lists name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from models import ManagementDialogue, Programme, ReviewedProgramme
from services.budgets.archive import Memory
from services.management_dialogues.naming import title_of
from services.programmes.fiscal import FiscalPeriod, first_month_in

PREPARED, OPEN, CLOSED = "prepared", "open", "closed"


@dataclass(frozen=True, slots=True)
class DialogueRow:
    """A dialogue in a list: `state` is prepared, open or closed."""

    id: int
    level: str
    period: FiscalPeriod
    held_on: date
    codes: tuple[str, ...]
    state: str

    @property
    def title(self) -> Phrase:
        """What it is called."""
        return title_of(self.level, self.period, self.codes)


def list_dialogues(
    session: Session, commune_id: int, memory: Memory | None = None, *, limit: int = 50, offset: int = 0
) -> tuple[list[DialogueRow], int]:
    """Return a page of the commune's dialogues, the latest day first, and how many there are."""
    mine = ManagementDialogue.commune_id == commune_id
    total = session.scalar(select(func.count(ManagementDialogue.id)).where(mine)) or 0
    order = (ManagementDialogue.held_on.desc(), ManagementDialogue.id.desc())
    rows = session.scalars(select(ManagementDialogue).where(mine).order_by(*order).limit(limit).offset(offset)).all()
    return dialogue_rows(session, commune_id, rows, memory), total


def dialogue_rows(
    session: Session, commune_id: int, rows: Sequence[ManagementDialogue], memory: Memory | None = None
) -> list[DialogueRow]:
    """Return dialogues of a commune as lists show them."""
    first_month = first_month_in(session, commune_id, memory)
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for dialogue_id, code in session.execute(
        select(ReviewedProgramme.dialogue_id, Programme.code)
        .join(Programme, Programme.id == ReviewedProgramme.programme_id)
        .where(ReviewedProgramme.dialogue_id.in_([row.id for row in rows]))
        .order_by(Programme.code)
    ):
        codes[dialogue_id].append(code)
    return [
        DialogueRow(
            row.id,
            str(row.level),
            FiscalPeriod(row.year, row.quarter, first_month),
            row.held_on,
            tuple(codes[row.id]),
            _state(row),
        )
        for row in rows
    ]


def _state(row: ManagementDialogue) -> str:
    if row.closed_at is not None:
        return CLOSED
    return PREPARED if row.opened_at is None else OPEN
