"""What came of a question to the town hall: a promise in its answer, or one of the session to which it was put too."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bot.views.follow_ups import reference_of
from bot.views.requests import PromiseNamed
from models import Contact, FollowUp, FollowUpFollower, InformationRequest, RoomAsking, RoomQuestion
from models.follow_up import Visibility
from services.same_phone import contacts_of_phone

IN_ANSWER = "request"


def promise_named(session: Session, row: InformationRequest, contact: Contact) -> PromiseNamed | None:
    """Return the last promise that came of somebody's question, as far as they may hear of it; None where none did."""
    in_room = (
        select(RoomQuestion.follow_up_id)
        .join(RoomAsking, RoomAsking.question_id == RoomQuestion.id)
        .where(RoomAsking.request_id == row.id, RoomQuestion.follow_up_id.is_not(None))
    )
    people = [one.id for one in contacts_of_phone(session, contact)]
    heard = select(FollowUpFollower.follow_up_id).where(FollowUpFollower.contact_id.in_(people))
    query = select(FollowUp).where(
        FollowUp.commune_id == row.commune_id,
        or_(and_(FollowUp.origin == IN_ANSWER, FollowUp.origin_id == row.id), FollowUp.id.in_(in_room)),
        or_(FollowUp.visibility == Visibility.PUBLIC, FollowUp.id.in_(heard)),
    )
    found = session.scalar(query.order_by(FollowUp.id.desc()).limit(1))
    return PromiseNamed(reference_of(found.number), str(found.state) if found.state else None) if found else None
