"""What a phone sends again when it is asked: kept once whatever its new id, and counted as come late.

Who wrote and when is all that a message keeps. So of two that one sender wrote in the same second, the second is taken
for the first where it reaches us only after that hour was asked for again; before, both are kept by their own ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from bot.messages import Inbound as Message
from models import Inbound, InboundCheck
from services.rows import insert_into
from services.watching.inbound import SETTLED_AFTER, line_since, oldest_taken, start_of

AT_LEAST = timedelta(hours=1)
"""How much of what was asked for already is asked for once more: a phone that was off may have missed the asking."""
CLOCKS_APART = timedelta(days=1)
ID_ENDS = "again"


def period_due(session: Session, line_id: int, day: date, now: datetime) -> tuple[datetime, datetime] | None:
    """Return between which moments of a day a phone is to send again now; a day that is over is asked for whole."""
    row = session.get(InboundCheck, (line_id, day))
    first, until = start_of(day), min(now - SETTLED_AFTER, start_of(day + timedelta(days=1)))
    if row is not None and row.asked_until is not None and day == now.astimezone(UTC).date():
        # Where the asking failed, the day was not checked: what it was for is asked for once more.
        first = max(first, min(row.asked_until, row.checked_at) - AT_LEAST)
    taken = oldest_taken(session, line_id, now)
    first = max(first, line_since(session, line_id), taken or first)
    return (first, until) if first < until else None


def note_asked(session: Session, line_id: int, day: date, now: datetime, until: datetime) -> None:
    """Keep, before it is asked, that a phone is to send again what came in on a day until a moment."""
    row = {"missing": 0, "fetched": 0, "unread": 0, "checked_at": start_of(day), "asked_at": now, "asked_until": until}
    statement = insert_into(session, InboundCheck).values(line_id=line_id, day=day, **row)
    grown = {"asked_at": func.coalesce(InboundCheck.asked_at, now), "asked_until": until}
    session.execute(statement.on_conflict_do_update(index_elements=["line_id", "day"], set_=grown))


def id_to_keep(session: Session, line_id: int, message: Message) -> str | None:
    """Return the id under which a message is kept; None where it is there already and was only sent again."""
    if not _was_asked_for(session, line_id, message):
        return message.provider_id
    least, beyond = bounds_of(message.same)
    ids = Inbound.provider_id
    alike = (Inbound.line_id == line_id, ids >= least, ids < beyond, ids.startswith(f"{message.same}:"))
    if session.scalar(select(Inbound.id).where(*alike).limit(1)) is not None:
        return None
    return f"{message.same}:{ID_ENDS}"


def bounds_of(same: str) -> tuple[str, str]:
    """Return between which words the index holds all ids of a message, the second left out.

    Only letters and figures are compared: which sign comes first, each language of a database knows otherwise.
    """
    last = same[-1:]
    return same, same[:-1] + ("a" if last == "9" else chr(ord(last) + 1))


def note_came(session: Session, line_id: int, message: Message, now: datetime) -> None:
    """Count a message that came late, after it was asked for; once for each that is kept."""
    if message.event_at is None or now - message.event_at <= SETTLED_AFTER:
        return
    if _was_asked_for(session, line_id, message):
        left = case((InboundCheck.missing > 0, InboundCheck.missing - 1), else_=0)
        session.execute(
            update(InboundCheck)
            .where(InboundCheck.line_id == line_id, InboundCheck.day == _day_of(message.event_at))
            .values(fetched=InboundCheck.fetched + 1, missing=left)
        )


def lacking_alike(session: Session, line_id: int, records: Sequence[Message]) -> list[Message]:
    """Return the messages of a phone's list that never reached us, by who wrote them and when."""
    if not records:
        return []
    first = min(one.event_at for one in records if one.event_at) - CLOCKS_APART
    ids = session.scalars(select(Inbound.provider_id).where(Inbound.line_id == line_id, Inbound.arrived_at >= first))
    held = Counter(one.partition(":")[0] for one in ids)
    lacks = []
    for one in records:
        held[one.same] -= 1
        if held[one.same] < 0:
            lacks.append(one)
    return lacks


def _was_asked_for(session: Session, line_id: int, message: Message) -> bool:
    if not message.same or message.event_at is None:
        return False
    query = select(InboundCheck.asked_until).where(
        InboundCheck.line_id == line_id, InboundCheck.day == _day_of(message.event_at)
    )
    until = session.scalar(query)
    return until is not None and message.event_at <= until


def _day_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
