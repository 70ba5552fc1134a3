"""Promises that are forgotten whole, as what they came of is."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from models import Evidence, FollowUp, FollowUpEvent, FollowUpFollower, FollowUpReminder
from models.follow_up import FollowUpState, Visibility
from services.house import House
from services.uploads import path_of


def remove_promises(session: Session, house: House, *which: ColumnElement[bool]) -> None:
    """Take promises away with their steps and proofs; a commune's last one stays without words, for its number."""
    rows = session.scalars(select(FollowUp).where(*which)).all()
    ids = [row.id for row in rows]
    kept = select(Evidence.stored_as).where(Evidence.follow_up_id.in_(ids), Evidence.stored_as.is_not(None))
    for stored_as in session.scalars(kept):
        path_of(house, stored_as or "").unlink(missing_ok=True)
    for table in (Evidence, FollowUpEvent, FollowUpFollower, FollowUpReminder):
        session.execute(delete(table).where(table.follow_up_id.in_(ids)))
    for row in rows:
        if row.number == _last_number(session, row.commune_id):
            _blank(row)
        else:
            session.delete(row)
    session.flush()


def _last_number(session: Session, commune_id: int) -> int | None:
    return session.scalar(select(func.max(FollowUp.number)).where(FollowUp.commune_id == commune_id))


def _blank(row: FollowUp) -> None:
    row.text, row.as_written, row.state, row.visibility = "–", {}, FollowUpState.ABANDONED, Visibility.NAMED
    row.occasion = row.owner = row.reason = None
    row.origin_id = row.staff_id = row.made_by = row.due_on = row.done_on = None
