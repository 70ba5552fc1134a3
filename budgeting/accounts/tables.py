"""The tables of a sheet: their titles, columns, blocks and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budgeting.accounts.amounts import decimal_mark_of
from budgeting.accounts.blocks import Block, blocks_of
from budgeting.accounts.columns import Column, column_of, resolve
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.headers import Header, find_headers
from budgeting.accounts.orders import NO_ORDER, SheetOrder, obey
from budgeting.accounts.profile import Profile, profile_of
from budgeting.accounts.programmes import columns_of_programmes, shows_codes, with_programmes
from budgeting.accounts.titles import Role

SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Table:
    """One header and the rows under it, `rows` counted from 0.

    `mark` is the decimal mark its amounts show, `firsts` holds the first column of each role, `programmes` the columns
    that name programmes, counted from 0, `coded` those of them that show codes.
    """

    header: Header
    rows: range
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    mark: str
    firsts: Mapping[Role, Column]
    programmes: tuple[int, ...] = ()
    coded: frozenset[int] = frozenset()

    def first_of(self, role: Role) -> Column | None:
        """Return the first column of a role, or None."""
        return self.firsts.get(role)


def tables_of(grid: Grid, order: SheetOrder = NO_ORDER) -> list[Table]:
    """Return the tables of a sheet, read as a person ordered where one did."""
    headers = find_headers(grid, None if order.header_row is None else order.header_row - 1)
    ends = [*(header.first for header in headers[1:]), len(grid.rows)]
    return [
        _table(grid, header, range(header.last + 1, end), _order_for(header, headers[0], order))
        for header, end in zip(headers, ends, strict=False)
    ]


def _order_for(header: Header, first: Header, order: SheetOrder) -> SheetOrder:
    """Return the part of an order that is meant for a table: its columns that have the titles of the first table."""
    alike = {
        index: column
        for index, column in order.columns.items()
        if index < len(header.titles) and header.titles[index] in ((), first.titles[index])
    }
    return replace(order, columns=alike)


def _table(grid: Grid, header: Header, rows: range, order: SheetOrder) -> Table:
    # The columns of a repeated header are judged by all that stands below it, its own section may be empty.
    sample = _sample(range(header.last + 1, len(grid.rows)))
    profiles = [_profile(grid, sample, index) for index in range(len(header.titles))]
    found = resolve([column_of(index, titles) for index, titles in enumerate(header.titles)], profiles)
    columns = [obey(column, order) for column in with_programmes(found)]
    mark = decimal_mark_of(_texts(grid, sample, columns))
    firsts = {column.role: column for column in reversed(columns)}
    programmes = columns_of_programmes(columns)
    cells = {at: [text_of(grid.at(row, at)) for row in sample] for at in programmes}
    coded = frozenset(at for at in programmes if shows_codes(columns[at], cells[at]))
    return Table(header, rows, tuple(columns), tuple(blocks_of(columns)), mark, firsts, programmes, coded)


def _sample(rows: range) -> list[int]:
    """Return the first rows, and others evenly spread over the rest."""
    rest = rows[SAMPLE:]
    return [*rows[:SAMPLE], *rest[:: max(1, len(rest) // SAMPLE)]]


def _profile(grid: Grid, sample: Iterable[int], column: int) -> Profile:
    return profile_of(grid.at(row, column) for row in sample)


def _texts(grid: Grid, sample: Sequence[int], columns: Iterable[Column]) -> Iterable[str]:
    for column in columns:
        if column.role is Role.AMOUNT:
            yield from (cell for row in sample if isinstance(cell := grid.at(row, column.index), str))
