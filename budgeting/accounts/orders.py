"""How a person wants a file read: where the headings stand, what each column is, what one unit stands for.

What was ordered once is found again by the headings themselves, so that next year's file of the same kind is read the
same way, wherever its headings have moved to.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from budgeting.accounts.amounts import Cell
from budgeting.accounts.columns import Column
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.stages import Stage
from budgeting.accounts.titles import Role
from budgeting.accounts.words import fold

SEARCHED = 80  # rows in which known headings are looked for
FEWEST = 2
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MULTIPLIERS = (1, 1000, 1_000_000)


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """What one column is; for amounts of which stage, and of which year where its title does not say.

    `year` is a fiscal year, `offset` its distance from the document's, for orders that outlive their file.
    """

    role: Role
    stage: Stage | None = None
    year: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """How one sheet is read: the row of its headings counted from 1, its columns counted from 0; None as found.

    `only` is the commune whose rows are read, "" for all rows.
    """

    header_row: int | None = None
    columns: Mapping[int, ColumnOrder] = field(default_factory=dict)
    multiplier: int | None = None
    only: str = ""


NO_ORDER = SheetOrder()
Orders = Mapping[int, SheetOrder]
"""Orders by the number of the sheet, counted from 0."""


def fingerprint_of(cells: Sequence[Cell]) -> str:
    """Return what a row of headings is known again by, whatever year it names; "" for a row that is no headings."""
    titles = [YEAR.sub("y", fold(text_of(cell))) for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    if sum(map(bool, titles)) < FEWEST:
        return ""
    return hashlib.sha256("|".join(titles).encode()).hexdigest()


def recall(grids: Iterable[Grid], known: Mapping[str, SheetOrder]) -> dict[int, SheetOrder]:
    """Return the orders for the sheets on which headings stand that are known, by the number of the sheet."""
    found: dict[int, SheetOrder] = {}
    for grid in grids if known else ():
        for row, cells in enumerate(grid.rows[:SEARCHED]):
            order = known.get(fingerprint_of(cells))
            if order is not None:
                found[grid.number] = replace(order, header_row=row + 1)
                break
    return found


def obey(column: Column, order: SheetOrder) -> Column:
    """Return a column as it was ordered to be."""
    if order.multiplier is not None:
        column = replace(column, multiplier=order.multiplier)
    wanted = order.columns.get(column.index)
    if wanted is None:
        return column
    column = replace(column, role=wanted.role, guessed=False)
    if wanted.role is not Role.AMOUNT:
        return column
    if wanted.offset is not None:
        column = replace(column, year=None, offset=wanted.offset)
    return replace(column, stage=wanted.stage or column.stage, year=wanted.year or column.year)


def order_as_json(order: SheetOrder) -> dict[str, Any]:
    """Return an order as plain values."""
    columns = {
        str(index): {"role": c.role.value, "stage": c.stage and c.stage.value, "year": c.year, "offset": c.offset}
        for index, c in order.columns.items()
    }
    return {"header_row": order.header_row, "columns": columns, "multiplier": order.multiplier, "only": order.only}


def order_from_json(values: Mapping[str, Any]) -> SheetOrder:
    """Return the order that plain values hold, as `order_as_json` makes them."""
    columns = {
        int(index): ColumnOrder(Role(c["role"]), c["stage"] and Stage(c["stage"]), c["year"], c["offset"])
        for index, c in values["columns"].items()
    }
    return SheetOrder(values["header_row"], columns, values["multiplier"], values.get("only", ""))
