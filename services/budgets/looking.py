"""Looking at a file before it is accepted: reading it with all the commune knows, again where staff put it right."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from budgeting.accounts.orders import Orders
from budgeting.accounts.read import NOTHING_ORDERED
from budgeting.refusal import Refusal
from models import Commune
from services.budgets.earlier import earlier_lines
from services.budgets.headings import known_headings
from services.budgets.job import Job
from services.budgets.job_file import mark_of
from services.budgets.kept import Kept
from services.budgets.line_memory import line_rules
from services.budgets.reading_room import CannotBeRead, Underway, begin, look
from services.budgets.reasons import BudgetReason
from services.budgets.waiting import Waiting, note, put_aside, take
from services.house import House


def send_in(house: House, commune_id: int, name: str, content: bytes, year: int | None) -> Waiting:
    """Set a file aside and have it read; `Refusal` for an empty or a huge one."""
    waiting = put_aside(house, commune_id, name, content, year)
    _begin(house, commune_id, waiting)
    return waiting


def look_at(house: House, commune_id: int, key: str) -> tuple[Waiting, Kept | Underway]:
    """Return a file that waits and what was read of it, or how far the reading is; `Refusal` where that fails.

    Where the money of the commune was set right since, it is read anew.
    """
    waiting = take(house, commune_id, key)
    currency = house.work.read(lambda session: session.get_one(Commune, commune_id).currency)
    try:
        if mark_of(waiting.folder, key).currency != currency:
            _begin(house, commune_id, waiting)
        return waiting, look(waiting.folder, key)
    except FileNotFoundError:
        _begin(house, commune_id, waiting)
    except CannotBeRead as error:
        raise Refusal(BudgetReason.FILE_UNREADABLE) from error
    return waiting, Underway(0, 0)


def read_as(house: House, commune_id: int, key: str, orders: Orders, year: int | None) -> Waiting:
    """Have a file that waits read again as staff ordered; orders for other sheets stay as they are."""
    waiting = take(house, commune_id, key)
    waiting = replace(waiting, orders={**waiting.orders, **orders}, year=year)
    note(house, waiting)
    _begin(house, commune_id, waiting)
    return waiting


def _begin(house: House, commune_id: int, waiting: Waiting) -> None:
    def job(session: Session) -> Job:
        return job_for(session, commune_id, waiting.name, waiting.year, waiting.orders)

    begin(waiting.folder, waiting.key, house.work.read(job))


def job_for(
    session: Session, commune_id: int, name: str, year: int | None = None, orders: Orders = NOTHING_ORDERED
) -> Job:
    """Return the job of reading a file for a commune, with all it taught the reader."""
    commune = session.get_one(Commune, commune_id)
    return Job(
        name=name,
        currency=commune.currency,
        population=commune.population,
        year=year,
        orders=orders,
        known=known_headings(session, commune_id),
        rules=line_rules(session, commune_id),
        earlier=earlier_lines(session, commune_id),
    )
