"""Whose rows a sheet holds where a column names communes: those of one of them are read, the others left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgeting.accounts.amounts import Cell
from budgeting.accounts.columns import Column
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.tables import Table
from budgeting.accounts.titles import Role
from budgeting.accounts.vocabulary import says
from budgeting.accounts.words import fold

MOST_NAMES = 500


@dataclass(slots=True)
class Chooser:
    """Goes down a sheet and tells the rows of other communes from those of `only`, "" where all are read.

    A row that names no commune is of the one named above it; without amounts it may be a heading for all, and is read.
    `left_out` counts the rows told to be others', None where no column names communes.
    """

    only: str
    last: str = ""
    left_out: int | None = None

    def leaves_out(self, table: Table, cells: Sequence[Cell]) -> bool:
        """Is this row another commune's?"""
        column = column_of_communes(table.columns) if self.only else None
        if column is None:
            return False
        self.left_out = self.left_out or 0
        name = fold(_text(cells, column))
        self.last = name or self.last
        is_other = self.last != fold(self.only) and (bool(name) or _has_amounts(table, cells))
        self.left_out += is_other
        return is_other


def column_of_communes(columns: Iterable[Column]) -> Column | None:
    """Return the column that names whose a line is, None where there is none."""
    places = (column for column in columns if column.role is Role.PLACE)
    return next((column for column in places if says("commune", column.title)), None)


def communes_named(grid: Grid, tables: Iterable[Table]) -> tuple[str, ...]:
    """Return the communes that rows with amounts name, as first written, in the order of the alphabet."""
    found: dict[str, str] = {}
    for table in tables:
        column = column_of_communes(table.columns)
        for row in table.rows if column else ():
            cells = grid.rows[row]
            name = _text(cells, column) if column else ""
            if name and _has_amounts(table, cells) and not says("total", name):
                found.setdefault(fold(name), name)
    return tuple(found[key] for key in sorted(found)[:MOST_NAMES])


def _has_amounts(table: Table, cells: Sequence[Cell]) -> bool:
    return any(_text(cells, column) for column in table.columns if column.role is Role.AMOUNT)


def _text(cells: Sequence[Cell], column: Column) -> str:
    return text_of(cells[column.index]) if column.index < len(cells) else ""
