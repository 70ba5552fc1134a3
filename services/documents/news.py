"""News of a document: who will be told, what it costs, and telling them once for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.channels import capabilities_of
from bot.conversation import Reply
from bot.document_words import news_words
from bot.messages import Channel
from bot.phrases import Phrase
from bot.render import render
from bot.sms.prepare import prepare
from bot.steps import Say
from budgeting.refusal import Refusal
from models import Commune, Contact, Document, Line, Outbox, OutboxState
from services.documents.follow import listeners_of
from services.documents.reading import get_document, link_of
from services.documents.reasons import DocumentNo
from services.house import House
from services.telling import speech_of, tell

PURPOSE = "document"
WIDEST = ("m" * 200, "م" * 200)
"""Titles as long as they may be, in the cheap alphabet and in the dear one."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who will be told: people, messages that are paid, their segments and cost in thousandths of the minor unit."""

    people: int
    paid: int
    segments: int
    cost: int


def audience_of(session: Session, house: House, commune_id: int, document_id: int | None = None) -> Audience:
    """Return who would be told of a document and at what cost; of one that is not written yet, the most it can be."""
    commune = session.get_one(Commune, commune_id)
    words = _words_of(session, house, commune, document_id)
    listeners = listeners_of(session, commune, PURPOSE)
    billed = [(_segments(commune, *one, words), one[1].price) for one in listeners if one[0].channel == Channel.SMS]
    segments = sum(segments for segments, _price in billed)
    return Audience(len(listeners), len(billed), segments, sum(segments * price for segments, price in billed))


def tell_of(session: Session, house: House, row: Document) -> int:
    """Tell those who follow of a document and return how many they are; `Refusal` where it was done or is withdrawn."""
    if row.withdrawn_at is not None:
        raise Refusal(DocumentNo.WITHDRAWN_ALREADY)
    if row.told_at is not None:
        raise Refusal(DocumentNo.TOLD_ALREADY)
    commune = session.get_one(Commune, row.commune_id)
    words, purpose = _news(house, commune, row), purpose_of(row.id)
    row.told_at = house.clock()
    row.told = sum(
        tell(session, house, contact.id, line.id, words, purpose=purpose)
        for contact, line in listeners_of(session, commune, PURPOSE)
    )
    return row.told


def drop_news(session: Session, row: Document) -> None:
    """Send nothing of it any more that still waits."""
    waiting = (Outbox.commune_id == row.commune_id, Outbox.state == OutboxState.QUEUED)
    session.execute(
        update(Outbox).where(*waiting, Outbox.purpose == purpose_of(row.id)).values(state=OutboxState.DROPPED)
    )


def purpose_of(document_id: int) -> str:
    """Return the purpose of a message that tells of this document."""
    return f"{PURPOSE}:{document_id}"


def _words_of(session: Session, house: House, commune: Commune, document_id: int | None) -> Sequence[Phrase]:
    if document_id is not None:
        return [_news(house, commune, get_document(session, commune.id, document_id))]
    link = f"{house.public_url}/{commune.key}/documents/999999" if house.public_url else ""
    return [news_words("report", date(2026, 12, 31), title, link) for title in WIDEST]


def _news(house: House, commune: Commune, row: Document) -> Phrase:
    return news_words(row.category, row.dated_on, row.title, link_of(house, commune, row))


def _segments(commune: Commune, contact: Contact, line: Line, words: Sequence[Phrase]) -> int:
    """Return the segments of the longest of these texts as this person will read it."""
    can = capabilities_of(contact.channel)
    speech = speech_of(commune, contact, is_brief=can.is_paid)
    texts = [render(Reply([Say(one)]), speech, can).text for one in words]
    return max(prepare(text, ascii_only=line.ascii_only, substitutes=line.substitutes).segments for text in texts)
