"""A reading as plain values for JSON: `document`, `lines`, `skipped`, `totals`, `problems`."""

from __future__ import annotations

from typing import Any

from budgeting.accounts.faults import Problem
from budgeting.accounts.reading import DocumentFacts, Line, Reading, Skipped
from budgeting.accounts.stages import Slot
from budgeting.accounts.totals import TotalCheck


def as_json(reading: Reading, *, with_lines: bool = True) -> dict[str, Any]:
    """Return a reading as dictionaries and lists; amounts are whole numbers of minor units, rows count from 1."""
    return {
        "document": _document(reading.document),
        "lines": [line_values(line) for line in reading.lines] if with_lines else [],
        "skipped": [_skipped(skipped) for skipped in reading.skipped],
        "totals": [_total(total) for total in reading.totals],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _document(facts: DocumentFacts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "authority": facts.authority,
        "years": list(facts.years),
        "kind": facts.kind.value,
        "status": facts.status.value,
        "currency": facts.currency,
        "multiplier": facts.multiplier,
        "decimals": facts.decimals,
        "sheets": list(facts.sheets),
    }


def line_values(line: Line) -> dict[str, Any]:
    """Return one line as `as_json` has it."""
    return {
        "sheet": line.sheet,
        "row": line.row,
        "rows": list(line.rows),
        "side": line.side.value,
        "section": line.section.value if line.section else None,
        "code": line.code,
        "label": line.label,
        "programme": {"code": line.programme.code, "name": line.programme.name} if line.programme else None,
        "topic": line.topic.value,
        "parents": [{"code": head.code, "label": head.label} for head in line.parents],
        "place": line.place,
        "internal": line.is_internal,
        "amounts": _amounts(line),
    }


def _amounts(line: Line) -> dict[str, dict[str, int]]:
    """Return the amounts by year, as text, then by stage; `""` where no year is known."""
    years: dict[str, dict[str, int]] = {}
    for slot, amount in line.amounts.items():
        years.setdefault(_year(slot), {})[slot.stage.value] = amount
    return years


def _skipped(skipped: Skipped) -> dict[str, Any]:
    return {
        "sheet": skipped.sheet,
        "row": skipped.row,
        "fate": skipped.fate.value,
        "label": skipped.label,
        "why": skipped.why,
        "values": dict(skipped.values),
    }


def _total(total: TotalCheck) -> dict[str, Any]:
    return {
        "sheet": total.sheet,
        "row": total.row,
        "column": total.column,
        "label": total.label,
        "programme": total.programme,
        "year": total.slot.year,
        "stage": total.slot.stage.value,
        "stated": total.stated,
        "computed": total.computed,
        "agrees": total.agrees,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "kind": problem.kind.value,
        "text": problem.text,
        "values": dict(problem.values),
    }


def _year(slot: Slot) -> str:
    return "" if slot.year is None else str(slot.year)
