"""Which document answers: the furthest of the year asked for, or of the nearest year there is.

Who names no year hears of the budget in force: of the latest year that was decided, and of the one before while that
one is approved and the next is only voted and has not begun. A draft answers where it is asked for, or where nothing
else is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from budgeting.fiscal_year import first_month_of, name_years, year_of
from budgeting.refusal import Refusal
from models.budget import BudgetStatus
from services.budgets.reasons import BudgetReason

STATUS_ORDER = tuple(BudgetStatus)
UNDECIDED = (BudgetStatus.DRAFT, BudgetStatus.DEBATED)
IN_FORCE = (BudgetStatus.APPROVED, BudgetStatus.AMENDED)


class Candidate(NamedTuple):
    """A published document without its report, which may be long.

    `stages` are those its lines of the side asked for have, as its report has them. `parts` are the documents it is
    made of, the budget first, where later ones change it; it then goes by the number of the first.
    """

    id: int
    year: int
    status: str
    dated_on: date | None
    source: str
    starts_on: date
    ends_on: date
    has_public_file: bool = False
    stages: frozenset[str] = frozenset()
    parts: tuple[Candidate, ...] = ()

    @property
    def documents(self) -> tuple[Candidate, ...]:
        """The documents whose lines it holds: itself, or the budget and its changes."""
        return self.parts or (self,)

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of these documents."""
        return tuple(row.id for row in self.documents)

    @property
    def year_name(self) -> str:
        """What its fiscal year is called: `2025`, `2025/2026`."""
        return name_years(self.starts_on, self.ends_on)

    @property
    def is_account(self) -> bool:
        """Does it say what was done, rather than what is planned?"""
        return self.status == BudgetStatus.EXECUTED


def answering(found: Sequence[Candidate], year: int | None, today: date) -> Candidate:
    """Return the one of several documents that answers for a year, the one in force where none is given.

    A `Refusal` where there is no document.
    """
    if not found:
        raise Refusal(BudgetReason.NONE_YET)
    return nearest(found, _year_in_force(found, today) if year is None else year)


def nearest(found: Sequence[Candidate], year: int) -> Candidate:
    """Return the one of several documents that answers for a year.

    Where the year has none, the nearest year answers that was decided, the later of two equally near. A `Refusal` where
    there is no document.
    """
    if not found:
        raise Refusal(BudgetReason.NONE_YET)
    asked_for = [row for row in found if row.year == year] or decided(found)
    distance = min(abs(row.year - year) for row in asked_for)
    return max((row for row in asked_for if abs(row.year - year) == distance), key=in_order)


def year_around(found: Sequence[Candidate], today: date, country: str) -> int:
    """Return the fiscal year of a day, by the calendar year in which it begins: as published, else as it is counted."""
    around = max((row for row in found if row.starts_on <= today <= row.ends_on), key=in_order, default=None)
    return around.year if around else year_of(today, first_month(found, country))


def first_month(found: Sequence[Candidate], country: str) -> int:
    """Return the month in which a commune's fiscal years begin: that of the latest it published, else its country's."""
    latest = max(found, key=in_order, default=None)
    return latest.starts_on.month if latest else first_month_of(country)


def furthest(found: Iterable[Candidate]) -> Candidate:
    """Return the one of a year's documents that has come furthest; there must be one."""
    return max(found, key=in_order)


def decided(found: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return the documents that were decided, all of them where none was."""
    return [row for row in found if has_been_decided(row)] or found


def has_been_decided(row: Candidate) -> bool:
    """Is it more than a plan somebody proposes?"""
    return row.status not in UNDECIDED


def _year_in_force(found: Sequence[Candidate], today: date) -> int:
    latest = max(decided(found), key=in_order)
    before = latest_before(found, latest.year)
    if before is None or latest.status != BudgetStatus.VOTED or before.status not in IN_FORCE:
        return latest.year
    if latest.starts_on <= today:  # that it was approved since, nobody may have noted
        return latest.year
    # Next year's budget is voted in autumn and holds once it is approved.
    return before.year if before.year == latest.year - 1 else latest.year


def latest_before(found: Sequence[Candidate], year: int) -> Candidate | None:
    """Return the document of the latest year before, of those decided where there are any, or None."""
    return max(decided([row for row in found if row.year < year]), key=in_order, default=None)


def in_order(row: Candidate) -> tuple[int, int, date, int]:
    """Return what documents are put in order by: the year, how far it has come, the day, the number."""
    # The status first: a voted budget put in after the year's account must not hide the account.
    return row.year, STATUS_ORDER.index(BudgetStatus(row.status)), row.dated_on or date.min, row.id
