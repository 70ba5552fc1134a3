"""Words that name choices, erased at the company that carried them too: which ones wait for it, and what came of it.

A message out is asked for until the company has erased it, by the id the company gave it; then that id goes. A message
in keeps its id, which stops repeats for ever; its state says what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Inbound, Outbox
from models.message import InboundState
from services.rows import change

SETTLED_AFTER = timedelta(minutes=2)
"""A company erases no message that is still on its way."""

TRIED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Redactable:
    """A message whose words the company still has: one of ours or, where `is_inbound`, a person's."""

    id: int
    provider_id: str
    is_inbound: bool


def list_redactable(session: Session, line_id: int, now: datetime, limit: int) -> list[Redactable]:
    """Return messages of a line that the company may erase now: what named choices, and what came in and is not kept.

    What came in without being kept is a ballot, a step of the vote, or words of somebody who asked to be forgotten.
    """
    since, until = now - TRIED_FOR, now - SETTLED_AFTER
    ours = (
        select(Outbox.id, Outbox.provider_id)
        .where(Outbox.line_id == line_id, Outbox.is_secret, Outbox.provider_id.is_not(None))
        .where(Outbox.created_at >= since, Outbox.sent_at <= until)
    )
    theirs = (
        select(Inbound.id, Inbound.provider_id)
        .where(Inbound.line_id == line_id, Inbound.body.is_(None), Inbound.state == InboundState.DONE)
        .where(Inbound.arrived_at >= since, Inbound.arrived_at <= until)
    )
    out = [Redactable(row.id, str(row.provider_id), False) for row in session.execute(ours.limit(limit))]
    return out + [Redactable(row.id, row.provider_id, True) for row in session.execute(theirs.limit(limit))]


def note_redacted(session: Session, message: Redactable, *, is_erased: bool) -> None:
    """Note that the company has erased a message, or that it will not: it is not asked again."""
    if message.is_inbound:
        state = InboundState.ERASED_THERE if is_erased else InboundState.KEPT_THERE
        change(session, Inbound, message.id, state=state)
    else:
        change(session, Outbox, message.id, provider_id=None)
