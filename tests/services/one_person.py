"""A vote in a commune in which one person may decide, approved with an outside witness."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from budgeting.ways_in import WaysIn
from models import Cycle
from services.house import House
from services.witnesses.links import make_accept_link, make_link
from services.witnesses.naming import NewWitness, name_witness
from services.witnesses.saying import accept, answer
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, OPENS, Plan
from tests.services.townsfolk import plant_line

IMAM = NewWitness("Mariam Issa", "association", "Union of the women of Zongo", "the council, on 3 March")


class OnePerson:
    """The vote; `day` are the values of a polling day on which Awa, who is alone, does everything."""

    def __init__(self, house: House, clock: HandClock, ways: WaysIn) -> None:
        self.house, self.clock, self.ways = house, clock, ways
        self.values: dict[str, Any] = house.work.write(self._plant)
        self.awa: int = self.values["awa"]
        self.cycle_id: int = self.values["cycle_id"]

    def _plant(self, session: Session) -> dict[str, Any]:
        made = Plan(session, self.house, deciders=1, level="C", ways=self.ways)
        self.here: tuple[House, int] = (self.house, made.commune.id)
        awa = made.staff[0].id
        here = (session, *self.here)
        self.clock.wait(hours=-72)
        self.witness = name_witness(*here, IMAM, staff_id=awa).id
        self.code = accept(*here, make_accept_link(*here, self.witness, staff_id=awa))
        self.clock.wait(hours=72)
        made.freeze()
        made.back_up()
        made.approve(0)
        answer(*here, make_link(*here, self.witness, made.cycle.id, "cycle_plan", staff_id=awa), self.code)
        lines = {"sms": plant_line(session, made.commune).id}
        where = {"house": self.house, "commune_id": made.commune.id, "cycle_id": made.cycle.id}
        return {**where, "opens_at": OPENS, "closes_at": CLOSES, "lines": lines, "_ids": count(1), "awa": awa}

    def do(self, act: Callable[[Session], Any]) -> Any:
        """Do something in one transaction."""
        return self.house.work.write(act)

    def link_to(self, matter: str) -> str:
        """Make a link for the witness."""
        where = (*self.here, self.witness, self.cycle_id, matter)
        made: str = self.do(lambda session: make_link(session, *where, staff_id=self.awa))
        return made

    def is_one_person(self) -> bool:
        """Will the result say that one person decided?"""
        found: bool = self.do(lambda session: session.get_one(Cycle, self.cycle_id).one_person)
        return found
