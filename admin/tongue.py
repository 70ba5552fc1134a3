"""In which language a request is answered, and how texts, dates and money are said in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask import g, has_request_context, request

from bot.phrases import Speech, Value, say
from budgeting.money import format_amount
from locales import page_words
from locales.page_words import FIRST, NOTHING, SOURCE, curled, direction_of, name_of
from locales.page_words import page_languages as interface_languages
from services.clock import zone_of

__all__ = ["interface_languages", "name_of"]


def choose_language(*wishes: str | None) -> str:
    """Return the first wish that is a language we have, else what the browser asks for, else the first language."""
    known = interface_languages()
    for wish in wishes:
        if wish in known:
            return wish
    offered = request.accept_languages.best_match(known) if has_request_context() else None
    return offered or (FIRST if FIRST in known else known[0])


def spoken_languages() -> tuple[str, ...]:
    """Return the languages of this request."""
    chosen: tuple[str, ...] | None = g.get("panel_languages") if has_request_context() else None
    return chosen or (SOURCE,)


def speak(languages_to_try: Sequence[str]) -> None:
    """Answer this request in these languages."""
    g.panel_languages = tuple(languages_to_try)


def _(text: str, **values: Any) -> str:
    """Return a text of the pages in the language of this request, with its values put in by name."""
    return _held(page_words.page_text(text, spoken_languages(), **values))


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """Return a text of the pages in the form its number asks for; the number is put in as `count`."""
    return _held(page_words.count_text(one, many, number, spoken_languages(), **values))


def hold_together() -> None:
    """Break no line of this answer before a sign or within an amount: its letters are large, its screen small."""
    g.holds_together = True


def _is_held() -> bool:
    return has_request_context() and bool(g.get("holds_together"))


def _held(text: str) -> str:
    return page_words.held_together(text) if _is_held() else text


def apart(value: object) -> str:
    """Return a value with its own direction, to be put into a sentence: a French title in an Arabic one."""
    return f"\u2068{value}\u2069"  # Unicode's isolate of whichever direction comes first, and its end


def marked(text: str) -> str:
    """Mark an English text for the catalogues where it stands; it is translated where it is shown."""
    return text


def direction() -> str:
    """Return `rtl` or `ltr` for the language of this request."""
    return direction_of(spoken_languages()[0])


def say_amount(minor: int | None, currency: str, called: str = "") -> str:
    """Return money in the language of this request, a dash where there is none; `called` as in `format_amount`."""
    if minor is None:
        return NOTHING
    amount = format_amount(minor, currency, spoken_languages()[0], called=called)
    amount = amount.replace(" ", page_words.NO_BREAK) if _is_held() else amount
    return apart(amount) if direction() == "rtl" else amount  # else "15 F" is shown as "F 15" in Arabic


def say_day(day: date | None) -> str:
    """Return a day in words; a dash where there is none."""
    return page_words.say_day(day, spoken_languages()[0], _country())


def say_list(words: Iterable[str], style: page_words.ListStyle = "standard") -> str:
    """Return several words as the language of this request strings them together."""
    return page_words.say_list(words, spoken_languages()[0], style)


def say_moment(moment: datetime | None, time_zone: str = "UTC") -> str:
    """Return an instant on the commune's clock; a dash where there is none."""
    if moment is None:
        return NOTHING
    local = moment.astimezone(zone_of(time_zone))
    return page_words.say_local(local, spoken_languages()[0], "d MMM y HH:mm", _country())


def _name_day(day: date, language: str) -> str:
    return page_words.say_day(day, language, _country())


def _country() -> str:
    """Return the country of the commune that is worked on, "" where there is none yet."""
    commune = g.get("panel_commune") if has_request_context() else None
    return commune.country if commune else ""


def say_value(value: Value, currency: str = "XOF", time_zone: str = "UTC") -> str:
    """Return a phrase of the bot, or anything that can be put into words, as pages show it."""
    speech = Speech(spoken_languages(), currency=currency, time_zone=time_zone, name_day=_name_day)
    return curled(say(value, speech))
