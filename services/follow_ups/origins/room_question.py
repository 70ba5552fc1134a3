"""What was promised in the room of a public session, in answer to a question; who asked it hears when it moves."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _
from budgeting.own_name import OWN_NAME
from models import InformationRequest, PublicSession, RoomAsking, RoomQuestion
from models.follow_up import Visibility
from services.follow_ups.origin import Origin, Source, Sources


def sources(session: Session, commune_id: int, ids: Collection[int]) -> Sources:
    """Return the sessions in which questions were asked, by their titles."""
    query = (
        select(RoomQuestion.id, PublicSession.id, PublicSession.title)
        .join(PublicSession, PublicSession.id == RoomQuestion.session_id)
        .where(PublicSession.commune_id == commune_id, RoomQuestion.id.in_(ids))
    )
    rows = session.execute(query)
    return {key: Source({OWN_NAME: title}, panel=f"session-questions/{at}") for key, at, title in rows}


def made_to(session: Session, question_id: int) -> Collection[int]:
    """Return who asked it by phone, while that is known."""
    query = select(InformationRequest.contact_id).join(RoomAsking, RoomAsking.request_id == InformationRequest.id)
    mine = (RoomAsking.question_id == question_id, InformationRequest.contact_id.is_not(None))
    return [contact_id for contact_id in session.scalars(query.where(*mine)) if contact_id is not None]


ORIGIN = Origin(
    "room_question", 15, _("Promised in a public session"), Visibility.PUBLIC, sources, made_to=made_to, is_free=False
)
