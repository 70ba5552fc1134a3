"""Messages that are no speech: what they change and what is answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Note
from bot.phrases import Phrase, _
from models import Contact, Inbound
from services.same_phone import note_reached, want_news

ANSWERS: dict[Note, Phrase] = {
    Note.GROUP: _("In a group I take no votes or requests. Please write to me in private."),
    Note.EDITED: _("A changed message is not taken. Please send a new one."),
    Note.FOREIGN_CARD: _("That is not your own number. Please press the button that shares your own."),
    Note.LONG_VOICE: _("Your voice message is too long. Please record one of at most five minutes, or write."),
    Note.OTHER_SOUND: _("I take no files of sound. Please press the microphone here and speak, or write."),
    Note.UNSUPPORTED: _("I take words, photos, places and voice messages. Send 0 for the menu."),
    Note.MISSED_CALL: _("You rang. Nobody picks up here, but every SMS is answered: send 0 for the menu."),
}
ONE_CALL_IN = timedelta(days=1)
"""However often somebody rings, one answer in this time."""


def answer_note(session: Session, contact: Contact, note: Note, now: datetime) -> Phrase | None:
    """Apply what the note says about the contact and return the answer, None where silence is right.

    A STOP that the provider took is the same STOP, and its START means that this address is reached; who has blocked
    one bot is not reached by it and has said nothing of other channels or communes. Who rings is told once
    a day that they may write.
    """
    if note is Note.BLOCKED:
        contact.gone_at = now
    if note is Note.OPTED_IN:
        note_reached(session, contact)
    if note in {Note.OPTED_OUT, Note.OPTED_IN}:
        want_news(session, contact, wants=note is Note.OPTED_IN)
    if note is Note.MISSED_CALL and _was_told(session, contact, now):
        return None
    return ANSWERS.get(note)


def _was_told(session: Session, contact: Contact, now: datetime) -> bool:
    calls = select(Inbound.id).where(
        Inbound.contact_id == contact.id,
        Inbound.intent == Note.MISSED_CALL,
        Inbound.arrived_at > now - ONE_CALL_IN,
    )
    return session.scalar(calls.limit(1)) is not None
