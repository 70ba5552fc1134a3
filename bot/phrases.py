"""What is said, before it is known in which language and at what price a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.understanding.taught import TaughtWords
from budgeting.money import decimals_of, format_amount, short_amount
from budgeting.own_name import names_in_order
from locales.catalogue import form_for, is_said_in, translate, translate_count

ELLIPSIS = "\u2026"
OwnWords = Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Speech:
    """How to speak: the languages to try in order, short forms where text is paid, the commune's money and hours.

    `name_day` says a date in words in a language, where it stands beside others that are said so. `isolates` where the
    words are shown on a page: money in them keeps its own direction there, which a phone does by itself or not at all.
    `year` is the one it is: an hour of another is said with its own, where that is known. `own` are a commune's own
    words for a text, by language and text, one for each kind of number; `taught` what it has taught the bot to hear.
    """

    languages: tuple[str, ...]
    is_brief: bool = False
    currency: str = "XOF"
    time_zone: str = "UTC"
    name_day: Callable[[date, str], str] | None = None
    isolates: bool = False
    year: int | None = None
    own: OwnWords = field(default_factory=dict, hash=False)
    taught: TaughtWords = field(default_factory=dict, hash=False)

    @property
    def language(self) -> str:
        """The first language to try."""
        return self.languages[0]


class Spoken(Protocol):
    """Anything that can be put into words."""

    def spoken(self, speech: Speech) -> str:
        """Return the words in that language."""


Value = str | int | Spoken


@dataclass(frozen=True, slots=True)
class Phrase:
    """A catalogue entry with values and, where it matters, a short form (a second entry)."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    short: str | None = None

    def brief(self, other: Phrase) -> Phrase:
        """Return the same phrase with a short form, said with the same values."""
        return replace(self, short=other.text, values={**other.values, **self.values})

    def spoken(self, speech: Speech) -> str:
        """Return the words in that language, short where text is paid."""
        words = _words(self.short if speech.is_brief and self.short else self.text, speech)
        if not self.values:
            return words.replace("%%", "%")
        said = words % {name: say(value, speech) for name, value in self.values.items()}
        return said.replace(f"{ELLIPSIS}.", ELLIPSIS)  # a value that was cut closes the sentence by itself


def _words(text: str, speech: Speech) -> str:
    """Return a text in the first language that has it, the commune's own words for it before the house's."""
    for language in speech.languages if speech.own else ():
        if forms := speech.own.get((language, text)):
            return forms[0]
        if is_said_in(text, language):
            break
    return translate(text, speech.languages)


def _(text: str, **values: Value) -> Phrase:
    """Mark an English text for the catalogues and make it a phrase."""
    return Phrase(text, values)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it counts, said in the form that the number asks for."""

    number: int
    one: str
    many: str

    def spoken(self, speech: Speech) -> str:
        """Return the form of the language for this number, with the number in it where the form has `%(count)s`."""
        for language in speech.languages if speech.own else ():
            if forms := speech.own.get((language, self.one)):
                return forms[form_for(language, self.number)] % {"count": self.number}
            if is_said_in(self.one, language):
                break
        return translate_count(self.one, self.many, self.number, speech.languages) % {"count": self.number}


@dataclass(frozen=True, slots=True)
class Countable:
    """What can be counted: its two English forms, msgid and plural msgid of one entry of the catalogues."""

    one: str
    many: str

    def of(self, number: int) -> Counted:
        """Return so many of them."""
        return Counted(number, self.one, self.many)


def counted(one: str, many: str) -> Countable:
    """Mark the two English forms of what can be counted for the catalogues."""
    return Countable(one, many)


def say(value: Value, speech: Speech) -> str:
    """Return any value in words."""
    return str(value) if isinstance(value, (str, int)) else value.spoken(speech)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in minor units of the commune's currency."""

    minor: int

    def spoken(self, speech: Speech) -> str:
        """Return the amount in plain ASCII digits, in millions where text is paid."""
        write = short_amount if speech.is_brief else format_amount
        return _apart(write(self.minor, speech.currency, speech.language), speech)


@dataclass(frozen=True, slots=True)
class Hundred:
    """A hundred of the commune's money, of which a share is told."""

    def spoken(self, speech: Speech) -> str:
        """Return a hundred with the unit of the money."""
        return Amount(100 * 10 ** decimals_of(speech.currency)).spoken(speech)


def _apart(money: str, speech: Speech) -> str:
    """Return money between Unicode's isolates where it is shown on a page: `15 F` in Arabic words would turn round."""
    return f"\u2068{money}\u2069" if speech.isolates else money


@dataclass(frozen=True, slots=True)
class Day:
    """A date, said as 30/11/2026 in messages: CLDR's forms would cost a segment."""

    day: date

    @staticmethod
    def of(text: str) -> Day:
        """Return the date written in ISO form."""
        return Day(date.fromisoformat(text))

    def spoken(self, speech: Speech) -> str:
        """Return the date in digits, or in words where it is spoken so."""
        return speech.name_day(self.day, speech.language) if speech.name_day else f"{self.day:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Hour:
    """An instant, said as 30/11 18:00 on the commune's clock, with its year where that is another than now."""

    moment: datetime

    @staticmethod
    def of(text: str) -> Hour:
        """Return the instant written in ISO form."""
        return Hour(datetime.fromisoformat(text))

    def spoken(self, speech: Speech) -> str:
        """Return day, month, hour and minute in digits."""
        local = self.moment.astimezone(ZoneInfo(speech.time_zone))
        return f"{local:%d/%m %H:%M}" if speech.year in {None, local.year} else f"{local:%d/%m/%Y %H:%M}"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that people gave in several languages, such as a project's title."""

    names: Mapping[str, str]

    def spoken(self, speech: Speech) -> str:
        """Return the name in the reader's language, else as it is written there, else in whichever it has."""
        return next(names_in_order(self.names, speech.languages), "")


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things said one after the other."""

    items: Sequence[Value]
    between: str = ", "

    def spoken(self, speech: Speech) -> str:
        """Return the items joined."""
        return self.between.join(say(item, speech) for item in self.items)
