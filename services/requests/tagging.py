"""What staff say a request is about: whether it asks for information on the budget, and of which topic."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import InformationRequest
from services.house import House
from services.requests.filing import topic_of
from services.requests.history import note_act, note_event
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
    note_event(session, house, row, staff_id=staff_id, reason=TAGGED)
    note_act(session, house, row, "request_tagged", staff_id, {"about_budget": row.is_budget, "topic": row.topic})
    return row
