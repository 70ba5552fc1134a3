"""How a phone is used in one vote: how many people voted from it first, how many codes were sent to it in an hour."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, case, literal_column, or_
from sqlalchemy.orm import Session

from models import PhoneUse
from services.clock import hour_of
from services.rows import insert_into


def brings_voter(session: Session, cycle_id: int, phone: str, most: int, now: datetime) -> bool:
    """Count one more person who votes from a phone for the first time; False, and nothing changed, beyond the cap."""
    row = PhoneUse.__table__.c
    return _count(session, cycle_id, phone, now, {"voters": row.voters + 1}, row.voters < most, {"voters": 1})


def takes_code(session: Session, cycle_id: int, phone: str, most: int, now: datetime) -> bool:
    """Count one more code sent to a phone in this hour; False, and nothing changed, beyond `most`."""
    row = PhoneUse.__table__.c
    is_new_hour = row.since < hour_of(now)
    again = {"codes": case((is_new_hour, 1), else_=row.codes + 1), "since": hour_of(now)}
    return _count(session, cycle_id, phone, now, again, or_(is_new_hour, row.codes < most), {"codes": 1})


def _count(
    session: Session,
    cycle_id: int,
    phone: str,
    now: datetime,
    again: dict[str, object],
    may: ColumnElement[bool],
    first: dict[str, int],
) -> bool:
    new = {"cycle_id": cycle_id, "phone": phone, "voters": 0, "codes": 0, "since": hour_of(now), **first}
    statement = insert_into(session, PhoneUse).values(new)
    statement = statement.on_conflict_do_update(index_elements=["cycle_id", "phone"], set_=again, where=may)
    return session.execute(statement.returning(literal_column("1"))).first() is not None
