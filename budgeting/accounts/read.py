"""`read_budget`: any file of a commune's budget or account into lines, with a fate for every row of every sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budgeting.accounts.assemble import line_of, skipped_rows
from budgeting.accounts.checks import check_lines, shower
from budgeting.accounts.context import stage_of
from budgeting.accounts.document import facts_of, multiplier_of, texts_of, year_of
from budgeting.accounts.fates import Fate
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.orders import NO_ORDER, Orders, SheetOrder, recall
from budgeting.accounts.reading import Line, Reading
from budgeting.accounts.recaps import Index, Sheetful, mark_repeats
from budgeting.accounts.sheetfacts import facts_of_sheets
from budgeting.accounts.sheetreading import Defaults, SheetReading, read_sheet
from budgeting.accounts.sheets import Opened, open_file
from budgeting.accounts.stages import Slot, Stage
from budgeting.accounts.tables import Table, tables_of
from budgeting.accounts.titles import Role
from budgeting.accounts.totals import TotalCheck, check_totals, document_sums
from budgeting.accounts.twice import codes_twice, unnamed_lines

WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
NOTHING_ORDERED: Orders = {}
NOTHING_KNOWN: Mapping[str, SheetOrder] = {}
Heard = Callable[[int, int], None]


@dataclass(slots=True)
class Progress:
    """How many rows of how many were gone through, for whoever waits."""

    rows: int
    heard: Heard | None
    done: int = 0

    def step(self, rows: int) -> None:
        """Tell of more rows."""
        self.done = min(self.rows, self.done + rows)
        if self.heard is not None:
            self.heard(self.done, self.rows)


def read_budget(
    data: bytes,
    name: str,
    *,
    year: int | None = None,
    decimals: int = 0,
    orders: Orders = NOTHING_ORDERED,
    known: Mapping[str, SheetOrder] = NOTHING_KNOWN,
    heard: Heard | None = None,
    only: str = "",
) -> Reading:
    """Read a budget or an account from the bytes of an XLSX, XLS, ODS or CSV file.

    `year` is the fiscal year where the columns name none; `decimals` those of the currency (amounts come in minor
    units); `orders` how a person wants each sheet read, by its number; `known` how sheets with such headings are read
    where nothing is ordered, by their fingerprint; `heard` is told how many rows of how many were gone through;
    `only` is the commune whose rows are read on every sheet that names communes, "" where the orders say it. Never
    raises for what the bytes hold: a file that cannot be read gives no lines and a problem.
    """
    opened = open_file(data, name)
    progress = Progress(sum(len(grid.rows) for grid in opened.grids), heard)
    orders = _with_commune(opened, {**recall(opened.grids, known), **orders}, only)
    tables = [tables_of(grid, orders.get(grid.number, NO_ORDER)) for grid in opened.grids]
    texts = texts_of(opened.grids, tables, named_sheets=data.startswith(WORKBOOKS))
    own_year = year_of(texts, (table for own in tables for table in own))
    stage = next((found for text in texts.titles if (found := stage_of(text))), None)
    defaults = Defaults(
        year or own_year, year is not None, multiplier_of(texts), decimals, stage, data.startswith(WORKBOOKS)
    )
    sheets = [
        read_sheet(grid, own, defaults, progress.step, orders.get(grid.number, NO_ORDER).only)
        for grid, own in zip(opened.grids, tables, strict=True)
    ]
    sheetfuls = [sheetful for sheet in sheets for sheetful in sheet.sheetfuls]
    index = _compare(sheetfuls)
    unit = _unit(defaults, orders)
    totals = _totals(sheetfuls, index, unit * 10**decimals)
    lines = tuple(line_of(entry) for sheetful in sheetfuls if _counts(sheetful) for entry in sheetful.lines)
    facts = facts_of(texts, lines, tuple(grid.sheet for grid in opened.grids), multiplier=unit, decimals=decimals)
    problems = [
        *_problems(opened, sheets, totals, decimals),
        *_about_recaps(sheetfuls, index, decimals),
        *_about_year(own_year, year, lines),
        *check_lines(lines, decimals, _stages(tables)),
        *_about_hidden(sheetfuls),
    ]
    skipped = skipped_rows(sheetfuls, [entry for sheet in sheets for entry in sheet.loose])
    seen = facts_of_sheets(opened.grids, tables, sheets, orders, lines)
    return Reading(facts, lines, tuple(skipped), tuple(totals), tuple(problems), tuple(seen))


def _with_commune(opened: Opened, orders: Orders, only: str) -> Orders:
    if not only:
        return orders
    return {grid.number: replace(orders.get(grid.number, NO_ORDER), only=only) for grid in opened.grids}


def _unit(defaults: Defaults, orders: Orders) -> int:
    """Return what one unit of the file stands for: as somebody ordered, else as its titles say."""
    return max((order.multiplier for order in orders.values() if order.multiplier), default=defaults.multiplier)


def _compare(sheetfuls: Sequence[Sheetful]) -> Index:
    """Tell lists that repeat others, and annexes, from those that count."""
    main = [sheetful for sheetful in sheetfuls if not sheetful.is_annex]
    if not any(sheetful.lines for sheetful in main):
        for sheetful in sheetfuls:
            sheetful.is_annex = False
        # A file of which nothing else can be read is read where it is hidden too.
        main = list(sheetfuls)
    return mark_repeats(main)


def _counts(sheetful: Sheetful) -> bool:
    return not sheetful.repeats and not sheetful.is_annex


def _totals(sheetfuls: Sequence[Sheetful], index: Index, rounding: int) -> list[TotalCheck]:
    document = document_sums([sheetful for sheetful in sheetfuls if not sheetful.is_annex])
    return [
        check
        for sheetful in sheetfuls
        if not sheetful.is_annex
        for check in check_totals(sheetful, index, document, rounding)
    ]


def _slots(lines: Iterable[Line]) -> set[Slot]:
    return {slot for line in lines for slot in line.amounts}


def _stages(tables: Iterable[Sequence[Table]]) -> set[Stage]:
    columns = (column for own in tables for table in own for column in table.columns)
    return {column.stage for column in columns if column.role is Role.AMOUNT and column.stage}


def _problems(
    opened: Opened, sheets: Iterable[SheetReading], totals: Iterable[TotalCheck], decimals: int
) -> Iterable[Problem]:
    yield from opened.problems
    for sheet in sheets:
        yield from sheet.problems
        for sheetful in sheet.sheetfuls:
            yield from codes_twice(sheetful.entries)
            yield from unnamed_lines(sheetful.entries)
    show = shower(decimals)
    for total in totals:
        if not total.agrees:
            yield problem(
                Kind.TOTAL_DIFFERS,
                total.sheet,
                total.row,
                total.column,
                label=total.label,
                stated=show(total.stated),
                computed=show(total.computed),
                slot=total.slot,
            )


def _about_recaps(sheetfuls: Iterable[Sheetful], index: Index, decimals: int) -> Iterable[Problem]:
    """Yield what stands on a sheet that repeats others and on none of the others."""
    show = shower(decimals)
    for sheetful in sheetfuls:
        for entry in sheetful.lines if sheetful.repeats and not sheetful.by_sums else ():
            for slot, amount in entry.amounts.items() if not index.counterparts(entry) else ():
                if amount:
                    yield problem(
                        Kind.ONLY_IN_RECAP,
                        entry.sheet,
                        entry.row,
                        entry.columns[slot],
                        label=entry.name.label,
                        stated=show(amount),
                        slot=slot,
                    )


def _about_hidden(sheetfuls: Iterable[Sheetful]) -> Iterable[Problem]:
    hidden = [each.entries[0].sheet for each in sheetfuls if each.is_hidden and each.is_annex and each.lines]
    yield from (problem(Kind.HIDDEN_SHEET, sheet) for sheet in dict.fromkeys(hidden))


def _about_year(own: int | None, asked: int | None, lines: Sequence[Line]) -> Iterable[Problem]:
    if any(slot.year is None for slot in _slots(lines)):
        yield problem(Kind.YEAR_UNKNOWN)
    if own is not None and asked is not None and own != asked:
        yield problem(Kind.YEAR_DIFFERS, found=str(own), asked=str(asked))


__all__ = ["Fate", "Reading", "read_budget"]
