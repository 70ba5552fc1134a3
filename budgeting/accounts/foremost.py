"""What whoever accepts a file must know first: amounts were multiplied, or the lines are those of many communes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from budgeting.accounts.checks import shower
from budgeting.accounts.columns import Column
from budgeting.accounts.communes import column_of_communes
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.grid import name_column
from budgeting.accounts.reading import Line, ReadSheet
from budgeting.accounts.words import fold


def foremost(sheets: Sequence[ReadSheet], lines: Sequence[Line], decimals: int) -> list[Problem]:
    """Return what is to be said before all else, a sentence for each sheet it is true of; one commune is no many."""
    return [*_multiplied(sheets, lines, decimals), *_many_communes(sheets, lines)]


def _multiplied(sheets: Sequence[ReadSheet], lines: Sequence[Line], decimals: int) -> Iterator[Problem]:
    for sheet in sheets:
        units = {_name_of(sheet, column): column.multiplier or sheet.multiplier for column in sheet.columns}
        own = (found for line in lines if line.sheet == sheet.name for found in _multiplied_in(line, sheet, units))
        example = next(own, None) if {sheet.multiplier, *units.values()} != {1} else None
        if example is not None:
            row, column, amount, times = example
            written = _plain(Fraction(amount, times * 10**decimals))
            yield problem(
                Kind.MULTIPLIED, sheet.name, row, column,
                times=shower(0)(times), written=written, amount=shower(decimals)(amount),
            )  # fmt: skip


def _multiplied_in(line: Line, sheet: ReadSheet, units: Mapping[str, int]) -> Iterator[tuple[int, str, int, int]]:
    for slot, amount in line.amounts.items():
        column = line.columns.get(slot, "")
        times = units.get(column, sheet.multiplier)
        if amount and times != 1:
            yield line.row, column, amount, times


def _name_of(sheet: ReadSheet, column: Column) -> str:
    return name_column(column.index, column.title, is_text=sheet.is_text)


def _plain(value: Fraction) -> str:
    """Write an amount as exactly as three decimals can."""
    text = shower(3)(round(value * 1000))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _many_communes(sheets: Sequence[ReadSheet], lines: Sequence[Line]) -> Iterator[Problem]:
    for sheet in sheets:
        column = None if sheet.only else column_of_communes(sheet.columns)
        named = {fold(line.place) for line in lines if column and line.place and line.sheet == sheet.name}
        if column and len(named) > 1:
            yield problem(Kind.MANY_COMMUNES, sheet.name, sheet.header_row, title=column.title, count=len(named))
