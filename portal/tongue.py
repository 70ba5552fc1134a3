"""In which language a public page is answered: what the address asks, else the browser, else the commune."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import g, request

from bot.phrases import Speech, Value, say
from budgeting.money import format_amount
from locales import page_words
from locales.page_words import FIRST, NOTHING, chain_of, curled, page_languages
from services.clock import zone_of
from services.communes import CommuneView

LANGUAGE = "lang"
# Unicode's isolates: without them "15 F" in an Arabic sentence is shown as "F 15", and a number backwards.
FIRST_STRONG, POP = "\u2068", "\u2069"


def wished_language() -> str | None:
    """Return the language the address asks for, None where it asks for none we have."""
    wish = request.args.get(LANGUAGE, "")
    return wish if wish in page_languages() else None


def choose_language(own: str | None = None) -> str:
    """Return the language to answer in; `own` is the commune's, for who asks for none."""
    known = page_languages()
    offered = wished_language() or request.accept_languages.best_match(known) or own
    if offered in known:
        return str(offered)
    return FIRST if FIRST in known else known[0]


def speak(commune: CommuneView | None) -> None:
    """Answer this request for a commune, or for none, in the language that suits."""
    g.portal_commune = commune
    g.portal_languages = chain_of(choose_language(commune.languages[0] if commune else None))


def spoken_languages() -> tuple[str, ...]:
    """Return the languages to try in this request."""
    if "portal_languages" not in g:
        speak(None)  # an error came before the page had chosen
    chain: tuple[str, ...] = g.portal_languages
    return chain


def language() -> str:
    """Return the language of this request."""
    return spoken_languages()[0]


def is_from_right() -> bool:
    """Is the language of this request read from right to left?"""
    return page_words.direction_of(language()) == "rtl"


def _(text: str, **values: Any) -> str:
    """Return a text of the pages in the language of this request; words put into it keep their own direction."""
    return page_words.page_text(text, spoken_languages(), **_placed(values))


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """Return a text of the pages in the form its number asks for; the number is put in as `count`."""
    return page_words.count_text(one, many, number, spoken_languages(), **_placed(values))


def _placed(values: dict[str, Any]) -> dict[str, Any]:
    return {name: f"{FIRST_STRONG}{value}{POP}" if isinstance(value, str) else value for name, value in values.items()}


def marked(text: str) -> str:
    """Mark an English text for the catalogues where it stands; it is translated where it is shown."""
    return text


def say_value(value: Value) -> str:
    """Return a phrase of the bot in the language of this request, with the commune's money and hours."""
    commune: CommuneView | None = g.get("portal_commune")
    if commune is None:
        return curled(say(value, Speech(spoken_languages(), isolates=True)))
    chain = tuple(dict.fromkeys((*spoken_languages(), *commune.languages)))
    return curled(say(value, Speech(chain, currency=commune.currency, time_zone=commune.time_zone, isolates=True)))


def say_amount(minor: int | None) -> str:
    """Return money of the commune in the language of this request; a dash where there is none."""
    commune: CommuneView = g.portal_commune
    return NOTHING if minor is None else format_amount(minor, commune.currency, language())


def say_day(day: date | None) -> str:
    """Return a day in words."""
    return page_words.say_day(day, language(), _country())


def say_moment(moment: datetime | None) -> str:
    """Return an instant on the commune's clock."""
    commune: CommuneView | None = g.get("portal_commune")
    zone = zone_of(commune.time_zone if commune else "UTC")
    return page_words.say_moment(moment.astimezone(zone) if moment else None, language(), _country())


def _country() -> str:
    """Return the country of the commune whose pages are read, "" on those of none."""
    commune: CommuneView | None = g.get("portal_commune")
    return commune.country if commune else ""
