"""What is left on the accounts of lines: asked by the worker a few times a day, and held against what a day uses.

A company's currency need not be the commune's: what a day uses is how far the account fell in the last one, or what our
own messages of it cost where that is said in the same money.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from budgeting.money import decimals_of
from models import Commune, LineBalance, Outbox
from services.rows import insert_into

EVERY, AGAIN, DAY = timedelta(hours=4), timedelta(hours=1), timedelta(days=1)
"""How often a company is asked, how soon again after it did not tell, what is compared."""
KEPT = timedelta(days=8)
SMS_LEFT = "SMS"
THOUSAND = 1000


class Told(Protocol):
    """What a company told: thousandths of a unit, a currency or `SMS`."""

    @property
    def amount(self) -> int: ...

    @property
    def unit(self) -> str: ...


@dataclass(frozen=True, slots=True)
class BalanceView:
    """What was left on a line's account at a time; `amount` in thousandths of the `unit`.

    `error` is why the company did not tell when it was asked last; `is_short` when what is left covers less than a day.
    """

    amount: int
    unit: str
    asked_at: datetime
    is_short: bool = False
    error: str | None = None

    @property
    def minor(self) -> int:
        """The amount in the smallest coin of its currency, a whole number of SMS."""
        return _in_minor(self.amount, self.unit)

    @property
    def is_sms(self) -> bool:
        """Is it a bundle of messages, and no money?"""
        return self.unit == SMS_LEFT


def is_due(session: Session, line_id: int, now: datetime) -> bool:
    """Is this line's company to be asked now? Whichever worker asks first asks for all."""
    last = _last(session, line_id)
    wait = EVERY if last is None or last.error is None else AGAIN
    return last is None or not timedelta(0) <= now - last.asked_at < wait


def note_balance(session: Session, line_id: int, told: Told | str, now: datetime) -> None:
    """Keep what a company told, or the reason why it did not."""
    row = {"amount": None, "unit": None, "error": told[:200]} if isinstance(told, str) else _told(told)
    statement = insert_into(session, LineBalance).values(line_id=line_id, asked_at=now, **row)
    session.execute(statement.on_conflict_do_nothing())
    session.execute(delete(LineBalance).where(LineBalance.line_id == line_id, LineBalance.asked_at < now - KEPT))


def balances_of(session: Session, line_ids: Collection[int], now: datetime) -> dict[int, BalanceView]:
    """Return what is left on the accounts of these lines, by line; nothing of those whose company never told."""
    rows = session.scalars(
        select(LineBalance).where(LineBalance.line_id.in_(line_ids)).order_by(LineBalance.line_id, LineBalance.asked_at)
    ).all()
    by_line: dict[int, list[LineBalance]] = {}
    for row in rows:
        by_line.setdefault(row.line_id, []).append(row)
    views = {line_id: _view(session, line_id, mine, now) for line_id, mine in by_line.items()}
    return {line_id: view for line_id, view in views.items() if view is not None}


def _told(told: Told) -> dict[str, object]:
    return {"amount": told.amount, "unit": told.unit[:8], "error": None}


def _last(session: Session, line_id: int) -> LineBalance | None:
    mine = select(LineBalance).where(LineBalance.line_id == line_id).order_by(LineBalance.asked_at.desc())
    return session.scalar(mine.limit(1))


def _view(session: Session, line_id: int, rows: Sequence[LineBalance], now: datetime) -> BalanceView | None:
    known = [row for row in rows if row.amount is not None]
    if not known:
        return None
    newest = known[-1]
    unit, left = newest.unit or "", newest.amount or 0
    used = max(_fallen(known, unit, now), _spent_ourselves(session, line_id, unit, now))
    is_short = left <= 0 or left < used
    return BalanceView(left, unit, newest.asked_at, is_short, error=rows[-1].error)


def _fallen(known: Sequence[LineBalance], unit: str, now: datetime) -> int:
    """Return by how much the account fell within the last day; what was paid in meanwhile is not counted against it."""
    lately = [row.amount or 0 for row in known if row.unit == unit and row.asked_at >= now - DAY - EVERY]
    return sum(max(0, before - after) for before, after in pairwise(lately))


def _spent_ourselves(session: Session, line_id: int, unit: str, now: datetime) -> int:
    """Return what the line's messages of the last day cost, in thousandths of the unit; 0 where that is other money."""
    mine = (Outbox.line_id == line_id, Outbox.sent_at >= now - DAY)
    if unit == SMS_LEFT:
        return THOUSAND * int(session.scalar(select(func.sum(Outbox.segments)).where(*mine)) or 0)
    query = select(func.sum(Outbox.cost)).join(Commune, Commune.id == Outbox.commune_id)
    cost = session.scalar(query.where(*mine, Commune.currency == unit))
    return int(cost or 0) // int(10 ** decimals_of(unit))


def _in_minor(amount: int, unit: str) -> int:
    coins = 1 if unit == SMS_LEFT else int(10 ** decimals_of(unit))
    return amount * coins // THOUSAND
