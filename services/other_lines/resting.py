"""A line that fails rests: its messages go by another line of the same channel and commune until it has cooled down.

The rest is kept in the database, so that it holds for all workers; each following one lasts longer. What nobody else
can carry is tried on the line itself all the while.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.messages import Channel
from models import Contact, Line, LineRest, Outbox, OutboxState
from services.contacts import lead_home
from services.day_shares import is_used_up
from services.house import House
from services.numbering import hold
from services.other_lines.moving import communes_on, lines_beside, move

COOL_DOWN, LONGEST = timedelta(minutes=5), timedelta(hours=1)
BY_ANY = frozenset({Channel.SMS})
"""Channels on which any line reaches whoever wrote to another: no bot may write first, nor a number on WhatsApp."""
AT_ONCE = 200
"""Messages that are given to other lines in one transaction."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A line that rests: why, since when, until when, and how many messages went by another line meanwhile."""

    reason: str
    since: datetime
    until: datetime
    moved: int


def rest_line(session: Session, line_id: int, reason: str, now: datetime) -> None:
    """Let a line rest from now on; one that rests already goes on as it does."""
    hold(session, f"rest {line_id}")
    row = session.get(LineRest, line_id, populate_existing=True)
    if row is None:
        row = LineRest(line_id=line_id, times=0, until=now, since=now)
        session.add(row)
    elif row.until > now:
        return
    is_next = now - row.until < LONGEST
    row.times = row.times + 1 if is_next else 1
    row.since = row.since if is_next and row.times > 1 else now
    row.reason, row.until = reason[:200], now + min(COOL_DOWN * 2 ** min(row.times - 1, 8), LONGEST)


def relieve(session: Session, house: House, line_id: int, now: datetime, served: Collection[int]) -> int:
    """Give what waits on a line that rests, or may send no more today, to others; return how many messages that were.

    `served` are the lines on which something sends.
    """
    if not served:
        return 0
    rest, line = session.get(LineRest, line_id, populate_existing=True), session.get_one(Line, line_id)
    rests = rest is not None and rest.until > now
    if line.channel not in BY_ANY or not (rests or is_used_up(session, line, now)):
        return 0
    beside: dict[int, list[Line]] = {}
    moved = 0
    for row, contact in _movable(session, line_id, now):
        commune_id = contact.commune_id or 0
        if commune_id not in beside:
            beside[commune_id] = lines_beside(session, line, commune_id, line.channel, served, now)
        other = _leading_home(session, beside[commune_id], contact, now)
        if other is not None and move(session, house, row, other):
            row.due_at = now
            moved += 1
    session.flush()
    return moved


def rests_of(session: Session, line_ids: Collection[int], now: datetime) -> dict[int, Resting]:
    """Return the rests of lines that rest now, by line."""
    rows = session.scalars(select(LineRest).where(LineRest.line_id.in_(line_ids), LineRest.until > now)).all()
    return {row.line_id: Resting(row.reason, row.since, row.until, _moved(session, row)) for row in rows}


def _moved(session: Session, rest: LineRest) -> int:
    query = select(func.count(Outbox.id)).where(Outbox.meant_line_id == rest.line_id, Outbox.created_at >= rest.since)
    return session.scalar(query) or 0


def _movable(session: Session, line_id: int, now: datetime) -> Sequence[tuple[Outbox, Contact]]:
    """Return what is due on a line and no company can have, the oldest first, of people a commune knows by name.

    Who stands at the line's entrance has no other: they are asked there to which commune they write.
    """
    is_due = or_(Outbox.due_at <= now, and_(Outbox.attempts > 0, Outbox.error.is_not(None)))
    rows = session.execute(
        select(Outbox, Contact)
        .join(Contact, Outbox.contact_id == Contact.id)
        .where(Outbox.line_id == line_id, Outbox.state == OutboxState.QUEUED, Outbox.is_unsure.is_(False), is_due)
        .where(Contact.commune_id.is_not(None), Contact.address.is_not(None), Outbox.payload.is_not(None))
        .order_by(Outbox.id)
        .limit(AT_ONCE)
        .with_for_update(of=Outbox, skip_locked=True)
    )
    return [(row, contact) for row, contact in rows]


def _leading_home(session: Session, lines: Collection[Line], contact: Contact, now: datetime) -> Line | None:
    """Return the first of these lines on which an answer of this person comes to the same conversation."""
    return next(
        (line for line in lines if communes_on(session, line) == 1 or lead_home(session, contact, line.id, now)), None
    )
