"""How pages say things in a language, whichever edge shows them: its chain, its direction, its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.localedata import exists
from markupsafe import Markup, escape

from locales.catalogue import PAGES, translate, translate_count
from locales.words import languages, load_head, reviewed_languages

ListStyle = Literal["standard", "or"]
SOURCE = "en"
FIRST = "fr"
NOTHING = "–"
APOSTROPHE = re.compile("(?<=\\w)'(?=[\\w\u2068«“])")
"""One that stands between two letters, or before a word put in; a quotation mark stands beside a space."""
BEFORE_SIGN = re.compile(" (?=[:;!?»])|(?<=«) ")
"""A space that holds a sign to its word, as French writes them; no other of our languages has one there."""
NO_BREAK = "\u00a0"
FIRST_OF_MONTH = {"fr": "1er"}
"""How a language writes the first day of a month where CLDR writes a bare 1."""


def page_languages() -> tuple[str, ...]:
    """Return the tags of the languages pages can be read in, the source language always among them, drafts never."""
    found = reviewed_languages()
    return found if SOURCE in found else (*found, SOURCE)


@cache
def chain_of(language: str) -> tuple[str, ...]:
    """Return the languages to try in order: the one chosen, then those it falls back on."""
    chain = [language]
    while language in languages():
        fallback = load_head(language).fallback
        if fallback is None or fallback in chain:
            break
        chain.append(fallback)
        language = fallback
    return tuple(chain)


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr`."""
    return load_head(language).direction if language in languages() else "ltr"


def name_of(language: str) -> str:
    """Return what a language calls itself."""
    return load_head(language).name if language in languages() else "English"


def page_text(text: str, chain: Sequence[str], **values: object) -> str:
    """Return a text of the pages in the first language that has it, with its values put in by name."""
    words = translate(text, chain, PAGES)
    return _fill(words, values) if values else words.replace("%%", "%")


def count_text(one: str, many: str, number: int, chain: Sequence[str], **values: object) -> str:
    """Return a text of the pages in the form its number asks for; the number is put in as `count`."""
    return _fill(translate_count(one, many, number, chain, PAGES), {"count": number, **values})


def _fill(words: str, values: Mapping[str, object]) -> str:
    """Put values into a text; HTML among them stays HTML, and then all else is escaped."""
    # A plain text would take HTML for words, and the page would show its tags to people.
    return Markup(escape(words)) % values if any(map(is_html, values.values())) else words % values  # noqa: S704


def is_html(value: object) -> bool:
    """Is it HTML already, such as what a macro of a template returns?"""
    return hasattr(value, "__html__")


def curled(text: str) -> str:
    """Return a text of a message as pages write it: SMS have no curly apostrophe, pages have no straight one."""
    return APOSTROPHE.sub("’", text)


def held_together(text: str) -> str:
    """Return a text in which no line begins with a sign, or ends with an opening quotation mark; HTML stays HTML."""
    return type(text)(BEFORE_SIGN.sub(NO_BREAK, text))


def say_day(day: date | None, language: str, country: str = "") -> str:
    """Return a day in words, with the months as they are called in a country; a dash where there is none."""
    if day is None:
        return NOTHING
    return _with_first(format_date(day, format="long", locale=locale_of(language, country)), language)


def say_moment(moment: datetime | None, language: str, country: str = "") -> str:
    """Return a local instant in words, to the minute; a dash where there is none."""
    comma = page_text(", ", chain_of(language))
    return say_local(moment, language, f"d MMMM y{comma}HH:mm", country)


def say_local(moment: datetime | None, language: str, pattern: str, country: str = "") -> str:
    """Return a local instant by a CLDR pattern that begins with the day; a dash where there is none."""
    if moment is None:
        return NOTHING
    return _with_first(format_datetime(moment, format=pattern, locale=locale_of(language, country)), language)


def _with_first(said: str, language: str) -> str:
    day, space, rest = said.partition(" ")
    return f"{FIRST_OF_MONTH.get(language.partition('-')[0], day)}{space}{rest}" if day == "1" else said


def say_list(words: Iterable[str], language: str, style: ListStyle = "standard") -> str:
    """Return several words as a language strings them together: `A, B et C`; the style `or` offers a choice."""
    return format_list(list(words), style=style, locale=locale_of(language).replace("-", "_"))


def country_named(code: str, language: str) -> str:
    """Return what a country (ISO 3166, two letters) is called; its code where nobody has named it."""
    return str(Locale.parse(locale_of(language).replace("-", "_")).territories.get(code, code))


def locale_of(language: str, country: str = "") -> str:
    """Return the CLDR locale of its dates, where it names a country that of the one given, if CLDR has it.

    The months of Arabic are called otherwise in Morocco, Mauritania or Algeria than in Chad: where CLDR has no Arabic
    of a country, as of Togo, it writes them as the language does anywhere.
    """
    known = load_head(language).format_locale if language in languages() else SOURCE
    tag, names_country, _country = known.partition("_")
    if not (names_country and country):
        return known
    return f"{tag}_{country}" if exists(f"{tag}_{country}") else tag
