"""Telling whoever said that they come: another day, another place, or that there is no session."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Hour, Phrase, _
from bot.wording import Clipped
from models import Commune, PublicSession, SessionAnswer
from services.house import House
from services.quiet_hours import wakes_at
from services.telling import tell

PURPOSE = "public_session"
TITLE, PLACE, WHY = 30, 25, 60


def tell_who_comes(session: Session, house: House, row: PublicSession, phrase: Phrase) -> int:
    """Tell everybody who said that they come, in the morning where it is night; return how many were told."""
    commune, now = session.get_one(Commune, row.commune_id), house.clock()
    due_at = wakes_at(commune, now)
    coming = (SessionAnswer.session_id == row.id, SessionAnswer.comes.is_(True), SessionAnswer.contact_id.is_not(None))
    people = session.scalars(select(SessionAnswer).where(*coming).order_by(SessionAnswer.id))
    purpose = f"{PURPOSE}:{row.id}"
    return sum(
        tell(session, house, one.contact_id, one.line_id, phrase, purpose=purpose, due_at=due_at) for one in people
    )


def moved_words(row: PublicSession) -> Phrase:
    """Return when and where it is now."""
    return _(
        "Changed: the public meeting %(meeting)s is on %(starts_at)s, %(hall)s. To say whether you come: MEETINGS",
        meeting=Clipped(row.title, TITLE),
        starts_at=Hour(row.starts_at),
        hall=Clipped(row.place, PLACE),
    )


def cancelled_words(row: PublicSession) -> Phrase:
    """Return that it does not take place, and why."""
    return _(
        "Cancelled: the public meeting %(meeting)s of %(starts_at)s. %(why)s",
        meeting=Clipped(row.title, TITLE),
        starts_at=Hour(row.starts_at),
        why=Clipped(row.reason or "", WHY, has_end=True),
    )
