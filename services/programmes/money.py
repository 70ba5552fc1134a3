"""A programme's money in a fiscal year: as the published budget says it, else as staff wrote it for a quarter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from budgeting.accounts.stages import Side, Stage
from models import QuarterMoney
from models.budget import BudgetStatus
from services.budgets.archive import Archive
from services.budgets.choosing import decided, in_order
from services.budgets.figures import FORECASTS, LineFigures, Sheet
from services.programmes.fiscal import QUARTERS, WHOLE

HUNDRED_PERCENT = 100_000
TENTH = 100
"""Thousandths of a percent: rates are told to the tenth."""
Reads = Callable[[Sheet, Sequence[LineFigures]], int | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in minor units with where it comes from; None where nobody says, which is never nought.

    `status` is that of the budget it stands in, "" where staff wrote it; `quarter` the one it was written for.
    """

    value: int | None = None
    source: str = ""
    status: str = ""
    quarter: int = WHOLE


NOBODY_SAYS = Figure()


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """What a programme was given, had committed and had paid from the beginning of the year to the end of a quarter."""

    quarter: int
    allocation: Figure = NOBODY_SAYS
    committed: Figure = NOBODY_SAYS
    paid: Figure = NOBODY_SAYS

    @property
    def rate(self) -> int | None:
        """What was paid out of what was given, in thousandths of a percent, to the tenth; None where one is missing."""
        return percent_of(self.paid.value, self.allocation.value)

    @property
    def figures(self) -> tuple[Figure, Figure, Figure]:
        """The three amounts."""
        return self.allocation, self.committed, self.paid

    @property
    def pays_more_than_committed(self) -> bool:
        """Was more paid than committed, which one of the two figures cannot stand beside?"""
        committed, paid = self.committed.value, self.paid.value
        return committed is not None and paid is not None and paid > committed

    @property
    def spends_more_than_given(self) -> bool:
        """Was more committed or paid than given? Commitments over several years can be: it is odd, not wrong."""
        spent = [value for value in (self.committed.value, self.paid.value) if value is not None]
        return self.allocation.value is not None and any(value > self.allocation.value for value in spent)


def percent_of(part: int | None, whole: int | None) -> int | None:
    """Return a part of a whole in thousandths of a percent, to the tenth, a half rounded up; None where it has none."""
    if part is None or whole is None or whole <= 0:
        return None
    return (2 * part * (HUNDRED_PERCENT // TENTH) + whole) // (2 * whole) * TENTH


def year_in_budgets(archive: Archive, programme_id: int, year: int) -> MoneyRow:
    """Return what published budgets of a year say: each amount as the document says it that has come furthest."""
    found = [row for row in archive.candidates(Side.EXPENDITURE) if row.year == year]
    ordered = sorted(decided(found), key=in_order, reverse=True)
    sheets = [(row, archive.sheet(row, Side.EXPENDITURE)) for row in ordered]

    def say(reads: Reads) -> Figure:
        for document, sheet in sheets:
            lines = [line for line in sheet.lines if line.programme_id == programme_id]
            value = reads(sheet, lines)
            if value is not None:
                return Figure(value, document.source, str(document.status))
        return NOBODY_SAYS

    return MoneyRow(WHOLE, say(_planned), say(_at(Stage.COMMITTED)), say(_at(Stage.PAID)))


def money_rows(budgeted: MoneyRow, written: Mapping[int, QuarterMoney]) -> tuple[MoneyRow, ...]:
    """Return the four quarters, then the whole year.

    Amounts run from the beginning of the year: where no budget says what the year brought, the latest quarter that was
    written down does, under its own name.
    """
    quarters = tuple(_quarter(number, budgeted, written.get(number)) for number in QUARTERS)
    whole = MoneyRow(
        WHOLE,
        _first([budgeted.allocation, *(row.allocation for row in reversed(quarters))]),
        _first([budgeted.committed, *(row.committed for row in reversed(quarters))]),
        _first([budgeted.paid, *(row.paid for row in reversed(quarters))]),
    )
    return (*quarters, whole)


def _quarter(number: int, budgeted: MoneyRow, row: QuarterMoney | None) -> MoneyRow:
    """Return a quarter as it was written down, else as the budget says it: an account, of the last quarter alone."""
    read = (budgeted.allocation, _at_the_end(number, budgeted.committed), _at_the_end(number, budgeted.paid))
    if row is None:
        return MoneyRow(number, *read)
    written = (row.allocation, row.committed, row.paid)
    told = (
        in_budget if value is None else Figure(value, row.source, quarter=number)
        for value, in_budget in zip(written, read, strict=True)
    )
    return MoneyRow(number, *told)


def _at_the_end(number: int, figure: Figure) -> Figure:
    """Return what an account says of the year, which is over with its last quarter; nothing for the others."""
    is_account = figure.status == BudgetStatus.EXECUTED
    return figure if is_account and number == QUARTERS[-1] else NOBODY_SAYS


def _first(figures: Sequence[Figure]) -> Figure:
    return next((figure for figure in figures if figure.value is not None), NOBODY_SAYS)


def _planned(sheet: Sheet, lines: Sequence[LineFigures]) -> int | None:
    """Return the forecast in force of lines of which one at least has a forecast."""
    has_forecast = any(FORECASTS & line.amounts.keys() for line in lines)
    return sheet.planned(lines) if has_forecast else None


def _at(stage: Stage) -> Reads:
    return lambda sheet, lines: sheet.at_stage(lines, stage)
