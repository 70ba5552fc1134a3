"""Putting figures and texts into one language for a sheet or the page beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.budget_words import STATUSES
from bot.naming import state_phrase
from bot.phrases import Countable, Named, Speech, Value, say
from bot.topics import topic_phrase
from budgeting.money import decimals_of, format_amount, per_head, shares_of_hundred
from budgeting.quantities import THOUSANDTHS, write_quantity
from locales.page_words import NOTHING, chain_of, count_text, curled, page_text, say_day, say_local, say_moment
from services.communes import CommuneView
from services.public import Figures

FIRST_STRONG, POP = "\u2068", "\u2069"
"""Unicode's isolates: what is put into a sentence keeps its own direction."""


def marked(text: str) -> str:
    """Mark an English text for the catalogues where it stands; it is translated when it is said."""
    return text


def _days_of(country: str) -> Callable[[date, str], str]:
    return lambda day, language: say_day(day, language, country)


@dataclass(frozen=True, slots=True)
class Voice:
    """One language for one commune's money and names."""

    language: str
    commune: CommuneView

    def text(self, text: str, **values: object) -> str:
        """Return a text of the pages with its values put in by name."""
        return page_text(text, chain_of(self.language), **{name: _placed(value) for name, value in values.items()})

    def name(self, text: str, **values: object) -> str:
        """Return a text that names a thing where nothing but letters may stand, such as the title of a document."""
        return page_text(text, chain_of(self.language), **values)

    def value(self, value: Value) -> str:
        """Return a phrase of the bot, as pages write it."""
        chain = tuple(dict.fromkeys((*chain_of(self.language), *self.commune.languages)))
        commune = self.commune
        speech = Speech(chain, False, commune.currency, commune.time_zone, name_day=_days_of(commune.country))
        return curled(say(value, speech))

    def amount(self, minor: int | None) -> str:
        """Return money in full, a dash where there is none."""
        return NOTHING if minor is None else format_amount(minor, self.commune.currency, self.language)

    def difference(self, minor: int) -> str:
        """Return money with its sign."""
        return f"+{self.amount(minor)}" if minor > 0 else self.amount(minor)

    def hundred(self) -> str:
        """Return a hundred units of the commune's money."""
        return self.amount(100 * 10 ** decimals_of(self.commune.currency))

    def shares(self, parts: Sequence[int], whole: int) -> tuple[str, ...]:
        """Return the parts of one table as so many out of 100 that add up, dashes where there is no whole."""
        return shares_of_hundred(parts, whole, self.language) if whole > 0 else (NOTHING,) * len(parts)

    def head(self, minor: int) -> str:
        """Return an amount for each inhabitant, a dash where their number is not known."""
        people, currency = self.commune.population, self.commune.currency
        return self.amount(per_head(minor, people, currency)) if people else NOTHING

    def number(self, number: int) -> str:
        """Return a whole number as people of the language write it."""
        return write_quantity(number * THOUSANDTHS, self.language)

    def count(self, things: Countable, number: int) -> str:
        """Return so many of what can be counted."""
        return count_text(things.one, things.many, number, chain_of(self.language), count=self.number(number))

    def topic(self, figures: Figures) -> str:
        """Return what a topic is called."""
        return self.value(topic_phrase(figures.name))

    def title(self, titles: Mapping[str, str]) -> str:
        """Return a project's title, in another language where it has none in this one."""
        return self.value(Named(dict(titles)))

    def state(self, state: str) -> str:
        """Return where a project stands."""
        return self.value(state_phrase(state))

    def status(self, status: str) -> str:
        """Return how far a budget has come."""
        return self.value(STATUSES[status]) if status in STATUSES else status

    def day(self, day: date | None) -> str:
        """Return a day in words."""
        return say_day(day, self.language, self.commune.country)

    def moment(self, moment: datetime) -> str:
        """Return an instant on the commune's own clock, to the minute."""
        return say_moment(self._local(moment), self.language, self.commune.country)

    def moment_this_year(self, moment: datetime) -> str:
        """Return an instant on the commune's own clock, to the minute, where its year goes without saying."""
        return say_local(self._local(moment), self.language, "d MMMM HH:mm", self.commune.country)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.commune.time_zone))


def isolated(words: str) -> str:
    """Return words that keep their own direction, whatever stands around them."""
    return f"{FIRST_STRONG}{words}{POP}"


def _placed(value: object) -> object:
    return isolated(value) if isinstance(value, str) else value
