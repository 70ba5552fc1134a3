"""A commune on the day of a vote by codes, with batches of codes in the hands of its people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models import Cycle, LineCommune, LogEntry, PendingEntry
from models.cycle import IdentityLevel
from services.codes.making import NewBatch, draw_batch, keep_batch
from services.codes.voiding import void_batch, void_code
from services.cycles.rules import write_rules
from services.house import House
from services.revision import grow_revision
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_commune


@dataclass
class CodeDay(PollingDay):
    """A polling day at level C."""

    def hand_out(self, size: int = 3, label: str = "Zongo") -> tuple[str, ...]:
        """Make a batch and return its codes, as they stand on the slips."""
        return self.house.work.write(lambda session: self._make(session, size, label))

    def _make(self, session: Any, size: int, label: str) -> tuple[str, ...]:
        drawn = draw_batch(session, self.house, self.commune_id, self.cycle_id, NewBatch(size, label, "Awa"))
        keep_batch(session, self.house, self.commune_id, drawn, staff_id=None)
        return drawn.codes

    def share_line(self) -> None:
        """Let another commune answer on the line for SMS, so that who writes stands at its entrance."""

        def share(session: Any) -> None:
            other = plant_commune(session, "zouma", languages=["fr"], country="TG")
            session.add(LineCommune(line_id=self.lines["sms"], commune_id=other.id))

        self.house.work.write(share)
        self.house.memory.clear()

    def log_of(self, event: str) -> Counter[str]:
        """Return how often each receipt's commitment stands in the log for an event, also where it still waits."""

        def read(session: Any) -> Counter[str]:
            logs = (select(log.commitment).where(log.event == event) for log in (LogEntry, PendingEntry))
            return Counter(found for each in logs for found in session.scalars(each))

        return self.house.work.read(read)

    def void(self, code: str, reason: str = "lost") -> None:
        """Void one code."""
        where = (self.house, self.commune_id, self.cycle_id, code, reason)
        self.house.work.write(lambda session: void_code(session, *where, staff_id=None))

    def void_batch(self, number: int, reason: str = "stolen") -> None:
        """Void a batch."""
        where = (self.house, self.commune_id, self.cycle_id, number, reason)
        self.house.work.write(lambda session: void_batch(session, *where, staff_id=None))


def plant_code_day(house: House, **commune: Any) -> CodeDay:
    """Plant a polling day whose vote takes codes."""
    day = plant_polling_day(house, **commune)

    def raise_level(session: Any) -> None:
        cycle = session.scalars(select(Cycle).where(Cycle.id == day.cycle_id)).one()
        cycle.identity_level = IdentityLevel.VOTING_CODE
        write_rules(session, cycle)
        grow_revision(session, day.commune_id)

    house.work.write(raise_level)
    return CodeDay(day.house, day.commune_id, day.cycle_id, day.opens_at, day.closes_at, day.lines)
