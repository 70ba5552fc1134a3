"""The votes of the demonstration: one that is open, and the next, in which zones have money of their own."""

from __future__ import annotations

from sqlalchemy import select

from models import Cycle
from palabre.demo.load import fill, read_demo
from services.cycles.pots import all_money, zone_money
from services.house import House


def test_the_next_vote_shares_the_same_money_and_each_zone_has_some_of_its_own(house: House) -> None:
    house.work.write(lambda db: fill(db, house, read_demo()))
    now, later = house.work.read(lambda db: list(db.scalars(select(Cycle).order_by(Cycle.year))))
    assert zone_money(now).envelopes == {}
    assert len(zone_money(later).envelopes) == 6 and later.envelope > 0
    assert all_money(later) == all_money(now)
