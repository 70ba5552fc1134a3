"""The published figures a citizen budget is made of, still without words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bot.ports import ProjectView
from models.project import ProjectState
from services.house import House
from services.programmes.told import told_in
from services.projects import project_views
from services.public import Book, Figures, PublicLine, Side, heard_lines, open_book, public_results, receipt_lines

MOST_TOPICS = 14
MOST_RECEIPTS = 8
MOST_CHANGES = 6
MOST_PROJECTS = 6
MOST_AIMS = 4
REST = "rest"
"""The code of the row that holds what has no row of its own."""

DECIDED = (ProjectState.FUNDED, ProjectState.UNDER_WAY, ProjectState.DONE)


@dataclass(frozen=True, slots=True)
class Change:
    """A topic's money in an earlier year and in this one, of the same kind, in minor units.

    "" is the whole, `REST` all topics that have no row of their own.
    """

    topic: str
    before: int
    now: int

    @property
    def difference(self) -> int:
        """What came on top, or went, in minor units."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Aim:
    """A programme that has money in the year, and what it is for, as the commune wrote it."""

    programme: str
    objective: str


@dataclass(frozen=True, slots=True)
class Figured:
    """Everything a citizen budget tells of one year.

    `spending_rows` and `receipt_rows` have the same sums as their sides; `changes` begins with the whole and is empty
    where no earlier year can be compared. `ballots` is None while no result is published. `budgets` are the numbers of
    the documents that the money was read from, that of the earlier year among them.
    """

    book: Book
    spending_rows: tuple[Figures, ...]
    receipt_rows: tuple[Figures, ...]
    earlier_year: int | None
    changes: tuple[Change, ...]
    projects: tuple[ProjectView, ...]
    more_projects: int
    ballots: int | None
    lines: tuple[PublicLine, ...]
    budgets: tuple[int, ...] = ()
    aims: tuple[Aim, ...] = ()


def gather_figures(session: Session, house: House, commune_id: int, year: int) -> Figured | None:
    """Return the figures of a year, None where nothing of it is published."""
    book = open_book(session, commune_id, year)
    if book is None:
        return None
    compared = _compared(session, commune_id, book)
    projects, ballots = _projects(session, commune_id)
    return Figured(
        book=book,
        spending_rows=shortened(book.spending.topics, MOST_TOPICS) if book.spending else (),
        receipt_rows=shortened(receipt_lines(session, commune_id, year), MOST_RECEIPTS),
        earlier_year=compared.year if compared else None,
        changes=_changes(book.spending, compared) if book.spending and compared else (),
        projects=tuple(projects[:MOST_PROJECTS]),
        more_projects=max(0, len(projects) - MOST_PROJECTS),
        ballots=ballots,
        lines=tuple(heard_lines(session, house, commune_id)),
        budgets=_budgets_of(book.spending, book.receipts, compared),
        aims=_aims(session, commune_id, year),
    )


def _aims(session: Session, commune_id: int, year: int) -> tuple[Aim, ...]:
    """Return what the programmes of a year are for, those with the most money first, support programmes last."""
    told = [row for row in told_in(session, commune_id, year) if row.programme.objective.strip()]
    ordered = sorted(told, key=lambda row: (row.programme.is_support, -(row.told.planned or row.told.done or 0)))
    return tuple(Aim(row.programme.name, row.programme.objective.strip()) for row in ordered[:MOST_AIMS])


def shortened(rows: Sequence[Figures], most: int) -> tuple[Figures, ...]:
    """Return the largest rows and, where some have no room, one row with their sum; noughts are left out."""
    told = sorted((row for row in rows if row.amount), key=lambda row: (-row.amount, row.name))
    if len(told) <= most:
        return tuple(told)
    kept, rest = told[: most - 1], told[most - 1 :]
    return (*kept, replace(rest[0], name=str(len(rest)), code=REST, amount=sum(row.amount for row in rest)))


def _budgets_of(*sides: Side | None) -> tuple[int, ...]:
    return tuple(sorted({paper.number for side in sides if side for paper in side.papers}))


def _compared(session: Session, commune_id: int, book: Book) -> Side | None:
    """Return the spending of the year before that this one's can be put beside, None where there is none."""
    earlier = _earlier(session, commune_id, book) if book.spending else None
    return earlier if earlier and book.spending and _can_be_compared(book.spending, earlier) else None


def _changes(now: Side, earlier: Side) -> tuple[Change, ...]:
    whole = Change("", _of_kind(earlier.whole, now) or 0, now.whole.amount)
    then = {row.name: _of_kind(row, now) or 0 for row in earlier.topics}
    today = {row.name: row.amount for row in now.topics}
    found = [Change(name, then.get(name, 0), today.get(name, 0)) for name in sorted({*then, *today})]
    moved = sorted((row for row in found if row.difference), key=lambda row: -abs(row.difference))
    return whole, *moved[:MOST_CHANGES], *_others(whole, moved[:MOST_CHANGES])


def _others(whole: Change, told: Sequence[Change]) -> tuple[Change, ...]:
    """Return what is left of the whole beside the topics that are told, so that the rows add up."""
    others = Change(REST, whole.before - sum(row.before for row in told), whole.now - sum(row.now for row in told))
    return (others,) if others.before or others.now else ()


def _earlier(session: Session, commune_id: int, book: Book) -> Side | None:
    for year in (year for year in book.years if year < book.year):
        found = open_book(session, commune_id, year)
        if found and found.spending:
            return found.spending
    return None


def _can_be_compared(now: Side, earlier: Side) -> bool:
    """Are there figures of the same kind? Paid one year beside planned another would look like waste and be neither."""
    return _of_kind(earlier.whole, now) is not None and (not now.tells_done or now.done_stage == earlier.done_stage)


def _of_kind(row: Figures, now: Side) -> int | None:
    return row.done if now.tells_done else row.planned


def _projects(session: Session, commune_id: int) -> tuple[list[ProjectView], int | None]:
    """Return what the people chose, with the ballots that were counted; else the works that were decided."""
    views = {view.number: view for view in project_views(session, commune_id)}
    results = public_results(session, commune_id)
    if results is not None:
        won = [views[line.number] for line in results.view.lines if line.won and line.number in views]
        return won, results.view.ballots
    return [view for view in views.values() if view.state in DECIDED], None
