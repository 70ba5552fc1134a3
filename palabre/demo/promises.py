"""The demonstration's promises: kept, late, still to come, and one of which nobody has said where it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, PublicSession
from services.clock import day_in
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, move
from services.house import House


def write_promises(session: Session, house: House, commune: Commune, data: dict[str, Any], staff: int) -> None:
    """Write each promise down as it was said, then where it stands; days are counted from today.

    What a session of the demonstration recommends is that of the session itself.
    """
    held = {one.title: one.id for one in session.scalars(select(PublicSession))}
    today = day_in(house.clock(), commune.time_zone)
    for found in data["promise"]:
        given = NewFollowUp(
            found["origin"],
            found["text"],
            found["owner"],
            due_on=today + timedelta(days=found["due"]) if "due" in found else None,
            source_id=(source := held.get(found["occasion"])),
            occasion="" if source else found["occasion"],
            promised_on=today + timedelta(days=found["said"]),
            visibility=found.get("visibility", "public"),
            state=None,
            as_written={"state": found["as_written"]} if "as_written" in found else {},
        )
        row = add_follow_up(session, house, commune.id, given, staff_id=staff)
        if state := found.get("state"):
            move(session, house, commune.id, row.number, Move(state, found.get("note", "")), staff_id=staff)
