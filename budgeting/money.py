"""Amounts as people read them in a message: short, exact, in Western digits and characters an SMS carries cheaply.

Amounts come in minor units (centimes for the dirham, francs for the CFA franc). CLDR's own French format puts U+202F
into every amount, which makes an SMS cost double, so the format here is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from budgeting.refusal import Refusal


class MoneyReason(StrEnum):
    """Why a figure cannot be given."""

    NOTHING_TO_SHARE = "money_nothing_to_share"
    NOBODY_TO_SHARE = "money_nobody_to_share"


class Marks(NamedTuple):
    """How a language writes numbers, its words for a million and a thousand million, and what stands before a unit.

    `units` are what it calls currencies by a word of its own, where letters are free.
    """

    thousands: str
    decimal: str
    million: str
    milliard: str
    gap: str = " "
    units: Mapping[str, str] = MappingProxyType({})


FRENCH = Marks(" ", ",", "M", "Md")
MARKS = {
    "en": Marks(" ", ".", "M", "bn"),
    # A space between two numbers in a right-to-left sentence shows them in reverse (12 500 as 500 12); a dot does not
    # (Unicode bidirectional algorithm, rule W4), and it is what CLDR writes for Arabic in the Maghreb.
    # A unit alone on the next line would stand before the words that follow it. The space that keeps it costs no more
    # than another: Arabic letters make a text UCS-2 anyway, and one without any is sent with plain spaces.
    "ar": Marks(".", ",", "مليون", "مليار", gap="\u00a0", units={"MAD": "درهم", "XOF": "فرنك", "XAF": "فرنك"}),
    "ha": Marks(" ", ".", "M", "bn"),
    "sw": Marks(" ", ".", "M", "bn"),
}
"""Other languages are written as in French, the language of the schools they are taught in."""

UNITS = {"XOF": "F", "XAF": "F", "BIF": "FBu", "MGA": "Ar", "MAD": "DH"}
LONG_UNITS = {"XOF": "F CFA", "XAF": "F CFA"}
MORE_SIGNS = {
    "XOF": ("FCFA", "CFA", "francs", "فرنك"),
    "XAF": ("FCFA", "CFA", "francs", "فرنك"),
    "BIF": ("F", "francs", "فرنك"),
    "MGA": ("ariary", "أرياري"),
    "MAD": ("dirhams", "درهم"),
}
# ISO 4217, whose two decimals for the ariary the accounts of Malagasy communes do use.
WITHOUT_DECIMALS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"}
    | {"RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"}
)
# The ariary has decimals in accounts, and no coin for them: a quotient of amounts, which no account states, is whole.
WITHOUT_SMALL_CHANGE = frozenset({"MGA"})
WITH_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
MILLION = 10**6
MILLIARD = 10**9


def decimals_of(currency: str) -> int:
    """Return the number of decimals of an ISO 4217 currency: 10 to that power minor units make one unit."""
    if currency in WITHOUT_DECIMALS:
        return 0
    return 3 if currency in WITH_THREE_DECIMALS else 2


def format_amount(minor: int, currency: str, language: str, *, long: bool = False, called: str = "") -> str:
    """Write an amount in full, `12 500 000 F`; decimals only where they are not nought, `F CFA` when long.

    `called` is the currency that the amount is named in, where it was read with the decimals of another.
    """
    marks = marks_of(language)
    units, rest = divmod(abs(minor), 10 ** decimals_of(currency))
    decimals = f"{marks.decimal}{rest:0{decimals_of(currency)}d}" if rest else ""
    unit = unit_of(called or currency, language, long=long)
    return f"{_sign(minor)}{_in_thousands(units, marks)}{decimals}{marks.gap}{unit}"


def short_amount(minor: int, currency: str, language: str) -> str:
    """Write an amount to one decimal of a million or a thousand million, `12,5 M F`; below a million in full units."""
    marks = marks_of(language)
    units = Fraction(abs(minor), 10 ** decimals_of(currency))
    rounded = round_half_away(units)
    if rounded < MILLION:
        return f"{_sign(minor) if rounded else ''}{_in_thousands(rounded, marks)}{marks.gap}{_short_unit(currency)}"
    # 999 960 000 rounds to 1000,0 million, which is said 1 thousand million.
    in_millions = round_half_away(units * 10 / MILLION) < 10 * MILLIARD // MILLION
    scale, name = (MILLION, marks.million) if in_millions else (MILLIARD, marks.milliard)
    tenths = _tenths(round_half_away(units * 10 / scale), marks)
    return f"{_sign(minor)}{marks.gap.join((tenths, name, _short_unit(currency)))}"


def share_of_hundred(part: int, whole: int, language: str = "fr") -> str:
    """Write what part is of every hundred: `18`, below one with a decimal `0,4`, and `<0,1` for next to nothing.

    Raises `Refusal` when the whole is not positive.
    """
    if whole <= 0:
        raise Refusal(MoneyReason.NOTHING_TO_SHARE, whole=whole)
    share = Fraction(abs(part) * 100, whole)
    tenths = round_half_away(share * 10)
    if tenths >= 10:
        return f"{_sign(part)}{_in_thousands(round_half_away(share), marks_of(language))}"
    if part and not tenths:
        return f"{_sign(part)}<0{marks_of(language).decimal}1"
    return f"{_sign(part)}{_tenths(tenths, marks_of(language))}"


def shares_of_hundred(parts: Sequence[int], whole: int, language: str = "fr") -> tuple[str, ...]:
    """Write what parts of one table are of every hundred: whole numbers that add up, `<1` for what is left none.

    The largest remainders are rounded up, the first of equal ones: parts that make the whole make 100. Raises `Refusal`
    when the whole is not positive.
    """
    shares = whole_shares(parts, whole)
    return tuple(write_share(share, part, language) for part, share in zip(parts, shares, strict=True))


def whole_shares(parts: Sequence[int], whole: int) -> tuple[int, ...]:
    """Return what parts of one table are of every hundred, rounded so that they add up.

    Raises `Refusal` when the whole is not positive.
    """
    if whole <= 0:
        raise Refusal(MoneyReason.NOTHING_TO_SHARE, whole=whole)
    found = [divmod(part * 100, whole) for part in parts]
    missing = round_half_away(Fraction(sum(parts) * 100, whole)) - sum(share for share, _rest in found)
    upwards = sorted(range(len(found)), key=lambda place: -found[place][1])[:missing]
    return tuple(share + (place in upwards) for place, (share, _rest) in enumerate(found))


def write_share(share: int, part: int, language: str = "fr") -> str:
    """Write the rounded share of a part, `<1` for one that is left none."""
    return f"{_sign(share or part)}{_in_thousands(abs(share), marks_of(language)) if share or not part else '<1'}"


def per_head(amount: int, population: int, currency: str = "") -> int:
    """Return an amount per inhabitant in minor units, a half rounded away from nought.

    Whole units of a currency that nobody pays in smaller ones. Raises `Refusal` where there are no inhabitants.
    """
    if population <= 0:
        raise Refusal(MoneyReason.NOBODY_TO_SHARE, population=population)
    unit = 10 ** decimals_of(currency) if currency in WITHOUT_SMALL_CHANGE else 1
    return round_half_away(Fraction(amount, population * unit)) * unit


def round_half_away(value: Fraction) -> int:
    """Round to the nearest whole number, a half away from nought, as people learn it at school."""
    size = int(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


def marks_of(language: str) -> Marks:
    """Return how a language, given by its tag (`fr`, `ar-MA`, `en_GH`), writes numbers."""
    return MARKS.get(language.replace("_", "-").split("-")[0].lower(), FRENCH)


def _in_thousands(number: int, marks: Marks) -> str:
    return f"{number:,}".replace(",", marks.thousands)


def _tenths(tenths: int, marks: Marks) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{_in_thousands(whole, marks)}{marks.decimal}{rest}" if rest else _in_thousands(whole, marks)


def unit_of(currency: str, language: str, *, long: bool = False) -> str:
    """Return what a language writes behind an amount, by the word that people say where it has one."""
    unit = marks_of(language).units.get(currency, _short_unit(currency))
    return LONG_UNITS.get(currency, unit) if long else unit


def _short_unit(currency: str) -> str:
    return UNITS.get(currency, currency)


def signs_of(currency: str) -> tuple[str, ...]:
    """Return what people write for a currency, in small letters, the longest first: its code and its signs."""
    found = {currency, UNITS.get(currency, currency), LONG_UNITS.get(currency, currency), *MORE_SIGNS.get(currency, ())}
    return tuple(sorted((sign.casefold() for sign in found), key=len, reverse=True))


def _sign(number: int) -> str:
    return "-" if number < 0 else ""
