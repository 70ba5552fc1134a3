"""Associations that took part in a session: ticked from the list, or written down anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Association, Participation, PublicSession
from models.public_session import SessionState
from services.associations import AssociationNo, add_association
from services.house import House
from services.public_sessions.finding import days_of, lock_session, note
from services.public_sessions.reasons import SessionNo
from services.public_sessions.running import has_come


@dataclass(frozen=True, slots=True)
class TickedAssociation:
    """An association of the commune, and whether it took part in one session."""

    id: int
    name: str
    took_part: bool


def tick_associations(
    session: Session, house: House, commune_id: int, session_id: int, association_ids: Collection[int], *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Write down which of the commune's associations took part, in place of those that stood there."""
    row = _begun(session, house, commune_id, session_id)
    wanted = set(association_ids)
    mine = select(Association.id).where(Association.commune_id == commune_id, Association.id.in_(wanted))
    if set(session.scalars(mine)) != wanted:
        raise Refusal(AssociationNo.UNKNOWN)
    there = {part.association_id: part for part in _parts(session, row)}
    for association_id in sorted(there.keys() - wanted):
        session.delete(there[association_id])
        note(session, house, row, "session_association_removed", staff_id, association=association_id)
    for association_id in sorted(wanted - there.keys()):
        _add(session, house, row, association_id, staff_id)
    session.flush()


def bring_association(
    session: Session, house: House, commune_id: int, session_id: int, name: str, contact: str, *, staff_id: int | None
) -> int:
    """Write an association down that nobody knew yet, with how it is reached, and that it took part; return its id."""
    row = _begun(session, house, commune_id, session_id)
    made = add_association(session, house, commune_id=commune_id, name=name, contact=contact, staff_id=staff_id)
    _add(session, house, row, made, staff_id)
    return made


def associations_at(session: Session, row: PublicSession) -> list[TickedAssociation]:
    """Return every association of the commune by name, and whether it took part."""
    here = (Participation.association_id == Association.id) & (Participation.session_id == row.id)
    rows = session.execute(
        select(Association.id, Association.name, Participation.id)
        .outerjoin(Participation, here)
        .where(Association.commune_id == row.commune_id)
        .order_by(func.lower(Association.name), Association.id)
    )
    return [TickedAssociation(one, name, part is not None) for one, name, part in rows]


def _begun(session: Session, house: House, commune_id: int, session_id: int) -> PublicSession:
    row = lock_session(session, commune_id, session_id)
    if row.state == SessionState.CANCELLED:
        raise Refusal(SessionNo.CANCELLED)
    if not has_come(session, house, row):
        raise Refusal(SessionNo.NOT_ITS_DAY)
    return row


def _parts(session: Session, row: PublicSession) -> list[Participation]:
    return list(session.scalars(select(Participation).where(Participation.session_id == row.id)))


def _add(session: Session, house: House, row: PublicSession, association_id: int, staff_id: int | None) -> None:
    day = days_of(session, row)[0]
    session.add(Participation(association_id=association_id, session_id=row.id, role="", day=day))
    session.flush()
    note(session, house, row, "session_association_added", staff_id, association=association_id)
