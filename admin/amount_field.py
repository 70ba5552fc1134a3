"""A field for money: people type it as they write it, the page gets minor units."""

from __future__ import annotations

import re

from wtforms import StringField
from wtforms.validators import ValidationError

from admin.desk import current_commune
from admin.tongue import _, marked, spoken_languages
from bot.understanding.fold import ascii_digits
from budgeting.money import FRENCH, decimals_of, marks_of, signs_of

GAPS = re.compile(r"[\s\u00a0\u202f'’_]")
WHOLE = re.compile(r"[1-9]\d{0,2}([.,\u066c])\d{3}(?:\1\d{3})*|\d+")
"""`12500000`, or in thousands with dots or commas; a lone `12,5` is no whole number and is never guessed at."""
DECIMALS = re.compile(r"(.+)([.,\u066b])(\d+)")
ONCE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""`12,500`: twelve and a half, or twelve thousand five hundred."""
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
            decimals, mark = decimals_of(currency), _decimal_mark()
            amount = without_currency(typed, currency)
            self.data = read_amount(amount, decimals, mark)
            if self.data is None:
                raise ValidationError(_why_not_read(amount, decimals, mark))

    def _value(self) -> str:
        if getattr(self, "raw_text", ""):
            return str(self.raw_text)
        if self.data is None:
            return ""
        return write_amount(int(self.data), decimals_of(current_commune().currency), _decimal_mark())


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


def read_amount(typed: str, decimals: int, mark: str = FRENCH.decimal) -> int | None:
    """Return an amount in minor units, None where it cannot be read with certainty.

    `mark` is what the reader's language puts before decimals. It tells what three digits behind a lone mark are in
    money of three decimals: `12,500` is twelve and a half where it is the mark, and is not read where the dot is.
    """
    text = GAPS.sub("", ascii_digits(typed))
    if len(text) > LONGEST or is_ambiguous(text, decimals, mark):
        return None
    whole, rest = _parted(text, decimals)
    if not WHOLE.fullmatch(whole):
        return None
    return int(re.sub(r"\D", "", whole)) * int(10**decimals) + int(rest.ljust(decimals, "0") or "0")


def is_ambiguous(typed: str, decimals: int, mark: str = FRENCH.decimal) -> bool:
    """Is this an amount that can be read with three decimals and as thousands, and that the language does not tell?"""
    text = GAPS.sub("", ascii_digits(typed))
    return decimals == len("500") and ONCE.fullmatch(text) is not None and mark not in text


def write_amount(minor: int, decimals: int, mark: str = FRENCH.decimal) -> str:
    """Return an amount as the field shows it: whole units in threes, decimals only where they are not nought.

    Spaces part the thousands in every language, so that what stands behind a mark can only be decimals.
    """
    units, rest = divmod(minor, 10**decimals)
    whole = f"{units:,}".replace(",", " ")
    return f"{whole}{mark}{rest:0{decimals}d}" if rest else whole


def _parted(text: str, decimals: int) -> tuple[str, str]:
    """Return the whole units of an amount and its decimals, none where its last mark can only part thousands."""
    found = DECIMALS.fullmatch(text)
    if found is None or len(found[3]) > decimals or found[2] in found[1]:
        return text, ""
    return found[1], found[3]


def _decimal_mark() -> str:
    return marks_of(spoken_languages()[0]).decimal


def _why_not_read(typed: str, decimals: int, mark: str) -> str:
    if is_ambiguous(typed, decimals, mark):
        return _(
            "This can be read in two ways. Write a space between thousands and “%(mark)s” before decimals: "
            "12 500 or 12%(mark)s500.",
            mark=mark,
        )
    return marked("Write the amount in digits, for example 12 500 000.")
