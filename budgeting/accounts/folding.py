"""Files with one amount a row: rows of the same line, one for each year and stage, folded into one entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.tables import Table
from budgeting.accounts.titles import Role

FOLDED = (Fate.LINE, Fate.TOTAL)


def is_long(tables: Iterable[Table]) -> bool:
    """Tell whether the rows of these tables say themselves of which year or stage their amounts are."""
    return any(table.first_of(role) is not None for table in tables for role in (Role.YEAR, Role.STAGE))


def fold_rows(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of one list with each row's amounts put into the first row of its line that lacks them.

    A second amount for the same line, year and stage starts a line of its own: nothing is added up unseen.
    """
    kept: list[Entry] = []
    lines: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        if entry.fate not in FOLDED:
            kept.append(entry)
            continue
        same = lines.setdefault(_identity(entry), [])
        home = next((line for line in same if not line.amounts.keys() & entry.amounts.keys()), None)
        if home is None:
            same.append(entry)
            kept.append(entry)
            entry.rows = dict.fromkeys(entry.amounts, entry.row)
        else:
            home.amounts |= entry.amounts
            home.columns |= entry.columns
            home.rows |= dict.fromkeys(entry.amounts, entry.row)
    return kept


def _identity(entry: Entry) -> tuple[object, ...]:
    return (entry.fate, entry.side, entry.section, entry.programme, entry.name, entry.place)
