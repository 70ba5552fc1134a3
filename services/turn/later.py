"""What cannot be sent now and must not be lost: it goes out when the limit is over, the latest of a person alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.messages import Outgoing
from models import Outbox, OutboxState
from services.dropping import drop_waiting
from services.house import House
from services.limits import when_free
from services.telling import REPLY, Envelope, post


def post_later(session: Session, house: House, envelope: Envelope, message: Outgoing, now: datetime) -> None:
    """Put a reply into the outbox for when it may be sent; what waited so before goes out no more."""
    if envelope.commune is None:
        return
    due_at = when_free(session, envelope.contact, envelope.commune, now) or now
    drop_waiting(
        session,
        Outbox.contact_id == envelope.contact.id,
        Outbox.state == OutboxState.QUEUED,
        Outbox.purpose == REPLY,
        Outbox.due_at > now,
        Outbox.attempts == 0,
    )
    post(session, house, envelope, message, now, due_at=due_at)
