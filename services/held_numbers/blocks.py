"""What a number tells: the block of a thousand it stands in, and whether reaching it is dear on purpose."""

from __future__ import annotations

from phonenumbers import NumberParseException, PhoneNumberType, number_type, parse

BLOCK_DIGITS = 3
"""The last digits that are left off: operators give out numbers, and dealers sell cards, by the thousand."""
SHORTEST = 8
DEAR = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})
NETWORKS_OF_NO_COUNTRY = frozenset({808, 870, 878, 881, 882, 883, 979})
"""Shared cost, satellites, networks of the whole world, premium rate (ITU-T E.164, assigned country codes)."""


def block_of(number: str) -> str | None:
    """Return the beginning that a number (E.164) shares with the thousand of its block; None for what is too short."""
    return number[:-BLOCK_DIGITS] if number.startswith("+") and len(number) > SHORTEST else None


def is_dear(number: str) -> bool:
    """Is this number (E.164) of those whose owner is paid for each message that reaches it, or of a satellite?"""
    try:
        found = parse(number, None)
    except NumberParseException:
        return False
    return found.country_code in NETWORKS_OF_NO_COUNTRY or number_type(found) in DEAR
