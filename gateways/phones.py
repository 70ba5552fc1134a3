"""Phone numbers in one form, E.164, however a provider writes them."""

from __future__ import annotations

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)


def read_phone(raw: str, region: str | None = None) -> str | None:
    """Return the number as E.164, read as a national one of `region` when it has no country code.

    None for what nobody can answer to: a short code, a name ("ORANGE"), a hidden number. Possible, not valid: plans
    change faster than the table of valid numbers.
    """
    try:
        number = parse(raw, region)
    except NumberParseException:
        return None
    if number.extension or not is_possible_number(number):
        return None
    return format_number(number, PhoneNumberFormat.E164)


def read_international(raw: str) -> str | None:
    """Return a number whose country code is there but whose plus sign may lack (Telegram's contact cards)."""
    return read_phone(raw if raw.startswith("+") else f"+{raw}")
