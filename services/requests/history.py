"""The steps in a question's life, in its own history and, where staff took them, in the audit trail."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import InformationRequest, RequestEvent
from services.audit import record
from services.house import House


def note_step(
    session: Session,
    house: House,
    row: InformationRequest,
    *,
    staff_id: int | None,
    note: str | None = None,
    reason: str | None = None,
) -> RequestEvent:
    """Write down the state the question is in now, who brought it there and why.

    A citizen's own step stays out of the audit trail: that one is about staff, and its lock would make every phone
    wait for every other.
    """
    event = RequestEvent(
        request_id=row.id,
        state=row.state,
        staff_id=staff_id,
        note=note,
        reason=reason,
        happened_at=house.clock(),
    )
    session.add(event)
    if staff_id is not None:
        _audit(session, house, row, staff_id, reason)
    return event


def _audit(session: Session, house: House, row: InformationRequest, staff_id: int, reason: str | None) -> None:
    details = {"reference": row.reference, "due_on": row.due_on.isoformat() if row.due_on else "", "kind": row.kind}
    record(
        session,
        house,
        act=f"request_{row.state}",
        subject="request",
        subject_id=row.id,
        details={**details, "reason": reason} if reason else details,
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
