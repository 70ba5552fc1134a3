"""Forgetting a person who asks for it: what the law lets be erased, keeping counts correct."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models import (
    Contact,
    Conversation,
    Feedback,
    Follower,
    Inbound,
    InformationRequest,
    Outbox,
    OutboxState,
    Proposal,
)
from models.request import RequestState

OPEN_STATES = (RequestState.RECEIVED, RequestState.EXTENDED)


def erase_contact(session: Session, contact: Contact, now: datetime) -> int:
    """Forget words, follows, language and zone of a contact; return how many open requests stay.

    Rows that are counted stay without what says who. The address goes too, unless an open request still needs an
    answer: then it goes with the answer. A ballot has no link to a contact and stays counted.
    """
    contact_id = contact.id
    session.execute(delete(Conversation).where(Conversation.contact_id == contact_id))
    session.execute(delete(Follower).where(Follower.contact_id == contact_id))
    session.execute(update(Feedback).where(Feedback.contact_id == contact_id).values(contact_id=None))
    session.execute(update(Proposal).where(Proposal.contact_id == contact_id).values(contact_id=None, line_id=None))
    session.execute(update(Inbound).where(Inbound.contact_id == contact_id).values(body=None))
    _erase_messages_out(session, contact_id)
    staying = _settle_requests(session, contact_id)
    contact.language = contact.zone_id = contact.sex = None
    contact.wants_news = False
    contact.erased_at = now
    return staying


def _erase_messages_out(session: Session, contact_id: int) -> None:
    waiting = (OutboxState.QUEUED, OutboxState.SENDING)
    session.execute(
        update(Outbox).where(Outbox.contact_id == contact_id, Outbox.state.not_in(waiting)).values(payload=None)
    )


def _settle_requests(session: Session, contact_id: int) -> int:
    own = InformationRequest.contact_id == contact_id
    session.execute(
        update(InformationRequest)
        .where(own, InformationRequest.state.not_in(OPEN_STATES))
        .values(contact_id=None, line_id=None)
    )
    return session.scalar(select(func.count()).select_from(InformationRequest).where(own)) or 0


def forget_addresses(session: Session) -> int:
    """Erase the addresses of contacts who asked for it, once nothing more has to be sent to them.

    The keyed hash is replaced too: a later message from the same phone begins anew.
    """
    waiting = (OutboxState.QUEUED, OutboxState.SENDING)
    rows = session.scalars(
        select(Contact).where(
            Contact.erased_at.is_not(None),
            Contact.address.is_not(None),
            ~select(Outbox.id).where(Outbox.contact_id == Contact.id, Outbox.state.in_(waiting)).exists(),
            ~select(InformationRequest.id).where(InformationRequest.contact_id == Contact.id).exists(),
        )
    ).all()
    for contact in rows:
        contact.address = contact.phone = contact.phone_hash = None
        contact.address_hash = f"erased-{secrets.token_hex(24)}"
    return len(rows)
