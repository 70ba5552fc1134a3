"""What one segment of a message costs: on which line, and to a number of which country."""

from __future__ import annotations

from phonenumbers import (
    NumberParseException,
    parse,
    region_code_for_country_code,
    region_code_for_number,
)
from sqlalchemy import ColumnElement, and_, case, select
from sqlalchemy.orm import Session

from bot.channels import BILLED
from models import Contact, Line

OTHER = "other"
"""The key, beside the countries, of the price to any that has none of its own."""
NOWHERE = "ZZ"
"""Stands for a network of no country, such as a satellite's (ISO 3166 leaves it to its users)."""
LETTERS = 2


def price_of(line: Line, contact: Contact | None) -> int:
    """Return what a segment to somebody costs on a line, in thousandths of the minor unit."""
    return price_to(line, contact.country if contact else None)


def price_to(line: Line, country: str | None) -> int:
    """Return what a segment to a country costs: the line's own price at home, and where the country is not known."""
    if country is None or line.country in (None, country):
        return line.price
    named = country if country in line.prices else OTHER
    return int(line.prices[named]) if named in line.prices else line.price


def country_of(number: str | None) -> str | None:
    """Return the country (ISO 3166, two letters) of a number in E.164; None where it is none."""
    try:
        found = parse(number or "", None)
    except NumberParseException:
        return None
    # Several countries share a code, and the library's table of their numbers is never the newest.
    country = region_code_for_number(found) or region_code_for_country_code(found.country_code or 0)
    return country if len(country) == LETTERS else NOWHERE


def price_in_query(session: Session) -> ColumnElement[int]:
    """Return `price_of` for a query of contacts and lines, nought where nothing is paid: who costs least goes first."""
    dear = []
    for line in session.scalars(select(Line).where(Line.country.is_not(None))):
        abroad = and_(Line.id == line.id, Contact.country != line.country)
        named = sorted(country for country in line.prices if country != OTHER)
        dear += [(and_(abroad, Contact.country == country), line.prices[country]) for country in named]
        dear += [(abroad, line.prices[OTHER])] if OTHER in line.prices else []
    return case((Contact.channel.not_in(BILLED), 0), *dear, else_=Line.price)
