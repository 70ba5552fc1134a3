"""How long words are kept: bodies in and texts out for 90 days, an open conversation for a day, who asked for a year.

What a law asks of who makes a formal request is kept as long as complaints may run, a year after it was settled; so is
the way back to who asked a question. A form that was prepared and never handed in is closed and erased after 90 days
(`services.requests.formal.drop_forms`).

Where somebody stopped in a lesson is forgotten after a year, words that nobody understood 90 days after they were said
last. Words that name choices wait three days at most, also on a
line that nobody serves any more: they would still say who chose what when the cycle's key is gone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Update, delete, update
from sqlalchemy.orm import Session

from models import Conversation, Inbound, InformationRequest, LessonPlace, Outbox, OutboxState, Unheard
from models.message import WAITING
from services.reports import forget_early

WORDS = timedelta(days=90)
CONVERSATION = timedelta(hours=24)
CHOICES = timedelta(days=3)
PLACES = timedelta(days=365)
FORMS = timedelta(days=365)
ASKERS = timedelta(days=365)
PREPARED = timedelta(days=90)
UNHEARD = timedelta(days=90)
EXPIRED = "waited too long"


def forget_words(session: Session, now: datetime) -> int:
    """Erase the words whose time is over, return of how many rows; the rows stay for the counts."""
    old = now - WORDS
    forget_early(session, now)
    session.execute(delete(LessonPlace).where(LessonPlace.read_at < now - PLACES))
    session.execute(delete(Unheard).where(Unheard.last_day < (now - UNHEARD).date()))
    return sum(
        _erased(session, statement)
        for statement in (
            update(Inbound).where(Inbound.body.is_not(None), Inbound.arrived_at < old).values(body=None),
            update(Outbox)
            .where(Outbox.payload.is_not(None), Outbox.created_at < old, Outbox.state.not_in(WAITING))
            .values(payload=None),
            update(Outbox)
            .where(Outbox.is_secret, Outbox.payload.is_not(None), Outbox.created_at < now - CHOICES)
            .values(payload=None, state=OutboxState.DROPPED, lease_until=None, error=EXPIRED),
            update(Conversation)
            .where(Conversation.state.is_not(None), Conversation.updated_at < now - CONVERSATION)
            .values(state=None),
            *_of_requests(now),
        )
    )


def _of_requests(now: datetime) -> tuple[Update, ...]:
    """Forget who asked, once nobody can complain any more."""
    row = InformationRequest
    return (
        update(row).where(row.form.is_not(None), row.settled_at < now - FORMS).values(form=None),
        update(row)
        .where(row.contact_id.is_not(None), row.settled_at < now - ASKERS)
        .values(contact_id=None, line_id=None),
    )


def _erased(session: Session, statement: Update) -> int:
    result: CursorResult[Any] = session.execute(statement)  # type: ignore[assignment]
    return max(0, result.rowcount)
