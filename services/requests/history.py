"""The steps in a question's life, in its own history and, where staff took them, in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping

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
    event = note_event(session, house, row, staff_id=staff_id, note=note, reason=reason)
    if staff_id is not None:
        details = {"due_on": row.due_on.isoformat() if row.due_on else "", "kind": row.kind}
        why = {"reason": reason} if reason else {}
        note_act(session, house, row, f"request_{row.state}", staff_id, {**details, **why})
    return event


def note_act(
    session: Session,
    house: House,
    row: InformationRequest,
    act: str,
    staff_id: int | None,
    details: Mapping[str, object] | None = None,
) -> None:
    """Write what was done with a request into the audit trail, under its reference."""
    record(
        session,
        house,
        act=act,
        subject="request",
        subject_id=row.id,
        details={"reference": row.reference, **(details or {})},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def note_event(
    session: Session,
    house: House,
    row: InformationRequest,
    *,
    staff_id: int | None,
    note: str | None = None,
    reason: str | None = None,
) -> RequestEvent:
    """Write a step into the history of a request, in the state it is in now."""
    event = RequestEvent(
        request_id=row.id, state=row.state, staff_id=staff_id, note=note, reason=reason, happened_at=house.clock()
    )
    session.add(event)
    return event
