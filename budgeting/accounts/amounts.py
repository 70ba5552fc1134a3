"""One amount out of whatever stands in a cell, exactly: an integer in minor units, nothing, or a named fault.

`" 2,000,000 "`, `2 000 000` with any space, `2'000'000`, `(1.234,50)`, `١٢٣٫٥`, `-` for nil, `12 000 FCFA`. A separator
followed by exactly three digits separates thousands, unless the document is known to write its decimals with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from budgeting.accounts.amount_signs import BLANK_WORDS, CURRENCY, ERROR, MARKS, NIL_WORDS, SPACE
from budgeting.accounts.words import digit_or_letter

Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta | None


class Fault(StrEnum):
    """Why a cell is not an amount, or not quite the amount it shows."""

    NOT_AN_AMOUNT = "not_an_amount"
    FORMULA_ERROR = "formula_error"
    FORMULA_EMPTY = "formula_empty"
    HIDDEN_DIGITS = "hidden_digits"
    DATE = "date_for_amount"
    AMBIGUOUS = "ambiguous_amount"
    LOST_DIGITS = "lost_digits"
    ROUNDED = "rounded_amount"


class Amount(NamedTuple):
    """An amount in minor units; None when there is none; beside a fault, what could be read all the same."""

    minor: int | None
    fault: Fault | None = None


NOTHING = Amount(None)
NIL = Amount(0)
FORMULA_WITHOUT_VALUE = "#EMPTY!"
LARGEST = 10**18  # minor units; more than any State spends, and safe in a 64-bit column
# Most amounts of most files, told at a glance.
PLAIN = re.compile(r" *-?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{0,12}) *")
JOINED = str.maketrans("", "", ", \u00a0\u202f")
GROUPED = re.compile(r"\d[ ']")
NUMBER = re.compile(r"\d(?:[\d.,' ]*\d)?[.,]?|[.,]\d+")


def read_amount(cell: Cell, decimals: int = 0, multiplier: int = 1, decimal_mark: str = "") -> Amount:
    """Return the amount a cell holds, in minor units of a currency with so many decimals.

    `multiplier` is what one unit of the document stands for (1000 for thousands); `decimal_mark` what it is known to
    write before decimals, if anything is known.
    """
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        return _from_text(cell, decimals, multiplier, decimal_mark)
    if isinstance(cell, bool):
        return Amount(None, Fault.NOT_AN_AMOUNT)
    if isinstance(cell, int | float):
        return _from_number(cell, decimals, multiplier)
    return Amount(None, Fault.DATE)


def decimal_mark_of(texts: Iterable[str]) -> str:
    """Return the mark these amounts put before decimals, `,` or `.`, or "" when none of them shows it."""
    marks = {mark for mark in map(_mark_shown, texts) if mark}
    return marks.pop() if len(marks) == 1 else ""


def _from_number(number: int | float, decimals: int, multiplier: int) -> Amount:
    if number != number or number in (float("inf"), float("-inf")):
        return Amount(None, Fault.NOT_AN_AMOUNT)
    if isinstance(number, float) and number.is_integer():
        return _within(int(number) * multiplier * 10**decimals)
    # A spreadsheet keeps 15 significant digits: what repr() shows beyond them is noise of binary arithmetic.
    return _scaled(Fraction(Decimal(f"{number:.15g}")), decimals, multiplier, noise=Fraction(1, 10**4))


@lru_cache(maxsize=1 << 16)
def _from_text(text: str, decimals: int, multiplier: int, decimal_mark: str) -> Amount:
    plain = PLAIN.fullmatch(text)
    if plain is not None and not (decimal_mark == "," and text.count(",") == 1):
        return _within(int(plain[0].translate(JOINED)) * multiplier * 10**decimals)
    bare = SPACE.sub(" ", "".join(map(digit_or_letter, text)).translate(MARKS)).strip()
    if bare.lower() in BLANK_WORDS:
        return NOTHING
    if bare.lower() in NIL_WORDS:
        return NIL
    fault = _why_no_number(bare)
    return Amount(None, fault) if fault else _signed(bare, decimals, multiplier, decimal_mark)


def _why_no_number(bare: str) -> Fault | None:
    if bare == FORMULA_WITHOUT_VALUE:
        return Fault.FORMULA_EMPTY
    if set(bare) == {"#"}:
        return Fault.HIDDEN_DIGITS
    if ERROR.fullmatch(bare):
        return Fault.FORMULA_ERROR
    return None


def _signed(bare: str, decimals: int, multiplier: int, decimal_mark: str) -> Amount:
    body, negative = _without_sign(CURRENCY.sub(" ", bare).strip().rstrip("*").strip())
    if not body and negative:
        return NIL
    if "e" in body.lower():
        return _scientific(body, decimals, multiplier)
    if not NUMBER.fullmatch(body):
        return Amount(None, Fault.NOT_AN_AMOUNT)
    value = _value(body, decimal_mark)
    if value is None:
        return Amount(None, Fault.AMBIGUOUS)
    return _scaled(-value if negative else value, decimals, multiplier)


def _without_sign(body: str) -> tuple[str, bool]:
    if body.startswith("(") and body.endswith(")"):
        inner, _ = _without_sign(body[1:-1].strip())
        return inner, True
    if body.startswith("-"):
        return body[1:].strip(), True
    if body.endswith("-"):
        return body[:-1].strip(), True
    return body.removeprefix("+").strip(), False


def _scientific(body: str, decimals: int, multiplier: int) -> Amount:
    if not re.fullmatch(r"\d+([.,]\d+)?[eE][+-]?\d{1,2}", body):
        return Amount(None, Fault.NOT_AN_AMOUNT)
    read = _scaled(Fraction(Decimal(body.replace(",", "."))), decimals, multiplier)
    # 1.2E+07 is what a spreadsheet leaves when it saves a narrow column: the digits behind are gone.
    return Amount(read.minor, read.fault or Fault.LOST_DIGITS)


def _value(body: str, decimal_mark: str) -> Fraction | None:
    whole, decimals = _split(body, decimal_mark)
    groups = re.split(r"[.,' ]", whole)
    if (whole and not all(groups)) or (decimals and not decimals.isdecimal()):
        return None
    if len(groups) > 1 and not _are_thousands(groups):
        return None
    return Fraction(Decimal(f"{''.join(groups) or '0'}.{decimals or '0'}"))


def _are_thousands(groups: list[str]) -> bool:
    # The Indian system groups by two before the last three: 12,34,567.
    return len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(g) in (2, 3) for g in groups[1:-1])


def _split(body: str, decimal_mark: str) -> tuple[str, str]:
    mark = _mark_shown(body) or (decimal_mark if body.count(decimal_mark or "\0") == 1 else "")
    if not mark:
        return body, ""
    whole, _, decimals = body.rpartition(mark)
    return whole, decimals


def _mark_shown(text: str) -> str:
    """Return the decimal mark one amount shows beyond doubt: `12,5`, `1.234,50`, `0.125`; "" for `1,234`."""
    body = CURRENCY.sub(" ", SPACE.sub(" ", text.translate(MARKS))).strip(" ()-+")
    last = max(body.rfind("."), body.rfind(","))
    if last < 0 or (body[last + 1 :] and not body[last + 1 :].isdigit()):
        return ""
    mark, other = body[last], {",": ".", ".": ","}[body[last]]
    if body.count(mark) > 1:
        return ""
    three = len(body) - last - 1 == 3
    whole = body[:last]
    shown = not three or other in whole or GROUPED.search(whole) or whole in ("", "0")
    return mark if shown else ""


def _scaled(value: Fraction, decimals: int, multiplier: int, noise: Fraction = Fraction(0)) -> Amount:
    exact = value * multiplier * 10**decimals
    minor = round(exact)
    fault = Fault.ROUNDED if abs(exact - minor) > noise else None
    return _within(minor, fault)


def _within(minor: int, fault: Fault | None = None) -> Amount:
    return Amount(None, Fault.NOT_AN_AMOUNT) if abs(minor) > LARGEST else Amount(minor, fault)
