"""The report of an import, as it is kept beside its document and shown again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.sms.clean import clean_text
from budgeting.accounts.reading import Reading
from budgeting.accounts.report import as_json


def report_of(reading: Reading, years: Sequence[int | None], lines: int) -> dict[str, Any]:
    """Return the report of the part of a reading that went into one document; `lines` is how many were written.

    The lines themselves are rows of their own; totals of other years are left out, problems and skipped rows kept.
    """
    whole = as_json(reading)
    totals = [total for total in whole["totals"] if total["year"] in years]
    report: dict[str, Any] = cleaned({**whole, "lines": lines, "totals": totals})
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
    clean = " ".join(clean_text(text).split())
    return clean if len(clean) <= length else clean[: length - 1] + "…"
