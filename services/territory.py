"""What a country brings along: its hours and its money, read from data that others keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import get_territory_currencies, list_currencies

from bot.understanding.fold import fold
from locales.page_words import country_named, page_languages

COUNTRY = re.compile(r"[A-Z]{2}")


def is_country(code: str) -> bool:
    """Is this written as the code of a country?"""
    return COUNTRY.fullmatch(code) is not None


def country_called(name: str) -> str | None:
    """Return the code of a country by its whole name in a language we have, None where no one country is called so."""
    found = _countries().get(fold(name), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def is_currency(code: str) -> bool:
    """Is there a currency of this code?"""
    return code in list_currencies()


def is_time_zone(name: str) -> bool:
    """Is there a time zone of this name?"""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def currency_of(country: str) -> str | None:
    """Return the currency of a country today, None when it is not known."""
    currencies = get_territory_currencies(country)
    return currencies[0] if currencies else None


def time_zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country in the order of the Time Zone Database, none when it is not known."""
    return _zones().get(country, ())


@cache
def _countries() -> Mapping[str, frozenset[str]]:
    """Return the codes of the countries that are called by a name, folded, in any language we have."""
    found: dict[str, frozenset[str]] = {}
    for language in page_languages():
        for code in _zones():
            name = fold(country_named(code, language))
            found[name] = found.get(name, frozenset()) | {code}
    return {name: codes for name, codes in found.items() if not is_country(name.upper())}


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """Read `zone.tab`: its rows are country, place, zone, remark.

    `zone1970.tab` stands beside it and is newer, but names a zone by the largest place that ever shared its hours:
    Togo's would be Africa/Abidjan, Madagascar's Africa/Nairobi.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            country, _place, zone, *_remark = row.split("\t")
            found[country] = (*found.get(country, ()), zone)
    return found
