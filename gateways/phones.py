"""Phone numbers in one form, E.164, however a provider writes them."""

from __future__ import annotations

import re

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)

_PREFIX = re.compile(r"^(?:tel|sms|whatsapp):", re.IGNORECASE)
# Digits of any script and what people put between them; direction marks surround numbers in Arabic texts.
_NUMBER = re.compile(
    r"[\s\u200e\u200f\u202a-\u202c\u2066-\u2069]*[+\uff0b]?[\d\s().\-\u2010-\u2015/\u200e\u200f\u202c\u2069]*"
)


def read_phone(raw: str, region: str | None = None) -> str | None:
    """Return the number as E.164, read as a national one of `region` when it has no country code.

    None for what nobody can answer to: a short code, a name ("ORANGE", "INFO90112233"), a hidden number. The library
    would read letters as the keys of a telephone and digits out of any words. Possible, not valid: plans change faster
    than the table of valid numbers.
    """
    bare = _PREFIX.sub("", raw.strip(), count=1)
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        number = parse(bare, region)
    except NumberParseException:
        return None
    if number.extension or not is_possible_number(number):
        return None
    return format_number(number, PhoneNumberFormat.E164)


def read_international(raw: str) -> str | None:
    """Return a number whose country code is there but whose plus sign may lack (Telegram's contact cards)."""
    return read_phone(raw if raw.startswith("+") else f"+{raw}")


def read_operators_number(raw: str, region: str | None = None) -> str | None:
    """Return a number as operators hand it over: national, with + or 00, or of any country without either."""
    found = read_phone(raw, region)
    return found or (read_international(raw) if raw.isascii() and raw.isdecimal() else None)
