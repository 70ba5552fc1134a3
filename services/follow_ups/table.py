"""Reading an existing table of promises: what every row says, kept as written; in memory alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.sms.clean import one_line
from budgeting.accounts.amounts import Cell
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.sheets import open_file
from budgeting.refusal import Refusal
from models.follow_up import FollowUpState
from services.follow_ups.making import LONGEST
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.table_words import Column, column_named, state_said
from services.follow_ups.written_days import EARLIEST, LATEST, read_written

HEAD_ROWS = 15
"""Rows in which the names of the columns are looked for."""
MOST_ROWS = 500
LONGEST_CELL = 1000


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by its number in the file; `state` and `due_on` where its words surely say them.

    `as_written` holds the cells of every column that has a name, exactly as they stand there.
    """

    number: int
    text: str
    state: FollowUpState | None
    due_on: dt.date | None
    as_written: Mapping[str, str]

    @property
    def is_too_long(self) -> bool:
        """Are there more words than a promise takes?"""
        return len(self.text) > LONGEST


def read_table(content: bytes, name: str) -> list[TableRow]:
    """Return what every row with words says, of the first sheet that has a column of promises; a `Refusal` else."""
    grids = [grid for grid in open_file(content, name).grids if grid.rows]
    if not grids:
        raise Refusal(FollowUpNo.TABLE_UNREADABLE)
    found = next(((grid, *head) for grid in grids if (head := _head(grid)) is not None), None)
    if found is None:
        raise Refusal(FollowUpNo.TABLE_WITHOUT_COLUMNS)
    rows = list(_rows(*found))
    if not rows:
        raise Refusal(FollowUpNo.TABLE_EMPTY)
    if len(rows) > MOST_ROWS:
        raise Refusal(FollowUpNo.TABLE_TOO_LONG, most=MOST_ROWS)
    return rows


def day_written(cell: Cell) -> dt.date | None:
    """Return the day that a cell surely names, of a month or a year its last; None for words such as "next session"."""
    if isinstance(cell, dt.datetime | dt.date):
        return _promised(_day_of(cell))
    return read_written(text_of(cell)).last


def _head(grid: Grid) -> tuple[int, dict[Column, int]] | None:
    """Return the row of the names and their columns: the one that names most, promises among them."""
    named = [(row, _columns(grid, row)) for row in range(min(HEAD_ROWS, len(grid.rows)))]
    heads = [(row, columns) for row, columns in named if Column.TEXT in columns]
    return max(heads, key=lambda head: len(head[1])) if heads else None


def _columns(grid: Grid, row: int) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, cell in enumerate(grid.rows[row]):
        column = column_named(cell) if isinstance(cell, str) else None
        if column is not None:
            found.setdefault(column, place)
    return found


def _rows(grid: Grid, head: int, columns: Mapping[Column, int]) -> Iterator[TableRow]:
    beside = {column: place for column, place in columns.items() if column is not Column.TEXT}
    for row in range(head + 1, len(grid.rows)):
        text = one_line(text_of(grid.at(row, columns[Column.TEXT])))
        if not any(map(str.isalpha, text)):
            continue
        cells = {column: grid.spread(row, place) for column, place in beside.items()}
        written = {str(column): one_line(_text_of(cell), LONGEST_CELL) for column, cell in cells.items()}
        yield TableRow(
            row + 1, text, state_said(written.get(Column.STATE, "")), day_written(cells.get(Column.DUE)), written
        )


def _text_of(cell: Cell) -> str:
    """Return a cell as it is read; of a day in a workbook, the day without the midnight that is kept with it."""
    return _day_of(cell).isoformat() if isinstance(cell, dt.datetime | dt.date) else text_of(cell)


def _day_of(cell: dt.date) -> dt.date:
    return cell.date() if isinstance(cell, dt.datetime) else cell


def _promised(day: dt.date) -> dt.date | None:
    """Return a day on which something can be promised; a year that was mistyped names none."""
    return day if EARLIEST <= day <= LATEST else None
