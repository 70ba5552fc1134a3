"""What staff say a request is about: whether it asks for information on the budget, and of which topic."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import InformationRequest, RequestEvent
from services.audit import record
from services.house import House
from services.requests.filing import topic_of
from services.requests.taking import take

TAGGED = "tagged"


def tag(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    is_budget: bool,
    topic: str | None,
    staff_id: int | None,
) -> InformationRequest:
    """Say anew what a request is about; figures and who may answer it follow, its author is told nothing."""
    row = take(session, commune_id, request_id)
    said = (is_budget, topic_of(topic))
    if said == (row.is_budget, row.topic):
        return row
    row.is_budget, row.topic = said
    _note(session, house, row, staff_id)
    return row


def _note(session: Session, house: House, row: InformationRequest, staff_id: int | None) -> None:
    session.add(
        RequestEvent(request_id=row.id, state=row.state, staff_id=staff_id, reason=TAGGED, happened_at=house.clock())
    )
    record(
        session,
        house,
        act="request_tagged",
        subject="request",
        subject_id=row.id,
        details={"reference": row.reference, "about_budget": row.is_budget, "topic": row.topic},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
