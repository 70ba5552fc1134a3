"""A field for money: people type it as they write it, the page gets minor units."""

from __future__ import annotations

import re

from wtforms import StringField
from wtforms.validators import ValidationError

from admin.desk import current_commune
from admin.tongue import marked as _
from bot.understanding.fold import ascii_digits
from budgeting.money import decimals_of, signs_of

GAPS = re.compile(r"[\s\u00a0\u202f'’_]")
WHOLE = re.compile(r"\d{1,3}(?:[.,\u066b\u066c]\d{3})+|\d+")
"""`12500000`, or in thousands with dots or commas; a lone `12,5` is no whole number and is never guessed at."""
DECIMALS = re.compile(r"(.+)[.,\u066b](\d{2})")
LONGEST = 30


class AmountField(StringField):
    """An amount in the commune's currency; `data` is in minor units, None where nothing was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        typed = valuelist[0].strip() if valuelist else ""
        self.raw_text = typed
        self.data = None
        if typed:
            currency = current_commune().currency
            self.data = read_amount(without_currency(typed, currency), decimals_of(currency))
            if self.data is None:
                raise ValidationError(_("Write the amount in digits, for example 12 500 000."))

    def _value(self) -> str:
        if getattr(self, "raw_text", ""):
            return str(self.raw_text)
        return "" if self.data is None else write_amount(int(self.data), decimals_of(current_commune().currency))


def without_currency(typed: str, currency: str) -> str:
    """Return an amount without the commune's own money before or behind it: `5 000 000 Ar`, `MGA 5000`, `12 F CFA`.

    Another currency stays, so that the amount is refused.
    """
    plain = " ".join(typed.replace("\u2068", "").replace("\u2069", "").split())
    for sign in signs_of(currency):
        for before, after in ((sign, ""), ("", sign)):
            is_there = plain.casefold().startswith(before) and plain.casefold().endswith(after)
            rest = plain[len(before) : len(plain) - len(after)]
            if is_there and rest != plain and not rest[-1:].isalpha() and not rest[:1].isalpha():
                return rest.strip()
    return plain


def read_amount(typed: str, decimals: int) -> int | None:
    """Return an amount in minor units, None where it cannot be read with certainty."""
    text = GAPS.sub("", ascii_digits(typed))
    cents = 0
    if len(text) > LONGEST:
        return None
    found = DECIMALS.fullmatch(text) if decimals == 2 else None
    if found:
        text, cents = found[1], int(found[2])
    if not WHOLE.fullmatch(text):
        return None
    return int(re.sub(r"\D", "", text)) * int(10**decimals) + cents


def write_amount(minor: int, decimals: int) -> str:
    """Return an amount as the field shows it: whole units in threes, decimals only where they are not nought."""
    units, rest = divmod(minor, 10**decimals)
    whole = f"{units:,}".replace(",", " ")
    return f"{whole},{rest:0{decimals}d}" if rest else whole
