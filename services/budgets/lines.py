"""The lines and programmes of one document, from what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from budgeting.accounts.reading import Line
from models import BudgetLine, Zone
from services.budgets.figures import INTERNAL
from services.budgets.named_programmes import write_programmes
from services.budgets.report import fit

CODE_LENGTH = 64
NAME_LENGTH = 200
LABEL_LENGTH = 1000


def write_lines(
    session: Session, commune_id: int, document_id: int, lines: Iterable[Line], years: Sequence[int | None]
) -> int:
    """Write the lines that have amounts of these years, with their programmes; return how many there are."""
    chosen = [(line, amounts) for line in lines if (amounts := _amounts(line, years))]
    programmes = write_programmes(session, commune_id, [line.programme for line, _ in chosen if line.programme])
    places = _places(session, commune_id)
    rows = [
        {**_row(line), "document_id": document_id, "amounts": amounts,
         "programme_id": line.programme and programmes[line.programme], "zone_id": places.get(fold(line.place))}
        for line, amounts in chosen
    ]  # fmt: skip
    if rows:
        session.execute(insert(BudgetLine), rows)
    return len(rows)


def _amounts(line: Line, years: Sequence[int | None]) -> dict[str, int]:
    return {str(slot.stage): amount for slot, amount in line.amounts.items() if slot.year in years}


def _places(session: Session, commune_id: int) -> Mapping[str, int]:
    zones = session.execute(select(Zone.id, Zone.name).where(Zone.commune_id == commune_id))
    return {fold(name): number for number, name in zones}


def _row(line: Line) -> dict[str, Any]:
    return {
        "side": str(line.side),
        "section": str(line.section) if line.section else None,
        "nature": INTERNAL if line.is_internal else None,
        "topic": str(line.topic),
        "code": fit(line.code, CODE_LENGTH) or None,
        "label": fit(line.label, LABEL_LENGTH),
        "sheet": fit(line.sheet, NAME_LENGTH) or None,
        "row": line.row,
    }
