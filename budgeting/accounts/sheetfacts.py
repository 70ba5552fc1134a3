"""What a person sees of how a sheet was read, and can put right: its headings, its columns, a few of their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgeting.accounts.communes import communes_named
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.orders import Orders, fingerprint_of
from budgeting.accounts.reading import Line, ReadSheet
from budgeting.accounts.sheetreading import SheetReading
from budgeting.accounts.tables import Table

SAMPLES = 3
LOOKED_AT = 40
LONGEST = 60


def facts_of_sheets(
    grids: Sequence[Grid],
    tables: Sequence[Sequence[Table]],
    sheets: Sequence[SheetReading],
    orders: Orders,
    lines: Iterable[Line],
) -> Iterator[ReadSheet]:
    """Yield how each sheet that is not empty was read; one without a table has no columns, only samples."""
    counted = Counter(line.sheet for line in lines)
    for grid, own, sheet in zip(grids, tables, sheets, strict=True):
        if any(text_of(cell) for cells in grid.rows for cell in cells):
            order = orders.get(grid.number)
            times = order.multiplier if order and order.multiplier else sheet.multiplier
            facts = _facts(grid, own, times, sheet.year, counted[grid.sheet])
            yield replace(facts, communes=communes_named(grid, own), only=order.only if order else "")


def _facts(grid: Grid, tables: Sequence[Table], multiplier: int, year: int | None, lines: int) -> ReadSheet:
    table = tables[0] if tables else None
    core = table.header.core if table else -1
    return ReadSheet(
        number=grid.number,
        name=grid.sheet,
        header_row=core + 1,
        fingerprint=fingerprint_of(grid.rows[core]) if core >= 0 else "",
        multiplier=multiplier,
        year=year,
        columns=table.columns if table else (),
        samples=tuple(_samples(grid, table.rows, column.index) for column in table.columns) if table else (),
        lines=lines,
        is_text=grid.is_text,
    )


def _samples(grid: Grid, rows: range, column: int) -> tuple[str, ...]:
    texts = (text_of(grid.at(row, column))[:LONGEST] for row in rows[:LOOKED_AT])
    return tuple(text for text in texts if text)[:SAMPLES]
