"""The report of an import, as it is kept beside its document and shown again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from typing import Any, NamedTuple

from bot.sms.clean import clean_text, one_line
from budgeting.accounts.reading import Reading
from budgeting.accounts.report import as_json
from budgeting.accounts.stages import Side, Slot, Stage


class Sum(NamedTuple):
    """What all lines of a side make in a year at a stage, in minor units; moves between sections are left out."""

    side: str
    year: int | None
    stage: str
    amount: int


def sums_of(reading: Reading, years: Container[int | None] | None = None) -> list[Sum]:
    """Return the sums of a reading, or of some of its years: receipts after expenditure, stages as they follow."""
    sums: dict[tuple[Side, Slot], int] = defaultdict(int)
    for line in reading.lines:
        for slot, amount in line.amounts.items():
            if years is None or slot.year in years:
                sums[line.side, slot] += 0 if line.is_internal else amount
    order = list(Stage)
    found = [Sum(str(side), slot.year, str(slot.stage), amount) for (side, slot), amount in sums.items()]
    return sorted(found, key=lambda each: (each.side, each.year or 0, order.index(Stage(each.stage))))


def preview_of(reading: Reading) -> dict[str, Any]:
    """Return the report of a whole reading, before anything is written."""
    years = {slot.year for line in reading.lines for slot in line.amounts}
    return report_of(reading, tuple(years), len(reading.lines))


def report_of(reading: Reading, years: Sequence[int | None], lines: int) -> dict[str, Any]:
    """Return the report of the part of a reading that went into one document; `lines` is how many were written.

    The lines themselves are rows of their own; totals of other years are left out, problems and skipped rows kept.
    """
    whole = as_json(reading, with_lines=False)
    totals = [total for total in whole["totals"] if total["year"] in years]
    sums = [each._asdict() for each in sums_of(reading, years)]
    report: dict[str, Any] = cleaned({**whole, "lines": lines, "totals": totals, "sums": sums})
    return report


def cleaned(value: Any) -> Any:
    """Return JSON values whose texts any database takes: no NUL, no lone surrogates, whatever a file held."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {str(key): cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list) else value


def fit(text: str, length: int) -> str:
    """Return a text as a column of that length takes it, cut with a mark where it is longer."""
    clean = one_line(text)
    return clean if len(clean) <= length else clean[: length - 1] + "…"
