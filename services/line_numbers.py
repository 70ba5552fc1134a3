"""The numbers of lines: kept as E.164, whatever way staff write them, and shown as people of the country dial them."""

from __future__ import annotations

import re

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
    region_code_for_number,
)

WRITTEN = re.compile(r"\+?[\d\s().\-\u2010-\u2015/]+")
DIALLED = re.compile(r"\*[0-9]{1,6}(?:\*[0-9]{1,6}){0,4}#")
SHORT = re.compile(r"[0-9]{3,6}")
BETWEEN = "\u00a0"  # keeps the groups of a number on one line, and in their order within Arabic


def read_number(typed: str, country: str, *, may_be_short: bool = False) -> str | None:
    """Return the number as E.164, a national one read as of that country; a short code as it is where it may be one.

    None for what is no number: the library would read letters as the keys of a telephone. Possible, not valid: plans
    change faster than its table.
    """
    bare = typed.strip().translate(str.maketrans("", "", "\u200e\u200f\u202a\u202c\u2066\u2069"))
    if may_be_short and SHORT.fullmatch(bare):
        return bare
    number = _parsed(bare, country) if WRITTEN.fullmatch(bare) else None
    return None if number is None else format_number(number, PhoneNumberFormat.E164)


def read_dialled(typed: str) -> str | None:
    """Return a code that people dial, such as *384*8282#, None for anything else."""
    bare = "".join(typed.split())
    return bare if DIALLED.fullmatch(bare) else None


def shown_number(address: str, country: str) -> str:
    """Return a line's number as it is written in that country, with its code where it is of another one."""
    number = _parsed(address, None) if address.startswith("+") else None
    if number is None:
        return address
    is_home = region_code_for_number(number) == country
    shown = format_number(number, PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL)
    return shown.replace(" ", BETWEEN)


def _parsed(text: str, country: str | None) -> PhoneNumber | None:
    try:
        number = parse(text, country)
    except NumberParseException:
        return None
    return number if is_possible_number(number) and not number.extension else None
