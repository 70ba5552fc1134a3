"""Where the tables of a sheet begin: rows of titles, on one line or several, merged or not, repeated or missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgeting.accounts.amounts import Cell
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.profile import is_number, is_year
from budgeting.accounts.titles import Role, Sense, sense_of
from budgeting.accounts.words import fold

NAMED = (Role.CODE, Role.LABEL)
# Without a row that names its columns, titles are looked for near the top only.
SEARCHED = 40
LONGEST_NAME = 7  # words
ABOVE, BELOW = 2, 3
NUMBERING = re.compile(r"\(?[\dA-Za-z]{1,2}\)?\s*(=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of titles of a table, first to last included, counted from 0, and the titles of each column, top down.

    `first` is past `last` for a table without titles; `guessed` when no title names codes or labels. `core` is the row
    that names the columns, -1 where none does.
    """

    first: int
    last: int
    titles: tuple[tuple[str, ...], ...]
    guessed: bool = False
    core: int = -1


def find_headers(grid: Grid, told: int | None = None) -> list[Header]:
    """Return the headers of a sheet in order; for a sheet of numbers without any, one guessed or empty header.

    `told` is the row, counted from 0, in which a person says that the first titles stand.
    """
    width = max(map(len, grid.rows), default=0)
    found: list[Header] = []
    if told is not None and told < len(grid.rows):
        found.append(_band(grid, told, width, None))
    for row in range(len(grid.rows)):
        if (not found or row > found[-1].last) and _is_header(grid, row, found[-1] if found else None):
            found.append(_band(grid, row, width, found[-1] if found else None))
    return found or _guess(grid, width)


def _is_header(grid: Grid, row: int, before: Header | None) -> bool:
    senses = _senses(grid, row)
    named = [c for c, sense in senses.items() if sense.role in NAMED and _is_name(grid, row, c)]
    known = [sense for sense in senses.values() if sense.role is not Role.UNKNOWN or sense.side or sense.programme]
    if not named or len(known) < 2 or len(known) * 2 < len(senses):
        return False
    if before is not None and _repeats(grid, row, named, before):
        return True
    amounts = [s for s in senses.values() if s.role is Role.AMOUNT or s.programme or (s.side and s.role not in NAMED)]
    if before is not None:
        # Below a first header, figures that may be years are more likely amounts.
        return len(named) + len(amounts) >= 3 and any(sense.stage for sense in amounts)
    return bool(amounts) or any(_is_upper(grid, near) for near in (row - 1, row + 1) if 0 <= near < len(grid.rows))


def _senses(grid: Grid, row: int, fewest: int = 2) -> dict[int, Sense]:
    """Return what the cells of a row say by column; nothing for a row of fewer cells, or of numbers but years."""
    filled = [(c, cell) for c, cell in enumerate(grid.rows[row]) if cell is not None and cell != ""]
    texts = [(c, text, cell) for c, cell in filled if (text := text_of(cell))]
    # From the right, where amounts stand: they are told at a glance, codes with dots are not.
    if len(texts) < fewest or any(is_number(cell) and not is_year(cell) for _, text, cell in reversed(texts)):
        return {}
    return {c: sense_of(text) for c, text, _ in texts}


def _is_name(grid: Grid, row: int, column: int) -> bool:
    return len(fold(text_of(grid.at(row, column))).split()) <= LONGEST_NAME


def _repeats(grid: Grid, row: int, named: Sequence[int], before: Header) -> bool:
    """Tell whether a row names the same columns as the header before, on a new page or for a new section."""
    return all(fold(text_of(grid.at(row, c))) in map(fold, before.titles[c]) for c in named)


def _is_upper(grid: Grid, row: int) -> bool:
    """Tell whether a row is part of the titles beside the one that names the columns: stages, years, sides."""
    senses = list(_senses(grid, row).values())
    useful = [s for s in senses if s.role is Role.AMOUNT or s.programme or s.side or s.year]
    return len(useful) >= 2 and len(useful) * 2 > len(senses) and not any(s.role in NAMED for s in senses)


