"""News of a document: who will be told, what it costs, and telling them once for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.document_words import news_words
from bot.phrases import Phrase
from budgeting.refusal import Refusal
from models import Commune, Document, Outbox, OutboxState
from services.documents.follow import listeners_of
from services.documents.reading import get_document
from services.documents.reasons import DocumentNo
from services.documents.spreading import billed_of, news_of, purpose_of, spread
from services.dropping import drop_waiting
from services.house import House
from services.limits import room_for_news
from services.prices import price_of

WIDEST = ("m" * 200, "م" * 200)
"""Titles as long as they may be, in the cheap alphabet and in the dear one."""

USUAL_LINK = "https://www.commune.example/documents/2026/budget-citoyen-2026.pdf"
"""An address elsewhere as long as they usually are; one that is longer costs more, which is shown before it is told."""


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
    people = listeners_of(session, commune)
    billed = billed_of(commune, people, _words_of(session, house, commune, document_id))
    cost = sum(segments * price_of(line, who) for (who, line), segments in billed)
    return Audience(len(people), len(billed), sum(segments for _one, segments in billed), cost)


def tell_of(session: Session, house: House, row: Document) -> int:
    """Begin to tell those who follow of a document, and return how many were told; the timed job goes on with it.

    `Refusal` where it was done, the document is withdrawn, or it costs what answers to citizens need.
    """
    if row.withdrawn_at is not None:
        raise Refusal(DocumentNo.WITHDRAWN_ALREADY)
    if row.told_at is not None:
        raise Refusal(DocumentNo.TOLD_ALREADY)
    audience, now = audience_of(session, house, row.commune_id, row.id), house.clock()
    room = room_for_news(session, session.get_one(Commune, row.commune_id), now)
    if room is not None and audience.cost > room:
        raise Refusal(DocumentNo.NEWS_TOO_DEAR)
    row.told_at = now
    return spread(session, house, row.id)


def drop_news(session: Session, row: Document) -> None:
    """Send nothing of it any more that still waits."""
    waiting = (Outbox.commune_id == row.commune_id, Outbox.state == OutboxState.QUEUED)
    drop_waiting(session, *waiting, Outbox.purpose == purpose_of(row.id))


def _words_of(session: Session, house: House, commune: Commune, document_id: int | None) -> Sequence[Phrase]:
    if document_id is not None:
        return [news_of(house, commune, get_document(session, commune.id, document_id))]
    links = (f"{house.public_url}/{commune.key}/documents/999999", USUAL_LINK)
    return [news_words("report", date(2026, 12, 31), title, max(links, key=len)) for title in WIDEST]
