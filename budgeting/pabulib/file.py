"""A file of the Pabulib format: three tables under their names, read whole and written as they were."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from budgeting.refusal import Refusal

DELIMITER = ";"


class PabulibReason(StrEnum):
    """Why a file cannot be read as an election; values name the line, counted from 1."""

    NOT_ONE = "pabulib_not_one"
    QUOTE_OPEN = "pabulib_quote_open"
    TABLE_MISSING = "pabulib_table_missing"
    TABLE_TWICE = "pabulib_table_twice"
    COLUMN_MISSING = "pabulib_column_missing"
    COLUMN_TWICE = "pabulib_column_twice"
    KEY_TWICE = "pabulib_key_twice"
    ROW_TOO_LONG = "pabulib_row_too_long"
    ROW_TOO_SHORT = "pabulib_row_too_short"
    ROWS_MISCOUNTED = "pabulib_rows_miscounted"
    NUMBER_UNREADABLE = "pabulib_number_unreadable"
    AMOUNT_UNREADABLE = "pabulib_amount_unreadable"
    BUDGET_MISSING = "pabulib_budget_missing"
    VOTE_TYPE_UNKNOWN = "pabulib_vote_type_unknown"
    POINTS_MISMATCHED = "pabulib_points_mismatched"


class Part(StrEnum):
    """The tables of a file, in their order."""

    META = "META"
    PROJECTS = "PROJECTS"
    VOTES = "VOTES"


NEEDED = {
    Part.META: ("key", "value"),
    Part.PROJECTS: ("project_id", "cost"),
    Part.VOTES: ("voter_id", "vote"),
}
HOW_MANY = {Part.PROJECTS: "num_projects", Part.VOTES: "num_votes"}
"""The keys under which a file says how many rows its tables have; it need not say so."""


@dataclass
class Table:
    """The columns of a table, in order, and its rows, each with a cell for every column.

    `lines` are those of the file on which the rows end; none where the table was not read from one.
    """

    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def column(self, name: str) -> list[str]:
        """Return the cells of a column, empty ones where there is no such column."""
        if name not in self.columns:
            return [""] * len(self.rows)
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def by_name(self) -> list[dict[str, str]]:
        """Return the rows, their cells by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class PabulibFile:
    """Everything in a file."""

    tables: dict[Part, Table]

    @property
    def meta(self) -> dict[str, str]:
        """What the file says of the election, by key."""
        table = self.tables[Part.META]
        return dict(zip(table.column("key"), table.column("value"), strict=True))

    @property
    def projects(self) -> list[dict[str, str]]:
        """The projects, in the order of the file."""
        return self.tables[Part.PROJECTS].by_name()

    @property
    def votes(self) -> list[dict[str, str]]:
        """The ballots, in the order of the file."""
        return self.tables[Part.VOTES].by_name()

    def line_of(self, key: str) -> int:
        """Return the line on which the file says something of the election, 0 where it does not."""
        table = self.tables[Part.META]
        return next((line for line, one in zip(table.lines, table.column("key"), strict=True) if one == key), 0)


def read_pabulib(text: str) -> PabulibFile:
    """Read a file; a `Refusal` (`PabulibReason`) where it is none, or has not as many rows as it says."""
    tables: dict[Part, Table] = {}
    table: Table | None = None
    part, line = Part.META, 0
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=DELIMITER, strict=True)
    try:
        for row in reader:
            cells, line = [cell.strip() for cell in row], reader.line_num
            named = _named(cells)
            if named is not None:
                part, table = named, _begin(named, tables, line)
            elif table is not None and len(cells) == len(table.columns):
                table.rows.append(cells)
                table.lines.append(line)
            elif any(cells):
                _head(part, table, cells, line)
    except csv.Error as error:
        # An open quote is found at the end of the file: it has swallowed everything after the last row that was read.
        raise Refusal(PabulibReason.QUOTE_OPEN if '"' in text else PabulibReason.NOT_ONE, line=line + 1) from error
    for needed in Part:
        if not (needed in tables and tables[needed].columns):
            raise Refusal(PabulibReason.TABLE_MISSING, table=str(needed))
    file = PabulibFile({part: _without_empty(table) for part, table in tables.items()})
    _check_counts(file)
    if '"' in text:
        _check_ballots_apart(file.tables[Part.VOTES])
    return file


def write_pabulib(file: PabulibFile) -> str:
    """Write a file: what was read comes back with the same tables, columns and values."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator="\n")
    for part in Part:
        table = file.tables[part]
        writer.writerow([part])
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return out.getvalue()


_NAMES = {str(part): part for part in Part}


def _named(cells: Sequence[str]) -> Part | None:
    found = _NAMES.get(cells[0].upper()) if cells else None
    return found if found and not any(cells[1:]) else None


def _begin(part: Part, tables: dict[Part, Table], line: int) -> Table:
    if part in tables:
        raise Refusal(PabulibReason.TABLE_TWICE, table=str(part), line=line)
    tables[part] = Table(())
    return tables[part]


def _head(part: Part, table: Table | None, cells: list[str], line: int) -> None:
    """Take the columns of a table, which stand in its first row."""
    if table is None:
        raise Refusal(PabulibReason.NOT_ONE, line=line)
    if table.columns:
        reason = PabulibReason.ROW_TOO_LONG if len(cells) > len(table.columns) else PabulibReason.ROW_TOO_SHORT
        raise Refusal(reason, table=str(part), line=line)
    for needed in NEEDED[part]:
        if needed not in cells:
            raise Refusal(PabulibReason.COLUMN_MISSING, table=str(part), column=needed, line=line)
    for place, name in enumerate(cells):
        if name in cells[:place]:
            raise Refusal(PabulibReason.COLUMN_TWICE, table=str(part), column=ascii(name), line=line)
    table.columns = cells


def _without_empty(table: Table) -> Table:
    """Return a table without the rows in which nothing stands."""
    empty = [place for place, row in enumerate(table.rows) if not any(row)]
    for place in reversed(empty):
        del table.rows[place], table.lines[place]
    return table


def _check_counts(file: PabulibFile) -> None:
    """Raise a `Refusal` where a table has not as many rows as the file says: some of it is lost, or too much."""
    for part, key in HOW_MANY.items():
        said, found = file.meta.get(key, ""), len(file.tables[part].rows)
        if said and not (said.isascii() and said.isdecimal() and len(said) <= 9):
            raise Refusal(PabulibReason.NUMBER_UNREADABLE, column=key, line=file.line_of(key))
        if said and int(said) != found:
            raise Refusal(PabulibReason.ROWS_MISCOUNTED, table=str(part), said=int(said), found=found)


def _check_ballots_apart(votes: Table) -> None:
    """Raise a `Refusal` where quotes join lines to one ballot: it would swallow those of others."""
    for row, line in zip(votes.rows, votes.lines, strict=True):
        lines = sum(cell.count("\n") for cell in row)
        if lines:
            raise Refusal(PabulibReason.QUOTE_OPEN, line=line - lines)
