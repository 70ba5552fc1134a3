"""A text with separators into rows of cells: commas, semicolons, tabs, bars, quotes or none."""

from __future__ import annotations

import csv
import io
from collections import Counter

from budgeting.accounts.columned import cut_columns, is_columned

SEPARATORS = ",;\t|"
SAMPLE_LINES = 300
MOST = 60  # percent of the lines


def split_rows(text: str) -> list[list[str]]:
    """Return the records of a text, the first being row 1; an unclosed quote costs the quotes, not the file."""
    lines = io.StringIO(text, newline="").readlines()
    separator, body = _declared(lines)
    if not separator and is_columned(body[:SAMPLE_LINES], SEPARATORS):
        return cut_columns([line.rstrip("\r\n") for line in body])
    separator = separator or separator_of(body[:SAMPLE_LINES])
    rows = _records(body, separator, csv.QUOTE_MINIMAL)
    if rows is None:
        rows = _records(text.splitlines()[len(lines) - len(body) :], separator, csv.QUOTE_NONE) or []
    return [[""]] * (len(lines) - len(body)) + rows


def separator_of(lines: list[str]) -> str:
    """Return the separator that cuts these lines into most cells, alike from line to line.

    The comma is the last resort: 1,500,000 holds two.
    """
    surest = max(SEPARATORS, key=lambda separator: _evenness(lines, separator))
    if surest != ",":
        return surest
    others = [separator for separator in SEPARATORS if separator != surest and _cuts_most(lines, separator)]
    return max(others, key=lambda separator: _evenness(lines, separator), default=surest)


def _cuts_most(lines: list[str], separator: str) -> bool:
    filled = [line for line in lines if line.strip()]
    return sum(separator in line for line in filled) * 100 > len(filled) * MOST


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    rows = _records(lines, separator, csv.QUOTE_MINIMAL) or _records(lines, separator, csv.QUOTE_NONE) or []
    widths = Counter(len(row) for row in rows if any(row))
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0, 0
    width, count = max(cut.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
    return count * (width - 1) / sum(widths.values()), width


def _declared(lines: list[str]) -> tuple[str, list[str]]:
    """Return the separator a first line `sep=;` declares, as Excel writes it, and the lines after it."""
    first = lines[0].strip().lower() if lines else ""
    return (first[4:5] or "\t", lines[1:]) if first.startswith("sep=") and len(first) <= 5 else ("", lines)


def _records(lines: list[str], separator: str, quoting: int) -> list[list[str]] | None:
    try:
        rows = list(csv.reader(lines, delimiter=separator, quoting=quoting, skipinitialspace=False))  # type: ignore[arg-type]
    except csv.Error:
        return None
    swallowed = quoting != csv.QUOTE_NONE and any(cell.count("\n") > 50 for row in rows for cell in row)
    return None if swallowed else rows
