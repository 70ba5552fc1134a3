"""What an indicator is: a name, a definition, and a function that returns the records it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.phrases import Countable, Phrase
from models import Commune
from services.clock import zone_of

LONGEST_PERIOD = timedelta(days=366 * 10)


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days of the commune, both ends included; `ValueError` when it ends before it starts."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first or self.last - self.first > LONGEST_PERIOD:
            raise ValueError("a period runs from its first day to its last, at most ten years")

    def moments(self, time_zone: str) -> tuple[datetime, datetime]:
        """Return the first instant and the one after the last, in UTC, for days of that time zone."""
        zone = zone_of(time_zone)
        start = datetime(self.first.year, self.first.month, self.first.day, tzinfo=zone)
        after = self.last + timedelta(days=1)
        return start.astimezone(UTC), datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC)

    def months(self) -> list[str]:
        """Return every month the period touches, as 2026-03."""
        months, year, month = [], self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            months.append(f"{year:04d}-{month:02d}")
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return months


@dataclass(frozen=True, slots=True)
class Record:
    """One thing an indicator counts, and where to look at it; never personal data.

    `subject` and `subject_id` name what the record is (a request, a document …) so that a page can link to it;
    `subject_id` is None for what may not be looked at one by one.
    """

    day: date
    label: str
    subject: str
    subject_id: int | None = None
    zone: str | None = None
    channel: str | None = None
    language: str | None = None

    @property
    def month(self) -> str:
        """The month of the record, as 2026-03."""
        return f"{self.day:%Y-%m}"


Records = Callable[[Session, int, Period], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the board: it is the number of its records, or an amount of money reckoned for each of them.

    `key` is the name of its file. `definition` says in one or two sentences what is counted and what is not. `amount`
    is given the number of the records and returns the smallest coins, None where there is nothing to divide by.
    """

    key: str
    name: Phrase
    definition: Phrase
    unit: Countable
    order: int
    records: Records
    amount: Callable[[Session, int, Period, int], int | None] | None = None


def commune_of(session: Session, commune_id: int) -> Commune:
    """Return the commune whose records are read."""
    return session.get_one(Commune, commune_id)
