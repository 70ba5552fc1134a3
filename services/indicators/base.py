"""What an indicator is: words that define it, and a function that returns the records its figure is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.phrases import Countable, Phrase
from models import Commune
from services.clock import zone_of

LONGEST_PERIOD = timedelta(days=366 * 10)


class Kind(StrEnum):
    """What a figure is of its records: their number, a share, the middle of them, or money for each of them."""

    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"
    MONEY = "money"


class By(StrEnum):
    """What records are grouped by."""

    MONTH = "month"
    ZONE = "zone"
    CHANNEL = "channel"
    LANGUAGE = "language"
    SEX = "sex"


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days of the commune, both ends included; `ValueError` when it ends before it starts.

    `today` is the day on which a period is read that is not over yet; None of one that is.
    """

    first: date
    last: date
    today: date | None = None

    def __post_init__(self) -> None:
        if self.last < self.first or self.last - self.first > LONGEST_PERIOD:
            raise ValueError("a period runs from its first day to its last, at most ten years")

    def moments(self, time_zone: str) -> tuple[datetime, datetime]:
        """Return the first instant and the one after the last, in UTC, for days of that time zone."""
        zone = zone_of(time_zone)
        start = datetime(self.first.year, self.first.month, self.first.day, tzinfo=zone)
        after = self.last + timedelta(days=1)
        return start.astimezone(UTC), datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC)

    def until(self, today: date) -> Period | None:
        """Return what there is of the period on a day: all of it, its days so far, None where it has not begun."""
        if self.last < today:
            return self
        return replace(self, last=today, today=today) if self.first <= today else None

    def is_past(self, day: date) -> bool:
        """Is a day of the period over?"""
        return self.today is None or day < self.today

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
    `subject_id` is None for what may not be looked at one by one. Of a share a record adds `part` to what is above the
    line and `whole` to what is below it: 1 of 1 for a promise that was kept, or paid of planned in the smallest coin.
    Of a median `part` is the record's own value. `sex` is f or m where it was given.
    """

    day: date
    label: str
    subject: str
    subject_id: int | None = None
    zone: str | None = None
    channel: str | None = None
    language: str | None = None
    sex: str | None = None
    part: int = 1
    whole: int = 1

    @property
    def month(self) -> str:
        """The month of the record, as 2026-03."""
        return f"{self.day:%Y-%m}"


Records = Callable[[Session, int, Period], Sequence[Record]]
EVERY_PART = (By.ZONE, By.CHANNEL, By.LANGUAGE)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the board, made of its records as its `kind` says.

    `key` is the name of its file. `definition` says in one or two sentences what is counted and what is not, `source`
    where the records come from, `computation` how the figure is made of them, `breakdowns` what they can be told apart
    by. `unit` is what its records are called, `measure` what a median is counted in. `amount` is given the number of
    the records and returns the smallest coins, None where there is nothing to divide by. `is_known` says whether there
    was anything to count at all: without a vote nobody voting is no nought. `is_withheld` says whether nobody outside
    may be told it of a period on a day, for a vote is open. `is_of_people` where a record is somebody, so that fewer
    than five are not told; `is_standing` where it tells how things stand on the last day.
    """

    key: str
    name: Phrase
    definition: Phrase
    unit: Countable
    order: int
    records: Records
    source: Phrase
    computation: Phrase
    kind: Kind = Kind.COUNT
    breakdowns: tuple[By, ...] = ()
    measure: Countable | None = None
    amount: Callable[[Session, int, Period, int], int | None] | None = None
    is_known: Callable[[Session, int, Period], bool] | None = None
    is_withheld: Callable[[Session, int, Period, date], bool] | None = None
    less_is_better: bool = False
    is_of_people: bool = False
    is_standing: bool = False


def commune_of(session: Session, commune_id: int) -> Commune:
    """Return the commune whose records are read."""
    return session.get_one(Commune, commune_id)
