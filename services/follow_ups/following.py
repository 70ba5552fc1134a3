"""Who wants to hear when a promise moves, and telling them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from bot.views.follow_ups import reference_of
from models import Contact, FollowUp, FollowUpFollower
from services.follow_ups.finding import OVER
from services.house import House
from services.periods import FOLLOWERS
from services.rows import put_new
from services.same_phone import marks_of
from services.telling import tell

PURPOSE = "follow_up"
SHOWN = 5


def purpose_of(follow_up_id: int) -> str:
    """Return the purpose of a message that tells of this promise."""
    return f"{PURPOSE}:{follow_up_id}"


def follow(session: Session, house: House, row: FollowUp, contact_id: int, line_id: int) -> bool:
    """Note that a contact wants to hear of a promise; False when they did already."""
    values = {"follow_up_id": row.id, "contact_id": contact_id, "line_id": line_id, "made_at": house.clock()}
    return put_new(session, FollowUpFollower, "follow_up_id", "contact_id", **values) is not None


def unfollow(session: Session, row: FollowUp, contact_ids: Collection[int]) -> bool:
    """Note that these contacts of one person want to hear of it no more; False when none of them did."""
    mine = (FollowUpFollower.follow_up_id == row.id, FollowUpFollower.contact_id.in_(contact_ids))
    gone = session.execute(delete(FollowUpFollower).where(*mine).returning(FollowUpFollower.contact_id))
    return bool(gone.scalars().all())


def forget_followers(session: Session, now: datetime) -> None:
    """Forget who follows a promise of which nothing was awaited for so long."""
    old = select(FollowUp.id).where(FollowUp.state.in_(OVER), FollowUp.moved_at < now - FOLLOWERS)
    _forget(session, FollowUpFollower.follow_up_id.in_(old))


def forget_all_but(session: Session, row: FollowUp, contact_ids: Collection[int]) -> None:
    """Forget who follows a promise that is no longer public, but whoever it was made to."""
    _forget(session, FollowUpFollower.follow_up_id == row.id, FollowUpFollower.contact_id.not_in(contact_ids))


def _forget(session: Session, *which: ColumnElement[bool]) -> None:
    session.execute(delete(FollowUpFollower).where(*which).execution_options(synchronize_session=False))


def is_followed(session: Session, row: FollowUp, contact_ids: Collection[int]) -> bool:
    """Does one of these contacts want to hear of it?"""
    mine = (FollowUpFollower.follow_up_id == row.id, FollowUpFollower.contact_id.in_(contact_ids))
    return bool(session.scalar(select(exists().where(*mine))))


def followed_references(
    session: Session, commune_id: int, contact_ids: Collection[int], *, limit: int = SHOWN
) -> list[str]:
    """Return the references of the commune's promises that some contacts want to hear of, those moved last first."""
    mine = select(FollowUpFollower.follow_up_id).where(FollowUpFollower.contact_id.in_(contact_ids))
    query = select(FollowUp.number).where(FollowUp.commune_id == commune_id, FollowUp.id.in_(mine))
    return [
        reference_of(number)
        for number in session.scalars(query.order_by(FollowUp.moved_at.desc(), FollowUp.id.desc()).limit(limit))
    ]


def tell_followers(
    session: Session,
    house: House,
    row: FollowUp,
    *phrases: Phrase,
    but: Collection[int] = (),
    due_at: datetime | None = None,
) -> int:
    """Tell whoever wants to hear of a promise, except some contacts; return how many were told.

    Who follows it on two channels under one proven number hears it once, by that on which they can be told.
    """
    followed = (
        select(FollowUpFollower.line_id, Contact)
        .join(Contact, Contact.id == FollowUpFollower.contact_id)
        .where(FollowUpFollower.follow_up_id == row.id)
        .order_by(FollowUpFollower.contact_id)
    )
    heard = {mark for one in session.scalars(select(Contact).where(Contact.id.in_(but))) for mark in marks_of(one)}
    told = 0
    for line_id, contact in session.execute(followed):
        marks = marks_of(contact)
        if contact.id in but or not heard.isdisjoint(marks):
            continue
        if tell(session, house, contact.id, line_id, *phrases, purpose=purpose_of(row.id), due_at=due_at):
            heard |= marks
            told += 1
    return told
