"""What each row of a published table is of every hundred: one rounding for its page, a menu and a row told alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from budgeting.money import whole_shares
from services.budgets.archive import Archive
from services.budgets.axes import order_of
from services.budgets.figures import LineFigures, Sheet
from services.programmes.reading import ProgrammeView

Key = TypeVar("Key", bound=Hashable)
Rows = list[tuple[Key, list[LineFigures]]]

OTHER = "other"
"""Lines without a topic."""

UNSAID = "unsaid"
"""Stands where a nature would, for lines that do not tell what their money is spent on."""


def lines_by_topic(sheet: Sheet) -> Rows[str]:
    """Return the topics of a sheet with their lines, the largest first."""
    groups = _grouped(sheet, lambda line: line.topic or OTHER)
    return sorted(groups.items(), key=lambda found: (-sheet.amount(found[1]), found[0]))


def lines_by_nature(sheet: Sheet) -> Rows[str]:
    """Return the natures by amount, what no line tells the nature of last; nothing where all would be that."""
    groups = _grouped(sheet, lambda line: line.nature or UNSAID)
    if groups.keys() == {UNSAID}:
        return []
    return sorted(groups.items(), key=lambda found: (found[0] == UNSAID, -sheet.amount(found[1]), found[0]))


def lines_by_programme(archive: Archive, sheet: Sheet) -> Rows[ProgrammeView]:
    """Return the programmes that a sheet has lines of, by code; lines of none stand in no row."""
    groups = _grouped(sheet, lambda line: line.programme_id)
    rows = sorted((row for row in archive.programmes() if row.id in groups), key=lambda row: order_of(row.code))
    return [(row, groups[row.id]) for row in rows]


def shares_of_rows(sheet: Sheet, rows: Sequence[tuple[Key, list[LineFigures]]]) -> dict[Key, int]:
    """Return the share of each row of a table, nothing where there is no whole to share."""
    whole = sheet.amount(sheet.lines)
    if whole <= 0:
        return {}
    shares = whole_shares([sheet.amount(lines) for _key, lines in rows], whole)
    return dict(zip((key for key, _lines in rows), shares, strict=True))


def _grouped(sheet: Sheet, key_of: Callable[[LineFigures], Key]) -> dict[Key, list[LineFigures]]:
    groups: dict[Key, list[LineFigures]] = defaultdict(list)
    for line in sheet.lines:
        groups[key_of(line)].append(line)
    return groups
