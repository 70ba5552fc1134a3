"""What a country brings along: its hours and its money, read from data that others keep."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import get_territory_currencies, list_currencies

from bot.understanding.fold import fold
from locales.page_words import country_named, page_languages

COUNTRY = re.compile(r"[A-Z]{2}")
ARTICLE = re.compile(r"^(?:(?:the|la|le|les|l) |ال)")


def is_country(code: str) -> bool:
    """Is this written as the code of a country?"""
    return COUNTRY.fullmatch(code) is not None


def countries_called(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that bear a name, in full or as people say it, in a language we have."""
    return tuple(sorted(_countries().get(_plain(name), frozenset())))


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
    """Return the codes of the countries that are called by a name, plain, in any language we have."""
    more = tomllib.loads((files("services") / "countries.toml").read_text(encoding="utf-8"))
    found: dict[str, frozenset[str]] = {}
    for code in _zones():
        for name in (*(country_named(code, language) for language in page_languages()), *more.get(code, ())):
            found[_plain(name)] = found.get(_plain(name), frozenset()) | {code}
    return {name: codes for name, codes in found.items() if not is_country(name.upper())}


def _plain(name: str) -> str:
    """Return a name without marks, spaces and the article before it: `La Côte d'Ivoire` and `cote divoire` are one."""
    return ARTICLE.sub("", fold(name)).replace(" ", "")


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
