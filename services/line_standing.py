"""How the lines of a commune do: which rest, what is left on their accounts and of their day, whom they hold back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Line, LineCommune
from services.balances import BalanceView, balances_of
from services.day_shares import DayShare, shares_of
from services.held_numbers import HeldView, held_on
from services.house import House
from services.other_lines import Resting, rests_of


@dataclass(frozen=True, slots=True)
class LineStanding:
    """How one line does: None where it does not rest, or where its company never told what is left.

    `day` is what its SIMs sent today where a day bears so much and no more.
    """

    rest: Resting | None = None
    balance: BalanceView | None = None
    held: tuple[HeldView, ...] = ()
    day: tuple[DayShare, ...] = ()

    @property
    def is_day_near(self) -> bool:
        """Is what one of its SIMs may send today nearly used up?"""
        return any(one.is_near for one in self.day)

    @property
    def may_send_no_more(self) -> bool:
        """Have all its SIMs sent what they may today?"""
        return bool(self.day) and all(one.is_used_up for one in self.day)

    @property
    def warns(self) -> bool:
        """Is there anything about it that staff should see to?"""
        return bool(self.rest or self.held or self.is_day_near or (self.balance and self.balance.is_short))


def standings_of(
    session: Session, house: House, line_ids: Collection[int], now: datetime
) -> Mapping[int, LineStanding]:
    """Return how each of these lines does."""
    rests, balances = rests_of(session, line_ids, now), balances_of(session, line_ids, now)
    days = shares_of(session, line_ids, now)
    held: dict[int, list[HeldView]] = {}
    for one in held_on(session, house, line_ids):
        held.setdefault(one.line_id, []).append(one)
    return {
        line_id: LineStanding(
            rests.get(line_id), balances.get(line_id), tuple(held.get(line_id, ())), days.get(line_id, ())
        )
        for line_id in line_ids
    }


def lines_to_see(session: Session, house: House, commune_id: int, now: datetime) -> int:
    """Return how many lines of a commune, switched on, rest, near the end of money or day, or hold numbers back."""
    mine = select(Line.id).join(LineCommune, LineCommune.line_id == Line.id)
    ids = session.scalars(mine.where(LineCommune.commune_id == commune_id, Line.enabled.is_(True))).all()
    return sum(one.warns for one in standings_of(session, house, ids, now).values())
