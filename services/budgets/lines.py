"""The lines and programmes of one document, from what was read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from budgeting.accounts.line_rules import as_rules, recall
from budgeting.accounts.natures import nature_of
from budgeting.accounts.reading import Line
from models import BudgetLine
from services.budgets.figures import INTERNAL
from services.budgets.line_memory import line_rules
from services.budgets.named_programmes import write_programmes
from services.budgets.places import places_of
from services.budgets.report import fit

CODE_LENGTH = 64
NAME_LENGTH = 200
LABEL_LENGTH = 1000
AT_ONCE = 1000


def write_lines(
    session: Session, commune_id: int, document_id: int, lines: Sequence[Line], years: Sequence[int | None]
) -> int:
    """Write the lines that have amounts of these years, with their programmes; return how many there are.

    Topics and natures that staff gave before are given again; a line is for the zone that its column or its words
    name. The lines are gone through twice and never held together: there may be tens of thousands.
    """
    named = dict.fromkeys(line.programme for line in lines if line.programme and _amounts(line, years))
    programmes = write_programmes(session, commune_id, filter(None, named))
    places, rules = places_of(session, commune_id), as_rules(line_rules(session, commune_id))
    rows = (
        {
            **_row(line),
            "document_id": document_id,
            "amounts": amounts,
            "programme_id": line.programme and programmes[line.programme],
            "zone_id": places.of(line),
        }
        for line in recall(lines, rules)
        if (amounts := _amounts(line, years))
    )
    written = 0
    while chunk := list(islice(rows, AT_ONCE)):
        session.execute(insert(BudgetLine), chunk)
        written += len(chunk)
    return written


def _amounts(line: Line, years: Sequence[int | None]) -> dict[str, int]:
    return {str(slot.stage): amount for slot, amount in line.amounts.items() if slot.year in years}


def proposed_nature(line: Line) -> str | None:
    """Return what a line is spent on as staff said before, else as its words tell, None where nothing does."""
    if line.is_internal:
        return INTERNAL
    if line.nature is not None:
        return str(line.nature)
    above = [head.label for head in reversed(line.parents)]
    found = nature_of(line.label, above, side=line.side, section=line.section)
    return found and str(found)


def _chapter(line: Line) -> str | None:
    """Return the widest level a line stands under, code and words."""
    head = line.parents[0] if line.parents else None
    return fit(" ".join(filter(None, (head.code, head.label))), NAME_LENGTH) if head else None


def _row(line: Line) -> dict[str, Any]:
    return {
        "side": str(line.side),
        "section": str(line.section) if line.section else None,
        "nature": proposed_nature(line),
        "chapter": _chapter(line),
        "topic": str(line.topic),
        "code": fit(line.code, CODE_LENGTH) or None,
        "label": fit(line.label, LABEL_LENGTH),
        "sheet": fit(line.sheet, NAME_LENGTH) or None,
        "row": line.row,
    }
