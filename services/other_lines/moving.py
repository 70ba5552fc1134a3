"""Giving a message that waits to another line of its commune."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.messages import Outgoing
from models import Contact, Line, LineCommune, LineRest, Outbox, OutboxState
from services.day_shares import is_used_up
from services.house import House
from services.piece import ring_after_commit
from services.prices import price_of
from services.telling import PAYLOAD, measured
from services.vault import Sealed

TRIAL = "simulator"


def lines_beside(
    session: Session, line: Line, commune_id: int, channel: str, served: Collection[int], now: datetime
) -> list[Line]:
    """Return the other lines of a commune on a channel that work now, those of it alone first.

    `served` are the lines on which something sends; a trial phone and a real one are never each other's.
    """
    of_commune = select(LineCommune.line_id).where(LineCommune.commune_id == commune_id)
    rows = session.scalars(
        select(Line)
        .where(Line.id.in_(of_commune), Line.id.in_(served), Line.id != line.id, Line.channel == channel)
        .where(Line.enabled.is_(True), (Line.provider == TRIAL) == (line.provider == TRIAL), ~is_resting(now))
        .order_by(Line.id)
    )
    able = [one for one in rows if not is_used_up(session, one, now)]
    return sorted(able, key=lambda one: communes_on(session, one) > 1)


def is_resting(now: datetime) -> ColumnElement[bool]:
    """Does a line rest now, because it failed?"""
    return select(LineRest.line_id).where(LineRest.line_id == Line.id, LineRest.until > now).exists()


def communes_on(session: Session, line: Line) -> int:
    """Return how many communes answer on a line."""
    return session.scalar(select(func.count()).where(LineCommune.line_id == line.id)) or 0


def move(session: Session, house: House, row: Outbox, line: Line, most: int | None = None) -> bool:
    """Give a message to another line, measured and priced anew.

    False where its words cannot be read, or where it would cost more there than `most` (in thousandths).
    """
    try:
        words = house.vault.open_json(row.payload, PAYLOAD) if row.payload else None
        message = Outgoing.from_json(words) if words is not None else None
    except (Sealed, ValueError, TypeError, KeyError, AttributeError):
        return False
    if message is None:
        return False
    message, segments = measured(line, message, line.channel)
    cost = segments * price_of(line, session.get(Contact, row.contact_id))
    if most is not None and cost > most:
        return False
    row.payload = house.vault.seal_json(message.as_json(), PAYLOAD)
    row.segments, row.cost = segments, cost
    row.meant_line_id = row.meant_line_id or row.line_id
    row.line_id, row.attempts, row.state, row.lease_until, row.error = line.id, 0, OutboxState.QUEUED, None, None
    ring_after_commit(session)
    return True
