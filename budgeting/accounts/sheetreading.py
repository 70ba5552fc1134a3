"""One sheet read from top to bottom: its lists of entries, and the rows that belong to none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from budgeting.accounts.blocks import left_out
from budgeting.accounts.communes import Chooser
from budgeting.accounts.context import Context, context_of, title_texts
from budgeting.accounts.entries import LISTS, Entry, Unit, outside
from budgeting.accounts.fates import Fate
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.folding import fold_rows, is_long
from budgeting.accounts.grid import Grid
from budgeting.accounts.partition import tell_unnamed_subtotals, tell_unnamed_totals
from budgeting.accounts.recaps import Sheetful
from budgeting.accounts.rows import Reader
from budgeting.accounts.sides import settle_sides
from budgeting.accounts.stages import Stage
from budgeting.accounts.structure import build_structure
from budgeting.accounts.tables import Table
from budgeting.accounts.titles import Role
from budgeting.accounts.totals import mark_internal
from budgeting.accounts.vocabulary import says

STEP = 500
Heard = Callable[[int], None]
"""Told how many more rows were gone through."""


def hear_nothing(rows: int) -> None:
    """Let the rows go by."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a file where a sheet says nothing of its own; `year_given` by whoever imports the file."""

    year: int | None
    year_given: bool
    multiplier: int
    decimals: int
    stage: Stage | None
    named_sheets: bool


@dataclass(slots=True)
class SheetReading:
    """What one sheet gave: lists of entries, rows outside any, problems; the year and the unit that held for it."""

    sheetfuls: list[Sheetful] = field(default_factory=list)
    loose: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    year: int | None = None
    multiplier: int = 1


def read_sheet(
    grid: Grid, tables: Sequence[Table], defaults: Defaults, hear: Heard = hear_nothing, only: str = ""
) -> SheetReading:
    """Return everything one sheet holds, before it is compared with others; `hear` is told of the rows gone through.

    `only` is the commune whose rows are read, "" for all rows.
    """
    reading = SheetReading()
    first = tables[0].header.first if tables else len(grid.rows)
    titles = title_texts(grid, first)
    context = _context(titles, grid, defaults)
    reading.year, reading.multiplier = context.year, context.multiplier
    reading.loose += _outside(grid, range(first), Fate.TITLE if tables else Fate.NOTE)
    if not any(table.blocks for table in tables):
        reading.problems += [problem(Kind.NO_TABLE, grid.sheet)] if titles or tables else []
    reading.problems += _problems_of_columns(grid, tables, context, defaults)
    reader = Reader(grid, context, defaults.decimals, context.stage or defaults.stage or Stage.VOTED)
    lists: dict[Unit, list[Entry]] = {}
    chooser = Chooser(only)
    for entry in _rows(reader, tables, reading, hear, chooser):
        lists.setdefault(entry.unit, []).append(entry)
    if chooser.left_out is not None:
        reading.problems.append(problem(Kind.ONE_COMMUNE, grid.sheet, commune=only, count=chooser.left_out))
    reading.problems += reader.problems
    words = [text for row in titles for text in row] + ([grid.sheet] if defaults.named_sheets else [])
    titled = any(says("recap", text) for text in words)
    annex = any(says("annex", text) and "budget" not in text.lower() for text in words)
    for unit, entries in lists.items():
        number = unit[1] // LISTS
        ordered = _ordered(entries, reading, long=is_long(tables))
        reading.sheetfuls.append(
            Sheetful(
                unit,
                ordered,
                number in reader.recaps or (titled and not number),
                annex or grid.is_hidden,
                is_hidden=grid.is_hidden,
            )
        )
    return reading


def _context(titles: Sequence[Sequence[str]], grid: Grid, defaults: Defaults) -> Context:
    context = context_of(titles, grid.sheet if defaults.named_sheets else "")
    context.year = defaults.year if defaults.year_given else context.year or defaults.year
    context.multiplier = context.multiplier if context.multiplier > 1 else defaults.multiplier
    return context


def _rows(
    reader: Reader, tables: Sequence[Table], reading: SheetReading, hear: Heard, chooser: Chooser
) -> Iterator[Entry]:
    for table in tables:
        header = range(table.header.first, table.header.last + 1)
        reading.loose += _outside(reader.grid, header, Fate.COLUMN_TITLES)
        for row in table.rows:
            if row % STEP == 0:
                hear(STEP)
            if chooser.leaves_out(table, reader.grid.rows[row]):
                reading.loose.append(outside(reader.grid, row, Fate.OTHER_COMMUNE))
                continue
            for entry in reader.read(table, row):
                if entry.unit[2] or (table.blocks and entry.fate not in (Fate.BLANK, Fate.NOTE)):
                    yield entry
                else:
                    reading.loose.append(entry)


def _outside(grid: Grid, rows: range, fate: Fate) -> list[Entry]:
    return [outside(grid, row, fate) for row in rows]


def _ordered(entries: list[Entry], reading: SheetReading, *, long: bool) -> list[Entry]:
    """Give the entries of one list their sides, parents and fates."""
    reading.problems += settle_sides(entries)
    ordered = fold_rows(entries) if long else entries
    build_structure(ordered)
    tell_unnamed_subtotals(ordered)
    tell_unnamed_totals(ordered)
    mark_internal(ordered)
    return ordered


def _problems_of_columns(grid: Grid, tables: Sequence[Table], context: Context, defaults: Defaults) -> list[Problem]:
    found: dict[tuple[Kind, str], Problem] = {}
    for table in tables:
        row = table.header.first + 1
        if table.header.guessed:
            found.setdefault((Kind.HEADER_GUESSED, ""), problem(Kind.HEADER_GUESSED, grid.sheet, row))
        staged = table.first_of(Role.STAGE) or context.stage or defaults.stage
        rivals = left_out(table.columns, table.blocks)
        for column in table.columns:
            place = grid.name_column(column.index, column.title)
            if column.holds_numbers and (column.role is Role.UNKNOWN or column in rivals):
                told = problem(Kind.COLUMN_IGNORED, grid.sheet, row, place, title=column.title or place)
                found.setdefault((told.kind, place), told)
            elif column.role is Role.AMOUNT and column.stage is None and not staged:
                told = problem(
                    Kind.STAGE_GUESSED, grid.sheet, row, place, title=column.title or place, stage=Stage.VOTED.value
                )
                found.setdefault((told.kind, place), told)
    return list(found.values())
