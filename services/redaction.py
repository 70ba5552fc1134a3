"""Words that we do not keep, erased at the company that carried them too: which wait for it, and which it keeps.

A ballot and its echo are noted here in the transaction that leaves or takes away our own copy, words of somebody who
asked to be forgotten when they are. The company is asked again by the back-off; what it still has a day later is noted
as kept there, and its id stays, so that it can be asked in other ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, literal, select
from sqlalchemy.orm import Session

from models import Inbound, Line, Outbox, Redaction
from services.line_kinds import KINDS, forgets_ballots
from services.rows import change, insert_into, put, put_new

SETTLED_AFTER = timedelta(minutes=2)
"""A company erases no message that is still on its way."""

TRIED_FOR = timedelta(days=1)
BACK_OFF = (60, 120, 300, 900, 1800, 3600)  # seconds after the first, second … refusal; the last one repeats


@dataclass(frozen=True, slots=True)
class Redactable:
    """A message whose words the company still has, how often it was asked, and since when we have them no more."""

    id: int
    provider_id: str
    outbox_id: int | None
    tries: int
    since: datetime


@dataclass(frozen=True, slots=True)
class KeptThere:
    """How many messages, in and out, whose words the company keeps against our asking."""

    received: int = 0
    sent: int = 0


def note_unkept(session: Session, line: Line, inbound_id: int, now: datetime) -> None:
    """Note that the words of a message that came in are not kept: its company is to erase them too."""
    if forgets_ballots(line.provider):
        row = {"line_id": line.id, "inbound_id": inbound_id, "since": now, "due_at": now + SETTLED_AFTER}
        put_new(session, Redaction, "inbound_id", **row)  # one message may choose a commune for several that waited


def note_handed_over(session: Session, row: Outbox, now: datetime) -> None:
    """Note that our copy of a message that names choices is gone: its company is to erase its own too."""
    line = session.get_one(Line, row.line_id)
    if row.provider_id and forgets_ballots(line.provider):
        put(session, Redaction, line_id=line.id, outbox_id=row.id, since=now, due_at=now + SETTLED_AFTER)


def note_forgotten(session: Session, contact_id: int, now: datetime) -> None:
    """Note that every word kept of a person is about to go: the companies are to erase them too, however old."""
    forgetful = [kind.provider for kind in KINDS.values() if kind.forgets]
    theirs = (
        select(Inbound.line_id, Inbound.id, literal(now), literal(now), literal(0))
        .join(Line, Line.id == Inbound.line_id)
        .where(Inbound.contact_id == contact_id, Inbound.body.is_not(None), Line.provider.in_(forgetful))
    )
    names = ["line_id", "inbound_id", "since", "due_at", "tries"]
    statement = insert_into(session, Redaction).from_select(names, theirs)
    session.execute(statement.on_conflict_do_nothing(index_elements=["inbound_id"]))


def list_redactable(session: Session, line_id: int, now: datetime, limit: int) -> list[Redactable]:
    """Return messages of a line that the company may erase now, those that wait longest first."""
    rows = session.execute(_due(line_id, now).limit(limit))
    return [Redactable(row.id, row.provider_id, row.outbox_id, row.tries, row.since) for row in rows]


def _due(line_id: int, now: datetime) -> Select[int, str, int | None, int, datetime]:
    provider_id = func.coalesce(Inbound.provider_id, Outbox.provider_id).label("provider_id")
    return (
        select(Redaction.id, provider_id, Redaction.outbox_id, Redaction.tries, Redaction.since)
        .outerjoin(Inbound, Inbound.id == Redaction.inbound_id)
        .outerjoin(Outbox, Outbox.id == Redaction.outbox_id)
        .where(Redaction.line_id == line_id, Redaction.due_at <= now)
        .order_by(Redaction.due_at, Redaction.id)
    )


def note_erased(session: Session, message: Redactable) -> None:
    """Note that the company has erased a message; the id of one of ours goes too, one in keeps stopping repeats."""
    session.execute(delete(Redaction).where(Redaction.id == message.id))
    if message.outbox_id is not None:
        change(session, Outbox, message.outbox_id, provider_id=None)


def note_refused(session: Session, message: Redactable, now: datetime) -> None:
    """Note that the company did not erase a message: it is asked again, or keeps it where a day is over."""
    wait = timedelta(seconds=BACK_OFF[min(message.tries, len(BACK_OFF) - 1)])
    due_at = now + wait if now - message.since < TRIED_FOR else None
    change(session, Redaction, message.id, tries=message.tries + 1, due_at=due_at)


def kept_there(session: Session, line_id: int) -> KeptThere:
    """Return how many messages of a line the company keeps although it was asked for a day to erase them."""
    counts = select(func.count(Redaction.inbound_id), func.count(Redaction.outbox_id))
    received, sent = session.execute(counts.where(Redaction.line_id == line_id, Redaction.due_at.is_(None))).one()
    return KeptThere(received, sent)
