"""A field for the price of an SMS: typed in whole units of money with its decimals, kept in thousandths of a cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms import DecimalField
from wtforms.widgets import TextInput

from bot.understanding.fold import ascii_digits
from budgeting.money import decimals_of, marks_of, unit_of

THOUSANDTHS = 1_000


class PriceField(DecimalField):
    """A price; `data` is a Decimal. People write 0.35 or 0,35, in digits of theirs.

    It is typed as a text: a field for numbers drops a mark that is not of the browser's language: 12,5 becomes 125.
    """

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        plain = [ascii_digits(text).strip().replace(",", ".").replace("\u066b", ".") for text in valuelist]
        parent: Any = super()
        parent.process_formdata(plain)


def stored_price(typed: Decimal | None, decimals: int) -> int:
    """Return a price typed in whole units of money in thousandths of the minor unit, as lines keep it."""
    return int((typed or Decimal(0)) * 10**decimals * THOUSANDTHS)


def typed_price(kept: int, decimals: int) -> Decimal:
    """Return a kept price as people type it: in whole units of money, without noughts at its end."""
    units: Decimal = Decimal(kept) / (10**decimals * THOUSANDTHS)
    whole: bool = units == units.to_integral_value()
    return units.quantize(Decimal(1)) if whole else units.normalize()


def said_price(kept: int, currency: str, language: str) -> str:
    """Return a kept price as people of a language read it, `12,5 F`."""
    marks, price = marks_of(language), f"{typed_price(kept, decimals_of(currency)):f}"
    return f"{price.replace('.', marks.decimal)}{marks.gap}{unit_of(currency, language)}"
