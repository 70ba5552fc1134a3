"""Reading a file with the decimals of the right currency: amounts come out in its minor units."""

from __future__ import annotations

from budgeting.accounts.read import read_budget
from budgeting.accounts.reading import Reading
from budgeting.money import decimals_of

# A file that says CFA may be of either franc; both are counted without decimals.
FRANC = ("CFA", "XOF")


def read_file(
    content: bytes, name: str, *, currency: str | None = None, year: int | None = None, only: str = ""
) -> Reading:
    """Read a budget file; without a currency its own, where it names one, tells the decimals.

    `only` is the commune whose rows are read, "" for all rows.
    """
    if currency is not None:
        return read_budget(content, name, year=year, decimals=decimals_of(currency), only=only)
    reading = read_budget(content, name, year=year, decimals=0, only=only)
    decimals = decimals_named(reading)
    return read_budget(content, name, year=year, decimals=decimals, only=only) if decimals else reading


def decimals_named(reading: Reading) -> int:
    """Return the decimals of the currency that a file names, nought where it names none."""
    return decimals_of(_iso(reading.document.currency)) if reading.document.currency else 0


def names_other_money(reading: Reading, currency: str) -> bool:
    """Does the file name a currency that is not this one? Its figures would then be quoted as what they are not."""
    return is_other_money(reading.document.currency, currency)


def is_other_money(named: str, currency: str) -> bool:
    """Is the currency a file names, "" for none, another than this one?"""
    if named == FRANC[0]:
        return currency not in ("XOF", "XAF")
    return bool(named) and named != currency


def _iso(currency: str) -> str:
    return FRANC[1] if currency == FRANC[0] else currency
