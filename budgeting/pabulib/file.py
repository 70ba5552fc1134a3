"""A file of the Pabulib format: three tables under their names, read whole and written as they were."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from budgeting.refusal import Refusal

DELIMITER = ";"


class PabulibReason(StrEnum):
    """Why a file cannot be read as an election; values name the line, counted from 1."""

    NOT_ONE = "pabulib_not_one"
    TABLE_MISSING = "pabulib_table_missing"
    TABLE_TWICE = "pabulib_table_twice"
    COLUMN_MISSING = "pabulib_column_missing"
    ROW_TOO_LONG = "pabulib_row_too_long"
    NUMBER_UNREADABLE = "pabulib_number_unreadable"
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


@dataclass(frozen=True)
class Row:
    """One row: its values by column, and the line of the file on which it ends."""

    values: dict[str, str]
    line: int = 0

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


@dataclass
class Table:
    """The columns of a table, in order, and its rows."""

    columns: Sequence[str]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class PabulibFile:
    """Everything in a file."""

    tables: dict[Part, Table]

    @property
    def meta(self) -> dict[str, str]:
        """What the file says of the election, by key."""
        return {row["key"]: row["value"] for row in self.tables[Part.META].rows}

    @property
    def projects(self) -> list[Row]:
        """The projects, in the order of the file."""
        return self.tables[Part.PROJECTS].rows

    @property
    def votes(self) -> list[Row]:
        """The ballots, in the order of the file."""
        return self.tables[Part.VOTES].rows


def read_pabulib(text: str) -> PabulibFile:
    """Read a file; a `Refusal` (`PabulibReason`) where it is none."""
    tables: dict[Part, Table] = {}
    part: Part | None = None
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=DELIMITER)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            named = _named(cells)
            if named is not None:
                part = _begin(named, tables, reader.line_num)
            elif part is None:
                raise Refusal(PabulibReason.NOT_ONE, line=reader.line_num)
            else:
                _take(part, cells, tables, reader.line_num)
    except csv.Error as error:
        raise Refusal(PabulibReason.NOT_ONE, line=reader.line_num) from error
    for needed in Part:
        if not (needed in tables and tables[needed].columns):
            raise Refusal(PabulibReason.TABLE_MISSING, table=str(needed))
    return PabulibFile(tables)


def write_pabulib(file: PabulibFile) -> str:
    """Write a file: what was read comes back with the same tables, columns and values."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator="\n")
    for part in Part:
        table = file.tables[part]
        writer.writerow([part])
        writer.writerow(table.columns)
        writer.writerows(_cells(table.columns, table.rows))
    return out.getvalue()


def _named(cells: Sequence[str]) -> Part | None:
    is_alone = not any(cells[1:])
    return Part(cells[0].upper()) if is_alone and cells[0].upper() in set(Part) else None


def _begin(part: Part, tables: dict[Part, Table], line: int) -> Part:
    if part in tables:
        raise Refusal(PabulibReason.TABLE_TWICE, table=str(part), line=line)
    tables[part] = Table(())
    return part


def _take(part: Part, cells: list[str], tables: dict[Part, Table], line: int) -> None:
    table = tables[part]
    if not table.columns:
        table.columns = cells
        missing = [column for column in NEEDED[part] if column not in cells]
        if missing:
            raise Refusal(PabulibReason.COLUMN_MISSING, table=str(part), column=missing[0], line=line)
        return
    if len(cells) > len(table.columns):
        raise Refusal(PabulibReason.ROW_TOO_LONG, table=str(part), line=line)
    table.rows.append(Row(dict(zip(table.columns, cells, strict=False)), line))


def _cells(columns: Sequence[str], rows: Iterable[Row]) -> Iterable[list[str]]:
    return ([row[column] for column in columns] for row in rows)