def _is_numbering(cells: Sequence[Cell]) -> bool:
    texts = [text for cell in cells if (text := text_of(cell))]
    numbers = [int(text) for text in texts if text.isdecimal()]
    return (
        len(texts) > 2
        and all(NUMBERING.fullmatch(text) for text in texts)
        and len(numbers) * 2 >= len(texts)
        and numbers == sorted(set(numbers))
        and numbers[0] <= 2
    )


def _band(grid: Grid, core: int, width: int, before: Header | None) -> Header:
    first = last = core
    while first > max(0, core - ABOVE) and (before is None or first - 1 > before.last) and _is_upper(grid, first - 1):
        first -= 1
    while last < min(len(grid.rows) - 1, core + BELOW) and _continues(grid, core, last + 1):
        last += 1
    titles = [_titles(grid, core, range(first, last + 1), c) for c in range(width)]
    if before is not None:
        titles = [_inherit(own, before.titles[c]) for c, own in enumerate(titles)]
    return Header(first, last, tuple(titles), core=core)


def _continues(grid: Grid, core: int, row: int) -> bool:
    if _is_numbering(grid.rows[row]):
        return True
    # A row that fills the places of codes and labels with words of its own is no longer a row of titles.
    named = [c for c, sense in _senses(grid, core).items() if sense.role in NAMED]
    return _is_upper(grid, row) and not any(text_of(grid.at(row, c)) for c in named)


def _titles(grid: Grid, core: int, rows: range, column: int) -> tuple[str, ...]:
    parts = [
        text_of(grid.spread(row, column)) or _from_left(grid, core, range(row, rows.stop), column)
        for row in rows
        if not _is_numbering(grid.rows[row])
    ]
    return tuple(part for part in parts if part)


def _from_left(grid: Grid, core: int, rows: range, column: int) -> str:
    """Return the title that reaches over a column from the left, as merged cells do, where none are recorded.

    The first of `rows` is the one looked at, the others are the rows of titles under it.
    """
    under = any(text_of(grid.at(row, column)) for row in rows[1:])
    if not under or sense_of(text_of(grid.at(core, column))).role in NAMED:
        return ""
    for left in range(column - 1, -1, -1):
        text = text_of(grid.spread(rows[0], left))
        if sense_of(text_of(grid.at(core, left))).role in NAMED:
            return ""
        if text:
            # Titles of whole blocks are found by their place among the columns, not spread.
            return "" if sense_of(text).role is Role.UNKNOWN else text
    return ""


def _inherit(own: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles of a column of a repeated header, completed by the first one: its upper rows, its blanks."""
    if not own or (before and own != before and own == before[-len(own) :]):
        return before
    return own


def _names_a_part(sense: Sense) -> bool:
    return sense.role is Role.UNKNOWN and bool(sense.side or sense.section)


def _guess(grid: Grid, width: int) -> list[Header]:
    for row in range(min(SEARCHED, len(grid.rows) - 1)):
        senses = _senses(grid, row, fewest=1)
        amounts = [c for c, sense in senses.items() if sense.role is Role.AMOUNT or _names_a_part(sense)]
        below = grid.rows[row + 1 : row + 11]
        if len(senses) == 1 and any(c and is_number(cell) for cells in below for c, cell in enumerate(cells)):
            amounts = [c for c in amounts if c]  # a title of the whole stands over the first column, codes are in it
        if any(c < len(cells) and is_number(cells[c]) for cells in below for c in amounts):
            titles = tuple((text_of(grid.at(row, c)),) for c in range(width))
            return [Header(row, row, titles, guessed=True, core=row)]
    numeric = [row for row, cells in enumerate(grid.rows) if sum(map(is_number, cells)) >= 1 and len(cells) > 1]
    if len(numeric) < 2:
        return []
    return [Header(numeric[0], numeric[0] - 1, tuple(() for _ in range(width)), guessed=True)]
