"""How many ballots each member of staff entered, by way in and day: what observers read one person's share from."""

from __future__ import annotations

from sqlalchemy.orm import Session

from budgeting.ways_in import WayIn
from models import Commune, EnteredBallots
from services.clock import day_in
from services.house import House
from services.rows import insert_into


def note_entered(session: Session, house: House, commune: Commune, cycle_id: int, staff_id: int, way: WayIn) -> None:
    """Count one more ballot that somebody entered today."""
    row = EnteredBallots.__table__.c
    day = day_in(house.clock(), commune.time_zone)
    key = {"cycle_id": cycle_id, "staff_id": staff_id, "channel": way.value, "day": day}
    statement = insert_into(session, EnteredBallots).values({**key, "ballots": 1})
    again = {"ballots": row.ballots + 1}
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=again))
