"""A sheet as the reader sees it: rows of cells, and the cells that were merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from budgeting.accounts.amounts import Cell

MOST_SPREAD = 500_000
"""Cells of merged blocks that are filled in: blocks may overlap, and a short file may name very many."""

LONGEST_TITLE = 40


class Merge(NamedTuple):
    """A block of merged cells, its four edges included, counted from 0; the upper left cell holds the text."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet: `rows[0]` is row 1 of the file; rows may differ in length; `number` tells sheets of one name apart.

    `is_text` marks a text with separators, whose columns have no letters wherever it is opened.
    """

    sheet: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    number: int = 0
    is_hidden: bool = False
    is_text: bool = False
    filled: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, None beyond the end of its row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def spread(self, row: int, column: int) -> Cell:
        """Return a cell, or the upper left cell of the merged block it belongs to."""
        if not self.filled:
            self._spread_merges()
        return self.filled.get((row, column), self.at(row, column))

    def name_column(self, column: int, title: str) -> str:
        """Return what people call a column of it."""
        return name_column(column, title, is_text=self.is_text)

    def _spread_merges(self) -> None:
        self.filled[-1, -1] = None  # so that a grid without merges is not spread again
        room = MOST_SPREAD
        for top, left, bottom, right in self.merges:
            size = (bottom - top + 1) * (right - left + 1)
            if top < len(self.rows) and size <= 10_000 and size <= room:
                room -= size
                cell = self.at(top, left)
                self.filled.update({(r, c): cell for r in range(top, bottom + 1) for c in range(left, right + 1)})


def text_of(cell: Cell) -> str:
    """Return a cell as the text a reader sees: whole numbers without decimals, spaces at the ends dropped."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    return "" if cell is None else str(cell)


def name_column(column: int, title: str, *, is_text: bool) -> str:
    """Return what people call a column: its letters in a workbook; its number, from 1, and title in a text."""
    if not is_text:
        return letters_of(column)
    short = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    return f"{column + 1} ({short})" if short else str(column + 1)


def letters_of(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(row: int, column: str) -> str:
    """Return a place in a sheet as people find it: `B7`, in a text `row 7, column 2 (Voted)`."""
    if column.isalpha():
        return f"{column}{row}"
    return f"row {row}, column {column}" if column else f"row {row}"
