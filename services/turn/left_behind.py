"""What somebody began and left behind: an idea whose place nobody said goes out before its words are forgotten."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.begun import send_left
from bot.channels import capabilities_of
from bot.conversation import Reply
from bot.render import render
from bot.state import State
from models import Commune, Contact, Conversation, Line
from services.by_sms import way_by_sms
from services.contacts import STATE, Visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from services.periods import CONVERSATION
from services.proposals.authors import PURPOSE
from services.proposals.support import line_to
from services.telling import Envelope, may_tell, post, speech_of
from services.turn.arrival import Arrival
from services.vault import Sealed


def send_left_behind(house: House, now: datetime) -> int:
    """Send what waits since a day and lacks no more than a choice, tell who wrote it, and return how many that were."""
    row = Conversation
    waits = row.unsent.is_not(None) & row.state.is_not(None) & (row.updated_at < now - CONVERSATION)
    ids = select(row.contact_id).where(waits).order_by(row.contact_id)
    found = house.work.read(lambda session: session.scalars(ids).all())
    return sum(house.work.write(partial(_send_of, house=house, contact_id=one, now=now)) for one in found)


def send_left_before(arrival: Arrival, visitor: Visitor) -> None:
    """Do so for somebody who writes again before the timer came by."""
    kept = visitor.conversation
    if kept is not None and kept.unsent is not None and kept.updated_at < arrival.now - CONVERSATION:
        _send_of(arrival.session, arrival.house, visitor.contact.id, arrival.now)


def _send_of(session: Session, house: House, contact_id: int, now: datetime) -> bool:
    """Send what one contact left behind; False where nothing waits that can go."""
    contact = session.get(Contact, contact_id, with_for_update=True)
    kept = session.get(Conversation, contact_id, populate_existing=True)  # as the turn left it that was waited for
    if contact is None or contact.commune_id is None or kept is None or kept.state is None or kept.unsent is None:
        return False
    line = session.get(Line, line_to(session, contact_id))
    if line is None or kept.updated_at >= now - CONVERSATION:
        return False
    try:
        state = State.from_json(house.vault.open_json(kept.state, STATE))
    except (Sealed, ValueError, TypeError, KeyError, AttributeError):
        return False  # written under another secret, or by another version
    return _send(session, house, line, Visitor(contact, session.get(Commune, contact.commune_id), kept), state, now)


def _send(session: Session, house: House, line: Line, visitor: Visitor, state: State, now: datetime) -> bool:
    contact, kept, can = visitor.contact, visitor.conversation, capabilities_of(visitor.contact.channel)
    speech = speech_of(visitor.commune, contact, now, is_brief=can.is_paid)
    said = send_left(state, Desk(Scope(session, house, line, visitor, None, now, 0)), speech, can)
    if not said or kept is None:
        return False
    kept.state, kept.unsent = None, None
    found = way_by_sms(session, house, contact, now) if can.answers_inline else (contact, line)
    if found is not None and may_tell(contact, PURPOSE) and may_tell(found[0], PURPOSE):
        envelope = Envelope(found[1], found[0], visitor.commune, PURPOSE)
        post(session, house, envelope, render(Reply(said), speech, can), now)
    return True
