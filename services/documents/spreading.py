"""News on its way to those who follow: some people a transaction, by day, never with the money that answers need.

Who was told already is read from the outbox under the document's lock: a batch may come twice, after a restart or from
two workers at once, and nobody is told twice, or of a document that was withdrawn meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels import BILLED, capabilities_of
from bot.conversation import Reply
from bot.document_words import news_words
from bot.messages import Outgoing
from bot.phrases import Phrase
from bot.render import render
from bot.steps import Say
from models import Commune, Contact, Document, Line
from services.documents.follow import listeners_of
from services.documents.reading import link_of
from services.house import House
from services.limits import room_for_news
from services.prices import price_of
from services.quiet_hours import permitted_from
from services.telling import measured, speech_of, tell

log = structlog.get_logger()
PURPOSE = "document"
AT_ONCE = 100
"""People who are told in one transaction: a tenth of a second, in which citizens' messages wait."""
GIVEN_UP = timedelta(days=3)
"""How long news waits for money; after that it is none."""


def spread(session: Session, house: House, document_id: int) -> int:
    """Tell the next people who follow of a document, and return how many; nought where all are, or money must wait."""
    session.flush()
    row = session.get_one(Document, document_id, with_for_update=True, populate_existing=True)
    if row.withdrawn_at is not None:
        return 0
    commune, now = session.get_one(Commune, row.commune_id), house.clock()
    people = listeners_of(session, commune, untold=purpose_of(row.id), before=row.told_at or now, most=AT_ONCE)
    words = news_of(house, commune, row)
    # Nobody sleeps in a demonstration, and whoever shows it does not wait for the morning.
    due_at = None if commune.is_demo else permitted_from(now, commune.time_zone)
    told = sum(
        tell(session, house, contact.id, line.id, words, purpose=purpose_of(row.id), due_at=due_at)
        for contact, line in _within(room_for_news(session, commune, now), commune, people, words)
    )
    row.told += told
    return told


def spread_all(house: House) -> int:
    """Go on telling of every document of these days; a transaction for each batch. Return how many people were told."""
    return sum(_spread_one(house, number) for number in house.work.read(lambda db: _being_told(db, house.clock())))


def _spread_one(house: House, document_id: int) -> int:
    told = 0
    try:
        while some := house.work.write(lambda db: spread(db, house, document_id)):
            told += some
    except Exception as error:  # one document must not keep back the others
        log.exception("a document cannot be told of", document=document_id, error=type(error).__name__)
    return told


def _being_told(session: Session, now: datetime) -> Sequence[int]:
    young = (Document.told_at > now - GIVEN_UP, Document.withdrawn_at.is_(None))
    return session.scalars(select(Document.id).where(*young).order_by(Document.told_at)).all()


def purpose_of(document_id: int) -> str:
    """Return the purpose of a message that tells of this document."""
    return f"{PURPOSE}:{document_id}"


def news_of(house: House, commune: Commune, row: Document) -> Phrase:
    """Return what is told of a document."""
    return news_words(row.category, row.dated_on, row.title, link_of(house, commune, row))


def _within(
    room: int | None, commune: Commune, people: Sequence[tuple[Contact, Line]], words: Phrase
) -> Iterator[tuple[Contact, Line]]:
    """Give whoever can be told for this money, in their order; who costs nothing is told without any."""
    costs = {who.id: segments * price_of(line, who) for (who, line), segments in billed_of(commune, people, [words])}
    for contact, line in people:
        cost = costs.get(contact.id, 0)
        if cost and room is not None:
            if cost > room:
                continue
            room -= cost
        yield contact, line


def billed_of(
    commune: Commune, people: Sequence[tuple[Contact, Line]], words: Sequence[Phrase]
) -> list[tuple[tuple[Contact, Line], int]]:
    """Return those who are told for money, each with the segments of the longest of these texts as they read it."""
    known: dict[tuple[str | None, int], int] = {}  # thousands who speak one language on one line read one text
    found = []
    for contact, line in people:
        if contact.channel in BILLED:
            place = (contact.language, line.id)
            if place not in known:
                known[place] = _segments(commune, contact, line, words)
            found.append(((contact, line), known[place]))
    return found


def _segments(commune: Commune, contact: Contact, line: Line, words: Sequence[Phrase]) -> int:
    can = capabilities_of(contact.channel)
    speech = speech_of(commune, contact, is_brief=can.is_paid)
    texts = [render(Reply([Say(one)]), speech, can).text for one in words]
    return max(measured(line, Outgoing(text), contact.channel)[1] for text in texts)
