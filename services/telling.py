"""Telling a contact something: render a reply for the contact's line and put it into the outbox.

Written in the same transaction as what it tells of; the worker sends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.channels import capabilities_of
from bot.conversation import Reply
from bot.messages import Channel, Outgoing
from bot.phrases import Phrase, Speech
from bot.render import render
from bot.sms.prepare import prepare
from bot.steps import Say
from models import Commune, Contact, Line, Outbox, OutboxState
from services.house import House
from services.piece import ring_after_commit
from services.rows import put

PAYLOAD = "outbox"
ANSWERS = {"request"}  # who asks to be forgotten while a question is open still gets its answer


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a message goes and what it belongs to."""

    line: Line
    contact: Contact
    commune: Commune | None
    purpose: str
    inbound_id: int | None = None
    ordinal: int = 0
    is_secret: bool = False


def speech_of(commune: Commune | None, contact: Contact, *, is_brief: bool) -> Speech:
    """Return how to speak to a contact: their language, then the commune's, then English."""
    own = [contact.language] if contact.language else []
    languages = tuple(dict.fromkeys([*own, *(commune.languages if commune else ["fr"]), "en"]))
    if commune is None:
        return Speech(languages, is_brief)
    return Speech(languages, is_brief, commune.currency, commune.time_zone)


def tell(
    session: Session, house: House, contact_id: int | None, line_id: int | None, *phrases: Phrase, purpose: str
) -> bool:
    """Put one message of these phrases into the outbox; False when the person cannot or does not want to be told."""
    contact = session.get(Contact, contact_id) if contact_id else None
    line = session.get(Line, line_id) if line_id else None
    if contact is None or line is None or contact.address is None:
        return False
    is_due = purpose in ANSWERS and contact.erased_at is not None
    if not (contact.wants_news or is_due):
        return False
    commune = session.get(Commune, contact.commune_id) if contact.commune_id else None
    can = capabilities_of(contact.channel)
    speech = speech_of(commune, contact, is_brief=can.is_paid)
    message = render(Reply([Say(phrase) for phrase in phrases]), speech, can)
    post(session, house, Envelope(line, contact, commune, purpose), message, house.clock())
    return True


def post(session: Session, house: House, envelope: Envelope, message: Outgoing, now: datetime) -> None:
    """Insert a rendered message into the outbox, measured and priced where text is paid."""
    segments = 0
    if envelope.contact.channel == Channel.SMS:
        text = prepare(message.text, ascii_only=envelope.line.ascii_only, substitutes=envelope.line.substitutes)
        message, segments = Outgoing(text.text), text.segments
    put(
        session,
        Outbox,
        inbound_id=envelope.inbound_id,
        ordinal=envelope.ordinal,
        line_id=envelope.line.id,
        contact_id=envelope.contact.id,
        commune_id=envelope.commune.id if envelope.commune else None,
        purpose=envelope.purpose,
        payload=house.vault.seal_json(message.as_json(), PAYLOAD),
        is_secret=envelope.is_secret,
        segments=segments,
        cost=segments * envelope.line.price,
        state=OutboxState.QUEUED,
        due_at=now,
        created_at=now,
    )
    ring_after_commit(session)
