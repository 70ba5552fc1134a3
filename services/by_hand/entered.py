"""How many ballots each member of staff entered, by way in and day: what observers read one person's share from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.ways_in import WayIn
from models import Commune, EnteredBallots, LogEntry, PendingEntry, Staff
from models.ballot import LogEvent
from services.clock import day_in
from services.house import House
from services.rows import insert_into

FEWEST = 5
"""Ballots of one person from which they are told: of fewer, those who voted there could be recognised."""
LARGE_SHARE, LEAST = 20, 20
"""A person stands out with twenty in a hundred of all votes, and twenty of them at least."""


@dataclass(frozen=True, slots=True)
class HandShare:
    """What one member of staff entered, and in a hundred of all votes and changes of votes.

    Beside the sum of all, of each way; None where one of them is of few people, who could be recognised.
    """

    name: str
    ballots: int
    share: int
    helped: int | None = None
    paper: int | None = None
    booth: int | None = None

    @property
    def stands_out(self) -> bool:
        """Is it so much that somebody should ask who sat beside them?"""
        return self.share >= LARGE_SHARE and self.ballots >= LEAST


def note_entered(session: Session, house: House, commune: Commune, cycle_id: int, staff_id: int, way: WayIn) -> None:
    """Count one more ballot that somebody entered today."""
    row = EnteredBallots.__table__.c
    day = day_in(house.clock(), commune.time_zone)
    key = {"cycle_id": cycle_id, "staff_id": staff_id, "channel": way.value, "day": day}
    statement = insert_into(session, EnteredBallots).values({**key, "ballots": 1})
    again = {"ballots": row.ballots + 1}
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=again))


def shares_of(session: Session, cycle_id: int) -> list[HandShare]:
    """Return who entered five ballots or more in a vote, the most first; read from counters, never from ballots."""
    query = (
        select(Staff.id, Staff.name, Staff.email, EnteredBallots.channel, func.sum(EnteredBallots.ballots))
        .join(EnteredBallots, EnteredBallots.staff_id == Staff.id)
        .where(EnteredBallots.cycle_id == cycle_id)
        .group_by(Staff.id, Staff.name, Staff.email, EnteredBallots.channel)
    )
    names, entered = dict[int, str](), dict[int, dict[str, int]]()
    for staff_id, name, email, channel, ballots in session.execute(query):
        names[staff_id] = name or email
        entered.setdefault(staff_id, {})[channel] = int(ballots)
    whole = max(1, _votes(session, cycle_id))
    shares = [_share(names[staff_id], of, whole) for staff_id, of in entered.items() if sum(of.values()) >= FEWEST]
    return sorted(shares, key=lambda one: (-one.ballots, one.name))


def _share(name: str, entered: dict[str, int], whole: int) -> HandShare:
    parts = [entered.get(way.value, 0) for way in (WayIn.ASSISTED, WayIn.PAPER, WayIn.BOOTH)]
    ballots = sum(parts)
    apart = parts if all(part == 0 or part >= FEWEST for part in parts) else ()
    return HandShare(name, ballots, 100 * ballots // whole, *apart)


def _votes(session: Session, cycle_id: int) -> int:
    """Return how often somebody voted or voted anew, also what waits for the log."""
    return sum(
        session.scalar(
            select(func.count()).select_from(log).where(log.cycle_id == cycle_id, log.event == LogEvent.CAST)
        )
        or 0
        for log in (LogEntry, PendingEntry)
    )
