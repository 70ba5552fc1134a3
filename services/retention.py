"""How long words are kept: bodies in and texts out for 90 days, an open conversation for a day, who asked for a year.

Of a conversation in which something waited to be sent, that it did and since when is kept for 30 days, not what it was.

What a law asks of who makes a formal request is kept as long as complaints may run, a year after it was settled or,
where it never was, after it was due. As long stays the way back to who asked a question; then names and numbers in
their own words are masked too. A form that was prepared and never handed in is closed and erased after 90 days
(`services.requests.formal.drop_forms`).

Who was asked whether finished works serve is forgotten when the question to them closes, and who reported something on
works as who asked a question is; names and numbers in an appeal against a refused idea go a year after it was decided.

The name of who asked aloud in a public session, where it was written down, goes a year after; how phones voted in a
room goes with the count, and after two days where nobody counted.

Who follows a promise of the commune is forgotten a year after nothing more is awaited of it, and who said that they
come to a public session the day after it began. A table of promises that was read and that nobody looked at goes after
30 days, a performance contract of one person two years after it is over (`services.contracts.forgetting`).

Where somebody stopped in a lesson and who asked of the budget is forgotten after a year, words that nobody understood
90 days after they were said last. Words that name choices wait three days at most, also on a line that nobody serves
any more: they would still say who chose what when the cycle's key is gone. The periods are in `services.periods`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Update, and_, delete, or_, update
from sqlalchemy.orm import Session

from models import (
    BudgetInquiry,
    Conversation,
    Inbound,
    InformationRequest,
    LessonFinished,
    LessonPlace,
    Outbox,
    OutboxState,
    Unheard,
)
from models.message import WAITING
from services.codes.tries import forget_tries
from services.follow_ups.following import forget_followers
from services.follow_ups.importing import forget_tables
from services.periods import CHOICES, CONVERSATION, FORMS, INQUIRERS, PLACES, UNHEARD, UNSENT, WORDS
from services.projects.forgetting import forget_answerers
from services.public_sessions.coming import forget_comers
from services.reports import forget_early
from services.requests.counting import settle_old_counts
from services.sent_forms import forget_sent_forms
from services.session_rooms.forgetting import forget_room
from services.voting.waiting import lapse_ballots

EXPIRED = "waited too long"


def forget_words(session: Session, now: datetime) -> int:
    """Erase the words whose time is over, return of how many rows; the rows stay for the counts."""
    old = now - WORDS
    forget_early(session, now)
    settle_old_counts(session, (now - INQUIRERS).date())
    session.execute(delete(LessonPlace).where(LessonPlace.read_at < now - PLACES))
    forget_tries(session, now)
    lapse_ballots(session, now)
    forget_answerers(session, now)
    forget_followers(session, now)
    forget_tables(session, now)
    forget_comers(session, now)
    forget_room(session, now)
    forget_sent_forms(session, now)
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
            update(Conversation)
            .where(Conversation.unsent.is_not(None), Conversation.updated_at < now - UNSENT)
            .values(unsent=None),
            *_of_people(now),
            _of_forms(now),
        )
    )


def _of_people(now: datetime) -> tuple[Update, ...]:
    """Forget who asked of the budget and who finished a lesson; that somebody did stays counted."""
    return (
        update(BudgetInquiry)
        .where(BudgetInquiry.contact_id.is_not(None), BudgetInquiry.day < (now - INQUIRERS).date())
        .values(contact_id=None),
        update(LessonFinished)
        .where(LessonFinished.contact_id.is_not(None), LessonFinished.day < (now - PLACES).date())
        .values(contact_id=None),
    )


def _of_forms(now: datetime) -> Update:
    """Forget the identity given with a formal request, once nobody can complain any more."""
    row, old = InformationRequest, now - FORMS
    has_no_day = and_(row.due_on.is_(None), row.received_at < old)  # it waits for the citizen, who says no more
    never_settled = and_(row.settled_at.is_(None), or_(row.due_on < old.date(), has_no_day))
    return update(row).where(row.form.is_not(None), or_(row.settled_at < old, never_settled)).values(form=None)


def _erased(session: Session, statement: Update) -> int:
    result: CursorResult[Any] = session.execute(statement)  # type: ignore[assignment]
    return max(0, result.rowcount)
