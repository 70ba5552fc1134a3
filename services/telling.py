"""Telling a contact something: render a reply for the contact's line and put it into the outbox.

Written in the same transaction as what it tells of; the worker sends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.channels import BILLED, IN_SESSION, capabilities_of
from bot.conversation import Reply
from bot.messages import Channel, Outgoing
from bot.phrases import Phrase, Speech
from bot.render import render
from bot.sms.prepare import Prepared, prepare
from bot.steps import Say
from locales.page_words import chain_of
from locales.words import is_draft
from models import Commune, Contact, Line, Outbox, OutboxState
from services.by_sms import way_by_sms
from services.house import House
from services.own_words.kept import own_words_of
from services.piece import ring_after_commit
from services.prices import price_of
from services.rows import put
from services.taught_words.kept import taught_words_of

PAYLOAD = "outbox"
REPLY = "reply"  # to a message of the person's own, who is answered whatever they want of news
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


def speech_of(commune: Commune | None, contact: Contact, now: datetime | None = None, *, is_brief: bool) -> Speech:
    """Return how to speak to a contact: their language, then the commune's, what a draft falls back on, then English.

    An hour of another year than `now` is said with its year, where that instant is given.
    """
    speech = speech_for(commune, contact.language, now, is_brief=is_brief)
    if commune is None or not contact.commune_id:  # at an entrance the commune is not chosen yet
        return speech
    return replace(speech, taught=taught_words_of(commune))


def speech_for(commune: Commune | None, language: str | None, now: datetime | None = None, *, is_brief: bool) -> Speech:
    """Return how to speak to whoever has chosen that language, or none."""
    languages = languages_for(commune, language)
    if commune is None:
        return Speech(languages, is_brief)
    year = now.astimezone(ZoneInfo(commune.time_zone)).year if now else None
    return Speech(languages, is_brief, commune.currency, commune.time_zone, year=year, own=own_words_of(commune))


def languages_for(commune: Commune | None, language: str | None) -> tuple[str, ...]:
    """Return the languages to try for somebody of a commune who has this one, or none yet."""
    own = [language] if language else []
    spoken = commune.languages if commune else ["fr"]
    beyond = chain_of(spoken[0]) if is_draft(spoken[0]) else ()
    return tuple(dict.fromkeys([*own, *spoken, *beyond, "en"]))


def tell(
    session: Session,
    house: House,
    contact_id: int | None,
    line_id: int | None,
    *phrases: Phrase,
    purpose: str,
    due_at: datetime | None = None,
) -> bool:
    """Put one message of these phrases into the outbox; False when the person cannot or does not want to be told.

    It goes out at once, or from `due_at` on.
    """
    return tell_numbered(session, house, contact_id, line_id, *phrases, purpose=purpose, due_at=due_at) is not None


def tell_numbered(
    session: Session,
    house: House,
    contact_id: int | None,
    line_id: int | None,
    *phrases: Phrase,
    purpose: str,
    due_at: datetime | None = None,
) -> int | None:
    """Do the same and return the message's id, by which its way can be followed; None when nobody is told."""
    contact = session.get(Contact, contact_id) if contact_id else None
    line = session.get(Line, line_id) if line_id else None
    if contact is None or line is None or not may_tell(contact, purpose):
        return None
    if contact.channel in IN_SESSION:
        way = way_by_sms(session, house, contact, house.clock())
        if way is None or not may_tell(way[0], purpose):
            return None
        contact, line = way
    commune = session.get(Commune, contact.commune_id) if contact.commune_id else None
    can = capabilities_of(contact.channel)
    speech = speech_of(commune, contact, house.clock(), is_brief=can.is_paid)
    message = render(Reply([Say(phrase) for phrase in phrases]), speech, can)
    row = _row(house, Envelope(line, contact, commune, purpose), message, house.clock())
    row["due_at"] = due_at or row["due_at"]
    ring_after_commit(session)
    return session.execute(insert(Outbox).values(**row).returning(Outbox.id)).scalar_one()


def may_tell(contact: Contact, purpose: str) -> bool:
    """Can this person be written to, and do they want it? Who asked to be forgotten still gets an answer due."""
    is_due = purpose in ANSWERS and contact.erased_at is not None
    can_be_reached = contact.address is not None and contact.gone_at is None
    return can_be_reached and (contact.wants_news or is_due)


def post(
    session: Session,
    house: House,
    envelope: Envelope,
    message: Outgoing,
    now: datetime,
    *,
    due_at: datetime | None = None,
    held_id: int | None = None,
) -> None:
    """Insert a rendered message into the outbox, measured and priced where text is paid; to be sent now or later.

    With `held_id` it waits until staff release the numbers of its receiver (`models.HeldNumbers`).
    """
    row = _row(house, envelope, message, now)
    row["due_at"] = due_at or row["due_at"]
    if held_id is not None:
        row |= {"state": OutboxState.HELD, "held_id": held_id}
    put(session, Outbox, **row)
    ring_after_commit(session)


def hand_over(session: Session, house: House, envelope: Envelope, message: Outgoing, now: datetime) -> None:
    """Insert a message that goes out in the answer to the call that asked for it; what names choices is not kept."""
    row = _row(house, envelope, message, now)
    row |= {"state": OutboxState.HANDED_OVER, "attempts": 1, "sent_at": now}
    row["payload"] = None if envelope.is_secret else row["payload"]
    put(session, Outbox, **row)


def prepared_for(line: Line, text: str) -> Prepared:
    """Return a text as this line carries it, measured."""
    return prepare(text, ascii_only=line.ascii_only, substitutes=line.substitutes)


def measured(line: Line, message: Outgoing, channel: str) -> tuple[Outgoing, int]:
    """Return a message as this line carries it on a channel, and how many times its price is paid for it."""
    if channel == Channel.SMS:
        text = prepared_for(line, message.text)
        return Outgoing(text.text), text.segments
    return message, int(channel in BILLED)


def _row(house: House, envelope: Envelope, message: Outgoing, now: datetime) -> dict[str, Any]:
    message, segments = measured(envelope.line, message, envelope.contact.channel)
    return {
        "inbound_id": envelope.inbound_id,
        "ordinal": envelope.ordinal,
        "line_id": envelope.line.id,
        "contact_id": envelope.contact.id,
        "commune_id": envelope.commune.id if envelope.commune else None,
        "purpose": envelope.purpose,
        "payload": house.vault.seal_json(message.as_json(), PAYLOAD),
        "is_secret": envelope.is_secret,
        "segments": segments,
        "cost": segments * price_of(envelope.line, envelope.contact),
        "state": OutboxState.QUEUED,
        "due_at": now,
        "created_at": now,
    }
