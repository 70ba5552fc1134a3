"""The lines and programmes of one document, from what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from budgeting.accounts.reading import Line
from models import BudgetLine, Programme, Zone
from services.budgets.figures import INTERNAL
from services.budgets.report import fit

CODE_LENGTH = 64
PROGRAMME_LENGTH = 16
NAME_LENGTH = 200
LABEL_LENGTH = 1000


def write_lines(
    session: Session, commune_id: int, document_id: int, lines: Iterable[Line], years: Sequence[int | None]
) -> int:
    """Write the lines that have amounts of these years, with their programmes; return how many there are."""
    chosen = [(line, amounts) for line in lines if (amounts := _amounts(line, years))]
    programmes = _write_programmes(session, document_id, [line for line, _ in chosen])
    places = _places(session, commune_id)
    rows = [
        {**_row(line), "document_id": document_id, "amounts": amounts,
         "programme_id": programmes.get(_code(line)), "zone_id": places.get(fold(line.place))}
        for line, amounts in chosen
    ]  # fmt: skip
    if rows:
        session.execute(insert(BudgetLine), rows)
    return len(rows)


def _amounts(line: Line, years: Sequence[int | None]) -> dict[str, int]:
    return {str(slot.stage): amount for slot, amount in line.amounts.items() if slot.year in years}


def _write_programmes(session: Session, document_id: int, lines: Iterable[Line]) -> dict[str, int]:
    named: dict[str, str] = {}
    for line in lines:
        if line.programme is not None:
            code = _code(line)
            named[code] = named.get(code) or fit(line.programme.name, NAME_LENGTH)
    rows = [Programme(document_id=document_id, code=code, name=name or code) for code, name in named.items()]
    session.add_all(rows)
    session.flush()
    return {row.code: row.id for row in rows}


def _code(line: Line) -> str:
    if line.programme is None:
        return ""
    return fit(line.programme.code or line.programme.name, PROGRAMME_LENGTH)


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
