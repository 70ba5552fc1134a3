"""Readings as the reader gives them, for tests that write them down."""

from __future__ import annotations

from typing import Any

from budgeting.accounts.reading import DocumentFacts, DocumentKind, DocumentStatus, Line, Reading
from budgeting.accounts.stages import Side, Slot, Stage
from budgeting.accounts.topics import Topic
from budgeting.accounts.totals import TotalCheck


def line(label: str, amounts: dict[tuple[int | None, str], int], **values: Any) -> Line:
    fields: dict[str, Any] = {
        "sheet": "Feuille 1", "row": 5, "rows": (5,), "side": Side.EXPENDITURE, "section": None, "code": "6111",
        "label": label, "programme": None, "topic": Topic.ADMINISTRATION, "parents": (), "place": "",
        "is_internal": False,
        "amounts": {Slot(year, Stage(stage)): amount for (year, stage), amount in amounts.items()},
    }  # fmt: skip
    return Line(**{**fields, **values})


def reading(*lines: Line, status: DocumentStatus = DocumentStatus.VOTED, **values: Any) -> Reading:
    years = tuple(sorted({slot.year for entry in lines for slot in entry.amounts if slot.year}))
    facts = DocumentFacts("Budget primitif", "Commune", years, DocumentKind.BUDGET, status, "XOF", 1, 0, ("Feuille 1",))
    return Reading(**{"document": facts, "lines": lines, "skipped": (), "totals": (), "problems": (), **values})


def total(year: int, stated: int, computed: int) -> TotalCheck:
    return TotalCheck("Feuille 1", 9, "C", "TOTAL", "", Slot(year, Stage.VOTED), stated, computed, stated == computed)
