"""The form on which staff put right how a sheet was read: what each column is, where the headings stand, the unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from admin.budget_words import AMOUNT_NAME, COLUMN_NAMES, STAGE_NAMES, UNIT_NAMES
from admin.tongue import _ as say
from budgeting.accounts.columns import Column
from budgeting.accounts.grid import letters_of
from budgeting.accounts.orders import MULTIPLIERS, ColumnOrder, Orders, SheetOrder
from budgeting.accounts.reading import ReadSheet
from budgeting.accounts.stages import Stage
from budgeting.accounts.titles import Role, years_in
from budgeting.refusal import Refusal
from services.budgets.reasons import BudgetReason

AMOUNT = "amount"
UNREAD = "ignored"
MOST_COLUMNS = 80
LARGEST_ROW = 1_000_000
YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column as the form shows it: `name` ends the names of its fields, `kind` is what it was read as.

    `place` are its letters, in a text its number.
    """

    name: str
    place: str
    title: str
    samples: Sequence[str]
    kind: str
    year: int | None
    is_amount: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet as the form shows it."""

    sheet: ReadSheet
    columns: Sequence[ColumnView]
    is_sure: bool

    @property
    def communes(self) -> list[str]:
        """The communes of which one may be chosen, none where the rows are one commune's."""
        named = dict.fromkeys((*self.sheet.communes, *filter(None, [self.sheet.only])))
        return list(named) if len(self.sheet.communes) > 1 or self.sheet.only else []

    @property
    def asks_whose(self) -> bool:
        """Does it name several communes, of which none was chosen yet?"""
        return bool(self.communes) and not self.sheet.only

    @property
    def number(self) -> int:
        """The sheet's number."""
        return self.sheet.number


def sheet_views(sheets: Iterable[ReadSheet]) -> list[SheetView]:
    """Return the sheets for the form; columns without a title and without anything in them are left out."""
    return [_view(sheet) for sheet in sheets]


def kind_choices() -> list[tuple[str, str]]:
    """Return what a column may be and how it is called in the language of this request."""
    plain = [(key, say(name)) for key, name in COLUMN_NAMES.items()]
    stages = [(f"{AMOUNT}:{key}", say(AMOUNT_NAME, stage=say(name))) for key, name in STAGE_NAMES.items()]
    return [*plain, *stages]


def unit_choices() -> list[tuple[int, str]]:
    """Return the units amounts may be in."""
    return [(times, say(UNIT_NAMES[times])) for times in MULTIPLIERS]


def orders_of(sent: Mapping[str, str], sheets: Sequence[ReadSheet]) -> Orders:
    """Return what was ordered on the form for one sheet, and so for all sheets with the same headings.

    Raises `Refusal` for a form no person has filled in, or a row or a year that is none.
    """
    number = _number(sent.get("sheet", ""), range(10_000))
    sheet = next((sheet for sheet in sheets if sheet.number == number), None)
    if sheet is None:
        raise Refusal(BudgetReason.ORDER_WRONG)
    order = _order(sent, sheet)
    alike = [other for other in sheets if sheet.fingerprint and other.fingerprint == sheet.fingerprint]
    moved = order.header_row != sheet.header_row
    others = {} if moved else {other.number: _moved_to(order, other) for other in alike}
    return {**others, sheet.number: order}


def _order(sent: Mapping[str, str], sheet: ReadSheet) -> SheetOrder:
    row = _number(sent.get("row", ""), range(1, LARGEST_ROW)) if sent.get("row") else sheet.header_row
    times, only = _number(sent.get("unit", "1"), MULTIPLIERS), _commune(sent, sheet)
    unit = times if times != sheet.multiplier else None
    if sheet.header_row and row != sheet.header_row:
        return SheetOrder(row, {}, unit, only)  # what the columns are is read anew from the headings of that row
    columns = {column.index: found for column in _shown(sheet) if (found := _column(sent, column)) is not None}
    return SheetOrder(row or None, columns, times, only)


def _commune(sent: Mapping[str, str], sheet: ReadSheet) -> str:
    """Return the commune whose rows are to be read, "" for all."""
    only = sent.get("only", "")
    if only and only not in (*sheet.communes, sheet.only):
        raise Refusal(BudgetReason.ORDER_WRONG)
    return only


def _moved_to(order: SheetOrder, other: ReadSheet) -> SheetOrder:
    return SheetOrder(other.header_row or None, order.columns, order.multiplier, order.only)


def _column(sent: Mapping[str, str], column: Column) -> ColumnOrder | None:
    kind = sent.get(f"kind-{column.index}")
    if kind is None:
        return None
    name, _, stage = kind.partition(":")
    if name == AMOUNT:
        try:
            return ColumnOrder(Role.AMOUNT, Stage(stage) if stage else None, _year(sent, column))
        except ValueError as error:
            raise Refusal(BudgetReason.ORDER_WRONG) from error
    if name not in COLUMN_NAMES:
        raise Refusal(BudgetReason.ORDER_WRONG)
    return ColumnOrder(Role(name))


def _year(sent: Mapping[str, str], column: Column) -> int | None:
    """Return the year that was typed, None where it is what the title says already."""
    typed = sent.get(f"year-{column.index}", "").strip()
    year = _number(typed, YEARS) if typed else None
    return None if year == years_in(column.title)[0] else year


def _number(text: str, allowed: Sequence[int]) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) in allowed):
        raise Refusal(BudgetReason.ORDER_WRONG)
    return int(text)


def _view(sheet: ReadSheet) -> SheetView:
    columns = _shown(sheet)
    sure = bool(columns) and not any(column.guessed for column in columns) and sheet.lines > 0
    return SheetView(sheet, [_column_view(column, sheet) for column in columns], sure)


def _shown(sheet: ReadSheet) -> list[Column]:
    filled = [column for column in sheet.columns if column.title or sheet.samples[column.index]]
    return filled[:MOST_COLUMNS]


def _column_view(column: Column, sheet: ReadSheet) -> ColumnView:
    return ColumnView(
        str(column.index),
        str(column.index + 1) if sheet.is_text else letters_of(column.index),
        column.title,
        sheet.samples[column.index],
        _kind(column),
        column.year,
        column.role is Role.AMOUNT,
    )


def _kind(column: Column) -> str:
    if column.role is Role.AMOUNT:
        return f"{AMOUNT}:{column.stage.value if column.stage else Stage.VOTED.value}"
    return column.role.value if column.role.value in COLUMN_NAMES else UNREAD
