"""Words that we do not keep, erased at the company that carried them too: which wait for it, and which it keeps.

A ballot and its echo are noted here in the transaction that leaves or takes away our own copy, words of somebody who
asked to be forgotten when they are. The company is asked again by the back-off; what it still has after a day of asking
is noted as kept there, and its id stays, so that it can be asked in other ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, delete, func, literal, or_, select
from sqlalchemy.orm import Session

from models import Inbound, Line, Outbox, Redaction
from models.base import Moment
from models.message import WAITING
from services.line_kinds import KINDS, forgets_words
from services.rows import change, insert_into, put, put_new

SETTLED_AFTER = timedelta(minutes=2)
"""A company erases no message that is still on its way."""

TRIED_FOR = timedelta(days=1)
BACK_OFF = (60, 120, 300, 900, 1800, 3600)  # seconds after the first, second … refusal; the last one repeats
LONGEST_ID = 200
"""Characters that a company's id may have here."""


@dataclass(frozen=True, slots=True)
class Redactable:
    """A message whose words the company still has, and how often it was asked."""

    id: int
    provider_id: str
    inbound_id: int | None
    outbox_id: int | None
    tries: int


@dataclass(frozen=True, slots=True)
class KeptThere:
    """How many messages, in and out, whose words the company still has a day after they were to go.

    `waiting` counts those, in and out and of any age, that it is still to be asked to erase.
    """

    received: int = 0
    sent: int = 0
    waiting: int = 0


def note_unkept(session: Session, line: Line, inbound_id: int, now: datetime) -> None:
    """Note that the words of a message that came in are not kept: its company is to erase them too."""
    if forgets_words(line.provider):
        row = {"line_id": line.id, "inbound_id": inbound_id, "since": now, "due_at": now + SETTLED_AFTER}
        put_new(session, Redaction, "inbound_id", **row)  # one message may choose a commune for several that waited


def note_buried(session: Session, line_id: int, inbound_id: int, provider_id: str, now: datetime) -> None:
    """Note that nothing of a message is kept, not even its id, which is needed until its company has erased it too.

    An id that no company gives is not asked for: it may be what made everything fail.
    """
    is_plain = provider_id.isascii() and provider_id.isprintable() and 0 < len(provider_id) <= LONGEST_ID
    provider = session.scalar(select(Line.provider).where(Line.id == line_id))
    if is_plain and provider is not None and forgets_words(provider):
        row = {"line_id": line_id, "inbound_id": inbound_id, "since": now, "due_at": now + SETTLED_AFTER}
        put(session, Redaction, provider_id=provider_id, **row)


def note_handed_over(session: Session, row: Outbox, now: datetime) -> None:
    """Note that our copy of a message that names choices is gone: its company is to erase its own too."""
    if row.provider_id and forgets_words(session.get_one(Line, row.line_id).provider):
        put(session, Redaction, line_id=row.line_id, outbox_id=row.id, since=now, due_at=now + SETTLED_AFTER)


def note_forgotten(session: Session, contact_id: int, now: datetime) -> None:
    """Note that every word kept of a person is about to go: the companies are to erase them too, however old.

    Which they have is told by their ids there and not by our own copies: of old messages those are gone for long.
    """
    came_in = (Inbound.contact_id == contact_id, ~Inbound.is_erased_there)
    went_out = (Outbox.contact_id == contact_id, Outbox.provider_id.is_not(None), Outbox.state.not_in(WAITING))
    _note_all(session, Inbound, "inbound_id", came_in, now)
    _note_all(session, Outbox, "outbox_id", went_out, now)


def _note_all(
    session: Session, model: type[Inbound | Outbox], name: str, which: Sequence[ColumnElement[bool]], now: datetime
) -> None:
    forgetful = [kind.provider for kind in KINDS.values() if kind.forgets]
    moment = literal(now, Moment())
    theirs = (
        select(model.line_id, model.id, moment, moment, literal(0))
        .join(Line, Line.id == model.line_id)
        .where(*which, Line.provider.in_(forgetful))
    )
    names = ["line_id", name, "since", "due_at", "tries"]
    statement = insert_into(session, Redaction).from_select(names, theirs)
    session.execute(statement.on_conflict_do_nothing(index_elements=[name]))


def list_redactable(session: Session, line_id: int, now: datetime, limit: int) -> list[Redactable]:
    """Return messages of a line that the company may erase now, those that wait longest first."""
    rows = session.execute(_due(line_id, now).limit(limit))
    return [Redactable(row.id, row.provider_id, row.inbound_id, row.outbox_id, row.tries) for row in rows]


def _due(line_id: int, now: datetime) -> Select[int, str, int | None, int | None, int]:
    provider_id = func.coalesce(Redaction.provider_id, Inbound.provider_id, Outbox.provider_id).label("provider_id")
    return (
        select(Redaction.id, provider_id, Redaction.inbound_id, Redaction.outbox_id, Redaction.tries)
        .outerjoin(Inbound, Inbound.id == Redaction.inbound_id)
        .outerjoin(Outbox, Outbox.id == Redaction.outbox_id)
        .where(Redaction.line_id == line_id, Redaction.due_at <= now)
        .order_by(Redaction.due_at, Redaction.id)
    )


def note_erased(session: Session, message: Redactable) -> None:
    """Note that the company has erased a message; the id of one of ours goes too, one in keeps stopping repeats."""
    session.execute(delete(Redaction).where(Redaction.id == message.id))
    if message.inbound_id is not None:
        change(session, Inbound, message.inbound_id, is_erased_there=True)
    if message.outbox_id is not None:
        change(session, Outbox, message.outbox_id, provider_id=None)


def note_refused(session: Session, message: Redactable, now: datetime) -> None:
    """Note that the company did not erase a message: it is asked again, or keeps it where a day of asking is over."""
    # By the waits between asking and not by the clock: an outage, of the company or of ours, is no day of asking.
    asked_for = sum((_wait_after(tries) for tries in range(message.tries)), timedelta())
    due_at = now + _wait_after(message.tries) if asked_for < TRIED_FOR else None
    change(session, Redaction, message.id, tries=message.tries + 1, due_at=due_at)


def _wait_after(tries: int) -> timedelta:
    return timedelta(seconds=BACK_OFF[min(tries, len(BACK_OFF) - 1)])


def kept_there(session: Session, line_id: int, now: datetime) -> KeptThere:
    """Return what a line's company still has after a day, asked in vain or, the line being off, never asked."""
    is_late = or_(Redaction.due_at.is_(None), Redaction.since <= now - TRIED_FOR)
    received, sent = (case((is_late, key)) for key in (Redaction.inbound_id, Redaction.outbox_id))
    counts = select(func.count(received), func.count(sent), func.count(Redaction.due_at))
    return KeptThere(*session.execute(counts.where(Redaction.line_id == line_id)).one())
